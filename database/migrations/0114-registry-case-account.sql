-- Accounts that an approved case made, until the one who asked for them has fetched their links.

create table registry.case_account (
  case_id uuid not null,
  account text not null collate "C",
  opener  text not null collate "C",
  primary key (case_id, account)
);
comment on table registry.case_account is
  'Which accounts a case made, and who asked for them: nobody else may fetch the one-time links. Key: case and account. Names no person beside '
  'accounts, and is looked up by case alone, so that it stands outside the second wall. Example: (…, admin.51001, citizen-8f2c…).';
grant select, insert on registry.case_account to mach_app;

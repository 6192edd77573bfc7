-- Who keeps the registry: practitioners with an account of their own, found by the personal ID, and the Ministry's officers of traditional
-- medicine. An officer's province may also be 00 (the Ministry's own facilities), 97 (army) or 98 (police).

alter table access.account
  add column practitioner text collate "C" check (practitioner ~ '^[0-9]{12}$'),
  drop constraint account_role_known,
  add constraint account_role_known check (role in (
    'citizen', 'doctor', 'facility-clerk', 'facility-administrator', 'department-officer', 'department-head',
    'ministry-officer', 'traditional-officer', 'practitioner', 'inspector', 'analyst', 'auditor', 'administrator')),
  add constraint account_practitioner_by_role check ((role = 'practitioner') = (practitioner is not null));
comment on column access.account.practitioner is 'Personal ID of a practitioner, by which the own file is found; null for everybody else.';

-- One person has one account of practice.
create unique index account_of_practitioner on access.account (practitioner) where practitioner is not null and not demo;

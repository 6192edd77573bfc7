-- Who has a record, or an account that was used, is identified at the counter by two people: the first seeing waits here for the second.
create table access.counter_seeing (
  citizen_number text        not null,
  account        text        not null,
  facility       text        not null,
  seen_at        timestamptz not null,
  primary key (citizen_number, account)
);
comment on table access.counter_seeing is
  'That a member of staff saw a citizen and the document at the counter, until a second one has seen them too. Key: citizen number, account of '
  'the staff. Example: (<12 digits>, clerk@51001, 51001, 2026-11-21 08:12Z). Rows end with the second seeing or after 30 minutes.';
grant select, insert, update, delete on access.counter_seeing to mach_app;

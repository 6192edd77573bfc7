-- Who did what to whose record, and why: appended, never changed.
create schema audit;
grant usage on schema audit to mach_app;

create table audit.event (
  number    bigint generated always as identity,
  at        timestamptz not null,
  action    text not null check (action in ('read', 'create', 'update', 'delete', 'sign-in', 'sign-out', 'refused', 'export', 'configure')),
  account   text not null,
  name      text not null,
  role      text not null,
  facility  text,
  address   text not null,
  what      text not null,
  person    uuid,
  visit     uuid,
  purpose   text check (purpose in ('treatment', 'own-record', 'payment', 'administration', 'quality')),
  ground    text,
  detail    jsonb,
  primary key (at, number)
);
comment on table audit.event is
  'One thing that somebody did or was refused. Key: time and number, so that the table can be cut into partitions by time; '
  'numbers rise in the order of writing. Never holds content of a record. '
  'Example: (2026-11-10 08:12Z, 42, read, doctor@51001, "BS. Đinh Văn A", doctor, 51001, 10.1.2.3, record, <person>, null, treatment, referral, {"entries": 12}).';

-- "Who read my record": one range per person, newest first.
create index event_by_person on audit.event (person, number) where person is not null;
-- What one account did, for reviews.
create index event_by_account on audit.event (account, at);

grant select, insert on audit.event to mach_app;

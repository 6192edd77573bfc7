-- What facilities are told of the licences of those who practise there.

create table registry.licence_notice (
  position     bigint      generated always as identity primary key,
  facility     text        not null collate "C",
  authority    text        not null collate "C",
  practitioner uuid        not null references registry.profile,
  licence      text        not null collate "C",
  event        text        not null collate "C",
  holds_from   date        not null,
  decision     text        not null,
  closed       integer     not null check (closed >= 0),
  publish_by   timestamptz,
  at           timestamptz not null,
  seen_at      timestamptz,
  seen_by      text        collate "C",
  check ((seen_at is null) = (seen_by is null))
);
comment on table registry.licence_notice is
  'One facility told of one event of a licence, in the transaction that wrote the event. Key: position. closed: how many registrations there ended '
  'with it. publish_by: until when the changed list is to be published. Example: (17, 51001, 51, …, "1234/QNG-GPHN", suspend, 2026-11-20, "12/QĐ-SYT", 1, …, …, null, null).';
create index licence_notice_of_facility on registry.licence_notice (facility, position);
create index licence_notice_of_authority on registry.licence_notice (authority, position);

grant select, insert on registry.licence_notice to mach_app;
grant update (seen_at, seen_by) on registry.licence_notice to mach_app;

alter table registry.licence_notice enable row level security, force row level security;
create policy by_scope on registry.licence_notice using (
  (select scope.work()) or (select scope.nation())
  or practitioner = any ((select scope.persons())::uuid[])
  or facility = any ((select scope.facilities())::text[])
  or authority = (select scope.province()));

-- Official letters: drafts, their numbers in the register of the organ, the signed file that came back.
create schema correspondence;
grant usage on schema correspondence to mach_app;
comment on schema correspondence is 'Letters of authorities: drafted from facts, numbered, signed outside, verified on return (Decree 30/2020/NĐ-CP).';

create table correspondence.register (
  authority text    not null collate "C",
  year      integer not null,
  register  text    not null collate "C",
  last      integer not null check (last > 0),
  primary key (authority, year, register)
);
comment on table correspondence.register is
  'The last number that an organ took in a year from one of its registers: BC, QĐ, TB, or CV for official letters. Key: authority, year, register. A '
  'number is taken in the transaction that numbers the letter and holds this row until its end: no gap, no number twice. Example: (51, 2026, CV, 15).';
grant select, insert, update on correspondence.register to mach_app;

create table correspondence.letter (
  id           uuid        primary key,
  authority    text        not null collate "C",
  kind         text        not null collate "C",
  register     text        not null collate "C",
  origin       text        collate "C",
  facility     text        collate "C",
  practitioner text        collate "C",
  content      jsonb       not null,
  replaces     uuid        references correspondence.letter,
  drafted_at   timestamptz not null,
  author       jsonb       not null,
  state        text        not null collate "C" default 'draft' check (state in ('draft', 'awaiting', 'issued', 'withdrawn', 'replaced')),
  position     integer     not null default 0,
  year         integer,
  serial       integer,
  number       text,
  day          date,
  issued_at    timestamptz,
  check ((issued_at is null) or state in ('issued', 'withdrawn', 'replaced')),
  check ((number is null) = (year is null))
) with (fillfactor = 80);
comment on table correspondence.letter is
  'One letter of an authority. Key: id. content: what was drafted, never changed. origin: what it was drafted for; the same origin never has two letters '
  'that stand. facility, practitioner (personal ID): to whom it is addressed. What follows state is the head, and follows from the events. serial: its '
  'number from the register; a decision whose number the organ gave itself has none. Example: (…, 51, supplement-request, CV, "case …/4", 51001, null, '
  '{…}, null, …, awaiting, 1, 2026, 15, "15/SYT-NVY", 2026-11-21, null).';
create unique index letter_once on correspondence.letter (origin) where origin is not null and state not in ('withdrawn', 'replaced');
create unique index letter_number on correspondence.letter (authority, year, register, number) where number is not null;
create index letter_of_authority on correspondence.letter (authority, drafted_at desc, id);
create index letter_of_facility on correspondence.letter (facility, issued_at desc) where facility is not null;
create index letter_of_practitioner on correspondence.letter (practitioner) where practitioner is not null;
grant select, insert on correspondence.letter to mach_app;
grant update (state, position, year, serial, number, day, issued_at) on correspondence.letter to mach_app;

create table correspondence.event (
  letter   uuid        not null references correspondence.letter,
  position integer     not null check (position > 0),
  kind     text        not null collate "C" check (kind in ('numbered', 'signed', 'refused', 'withdrawn', 'replaced')),
  at       timestamptz not null,
  author   jsonb       not null,
  detail   jsonb       not null default '{}',
  primary key (letter, position)
);
comment on table correspondence.event is
  'What happened to a letter, in order; appended. Key: letter and position, which is also the lock. detail: of a number who signs; of a signed file the '
  'verdict on its signatures; of an end its reason. Example: (…, 2, signed, …, {"account": …}, {"signers": […]}).';
grant select, insert on correspondence.event to mach_app;

-- The second wall: a letter shows to the authority that issues it; once it is issued, also to whom it is addressed. See 0041-people-scope.sql.
alter table correspondence.register enable row level security, force row level security;
create policy by_scope on correspondence.register using (
  (select scope.work()) or authority = (select scope.province()));

alter table correspondence.letter enable row level security, force row level security;
create policy by_scope on correspondence.letter using (
  (select scope.work())
  or authority = (select scope.province())
  or (issued_at is not null and (
    facility = any ((select scope.facilities())::text[])
    or practitioner = (select scope.practitioner()))));

alter table correspondence.event enable row level security, force row level security;
create policy by_scope on correspondence.event using (
  (select scope.work()) or (select true from correspondence.letter l where l.id = letter));

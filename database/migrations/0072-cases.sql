-- Cases: work that passes between people under a legal clock.
create schema cases;
grant usage on schema cases to mach_app;
comment on schema cases is 'Work that passes between people under a legal clock: cases, their steps as appended rows, notices.';

create table cases.case (
  id         uuid        primary key,
  definition text        not null collate "C",
  version    smallint    not null,
  origin     text        collate "C" unique,
  person     uuid,
  facility   text        collate "C",
  province   text        collate "C",
  opened_at  timestamptz not null,
  opened_by  text        not null collate "C",
  key        bytea,
  state      text        not null collate "C",
  position   smallint    not null check (position > 0),
  reached    text[]      not null,
  near_at    timestamptz,
  due_at     timestamptz,
  closed_at  timestamptz
);
comment on table cases.case is
  'One piece of work. Key: id. What it concerns never changes; state, position, reached and the nearest end are what its steps add up to. '
  'Example: (…, access-question, 1, access:4711, <person>, 51001, 51, 2026-11-21 08:12Z, citizen-…, …, answered, 2, {asked,answered}, …).';
comment on column cases.case.origin is 'What the case was opened for, so that the same thing never has two cases: access:<number of the log entry>.';
comment on column cases.case.person is 'Whom the case is about; null when about nobody.';
comment on column cases.case.key is 'The key of everything that was written in the case, wrapped by the master key. Null after lawful erasure: its texts are gone, its steps stand.';
create index case_of_person on cases.case (person) where person is not null;
create index case_of_facility on cases.case (facility, due_at) where facility is not null;
create index case_of_province on cases.case (province, due_at) where province is not null;
create index case_of_opener on cases.case (opened_by);
create index case_of_definition on cases.case (definition, due_at);
create index case_due on cases.case (due_at) where closed_at is null;

create table cases.step (
  case_id  uuid        not null references cases.case,
  position smallint    not null check (position > 0),
  step     text        not null collate "C",
  to_state text        not null collate "C",
  at       timestamptz not null,
  account  text        not null collate "C",
  name     text        not null,
  role     text        not null collate "C",
  facility text        collate "C",
  sealed   bytea       not null,
  primary key (case_id, position)
);
comment on table cases.step is
  'What was done in a case, in order; appended, never changed. Key: case and position, which is the lock: of two decisions at once one wins. '
  'sealed: fields and defects under the key of the case. Example: (…, 2, answer, answered, …, manager@51001, "Phạm Thị Lan", facility-administrator, 51001, …).';

create table cases.notice (
  case_id  uuid        not null references cases.case,
  position smallint    not null,
  audience text        not null check (audience in ('subject', 'opener', 'facility', 'province', 'nation')),
  seen_at  timestamptz,
  seen_by  text,
  primary key (case_id, audience, position)
);
comment on table cases.notice is
  'That a step should be known to somebody, until one of them has looked. Key: case, audience, position of the step. '
  'Example: (…, 2, subject, null, null): the citizen has not yet read the answer.';

grant select, insert on cases.case, cases.step, cases.notice to mach_app;
grant update (state, position, reached, near_at, due_at, closed_at, key) on cases.case to mach_app;
grant update (seen_at, seen_by) on cases.notice to mach_app;

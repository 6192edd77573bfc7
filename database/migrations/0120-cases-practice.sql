-- Cases of the national system of practice: about a practitioner, with traits for conditions and filters, papers, reminders; queues of a hundred
-- thousand open cases answer from an index.

create or replace function scope.practitioner() returns text language sql stable parallel safe
  return coalesce(current_setting('mach.practitioner', true), '');

alter table cases.case
  add column practitioner text collate "C",
  add column traits       jsonb       not null default '{}',
  add column reminded_for timestamptz;
comment on column cases.case.practitioner is 'The practitioner whom the case is about, by the number under which they are registered (personal ID or passport); null when about none.';
comment on column cases.case.traits is 'What the case carries in clear from its opening, for conditions and filters: {"traditional": "yes", "type": "BS"}. Codes only, nothing of a person.';
comment on column cases.case.reminded_for is 'The end of a term of which those concerned were reminded; a new end is reminded of anew.';
comment on column cases.case.province is 'The authority that answers for it: the code of a province, or 97 the army, 98 the police, 00 the Ministry.';
grant update (reminded_for) on cases.case to mach_app;

drop policy by_scope on cases.case;
create policy by_scope on cases.case using (
  (select scope.work()) or (select scope.nation())
  or person = any ((select scope.persons())::uuid[])
  or opened_by = (select scope.account())
  or facility = any ((select scope.facilities())::text[])
  or province = (select scope.province())
  or practitioner = (select scope.practitioner()));

-- Open cases in the order of their ends, for each way to stand to a case; a case without a term comes last.
create index case_open on cases.case ((coalesce(due_at, 'infinity'::timestamptz)), id) where closed_at is null;
create index case_open_of_definition on cases.case (definition, (coalesce(due_at, 'infinity'::timestamptz)), id) where closed_at is null;
create index case_open_of_province on cases.case (province, (coalesce(due_at, 'infinity'::timestamptz)), id) where closed_at is null;
create index case_open_of_province_definition
  on cases.case (province, definition, state, (coalesce(due_at, 'infinity'::timestamptz)), id) where closed_at is null;
create index case_open_of_facility on cases.case (facility, (coalesce(due_at, 'infinity'::timestamptz)), id) where closed_at is null;
create index case_of_practitioner on cases.case (practitioner) where practitioner is not null;
drop index cases.case_of_province, cases.case_of_definition;
create index case_closed on cases.case (closed_at, id) where closed_at is not null;
create index case_closed_of_province on cases.case (province, closed_at, id) where closed_at is not null;
create index case_to_remind on cases.case (near_at)
  where closed_at is null and near_at is not null and reminded_for is distinct from due_at;

-- Beside what a step tells, a notice may say that a term is near its end.
alter table cases.notice
  add column kind text not null default 'step' check (kind in ('step', 'near')),
  drop constraint notice_audience_check,
  add constraint notice_audience_check
    check (audience in ('subject', 'practitioner', 'opener', 'facility', 'province', 'nation')),
  drop constraint notice_pkey,
  add primary key (case_id, audience, position, kind);
comment on column cases.notice.kind is 'step: a step should be known; near: a term of the case ends soon.';
create index notice_unseen on cases.notice (case_id) where seen_at is null;

create table cases.attachment (
  case_id     uuid        not null references cases.case,
  kind        text        not null collate "C",
  digest      bytea       not null check (octet_length(digest) = 32),
  bytes       integer     not null check (bytes between 1 and 10485760),
  sealed_name bytea       not null,
  sealed      bytea       not null,
  position    smallint    not null,
  at          timestamptz not null,
  account     text        not null collate "C",
  name        text        not null,
  role        text        not null collate "C",
  removed_at  timestamptz,
  primary key (case_id, kind, digest)
);
comment on table cases.attachment is
  'Papers that lie in a case. Key: case, kind, digest (SHA-256 of the bytes), so that the same paper is there once. '
  'sealed and sealed_name: bytes, type and file name under the key of the case. position: the step after which it was put there. '
  'Example: (…, diploma, \x9f…, 182004, …, …, 1, 2026-11-21 08:12Z, practitioner-…, "Trần Văn Bình", practitioner, null).';
alter table cases.attachment alter column sealed set storage external;
alter table cases.attachment enable row level security, force row level security;
create policy by_scope on cases.attachment using (
  (select scope.work()) or (select true from cases.case c where c.id = case_id));
grant select, insert, delete on cases.attachment to mach_app;
grant update (removed_at, position, at, account, name, role, sealed, sealed_name, bytes) on cases.attachment to mach_app;

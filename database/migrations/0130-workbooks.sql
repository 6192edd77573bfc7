-- Lists that come as workbooks: what came, what each row became, and what it takes to undo it.
create schema workbooks;
grant usage on schema workbooks to mach_app;
comment on schema workbooks is 'Lists brought in as workbooks: row by row, in batches that can be stopped, resumed and undone.';

create table workbooks.import (
  id          uuid        primary key,
  list        text        not null collate "C",
  version     integer     not null,
  facility    text        collate "C",
  province    text        collate "C",
  author      jsonb       not null,
  file_name   text        not null,
  digest      bytea       not null,
  bytes       integer     not null,
  sheet       text,
  header_row  integer,
  state       text        not null collate "C" check (state in
    ('received', 'comparing', 'ready', 'refused', 'running', 'stopped', 'done', 'undoing', 'undone')),
  rows        integer     not null default 0,
  position    integer     not null default 0,
  attempts    smallint    not null default 0,
  counts      jsonb       not null default '{}',
  problems    jsonb       not null default '[]',
  notices     jsonb       not null default '[]',
  created_at  timestamptz not null,
  changed_at  timestamptz not null,
  finished_at timestamptz,
  forgotten_at timestamptz,
  check (facility is null or province is null)
) with (fillfactor = 70);
comment on table workbooks.import is
  'One workbook that somebody brought in, within the reach of a facility, a province or (neither) the country. Key: id. author: as whom its rows are '
  'written. position: the last row of the present stage. attempts: how often that stage was begun without getting on. counts: rows by what they '
  'became. forgotten_at: when file, rows and undo log were removed; what is left is the receipt. Example: (…, staff, 1, 51001, null, …, '
  'danh-sach.xlsx, …, running, 1200, 400, {"new": 30, …}, …).';
create unique index import_once on workbooks.import (list, coalesce(facility, province, ''), digest)
  where state not in ('refused', 'undone') and forgotten_at is null;
create index import_to_do on workbooks.import (changed_at) where state in ('received', 'comparing', 'running', 'undoing');
create index import_of_facility on workbooks.import (facility, created_at desc) where facility is not null;
create index import_of_province on workbooks.import (province, created_at desc) where province is not null;
create index import_to_forget on workbooks.import (changed_at) where forgotten_at is null;

create table workbooks.file (
  import uuid  primary key references workbooks.import,
  body   bytea not null
);
comment on table workbooks.file is 'The workbook as it came, so that reasons can be written beside its rows. Key: import. Removed after 30 days.';
alter table workbooks.file alter column body set storage external;

create table workbooks.row (
  import  uuid    not null references workbooks.import,
  row     integer not null,
  key     text    not null,
  values  jsonb   not null,
  change  text    collate "C" check (change in ('new', 'changed', 'ended', 'same', 'failed')),
  before  jsonb,
  outcome text    collate "C" check (outcome in ('done', 'failed', 'undone', 'kept')),
  reasons jsonb,
  primary key (import, row)
) with (fillfactor = 80);
comment on table workbooks.row is
  'One row of a workbook: values as they are meant, what it would change (null until compared), what became of it (null until written). Key: import '
  'and the number of the row in its sheet. Removed after 30 days. Example: (…, 7, "051190777777|51001|2026-01-01", {"HO_TEN": …}, changed, {…}, done, null).';
create index row_by_change on workbooks.row (import, change, row);
create index row_failed on workbooks.row (import, row) where outcome = 'failed' or change = 'failed';

create table workbooks.undo (
  import uuid        not null references workbooks.import,
  row    integer     not null,
  entry  jsonb       not null,
  at     timestamptz not null,
  primary key (import, row, at)
);
comment on table workbooks.undo is
  'What it takes to take a written row back, in the words of whoever wrote it; appended. Key: import, row, instant. Removed after 30 days, and with '
  'it the possibility. Example: (…, 7, {"subject": …, "version": 3, "statements": […]}, …).';

grant select, insert, update, delete on workbooks.import, workbooks.file, workbooks.row, workbooks.undo to mach_app;

-- The second wall: an import shows to the reach that it was brought in for. See 0041-people-scope.sql.
alter table workbooks.import enable row level security, force row level security;
create policy by_scope on workbooks.import using (
  (select scope.work()) or (select scope.nation())
  or facility = any ((select scope.facilities())::text[])
  or province = (select scope.province()));

alter table workbooks.file enable row level security, force row level security;
create policy by_scope on workbooks.file using (
  (select scope.work()) or (select true from workbooks.import i where i.id = import));
alter table workbooks.row enable row level security, force row level security;
create policy by_scope on workbooks.row using (
  (select scope.work()) or (select true from workbooks.import i where i.id = import));
alter table workbooks.undo enable row level security, force row level security;
create policy by_scope on workbooks.undo using (
  (select scope.work()) or (select true from workbooks.import i where i.id = import));

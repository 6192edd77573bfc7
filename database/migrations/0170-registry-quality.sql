-- Quality of the registry's files by the method of letter 4856: slim counts of each file, folded into totals, so that no page reads files.

create table registry.quality (
  subject     uuid      primary key references registry.profile,
  kind        text      not null check (kind in ('facility', 'practitioner')),
  method      integer   not null,
  version     integer   not null,
  counted_on  date      not null,
  authority   text      not null collate "C",
  traditional boolean   not null,
  facilities  text[]    not null,
  authorities text[]    not null,
  score       smallint  not null check (score between 0 and 10000),
  parts       smallint[] not null,
  band        text      not null collate "C" check (band in ('green', 'yellow', 'red')),
  tally       integer[] not null,
  faults      text[]    not null,
  twin        bigint,
  due_on      date
) with (fillfactor = 80);
comment on table registry.quality is
  'How good one file is. Key: subject. method: which rules were counted, in which order. facilities: where it counts, its own code or those at which '
  'the person is registered that day. score, parts: hundredths of a point, of parts −1 where nothing was asked. tally: asked and passed of each rule in '
  'turn. faults: rule, section, field and count of what fails. twin: by what another file of the same is recognised. due_on: when time alone may change it. '
  'Example: (…, practitioner, 48213377, 3, 2026-11-20, 51, false, {51001}, {51}, 9412, {10000,9000,…}, green, {5,5,4,4,…}, {practitioner-fields-training|training|issuedOn|1}, …, 2027-01-14).';
create index quality_due_by_day on registry.quality (due_on) where due_on is not null;
create index quality_by_twin on registry.quality (twin) where twin is not null;

create table registry.quality_due (
  subject uuid        primary key,
  since   timestamptz not null default now()
);
comment on table registry.quality_due is
  'Files that changed and are to be counted anew. Key: subject. Written with the change, taken by the loop that counts. Example: (…, 2026-11-20 09:12).';

create table registry.quality_pass (
  method   integer     primary key,
  after    uuid        not null,
  begun_at timestamptz not null,
  ended_at timestamptz
);
comment on table registry.quality_pass is
  'How far the counting of all files by one method has come: up to which key. Key: method. Example: (48213377, 0192…, 2026-11-20 01:00, null).';

create table registry.quality_total (
  method            integer    not null,
  grain             text       not null collate "C" check (grain in ('facility', 'authority', 'traditional')),
  key               text       not null collate "C",
  authority         text       not null collate "C",
  facility_tally    integer[]  not null,
  practitioner_tally integer[] not null,
  facilities        integer    not null,
  practitioners     integer    not null,
  bands             integer[]  not null,
  score             smallint   not null,
  parts             smallint[] not null,
  band              text       not null collate "C",
  primary key (method, grain, key)
) with (fillfactor = 80);
comment on table registry.quality_total is
  'Counts of many files folded together: of a facility with its staff, of everything that an authority is responsible for, of the part of that which '
  'is traditional medicine. Key: method, grain and key. bands: files green, yellow, red; facilities first, then practitioners. '
  'Example: (48213377, facility, 51001, 51, {1,1,…}, {40,38,…}, 1, 40, {1,0,0,30,8,2}, 9120, {…}, green).';
create index quality_total_worst on registry.quality_total (method, grain, authority, score, key);

create table registry.quality_day (
  grain         text       not null collate "C" check (grain in ('authority', 'traditional')),
  key           text       not null collate "C",
  day           date       not null,
  method        integer    not null,
  score         smallint   not null,
  parts         smallint[] not null,
  facilities    integer    not null,
  practitioners integer    not null,
  primary key (grain, key, day)
);
comment on table registry.quality_day is
  'How good the files of an authority were at the end of a day on which something changed; until the next row nothing did. Key: grain, key and day. '
  'Example: (authority, 51, 2026-11-20, 48213377, 9120, {…}, 210, 6400).';

-- Two arrays of counts added place by place; a shorter one counts as zeros.
create function registry.add_counts(one integer[], other integer[]) returns integer[] language sql immutable parallel safe as $$
  select coalesce(array_agg(coalesce(a, 0) + coalesce(b, 0) order by place), '{}')
  from unnest(one, other) with ordinality as both_of (a, b, place)
$$;

create index conflict_open_of_holder on registry.conflict (holder) where settled_at is null;

grant select, insert, update, delete on registry.quality, registry.quality_due, registry.quality_pass, registry.quality_total to mach_app;
grant select, insert, update on registry.quality_day to mach_app;

-- Counts of one file show with the file, those of a facility to the facility and its authority; what is folded over an authority names nobody and is
-- for all, the small ones left out by whoever publishes. quality_due and quality_pass hold keys alone; quality_day holds authorities alone.
alter table registry.quality enable row level security, force row level security;
create policy by_scope on registry.quality using (
  (select scope.work()) or (select scope.nation())
  or subject = any ((select scope.persons())::uuid[])
  or facilities && (select scope.facilities())::text[]
  or authority = (select scope.province())
  or (select scope.province()) = any (authorities));

alter table registry.quality_total enable row level security, force row level security;
create policy by_scope on registry.quality_total using (
  grain <> 'facility'
  or (select scope.work()) or (select scope.nation())
  or key = any ((select scope.facilities())::text[])
  or authority = (select scope.province()));

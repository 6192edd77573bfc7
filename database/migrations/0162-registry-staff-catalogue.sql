-- The insurance's catalogue of the staff of a facility (TT 12/2026/TT-BTC, annex II, form 02/DM): rows are closed and opened, never edited.

create table registry.staff_catalogue (
  facility   text        primary key collate "C",
  is_due     boolean     not null,
  message    uuid,
  tries      smallint    not null default 0,
  not_before timestamptz,
  look_on    date,
  changed_at timestamptz not null
);
comment on table registry.staff_catalogue is
  'Which facilities'' catalogues are to be compared with what was sent. Key: facility. message: the catalogue under way, of which there is one at a time. Example: (51001, false, null, 0, null, 2027-01-01, …).';
create index staff_catalogue_due on registry.staff_catalogue (changed_at) where is_due;
grant select, insert, update on registry.staff_catalogue to mach_app;

create table registry.staff_row (
  facility     text        not null collate "C",
  row_key      text        not null collate "C",
  practitioner uuid        not null references registry.profile,
  statement    text        not null collate "C",
  valid_from   date        not null,
  valid_to     date,
  digest       bytea       not null,
  columns      jsonb       not null,
  state        text        not null collate "C" check (state in ('held', 'waiting', 'acknowledged', 'refused', 'unanswered')),
  message      uuid,
  is_at_portal boolean     not null default false,
  reasons      jsonb       not null default '[]',
  answered_at  timestamptz,
  changed_at   timestamptz not null,
  primary key (facility, row_key),
  check (valid_to is null or valid_to >= valid_from)
);
comment on table registry.staff_row is
  'One row of a facility''s catalogue as it was opened, and closed by valid_to; what a row says never changes. Key: facility and row_key (a number in the catalogue). '
  'is_at_portal: the portal accepted its opening. reasons: of the gate or the portal''s answer to this row. Example: (51001, 17, …, k3f…, 2024-06-01, null, …, {"HO_TEN":…}, acknowledged, …).';
create index staff_row_of_registration on registry.staff_row (facility, practitioner, statement, valid_from desc);
create index staff_row_message on registry.staff_row (message) where message is not null;
grant select, insert, update on registry.staff_row to mach_app;

-- That the processing of a person's data is restricted, as an approved request says.
create table access.restriction (
  person  uuid        not null,
  case_id uuid        not null,
  effect  text        not null check (effect in ('restrict', 'lift')),
  purpose text        not null check (purpose in ('research', 'statistics', 'sharing', 'apps', 'all')),
  at      timestamptz not null,
  account text        not null,
  primary key (person, case_id, effect)
);
create index restriction_of_case on access.restriction (case_id);
comment on table access.restriction is
  'That a person''s data are not to be processed for a purpose, from the approval of a request until it is lifted; appended. One row for every '
  'key under which the person was filed. Key: person, case, effect; in force while there is no lift. '
  'Example: (<person>, <case>, restrict, research, 2026-11-21 02:00Z, auditor).';
grant select, insert on access.restriction to mach_app;

-- Code lists by date. A list has editions; an edition has concepts; both have days of validity.
create schema terminology;
grant usage on schema terminology to mach_app;

create table terminology.edition (
  id            text primary key,
  list          text not null,
  owner         text not null default '',
  standing      text not null check (standing in ('starter', 'official')),
  valid_from    date not null,
  valid_to      date,
  source        text not null,
  loaded_at     timestamptz not null,
  superseded_at timestamptz
);
comment on table terminology.edition is
  'One issue of a code list. Key: list/owner/digest. Value: in force from-to, where it came from. '
  'Example: (official/icd10/9f2c…, icd10, '''', official, 2020-11-01, 2026-06-30, "QĐ 4469/QĐ-BYT"). '
  'superseded_at: a corrected issue of the same list, owner, standing and first day has taken its place.';

create table terminology.concept (
  edition    text not null references terminology.edition,
  position   integer not null,
  code       text not null,
  display    text not null,
  display_en text,
  properties jsonb not null default '{}',
  valid_from date not null,
  valid_to   date,
  primary key (edition, position)
);
comment on table terminology.concept is
  'One code of an edition with its own days of validity. Key: edition, position in the file. Example: (…, 1, A01.0, Thương hàn, Typhoid fever, {}, 2020-11-01, null).';

grant select, insert on terminology.edition, terminology.concept to mach_app;
grant update (superseded_at) on terminology.edition to mach_app;

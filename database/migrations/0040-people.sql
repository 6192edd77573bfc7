-- People: who is who, from what messages claim. Claims repeat; only the undisputed owner of a number is unique.
create schema people;
grant usage on schema people to mach_app;
comment on schema people is 'The person index: persons, the numbers claimed for them, contradictions to look at, keys that are one person.';

create table people.person (
  bucket      smallint    not null,
  id          uuid        not null,
  name        text        not null,
  name_key    text        not null collate "C",
  given_key   text        not null collate "C",
  birth_date  text        not null collate "C",
  birth_time  text        collate "C",
  sex         text        not null check (sex in ('male', 'female', 'unknown')),
  provisional boolean     not null,
  facility    text        not null collate "C",
  made_at     timestamptz not null,
  primary key (bucket, id)
);
comment on table people.person is
  'One person key. Key: bucket of the id, id. Value: name, birth date and sex as first claimed, and by whom. '
  'Example: (1093, …, Nguyễn Văn An, nguyen van an, an van nguyen, 1985-03-02, null, male, false, 51001, …).';
comment on column people.person.name_key is 'The name without accents and case, family name first.';
comment on column people.person.given_key is 'The same words from the last to the first, so that a search may begin with the given name.';
comment on column people.person.birth_date is 'yyyy-mm-dd, yyyy-mm or yyyy; empty when nobody knows.';
comment on column people.person.provisional is 'Made because a number contradicted what was known: kept apart until a review item is resolved.';
create index person_name on people.person (name_key, birth_date);
create index person_given_name on people.person (given_key, birth_date);

create table people.number_owner (
  system text not null collate "C",
  value  text not null collate "C",
  person uuid not null,
  primary key (system, value)
);
create index number_owner_person on people.number_owner (person, system);
comment on table people.number_owner is
  'The one undisputed owner of a number. Key: system, value (spread by the hash of the value). '
  'Systems: citizen, social-insurance, other (nine digits, passport), patient-number (facility|MA_BN). Example: (citizen, 051085000123, …).';

create table people.number_claim (
  system     text        not null collate "C",
  value      text        not null collate "C",
  person     uuid        not null,
  bucket     smallint    not null,
  facility   text        not null collate "C",
  claimed_at timestamptz not null,
  primary key (system, value, person)
);
comment on table people.number_claim is
  'Every number that a message has claimed for a person, first claim only. Key: system, value, person. Several persons may claim one number. Append-only. '
  'Example: (social-insurance, 0112345678, …, 51001, 2026-11-10).';

create table people.patient (
  facility   text not null collate "C",
  person     uuid not null,
  name_key   text not null collate "C",
  given_key  text not null collate "C",
  birth_date text not null collate "C",
  primary key (facility, person)
);
comment on table people.patient is
  'That a facility knows a person as its patient, with the keys by which the facility searches among its own. Key: facility, person. Append-only.';
create index patient_name on people.patient (facility, name_key, birth_date);
create index patient_given_name on people.patient (facility, given_key, birth_date);

create table people.review (
  id          uuid        primary key,
  opened_at   timestamptz not null,
  person      uuid        not null,
  system      text        not null collate "C",
  value       text        not null collate "C",
  owner       uuid        not null,
  facility    text        not null collate "C",
  resolved_at timestamptz,
  resolved_by text,
  resolution  text        check (resolution in ('same-person', 'different-persons'))
);
comment on table people.review is
  'A contradiction for a human: this number is claimed for `person`, but belongs to `owner` of another name or birth date. Key: id. '
  'Nothing was merged; whether to is the decision that this item asks for.';
create index review_open on people.review (opened_at) where resolved_at is null;

create table people.same_person (
  id          uuid        primary key,
  one         uuid        not null,
  other       uuid        not null,
  joined_at   timestamptz not null,
  joined_by   text        not null,
  reason      text        not null,
  parted_at   timestamptz,
  parted_by   text,
  check (one < other)
);
comment on table people.same_person is
  'Two person keys that are one person, until parted. Key: id. The set of keys of a person is what these pairs connect; no record is rewritten. '
  'Example: (…, key of 2024, key of 2026, 2026-11-20, officer, "cùng số định danh", null, null).';
create unique index same_person_pair on people.same_person (one, other) where parted_at is null;
create index same_person_other on people.same_person (other) where parted_at is null;

grant select, insert on people.person, people.number_owner, people.number_claim, people.patient, people.review, people.same_person to mach_app;
grant update (person) on people.number_owner to mach_app;
grant update (resolved_at, resolved_by, resolution) on people.review to mach_app;
grant update (parted_at, parted_by) on people.same_person to mach_app;

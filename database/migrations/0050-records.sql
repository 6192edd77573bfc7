-- The record store: every version of every FHIR resource of a person, packed, kept for ever.
-- Content lies in immutable entries; slim rows say which version of which resource is the current one.
-- The bucket of the person comes first in every key: one visit is one bucket, one transaction.
create schema records;
grant usage on schema records to mach_app;
comment on schema records is 'The record store: packed entries, slim resource rows, former versions, aliases, data keys, change log.';

create table records.entry (
  visit_at    timestamptz not null,
  accepted_at timestamptz not null,
  bucket      smallint    not null,
  data_class  smallint    not null,
  id          uuid        not null,
  person      uuid        not null,
  visit       uuid,
  submission  uuid        not null,
  facility    text        not null collate "C",
  rule_set    text        not null,
  versions    smallint[],
  in_error    smallint[],
  body        bytea       not null,
  primary key (bucket, id)
);
alter table records.entry alter column body set storage external;
comment on table records.entry is
  'Resources accepted together, of one person, one visit, one data class. Key: bucket, id. Immutable but for erasure and re-keying. '
  'Example: 40 resources of a visit of 10/11/2026 at 51001, class 1 (ordinary), 4 kB.';
comment on column records.entry.data_class is '1 ordinary, 2 HIV, 3 mental health, 4 reproductive. All but 1 are encrypted under the person''s key of that class.';
comment on column records.entry.visit is 'Null for what belongs to the person and to no visit: the Patient.';
comment on column records.entry.versions is 'Version of each resource by position; null when each is the first.';
comment on column records.entry.in_error is 'Positions (from 0) of versions that take their resource back; null when none.';
comment on column records.entry.body is 'One byte (1 plain, 2 sealed), then zstd of a directory of lengths and the JSON of each resource.';
create index entry_person on records.entry (bucket, person, visit_at);

create table records.resource (
  at         timestamptz,
  bucket     smallint not null,
  type       smallint not null,
  version    smallint not null,
  position   smallint not null,
  data_class smallint not null,
  in_error   boolean  not null,
  id         uuid     not null,
  entry      uuid     not null,
  person     uuid     not null,
  visit      uuid,
  facility   text     not null collate "C",
  code       text     collate "C",
  digest     bytea,
  primary key (bucket, id)
);
comment on table records.resource is
  'The current version of each resource: where it lies and by what it is found. Key: bucket, id. Older ones are in records.version. '
  'Example: type 3 (Condition), version 1, position 4 of its entry, main date 10/11/2026, code J18.9.';
comment on column records.resource.type is 'Number of the resource type; the table is in src/records/resource-types.ts and only grows.';
comment on column records.resource.code is 'Main code; of sensitive classes a keyed hash of it.';
comment on column records.resource.digest is 'SHA-256 of the JSON, kept for Patient only: a visit adds a version only when the content changed.';
create index resource_person on records.resource (bucket, person, type, at);
create index resource_code on records.resource (type, code, at) where code is not null;
create index resource_facility on records.resource (facility, type, at);

create table records.version (
  bucket   smallint not null,
  version  smallint not null,
  position smallint not null,
  id       uuid     not null,
  entry    uuid     not null,
  primary key (bucket, id, version)
);
comment on table records.version is
  'Former versions. Key: bucket in which the version lay, id, version. Value: where its content is. Append-only.';
create index version_entry on records.version (bucket, entry);

create table records.alias (
  id     uuid     not null,
  bucket smallint not null,
  primary key (id, bucket)
);
comment on table records.alias is
  'Buckets, besides the one in the id itself, where versions of a resource are: its visit was given to another person. Key: id (spread by its hash), bucket. Append-only.';

create table records.data_key (
  bucket     smallint    not null,
  subject    uuid        not null,
  data_class smallint    not null,
  wrapped    bytea       not null,
  made_at    timestamptz not null default now(),
  primary key (bucket, subject, data_class)
);
comment on table records.data_key is
  'One AES-256 key per person and sensitive class (0: texts as they came), wrapped by the master key. Key: bucket, subject, class. '
  'Without the row nothing sealed under it can ever be read: lawful erasure deletes it.';

create table records.change (
  bucket      smallint not null,
  kind        smallint not null check (kind in (1, 2)),
  transaction xid8     not null default pg_current_xact_id(),
  ordinal     bigint   generated always as identity,
  person      uuid     not null,
  visit       uuid,
  entry       uuid,
  primary key (bucket, transaction, ordinal)
);
comment on table records.change is
  'What changed, one row per entry, positioned by transaction and ordinal; readers stop below the oldest running transaction, so nothing is ever skipped. '
  'Kind 1: an entry was written; 2: a visit left this person. Append-only. Key: bucket, transaction, ordinal.';
create index change_position on records.change (transaction, ordinal);

grant select, insert on records.entry, records.version, records.alias, records.data_key, records.change to mach_app;
grant select, insert, update, delete on records.resource to mach_app;

-- The files of facilities and practitioners, with time. A file is one packed document; each change writes a new version of it, and old
-- versions stay: as of a day is a question to the document, as believed at an instant is a question to the versions.

create table registry.profile (
  subject           uuid        primary key,
  kind              text        not null check (kind in ('facility', 'practitioner')),
  name              text        not null,
  code              text        collate "C",
  authority         text        not null collate "C" check (authority ~ '^[0-9]{2}$'),
  province          text        not null collate "C",
  commune           text        collate "C",
  form              text        collate "C",
  traditional       boolean     not null default false,
  version           integer     not null check (version > 0),
  published_version integer,
  published_at      timestamptz,
  data_state        text        not null collate "C",
  identity_state    text        not null collate "C" default 'unverified' check (identity_state in ('unverified', 'matched', 'mismatch')),
  standing          text        not null collate "C" default 'open' check (standing in ('open', 'suspended', 'closed')),
  account           text        collate "C",
  completeness      smallint    not null check (completeness between 0 and 100),
  next_review       date,
  opened_at         timestamptz not null,
  changed_at        timestamptz not null,
  check (published_version is null or published_version <= version),
  check ((published_version is null) = (published_at is null))
) with (fillfactor = 80);
comment on table registry.profile is
  'The head of one file: what lists and guards ask for, rebuilt with each version. Key: subject. authority: who is responsible, a province '
  'or 00 the Ministry, 97 the army, 98 the police. data_state: where the file stands in its review. standing: whether the operating licence '
  'lets it act. Example: (…, facility, "Bệnh viện Đa khoa …", 51001, 51, 51, 21025, hospital-general, false, 7, 6, …, published, matched, open, …).';
comment on column registry.profile.account is 'Of a practitioner: the account that claimed the file; one account, and no second one after it.';
create index profile_by_authority on registry.profile (authority, kind, data_state, changed_at);
create index profile_by_code on registry.profile (code) where code is not null;
create index profile_by_review on registry.profile (next_review) where next_review is not null;
create unique index profile_of_account on registry.profile (account) where account is not null;

create table registry.profile_version (
  subject     uuid        not null references registry.profile deferrable initially deferred,
  version     integer     not null check (version > 0),
  recorded_at timestamptz not null,
  account     text        not null collate "C",
  role        text        not null collate "C",
  why         text        not null collate "C",
  digest      bytea       not null,
  body        jsonb       not null,
  primary key (subject, version)
) with (toast_tuple_target = 512);
comment on table registry.profile_version is
  'One file as it was believed from recorded_at until the next version; appended, never changed. Key: subject and version, which is the lock: of two '
  'writers at once one wins. why: write, open, claim, declare, confirm, verify, publish, correct, case … digest: SHA-256 of the body. Example: (…, 3, …, manager@51001, facility-administrator, write, …, {statements: […]}).';

create table registry.identifier (
  scheme  text    not null collate "C",
  value   text    not null collate "C",
  subject uuid    not null references registry.profile,
  since   integer not null,
  primary key (scheme, value)
);
comment on table registry.identifier is
  'Numbers that name one subject alone, in the form in which they are compared. Key: scheme and value, so that no two subjects share one. since: the '
  'version that brought it. Example: (practice-licence, "1234/QNG-GPHN", …, 2).';
create index identifier_of_subject on registry.identifier (subject);

create table registry.registration (
  practitioner uuid    not null references registry.profile,
  statement    text    not null collate "C",
  facility     text    not null collate "C",
  authority    text    not null collate "C",
  department   text    collate "C",
  position     text    not null collate "C",
  kind         text    not null collate "C",
  valid_from   date    not null,
  valid_to     date,
  slots        jsonb   not null,
  licence      text    not null collate "C",
  primary key (practitioner, statement)
);
comment on table registry.registration is
  'Who practises where and when, rebuilt with each version of the practitioner''s file. Key: practitioner and statement. '
  'Example: (…, k3f…, 51001, 51, K02, 0, regular, 2024-03-01, null, [{"days":[1,2],"from":"07:00","to":"16:30"}], "1234/QNG-GPHN").';
create index registration_at_facility on registry.registration (facility, valid_to);
create index registration_of_authority on registry.registration (authority, practitioner);
create table registry.transition (
  subject    uuid        not null references registry.profile,
  position   integer     not null check (position > 0),
  from_state text        not null collate "C",
  to_state   text        not null collate "C",
  version    integer     not null,
  at         timestamptz not null,
  account    text        not null collate "C",
  role       text        not null collate "C",
  reason     text        not null,
  primary key (subject, position)
);
comment on table registry.transition is
  'Every change of a file''s state, in order, appended: from_state is the to_state of the position before. Key: subject and position, which is the lock. '
  'Example: (…, 3, submitted, verified, 7, …, officer@51, department-officer, "facility-profile verify").';

grant select, insert on registry.profile, registry.profile_version, registry.transition to mach_app;
grant update (name, code, authority, province, commune, form, traditional, version, published_version, published_at, data_state, identity_state,
  standing, account, completeness, next_review, changed_at) on registry.profile to mach_app;
grant select, insert, delete on registry.identifier, registry.registration to mach_app;
grant update on registry.registration to mach_app;

-- The list of facilities follows what is published: a span of days that a correction did away with goes.
grant delete on registry.facility to mach_app;

-- Intake: what was sent to us, what we answered, and which submission is the present word on each visit.
-- Everything is keyed by the sending facility first: a facility's rows lie together, and no list crosses facilities.
create schema intake;
grant usage on schema intake to mach_app;
comment on schema intake is 'Messages in: texts as they came, submissions with their findings, visits by the sender''s own key.';

create table intake.text (
  digest   bytea not null,
  facility text collate "C" not null,
  subject  uuid  not null,
  bytes    int   not null,
  sealed   bytea not null,
  primary key (digest, facility)
);
comment on table intake.text is
  'The text as it came, sealed (compressed, encrypted), by its SHA-256 and sender; forwarded from here unaltered. '
  'Key: digest, facility. Example: \x9f86…, 01999, sealed under the key of person 0192….';
comment on column intake.text.subject is 'Whose key seals it: the person, or the receipt while no person is known.';
grant select, insert, update on intake.text to mach_app;

create table intake.submission (
  facility       text collate "C" not null,
  receipt        uuid        not null,
  received_at    timestamptz not null,
  kind           text        not null check (kind in ('dossier', 'check-in')),
  door           text        not null check (door in ('intake', 'wire')),
  sender         text        not null,
  digest         bytea       not null,
  -- Counts from 1: the same bytes are judged again when rules or lists have changed since a refusal.
  attempt        smallint    not null check (attempt > 0),
  status         text        not null check (status in ('accepted', 'with-errors', 'refused')),
  -- Whether this is still the newest word on the visit.
  standing       text        not null default 'current' check (standing in ('current', 'replaced', 'withdrawn')),
  replaced_by    uuid,
  former         uuid,
  -- The whole file it came in, where that held several dossiers.
  file           bytea,
  link_code      text collate "C" not null,
  link_key       text        not null collate "C",
  patient_number text        not null,
  patient_key    text        not null collate "C",
  visit          uuid,
  person         uuid,
  visit_end      timestamptz,
  ward           text        not null,
  errors         int         not null,
  warnings       int         not null,
  notices        int         not null,
  truncated      boolean     not null,
  reason         text,
  rule_set       text        not null,
  lists          text        not null,
  -- All findings: JSON, compressed with zstd; null when there are none.
  findings       bytea,
  primary key (facility, receipt),
  unique (facility, digest, attempt)
);
comment on table intake.submission is
  'One row for each receipt we gave, accepted or refused. Key: facility, receipt; the same bytes: facility, digest, attempt. '
  'Example: 01999, 0192…, dossier, accepted, link code 01999.20261110.000123. Only standing and replaced_by ever change.';
create index on intake.submission (facility, received_at desc, receipt desc)
  include (kind, status, standing, warnings, notices);
create index on intake.submission (facility, link_key);
create index on intake.submission (facility, patient_key) where patient_key <> '';
create index on intake.submission (facility, received_at) where status = 'refused' and standing = 'current';
grant select, insert, update on intake.submission to mach_app;

create table intake.finding (
  facility    text collate "C" not null,
  received_at timestamptz not null,
  receipt     uuid        not null,
  line        smallint    not null,
  rule        text        not null collate "C",
  severity    text        not null,
  ward        text        not null collate "C",
  doctor      text        not null collate "C",
  count       int         not null,
  primary key (facility, received_at, receipt, line)
);
comment on table intake.finding is
  'How often each rule spoke in a submission, by ward (MA_KHOA) and practitioner of the place. '
  'Key: facility, time, receipt, line. Example: 01999, …, 1, staff.not-listed, error, K01, 000001/MAU-GPHN, 3.';
grant select, insert on intake.finding to mach_app;

create table intake.visit (
  facility   text collate "C" not null,
  link_code  text        not null collate "C",
  visit      uuid        not null,
  person     uuid        not null,
  -- The submission that is the present word, and how many there have been.
  submission uuid        not null,
  version    int         not null check (version > 0),
  visit_end  timestamptz,
  -- When the first dossier of the visit was accepted.
  accepted_at timestamptz not null,
  insured    boolean     not null,
  withdrawn  boolean     not null default false,
  primary key (facility, link_code)
);
comment on table intake.visit is
  'Which visit of ours a sender''s MA_LK names. Key: facility, link code; the key is the lock between two senders of one visit. '
  'Example: 01999, 01999.20261110.000123 is visit 0192….';
create index on intake.visit using brin (visit_end);
grant select, insert, update on intake.visit to mach_app;

create table intake.withdrawal (
  facility     text collate "C" not null,
  receipt      uuid        not null,
  visit        uuid        not null,
  person       uuid        not null,
  link_code    text        not null,
  withdrawn_at timestamptz not null,
  by           text        not null,
  reason       text        not null,
  -- Whether the insurance portal has the dossier, or may have it.
  delivered    boolean     not null,
  settled_at   timestamptz,
  settled_by   text,
  primary key (facility, receipt)
);
comment on table intake.withdrawal is
  'Visits that were sent by mistake and taken back; those delivered are to be dealt with on the portal of the insurance. '
  'Key: facility, receipt of the withdrawn submission. Example: 01999, 0192…, by clerk, "gửi nhầm người bệnh".';
create index on intake.withdrawal (facility, withdrawn_at desc);
grant select, insert, update on intake.withdrawal to mach_app;

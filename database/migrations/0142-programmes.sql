-- Programmes: what is due by which day, how far it is, and who was reminded. What is due is data (catalogues/programmes).
create schema programmes;
grant usage on schema programmes to mach_app;
comment on schema programmes is 'Milestones of directives and plans: progress by one slim row for each facility, what changed day by day, reminders, reports, training rolls.';

create table programmes.facility (
  code          text      primary key collate "C",
  subject       uuid,
  name          text      not null,
  authority     text      not null collate "C",
  province      text      not null collate "C",
  commune       text      not null collate "C" default '',
  form          text      not null collate "C" default '',
  traditional   boolean   not null,
  acting        daterange not null,
  opened        boolean   not null,
  submitted     boolean   not null,
  verified      boolean   not null,
  emr_live      boolean   not null,
  trained       boolean   not null default false,
  practitioners integer   not null default 0,
  declared      integer   not null default 0,
  confirmed     integer   not null default 0,
  sampled       integer   not null default 0
) with (fillfactor = 80);
comment on table programmes.facility is
  'Each facility as the counters need it, rebuilt from its file and from those registered there: every progress figure is a sum over these rows. '
  'Key: code. acting: the days on which its licence lets it act. practitioners: people counted here, each at the one facility where they were '
  'registered first. Example: (51001, …, "Bệnh viện Đa khoa …", 51, 51, 21025, hospital-general, false, [2015-01-01,), true, true, true, false, true, 120, 110, 100, 4).';
create index facility_of_authority on programmes.facility (authority, code);
create index facility_of_subject on programmes.facility (subject);

create table programmes.tally (
  day           date    not null,
  authority     text    not null collate "C",
  province      text    not null collate "C",
  commune       text    not null collate "C",
  form          text    not null collate "C",
  traditional   boolean not null,
  facilities    integer not null,
  opened        integer not null,
  submitted     integer not null,
  verified      integer not null,
  emr_live      integer not null,
  trained       integer not null,
  practitioners integer not null,
  declared      integer not null,
  confirmed     integer not null,
  sampled       integer not null,
  primary key (day, authority, province, commune, form, traditional)
);
comment on table programmes.tally is
  'What changed on a day, for each kind of facility in each commune: the counts of a day are the sum of all days up to it. Written anew as often as '
  'the day is counted, so that a second count adds nothing. Key: day and cell. Example: (2026-11-20, 51, 51, 21025, clinic-general, false, 0, 0, 1, 1, 0, 0, 3, 2, 2, 0).';

create table programmes.followed (
  name    text        primary key collate "C",
  at      timestamptz not null,
  subject uuid        not null,
  day     date
);
comment on table programmes.followed is
  'How far the files of the registry were followed: instant and subject of the last change seen, and the day of the last full count. Key: name. '
  'Example: (facility, …, …, 2026-11-20).';

create table programmes.reminder_batch (
  id        uuid        primary key,
  milestone text        not null collate "C",
  authority text        not null collate "C",
  round     integer     not null,
  issuer    text        not null collate "C" check (issuer in ('department', 'ministry')),
  account   text        not null collate "C",
  name      text        not null,
  at        timestamptz not null,
  behind    integer     not null,
  told      integer     not null,
  letter    text        collate "C",
  unique (milestone, authority, round, issuer)
);
comment on table programmes.reminder_batch is
  'One reminding of whoever is behind a milestone under one authority. Key: milestone, authority, round and issuer, so that a second call in one round '
  'makes nothing new. round: the reminder day that was reached. behind: facilities behind. told: those that were told by this batch. letter: its draft. '
  'Example: (…, ct07-facilities, 51, 2, department, officer@51, "…", …, 12, 12, …).';
create index reminder_batch_of_authority on programmes.reminder_batch (authority, at desc);

create table programmes.reminder (
  milestone text        not null collate "C",
  facility  text        not null collate "C",
  round     integer     not null,
  authority text        not null collate "C",
  batch     uuid        not null references programmes.reminder_batch,
  missing   integer     not null,
  at        timestamptz not null,
  seen_at   timestamptz,
  seen_by   text        collate "C",
  primary key (facility, milestone, round)
);
comment on table programmes.reminder is
  'That a facility was reminded; it is the notice that the facility sees. Key: facility, milestone and round. missing: how many were lacking then. '
  'Example: (ct07-facilities, 51001, 2, 51, …, 1, …, null, null).';
create index reminder_of_authority on programmes.reminder (authority, milestone, facility, at desc);

create table programmes.report (
  id          uuid        primary key,
  milestone   text        not null collate "C",
  authority   text        not null collate "C",
  day         date        not null,
  numerator   bigint      not null check (numerator >= 0),
  denominator bigint      not null check (denominator > 0),
  source      text        not null check (length(source) between 1 and 500),
  account     text        not null collate "C",
  name        text        not null,
  at          timestamptz not null,
  check (numerator <= denominator)
);
comment on table programmes.report is
  'Figures that Mạch cannot count itself, as an authority reported them with their source; appended, the newest of a day stands. Key: id. '
  'Example: (…, kh08-t38, 51, 2026-11-15, 10500, 12000, "Báo cáo số …", officer@51, …, …).';
create index report_of_milestone on programmes.report (milestone, authority, day desc, at desc);

create table programmes.session (
  id        text        primary key collate "C",
  programme text        not null collate "C",
  authority text        not null collate "C",
  title     text        not null,
  day       date        not null
);
comment on table programmes.session is
  'A training of a programme. Key: id, as whoever holds it names it. Example: ("51-TH-01", kh1642, 51, "Tập huấn tuyến tỉnh", 2025-11-28).';

create table programmes.attendance (
  session   text    not null collate "C" references programmes.session,
  facility  text    not null collate "C",
  attendee  text    not null,
  duty      text    not null default '',
  authority text    not null collate "C",
  passed    boolean not null,
  primary key (session, facility, attendee)
);
comment on table programmes.attendance is
  'Who came to a training, for which facility. Key: session, facility and name. Example: ("51-TH-01", 51001, "Nguyễn Văn An", "Trưởng phòng CNTT", 51, true).';
create index attendance_of_facility on programmes.attendance (facility);

grant select, insert, update, delete on programmes.facility, programmes.tally, programmes.followed to mach_app;
grant select, insert on programmes.reminder_batch, programmes.report to mach_app;
grant update (letter, told) on programmes.reminder_batch to mach_app;
grant select, insert on programmes.reminder to mach_app;
grant update (seen_at, seen_by) on programmes.reminder to mach_app;
grant select, insert, update, delete on programmes.session, programmes.attendance to mach_app;

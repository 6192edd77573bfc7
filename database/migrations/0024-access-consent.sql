-- What a citizen chose about the own record, who acts for whom, what was opened in an emergency, and what the citizen is told.

create table access.choice (
  person    uuid not null,
  position  integer not null check (position > 0),
  at        timestamptz not null,
  account   text not null,
  kind      text not null check (kind in ('visit', 'class', 'facility', 'delegate', 'guardian', 'share')),
  subject   text not null,
  effect    text not null check (effect in ('hide', 'show', 'offer', 'accept', 'decline', 'confirm', 'doubt', 'give', 'end')),
  text      text not null,
  signature bytea not null,
  key       text not null,
  primary key (person, position)
);
create index choice_by_subject on access.choice (person, kind, subject, position desc);
comment on table access.choice is
  'One choice of a person about the own record, signed and dated; appended, never changed. The newest of a kind and subject holds. '
  'Key: person and position, which is the lock. text: what the person read and chose, with the digest of the former choice; '
  'signature: Ed25519 over it; key: the thumbprint of the key. Example: (<person>, 3, …, visit, <visit>, hide, "Mạch · lựa chọn …", …).';
grant select, insert on access.choice to mach_app;

create table access.delegation (
  id      uuid primary key,
  person  uuid not null,
  person_name text not null,
  born    date,
  number  text not null,
  kind    text not null check (kind in ('family', 'guardian')),
  classes text[] not null,
  until   timestamptz not null,
  source  text not null,
  made_at timestamptz not null,
  made_by text not null
);
create index delegation_by_person on access.delegation (person);
create index delegation_by_number on access.delegation (number);
create unique index delegation_of_guardian on access.delegation (person, number) where kind = 'guardian';
comment on table access.delegation is
  'That somebody may act for a person: a member of the family whom the person named, or a guardian by law. What became of it stands in '
  'access.choice (kinds delegate and guardian, subject: this id). Key: id. person_name, born: whose record it is, as the two know each other; number: the citizen number of who acts; it leaves this table for '
  'nobody but the two. source: own choice, a visit''s dossier, a paper seen at a counter. Example: (<id>, <child>, "Nguyễn Bé", 2024-02-01, 051090000123, guardian, {ordinary}, …).';
grant select, insert on access.delegation to mach_app;

create table access.death (
  person    uuid not null,
  position  integer not null check (position > 0),
  died_on   date,
  source    text not null,
  told_at   timestamptz not null,
  primary key (person, position)
);
comment on table access.death is
  'That a person died, as a dossier told; appended, the newest holds, died_on null takes it back. Key: person and position.';
grant select, insert on access.death to mach_app;

create table access.break_glass (
  id         uuid primary key,
  person     uuid not null,
  account    text not null,
  name       text not null,
  facility   text not null,
  sealed     bytea not null,
  granted_at timestamptz not null,
  until      timestamptz not null,
  review_due timestamptz not null
);
create index break_glass_by_person on access.break_glass (person, until);
create index break_glass_by_account on access.break_glass (account, granted_at);
create index break_glass_by_facility on access.break_glass (facility, granted_at);
create index break_glass_by_time on access.break_glass (granted_at);
comment on table access.break_glass is
  'That a doctor opened a record in an emergency, without the usual ground. Key: id. sealed: the reason in the doctor''s words, under the '
  'installation''s key, for it speaks of a person''s health. Example: (<id>, <person>, doctor@51001, "BS. Đinh Thị Hà", 51001, …).';
grant select, insert on access.break_glass to mach_app;

create table access.break_glass_review (
  grant_id uuid not null references access.break_glass,
  position integer not null check (position > 0),
  at       timestamptz not null,
  account  text not null,
  name     text not null,
  role     text not null,
  verdict  text not null check (verdict in ('justified', 'not-justified')),
  reason   text not null,
  primary key (grant_id, position)
);
comment on table access.break_glass_review is
  'How an emergency opening was judged afterwards; appended, the newest holds. Key: grant and position.';
grant select, insert on access.break_glass_review to mach_app;

create table access.person_notice (
  person   uuid not null,
  position integer not null check (position > 0),
  at       timestamptz not null,
  what     text not null,
  by_name  text,
  facility text,
  detail   jsonb,
  primary key (person, position)
);
comment on table access.person_notice is
  'What a person is told in the book: an emergency opening, a new delegate, a changed choice, a share that was opened. Key: person and position.';
grant select, insert on access.person_notice to mach_app;

create table access.person_notice_seen (
  account text not null,
  person  uuid not null,
  up_to   integer not null,
  seen_at timestamptz not null,
  primary key (account, person, up_to)
);
comment on table access.person_notice_seen is 'Up to which notice of a person an account has looked. Key: account, person, position of the last one seen.';
grant select, insert on access.person_notice_seen to mach_app;

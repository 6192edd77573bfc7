-- Delivery: what the platform owes the outside, until it is received, with the evidence.
-- Distributed by facility when one machine no longer suffices: order, lists and clocks are all per facility.
create schema delivery;
grant usage on schema delivery to mach_app;

create table delivery.message (
  facility         text collate "C" not null,
  id               uuid        not null,
  position         bigint      not null generated always as identity,
  channel          text collate "C" not null,
  kind             text collate "C" not null,
  variant          text collate "C" not null,
  link_code        text collate "C" not null,
  submission       uuid        not null,
  visit            uuid,
  person           uuid,
  payload          text collate "C" not null,
  visit_end        timestamptz,
  queued_at        timestamptz not null,
  supersedes       uuid,
  superseded_at    timestamptz,
  state            text collate "C" not null check (state in
    ('queued', 'delivering', 'waiting', 'received', 'accepted', 'returned', 'failed', 'cancelled')),
  reason           text collate "C",
  due_at           timestamptz not null,
  tried_since      timestamptz,
  attempts         integer     not null default 0,
  transaction_code text collate "C",
  received_at      timestamptz,
  result_at        timestamptz,
  result_detail    text,
  next_near        timestamptz,
  next_due         timestamptz,
  primary key (facility, id)
);
comment on table delivery.message is
  'One row per message owed, written in the transaction that causes it. Key (facility, id). Example: 51001, 0198…, dossier of MA_LK 51001.2026.000123, received, maGiaoDich BH2026…';
comment on column delivery.message.position is 'Order of queueing; of two messages with one MA_LK the smaller goes first.';
comment on column delivery.message.due_at is 'When it may be claimed; while delivering, the end of the lease, after which another worker takes it.';
comment on column delivery.message.next_due is 'The nearest legal term that still binds the facility; empty when none runs.';
comment on column delivery.message.next_near is 'From when that term, or a later one, counts as near its end.';
comment on column delivery.message.tried_since is 'First try since it was queued or put back; given up 14 days after.';
comment on column delivery.message.superseded_at is 'When a correction of it was queued.';

create index message_open on delivery.message (facility, due_at)
  where state in ('queued', 'delivering', 'waiting');
create index message_link on delivery.message (facility, link_code, position);
create index message_submission on delivery.message (submission);
create index message_transaction on delivery.message (transaction_code) where transaction_code is not null;
create index message_term on delivery.message (facility, next_due) where next_due is not null;
create index message_failed on delivery.message (facility, id) where state = 'failed';
grant select, insert, update on delivery.message to mach_app;

create table delivery.attempt (
  facility         text collate "C" not null,
  message          uuid        not null,
  number           integer     not null check (number > 0),
  started_at       timestamptz not null,
  ended_at         timestamptz not null,
  outcome          text collate "C" not null,
  reason           text collate "C",
  endpoint         text collate "C",
  request_bytes    integer,
  request_digest   bytea,
  http_status      smallint,
  result_code      text collate "C",
  transaction_code text collate "C",
  response         text,
  primary key (facility, message, number)
);
comment on table delivery.attempt is
  'Each try to deliver a message, append-only: what went out (address, size, SHA-256 of the bytes) and what came back (at most 2,000 characters). Never a credential or token. Key (facility, message, number). Example: 51001, 0198…, 1, received, 200, BH2026…';
grant select, insert on delivery.attempt to mach_app;

create table delivery.line (
  channel      text collate "C" not null,
  facility     text collate "C" not null,
  failures     integer     not null default 0,
  reason       text collate "C",
  since        timestamptz,
  paused_until timestamptz,
  primary key (channel, facility)
);
comment on table delivery.line is
  'The line from one facility to one receiver. After failures it pauses and then tries with one message, so that an outage is not hammered. Key (channel, facility). Example: insurance-portal, 51001, 4 failures, portal-down, paused until 10:05.';
grant select, insert, update on delivery.line to mach_app;

create table delivery.result (
  facility         text collate "C" not null,
  message          uuid        not null,
  digest           bytea       not null,
  result           text collate "C" not null check (result in ('accepted', 'returned')),
  transaction_code text collate "C" not null,
  judged_at        timestamptz not null,
  detail           text        not null,
  imported_at      timestamptz not null,
  imported_by      text        not null,
  primary key (facility, message, digest)
);
comment on table delivery.result is
  'What the receiver''s result list says of a message, as the clerk imported it; append-only, the same line twice is one row. Key (facility, message, digest of the line). Example: 51001, 0198…, returned, "MA_THUOC không có trong danh mục".';
grant select, insert on delivery.result to mach_app;

create table delivery.portal_account (
  facility text collate "C" primary key,
  username text        not null,
  sealed   bytea       not null,
  set_at   timestamptz not null,
  set_by   text        not null
);
comment on table delivery.portal_account is
  'The facility''s account at the insurance portal. The MD5 of the password, which the portal''s protocol demands, is sealed with AES-256-GCM under a key derived from the master key. Key facility.';
grant select, insert, update on delivery.portal_account to mach_app;

create table delivery.card_answer (
  facility text collate "C" not null,
  question bytea       not null,
  asked_at timestamptz not null,
  sealed   bytea       not null,
  primary key (facility, question)
);
comment on table delivery.card_answer is
  'The last answer that a facility got about an insurance card, for the hours in which the portal is away. Key (facility, keyed hash of card, name and birth date); the answer is sealed. Rows older than 180 days are deleted.';
create index card_answer_age on delivery.card_answer (asked_at);
grant select, insert, update, delete on delivery.card_answer to mach_app;

-- What the registry owes the outside of each file, and how it stands. A file is owed to a receiver when it was published or an authority decided on it
-- (registry.change); what a receiver has already is known by its digest, so that nothing is sent twice.

create table registry.outside_cursor (
  name     text   primary key collate "C",
  position bigint not null
);
comment on table registry.outside_cursor is
  'How far the outside was told of registry.change. One row; held by whoever reads on. Key: name. Example: (outside, 4711).';
insert into registry.outside_cursor (name, position) values ('outside', 0);
grant select, update on registry.outside_cursor to mach_app;

create table registry.outside_message (
  id          uuid        primary key,
  channel     text        not null collate "C",
  kind        text        not null collate "C",
  facility    text        not null collate "C",
  made_at     timestamptz not null,
  records     integer     not null check (records > 0),
  body        bytea,
  answered_at timestamptz,
  reference   text,
  accepted    integer,
  refused     integer,
  unanswered  integer
);
comment on table registry.outside_message is
  'The bytes of one message owed (delivery.message has its life), until the receiver answered; then only how many records it held and what became of them. '
  'Key: id, the same as of the delivery. facility: who sends, 00000 the platform. Example: (…, data-centre, profile-batch, 00000, …, 200, null, …, C12-000042, 199, 1, 0).';
create index outside_message_newest on registry.outside_message (channel, made_at desc);
grant select, insert on registry.outside_message to mach_app;
create index outside_message_open on registry.outside_message (channel) where answered_at is null;
grant update (body, answered_at, reference, accepted, refused, unanswered) on registry.outside_message to mach_app;

create table registry.outside_record (
  channel             text        not null collate "C" check (channel in ('data-centre', 'population-database', 'vneid')),
  subject             uuid        not null references registry.profile,
  state               text        not null collate "C" check (state in ('due', 'held', 'waiting', 'acknowledged', 'refused', 'not-owed')),
  action              text        collate "C",
  version             integer     not null,
  digest              bytea,
  message             uuid,
  is_due_again        boolean     not null default false,
  reasons             jsonb       not null default '[]',
  tries               smallint    not null default 0,
  not_before          timestamptz,
  look_on             date,
  refused_digest      bytea,
  acknowledged_digest bytea,
  acknowledged_action text        collate "C",
  acknowledged_at     timestamptz,
  changed_at          timestamptz not null,
  primary key (channel, subject)
);
comment on table registry.outside_record is
  'One file towards one receiver. Key: channel and subject. state: due to be looked at; held by the gate; waiting for the answer to message; acknowledged (the receiver '
  'has what is owed, by its digest); refused; not-owed. action: new, changed, withdrawn, check, issue, update, withdraw. reasons: why it is held or refused. '
  'look_on: a day on which time alone changes it. Example: (data-centre, …, held, new, 3, …, null, false, [{"code":"incomplete","detail":"Mã GLN"}], …).';
create index outside_record_due on registry.outside_record (channel, changed_at) where state = 'due';
create index outside_record_state on registry.outside_record (channel, state, changed_at);
create index outside_record_of_subject on registry.outside_record (subject);
create index outside_record_message on registry.outside_record (message) where message is not null;
create index outside_record_look on registry.outside_record (look_on) where look_on is not null;
grant select, insert, update on registry.outside_record to mach_app;

create table registry.identity_check (
  subject    uuid        not null references registry.profile,
  request    uuid        not null,
  digest     bytea       not null,
  result     text        not null collate "C" check (result in ('match', 'mismatch', 'none')),
  checked_at timestamptz not null,
  primary key (subject, request)
);
comment on table registry.identity_check is
  'What the population database (C06) answered of number, name, birth date and sex, and nothing else: the result, when, and to which request. digest: SHA-256 of what was asked, '
  'so that a verification ends with the values it was of. Key: subject and request. Example: (…, …, \x5f…, match, 2026-11-20 …).';
grant select, insert on registry.identity_check to mach_app;

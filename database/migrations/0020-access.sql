-- Who is calling, what may they do, on what ground.
create schema access;
grant usage on schema access to mach_app;

create table access.account (
  id             text primary key,
  sign_in_name   text not null unique check (sign_in_name = lower(sign_in_name)),
  name           text not null,
  role           text not null check (role in ('citizen', 'doctor', 'facility-clerk', 'department-officer', 'administrator')),
  facility       text,
  province       text,
  citizen_number text,
  licence        text,
  demo           boolean not null default false,
  password_hash  text,
  locked_at      timestamptz,
  created_at     timestamptz not null,
  created_by     text not null,
  check ((role in ('doctor', 'facility-clerk')) = (facility is not null)),
  check ((role = 'department-officer') = (province is not null)),
  check ((role = 'citizen') = (citizen_number is not null))
);
comment on table access.account is
  'One person who may sign in. Key: id, what the audit log shows; never a citizen number. '
  'password_hash: Argon2id, absent until the person has set a password, and always in a demo account. '
  'Example: (clerk@51001, clerk@51001, "Đinh Thị Hà", facility-clerk, 51001, …).';
grant select, insert on access.account to mach_app;
grant update (name, password_hash, locked_at) on access.account to mach_app;

create table access.password_link (
  token_hash bytea primary key,
  account    text not null references access.account,
  expires_at timestamptz not null,
  used_at    timestamptz
);
create index password_link_by_account on access.password_link (account);
comment on table access.password_link is
  'A link by which one person sets a password, once. Key: SHA-256 of the token in the link.';
grant select, insert, delete on access.password_link to mach_app;
grant update (used_at, expires_at) on access.password_link to mach_app;

create table access.sign_in_brake (
  key           text primary key,
  failures      integer not null,
  last_at       timestamptz not null,
  blocked_until timestamptz
);
comment on table access.sign_in_brake is
  'Failed attempts in a row, by name and by address, whether the name exists or not. '
  'Key: kind and SHA-256 of what was tried. Example: (name:9f86…, 6, …, …).';
grant select, insert, update, delete on access.sign_in_brake to mach_app;

create table access.session (
  token_hash   bytea primary key,
  account      text not null references access.account,
  created_at   timestamptz not null,
  seen_at      timestamptz not null,
  expires_at   timestamptz not null,
  ended_at     timestamptz,
  address      text not null,
  provider_uid text
);
create index session_by_account on access.session (account);
create index session_by_expiry on access.session (expires_at);
comment on table access.session is
  'One signed-in browser. Key: SHA-256 of the cookie. provider_uid: the session at our OpenID provider that it came from, ended with it.';
grant select, insert, delete on access.session to mach_app;
grant update (seen_at, ended_at) on access.session to mach_app;

create table access.provider_item (
  model       text not null,
  id_hash     bytea not null,
  sealed      bytea not null,
  account     text,
  client      text,
  scope       text,
  grant_id    text,
  uid         text,
  user_code   text,
  consumed_at timestamptz,
  expires_at  timestamptz not null,
  primary key (model, id_hash)
);
create index provider_item_by_grant on access.provider_item (grant_id) where grant_id is not null;
create index provider_item_by_uid on access.provider_item (uid) where uid is not null;
create index provider_item_by_account on access.provider_item (account) where account is not null;
create index provider_item_by_expiry on access.provider_item (expires_at);
comment on table access.provider_item is
  'What the OpenID provider keeps: codes, tokens, grants, sessions, interactions. Key: model and SHA-256 of its id, so that the table '
  'opens nothing to whoever reads it; sealed: the content under the installation''s key.';
grant select, insert, update, delete on access.provider_item to mach_app;

create table access.signing_key (
  purpose    text primary key,
  sealed     bytea not null,
  created_at timestamptz not null
);
comment on table access.signing_key is
  'Keys that sign tokens, as sealed JWK. Key: purpose. Made once. Example: (id-token, …).';
grant select, insert on access.signing_key to mach_app;

create table access.care_relation (
  person      uuid not null,
  facility    text not null,
  kind        text not null check (kind in ('treated', 'open-visit', 'referral', 'commune', 'citizen-qr')),
  source      text not null,
  from_at     timestamptz not null,
  until_at    timestamptz,
  primary key (person, facility, kind, source)
);
comment on table access.care_relation is
  'Why a facility may look at a person''s record, from when to when. Key: person, facility, kind and what it rests on '
  '(a visit, a referral, a pass). Example: (<person>, 51001, referral, <visit>, 2026-11-10 08:12Z, 2026-11-20 08:12Z).';
grant select, insert on access.care_relation to mach_app;
grant update (from_at, until_at) on access.care_relation to mach_app;

create table access.record_pass (
  code_hash   bytea primary key,
  person      uuid not null,
  issued_at   timestamptz not null,
  expires_at  timestamptz not null,
  redeemed_at timestamptz,
  redeemed_by text
);
create index record_pass_by_person on access.record_pass (person);
comment on table access.record_pass is
  'A code that a citizen shows so that one facility may open the record, once. Key: SHA-256 of the code.';
grant select, insert, delete on access.record_pass to mach_app;
grant update (expires_at, redeemed_at, redeemed_by) on access.record_pass to mach_app;

create table access.wire_door (
  username          text primary key,
  facility          text not null,
  secret_hash       text not null,
  allowed_addresses text[] not null,
  opened_at         timestamptz not null,
  opened_by         text not null,
  closed_at         timestamptz
);
comment on table access.wire_door is
  'The account of one facility''s hospital software on the wire form of the insurance portal. Key: user name. '
  'secret_hash: Argon2id over the upper-case hexadecimal MD5 that the protocol sends. '
  'Example: (51001_BV, 51001, $argon2id$…, {203.0.113.7,2001:db8::/48}, …).';
grant select, insert on access.wire_door to mach_app;
grant update (secret_hash, allowed_addresses, opened_at, opened_by, closed_at) on access.wire_door to mach_app;

create table access.wire_token (
  access_token_hash bytea primary key,
  id_token_hash     bytea not null,
  username          text not null references access.wire_door,
  expires_at        timestamptz not null
);
create index wire_token_by_expiry on access.wire_token (expires_at);
comment on table access.wire_token is
  'A pair of tokens given to hospital software for a while. Key: SHA-256 of the access token.';
grant select, insert, delete on access.wire_token to mach_app;

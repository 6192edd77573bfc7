-- How people prove who they are: rules of passwords, second factors, sessions that can be told apart, resets with four eyes.

alter table access.account
  add column password_set_at  timestamptz,
  add column password_alone   boolean not null default true,
  add column last_sign_in_at  timestamptz,
  add column reopened_at      timestamptz,
  add column identified_by    text check (identified_by in ('counter', 'upstream')),
  add column birth_date       text;
comment on column access.account.password_alone is
  'Whether the password is long enough to stand without a second factor; the length itself is not kept.';
comment on column access.account.reopened_at is 'Since when the idle days of an account that lay unused count anew.';
comment on column access.account.identified_by is 'How a citizen was identified before the account was made: at a counter, or by an upstream provider.';
grant update (password_set_at, password_alone, last_sign_in_at, reopened_at) on access.account to mach_app;
create unique index account_one_per_citizen on access.account (citizen_number) where citizen_number is not null and not demo;

create table access.former_password (
  account text not null references access.account,
  number  integer not null,
  hash    text not null,
  set_at  timestamptz not null,
  primary key (account, number)
);
comment on table access.former_password is
  'Passwords that may not come again, the newest with the greatest number. Key: account and number. hash: Argon2id. '
  'Example: (ha.dinh, 3, $argon2id$…, 2026-11-02).';
grant select, insert, delete on access.former_password to mach_app;

create table access.second_factor (
  id            text primary key,
  account       text not null references access.account,
  kind          text not null check (kind in ('totp', 'passkey')),
  name          text not null,
  sealed        bytea,
  last_step     bigint,
  credential_id text unique,
  public_key    bytea,
  counter       bigint,
  transports    text[],
  single_device boolean,
  created_at    timestamptz not null,
  last_used_at  timestamptz,
  check ((kind = 'totp') = (sealed is not null)),
  check ((kind = 'passkey') = (credential_id is not null and public_key is not null and counter is not null))
);
create index second_factor_by_account on access.second_factor (account);
comment on table access.second_factor is
  'What a person proves possession of beside the password. Key: id, made by chance. totp: the secret sealed under the master key, and the '
  'last time step used, so that a code works once. passkey: the public key and its counter.';
grant select, insert, delete on access.second_factor to mach_app;
grant update (name, last_step, counter, last_used_at) on access.second_factor to mach_app;

create table access.recovery_code (
  account   text not null references access.account,
  code_hash bytea not null,
  made_at   timestamptz not null,
  used_at   timestamptz,
  primary key (account, code_hash)
);
comment on table access.recovery_code is
  'Codes on paper for the day when the telephone is lost; each works once. Key: account and SHA-256 of 80 random bits.';
grant select, insert, delete on access.recovery_code to mach_app;
grant update (used_at) on access.recovery_code to mach_app;

create table access.sign_in_step (
  key        text primary key,
  sealed     bytea not null,
  expires_at timestamptz not null
);
create index sign_in_step_by_expiry on access.sign_in_step (expires_at);
comment on table access.sign_in_step is
  'What the server remembers between two pages of one proof: who passed the password, which challenge was shown. '
  'Key: kind and SHA-256 of the step of sign-in or of the session. sealed: the content under the master key.';
grant select, insert, update, delete on access.sign_in_step to mach_app;

alter table access.session
  add column agent      text not null default '',
  add column means      text[] not null default '{pwd}',
  add column assurance  smallint not null default 1 check (assurance between 1 and 3),
  add column strong_at  timestamptz;
comment on column access.session.means is 'How the person was known (RFC 8176): pwd, otp, hwk, fed; rec for a recovery code.';
comment on column access.session.strong_at is 'When the person last proved who they are in this session; acts that are sensitive ask for it to be recent.';
grant update (means, assurance, strong_at) on access.session to mach_app;

create table access.factor_reset (
  id           text primary key,
  account      text not null references access.account,
  reason       text not null,
  asked_by     text not null references access.account,
  asked_at     timestamptz not null,
  expires_at   timestamptz not null,
  confirmed_by text references access.account,
  confirmed_at timestamptz,
  withdrawn_at timestamptz,
  check (confirmed_by <> asked_by)
);
create index factor_reset_by_account on access.factor_reset (account);
comment on table access.factor_reset is
  'One person''s password and second factors are to be taken away, because they were lost. Key: id. Two administrators, never one, '
  'or for staff of a facility its own administrator.';
grant select, insert on access.factor_reset to mach_app;
grant update (confirmed_by, confirmed_at, withdrawn_at) on access.factor_reset to mach_app;

create table access.account_notice (
  id      bigint generated always as identity primary key,
  account text not null references access.account,
  at      timestamptz not null,
  what    text not null,
  by_name text,
  detail  jsonb
);
create index account_notice_by_account on access.account_notice (account, id);
comment on table access.account_notice is
  'What happened to an account, as its person is told. Key: id. Example: (7, ha.dinh, …, factors-reset, "Quản trị viên", …).';
grant select, insert on access.account_notice to mach_app;

create table access.linked_identity (
  issuer      text not null,
  subject     text not null,
  account     text not null references access.account,
  assurance   smallint not null check (assurance between 1 and 3),
  linked_at   timestamptz not null,
  last_used_at timestamptz,
  primary key (issuer, subject)
);
create unique index linked_identity_by_account on access.linked_identity (account, issuer);
comment on table access.linked_identity is
  'Which account an identity of an upstream provider belongs to. Key: issuer (vneid, public-service) and the SHA-256 of the subject there.';
grant select, insert, delete on access.linked_identity to mach_app;
grant update (last_used_at, assurance) on access.linked_identity to mach_app;

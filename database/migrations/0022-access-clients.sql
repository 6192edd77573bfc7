-- Systems and apps that call on behalf of a facility or a person: who they are, their keys, whom they act for, what a person allowed them.

create table access.client (
  id              text primary key,
  kind            text not null check (kind in ('facility-system', 'vendor-system', 'app')),
  name            text not null,
  publisher       text not null,
  facility        text,
  method          text not null check (method in ('private_key_jwt', 'tls_client_auth', 'self_signed_tls_client_auth', 'none')),
  scopes          text[] not null,
  redirect_uris   text[] not null default '{}',
  launch_uri      text,
  keys_uri        text,
  certificate_subject text,
  registered_at   timestamptz not null,
  registered_by   text not null,
  confirmed_at    timestamptz,
  confirmed_by    text,
  closed_at       timestamptz,
  closed_by       text,
  closed_reason   text,
  check ((kind = 'app') = (facility is null)),
  check (kind = 'app' or method <> 'none'),
  check (kind = 'app' or redirect_uris = '{}')
);
create index client_by_facility on access.client (facility) where facility is not null;
comment on table access.client is
  'Software that may ask for tokens. Key: its client id, in upper case, so that it is never a sign-in name. It gets none before an '
  'administrator confirmed it, and none after it was closed. Example: (SYS-51001-7F3A9C, facility-system, "HIS", "Công ty A", 51001, private_key_jwt, …).';
grant select, insert on access.client to mach_app;
grant update (confirmed_at, confirmed_by, closed_at, closed_by, closed_reason) on access.client to mach_app;

create table access.client_key (
  client      text not null references access.client,
  kid         text not null,
  jwk         jsonb not null,
  kind        text not null check (kind in ('key', 'certificate')),
  valid_from  timestamptz not null,
  valid_until timestamptz not null,
  added_at    timestamptz not null,
  added_by    text not null,
  primary key (client, kid),
  check (valid_from < valid_until)
);
create index client_key_by_end on access.client_key (valid_until);
comment on table access.client_key is
  'Public keys and certificates of a client; several at once, so that one can take over from the other. Key: client and the key''s '
  'RFC 7638 thumbprint. jwk: public parts only; of a certificate with x5c. Example: (SYS-51001-7F3A9C, NzbLsXh8…, {"kty":"EC",…}, key, …).';
grant select, insert on access.client_key to mach_app;
grant update (valid_until) on access.client_key to mach_app;

create table access.client_facility (
  client       text not null references access.client,
  facility     text not null,
  position     integer not null,
  consent      text not null,
  consented_at timestamptz not null,
  consented_by text not null,
  ended_at     timestamptz,
  ended_by     text,
  primary key (client, facility, position)
);
create unique index client_facility_current on access.client_facility (client, facility) where ended_at is null;
comment on table access.client_facility is
  'The written consent of one facility that a vendor''s system acts for it. Key: client, facility, and the how-manieth consent it is. '
  'consent: number and day of the paper. Example: (SYS-51001-7F3A9C, 51002, 1, "HĐ 12/2026 ngày 02/11/2026", …).';
grant select, insert on access.client_facility to mach_app;
grant update (ended_at, ended_by) on access.client_facility to mach_app;

create table access.app_grant (
  id         text primary key,
  client     text not null references access.client,
  account    text not null references access.account,
  scopes     text[] not null,
  person     uuid,
  visit      uuid,
  granted_at timestamptz not null,
  until      timestamptz not null,
  ended_at   timestamptz,
  ended_by   text
);
create index app_grant_by_account on access.app_grant (account);
comment on table access.app_grant is
  'What a person allowed an app, until when. Key: the grant of the OpenID provider; tokens name it. person: whose record, when the app '
  'was launched from an open record or is a citizen''s. ended_by: account, or reuse when a used token came again.';
grant select, insert on access.app_grant to mach_app;
grant update (ended_at, ended_by) on access.app_grant to mach_app;

create table access.app_launch (
  token_hash bytea primary key,
  client     text not null references access.client,
  account    text not null references access.account,
  person     uuid not null,
  visit      uuid,
  expires_at timestamptz not null,
  used_at    timestamptz
);
create index app_launch_by_expiry on access.app_launch (expires_at);
comment on table access.app_launch is
  'An app opened from an open record (SMART EHR launch): whose record, by whom. Key: SHA-256 of the launch token; good for one sign-in.';
grant select, insert, delete on access.app_launch to mach_app;
grant update (used_at) on access.app_launch to mach_app;

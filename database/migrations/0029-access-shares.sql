-- What a citizen shares by a link for a while: the sealed content, never its key.

create table access.share (
  id            uuid primary key,
  person        uuid not null,
  account       text not null,
  token_hash    bytea not null unique,
  label         text not null,
  classes       text[] not null,
  sealed        text not null,
  passcode_hash text not null,
  given_at      timestamptz not null,
  until         timestamptz not null,
  attempts_left smallint not null check (attempts_left >= 0),
  opened        integer not null default 0,
  ended_at      timestamptz
);
create index share_by_person on access.share (person, until);
create index share_by_end on access.share (until);
comment on table access.share is
  'A summary that a citizen shares by a SMART Health Link. Key: id; the link carries a token of which only the SHA-256 is kept. '
  'sealed: the FHIR document as JWE, encrypted in the citizen''s browser under a key that stands in the link and never reaches us. '
  'attempts_left: wrong passcodes that may still be given, over the whole life of the share. '
  'Example: (<id>, <person>, citizen@…, …, "Cho bác sĩ ở Đà Nẵng", {ordinary}, "eyJhbGciOiJkaXIi…", "$argon2id$…", …).';
grant select, insert, delete on access.share to mach_app;
grant update (attempts_left, opened, ended_at, sealed) on access.share to mach_app;

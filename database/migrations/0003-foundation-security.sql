-- What guards the house: counts against limits, security events, and what was erased by its key.
create unlogged table foundation.limit_count (
  key       text        not null,
  window_at timestamptz not null,
  count     bigint      not null check (count > 0),
  primary key (key, window_at)
);
comment on table foundation.limit_count is
  'How often somebody called within a window, summed over all server processes. Key: digest of rule and caller, begin of the window. '
  'Lost at a crash, which costs nothing. Example: (q83vEjRWeJA, 2026-11-21 08:10Z, 211).';
create index limit_count_window on foundation.limit_count (window_at);
grant select, insert, update, delete on foundation.limit_count to mach_app;

create table foundation.security_event (
  number    bigint generated always as identity primary key,
  at        timestamptz not null,
  rule      text        not null,
  severity  text        not null check (severity in ('notice', 'warning', 'alert')),
  subject   text        not null,
  window_at timestamptz not null,
  detail    jsonb       not null,
  unique (rule, subject, window_at)
);
comment on table foundation.security_event is
  'What a security operations centre should look at; sent there by syslog. Key: number; one per rule, subject and window. Never holds content of a record. '
  'Example: (7, 2026-11-21 08:12Z, harvest, alert, clerk@51001, 2026-11-21 08:00Z, {"persons": 512}).';
create index security_event_at on foundation.security_event (at);
grant select, insert on foundation.security_event to mach_app;

create table foundation.erased_key (
  bucket     smallint    not null,
  subject    uuid        not null,
  data_class smallint    not null,
  erased_at  timestamptz not null,
  account    text        not null,
  ground     text        not null check (length(ground) between 3 and 200),
  decision   bytea       not null check (length(decision) = 32),
  primary key (bucket, subject, data_class)
);
comment on table foundation.erased_key is
  'The tombstone of a data key: nothing sealed under it can be read again, anywhere, backups without it included. '
  'Key: bucket, subject, class as in records.data_key. decision: salted SHA-256 of the decision that ordered it. '
  'Example: (12, <person>, 0, 2026-11-21 08:12Z, head@51, "Luật 91/2025, Điều 14", <32 bytes>).';
grant select on foundation.erased_key to mach_app;

-- The application may destroy a key only together with its tombstone.
create function foundation.erase_data_key(
  of_bucket smallint, of_subject uuid, of_class smallint, at timestamptz, by_account text, on_ground text, by_decision bytea
) returns boolean language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into foundation.erased_key (bucket, subject, data_class, erased_at, account, ground, decision)
    values (of_bucket, of_subject, of_class, at, by_account, on_ground, by_decision)
    on conflict do nothing;
  if not found then return false; end if;
  delete from records.data_key where bucket = of_bucket and subject = of_subject and data_class = of_class;
  return true;
end $$;
comment on function foundation.erase_data_key is 'Destroys a data key and leaves its tombstone. False when it was erased before; a key that never was leaves a tombstone too, so that none is made.';
revoke execute on function foundation.erase_data_key from public;
grant execute on function foundation.erase_data_key to mach_app;

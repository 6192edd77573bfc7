-- The log of events as a Merkle tree (RFC 9162), built in batches behind the writers, and its signed checkpoints.
-- The events lie in partitions by month, so that a month whose time is over can be dropped whole; its leaf hashes stay.
create sequence audit.event_number;
grant usage on sequence audit.event_number to mach_app;

create table audit.event_by_month (
  number    bigint not null default nextval('audit.event_number'),
  at        timestamptz not null,
  action    text not null check (action ~ '^[a-z][a-z-]{1,39}$'),
  account   text not null,
  name      text not null,
  role      text not null,
  facility  text,
  address   text not null,
  what      text not null,
  person    uuid,
  visit     uuid,
  purpose   text check (purpose ~ '^[a-z][a-z-]{1,39}$'),
  ground    text,
  detail    jsonb,
  xid       xid8 not null default pg_current_xact_id(),
  salt      uuid not null default gen_random_uuid()
) partition by range (at);

-- Months are Vietnam's. Only the owner makes any month; the application asks for those that come next.
create function audit.make_month(day date) returns void language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  first date := date_trunc('month', day)::date;
  name text := 'event_' || to_char(first, 'YYYY_MM');
begin
  if to_regclass(format('audit.%I', name)) is not null then return; end if;
  execute format('create table audit.%I partition of audit.%I for values from (%L) to (%L)', name,
    case when to_regclass('audit.event_by_month') is null then 'event' else 'event_by_month' end,
    first::timestamp at time zone 'Asia/Ho_Chi_Minh',
    (first + interval '1 month') at time zone 'Asia/Ho_Chi_Minh');
end $$;
revoke execute on function audit.make_month(date) from public;

select audit.make_month(day::date) from (
  select date_trunc('month', at at time zone 'Asia/Ho_Chi_Minh') as day from audit.event
  union select date_trunc('month', now() at time zone 'Asia/Ho_Chi_Minh') + n * interval '1 month' from generate_series(0, 2) as n
) as months order by day;
create table audit.event_rest partition of audit.event_by_month default;
comment on table audit.event_rest is 'Events of a clock that was far off. Empty as a rule.';

-- Who wrote before this migration is over: position 0, in the order of writing.
insert into audit.event_by_month
  (number, at, action, account, name, role, facility, address, what, person, visit, purpose, ground, detail, xid)
select number, at, action, account, name, role, facility, address, what, person, visit, purpose, ground, detail, '0'::xid8
from audit.event;
select setval('audit.event_number', coalesce((select max(number) from audit.event), 0) + 1, false);
drop table audit.event;
alter table audit.event_by_month rename to event;
alter table audit.event add primary key (at, number);

comment on table audit.event is
  'One thing that somebody did or was refused. Key: time and number; partitions by month. Never holds content of a record. '
  'Its place in the log is by (xid, number): whoever reads stops below the oldest running transaction, so none that commits late is skipped. '
  'Example: (42, 2026-11-10 08:12Z, read, doctor@51001, "BS. Đinh Văn A", doctor, 51001, 10.1.2.3, record, <person>, null, treatment, referral, {"entries": 12}, 7781, <salt>).';
comment on column audit.event.xid is 'The transaction that wrote it.';
comment on column audit.event.salt is 'Kept beside the row and nowhere else: without it the digest in the leaf tells nothing of the person.';

-- "Who read my record": one range per person, newest first.
create index event_by_person on audit.event (person, number) where person is not null;
-- What one account did, for reviews.
create index event_by_account on audit.event (account, at);
-- What the log has not taken yet.
create index event_by_position on audit.event (xid, number);
grant select, insert on audit.event to mach_app;

create function audit.add_month(day date) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if day < current_date - 40 or day > current_date + 120 then raise exception 'audit.add_month: % is no month to come', day; end if;
  perform pg_advisory_xact_lock(8262011);
  perform audit.make_month(day);
end $$;
comment on function audit.add_month(date) is 'Makes the partition of a month. A second call does nothing. Refuses months that are not near.';
revoke execute on function audit.add_month(date) from public;
grant execute on function audit.add_month(date) to mach_app;

create table audit.log_key (
  number     smallint primary key,
  name       text not null unique,
  public_key bytea not null check (length(public_key) = 32),
  sealed     bytea not null,
  created_at timestamptz not null
);
comment on table audit.log_key is
  'The Ed25519 key that signs checkpoints, made once per installation; the private half is sealed under the master key. '
  'Example: (1, "mach/audit/1a2b3c4d", <32 bytes>, <sealed>, 2026-11-21 08:00Z).';
grant select, insert on audit.log_key to mach_app;

create table audit.era (
  number   integer primary key,
  floor    bigint not null,
  began_at timestamptz not null
);
comment on table audit.era is
  'Transaction ids count upwards in one cluster. After a restore into a new one they begin again: a new era, of the events above its floor. '
  'Example: (1, 481220, 2026-12-02 03:00Z).';
insert into audit.era values (0, 0, now());
grant select, insert on audit.era to mach_app;

create table audit.leaf_tile (
  position    bigint primary key,
  numbers     bigint[] not null,
  hashes      bytea not null check (length(hashes) between 32 and 8192 and length(hashes) % 32 = 0),
  era         integer not null references audit.era,
  last_xid    xid8 not null,
  last_number bigint not null
);
alter table audit.leaf_tile alter column hashes set storage external;
create index leaf_tile_by_position on audit.leaf_tile (era, last_xid, last_number);
comment on table audit.leaf_tile is
  'Up to 256 leaves: their events'' numbers, their hashes, and the place of the last in the order of the log. '
  'Example: (3, {769, 770, …}, <8192 bytes>, 0, 7812, 1024) holds leaves 768 to 1023.';

create table audit.node_tile (
  level    smallint not null check (level > 0),
  position bigint not null,
  hashes   bytea not null check (length(hashes) between 32 and 8192 and length(hashes) % 32 = 0),
  primary key (level, position)
);
alter table audit.node_tile alter column hashes set storage external;
comment on table audit.node_tile is
  'Up to 256 hashes, each over one full tile of the level below. Example: (1, 0, <96 bytes>) covers leaves 0 to 767.';
-- Only the tile at the right edge grows; a changed one no longer has the root that was signed.
grant select, insert, update on audit.leaf_tile, audit.node_tile to mach_app;

create table audit.checkpoint (
  size      bigint primary key check (size > 0),
  root      bytea not null check (length(root) = 32),
  at        timestamptz not null,
  former    bytea not null check (length(former) = 32),
  key       smallint not null references audit.log_key,
  signature bytea not null check (length(signature) = 64)
);
comment on table audit.checkpoint is
  'What was signed and published: so many leaves have this root, and this checkpoint follows the one with that hash. '
  'Example: (1024, <root>, 2026-11-21 08:00:01.250Z, <SHA-256 of the former''s text>, 1, <signature>).';
grant select, insert on audit.checkpoint to mach_app;

-- Two who claim one number, and what changed since when.

create table registry.conflict (
  id         uuid        primary key,
  scheme     text        not null collate "C",
  value      text        not null collate "C",
  reason     text        not null collate "C",
  holder     uuid        not null references registry.profile,
  claimant   uuid        references registry.profile,
  claimed_as text        not null,
  authority  text        not null collate "C",
  at         timestamptz not null,
  by         text        not null collate "C",
  settled_at timestamptz,
  settled_by text        collate "C",
  settled_as text        collate "C",
  check ((settled_at is null) = (settled_by is null))
);
comment on table registry.conflict is
  'Somebody wanted to write a number that another subject holds, or the same number under another name; never merged, settled by a person. Key: id. reason: '
  'a problem code. claimed_as: the name under which it was claimed. Example: (…, personal-id, "051090000123", registry.number-of-another-name, …, null, "Lê Văn B", 51, …).';
create unique index conflict_once on registry.conflict (scheme, value, holder, claimed_as) where settled_at is null;
create index conflict_of_authority on registry.conflict (authority, at) where settled_at is null;
grant select, insert on registry.conflict to mach_app;
grant update (settled_at, settled_by, settled_as) on registry.conflict to mach_app;

create table registry.change (
  position bigint      generated always as identity primary key,
  subject  uuid        not null references registry.profile,
  version  integer     not null,
  what     text        not null collate "C",
  at       timestamptz not null,
  written  xid8        not null default pg_current_xact_id()
);
comment on table registry.change is
  'What happened to published files, in order, for whoever follows us (_since). Key: position. Only rows of transactions that ended before '
  'every running one are read, so that nothing is passed over. what: published, standing. Example: (4711, …, 7, published, …, …).';
grant select, insert on registry.change to mach_app;

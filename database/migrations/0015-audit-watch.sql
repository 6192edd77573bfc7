-- The log is verified again and again where it lies: how far, and what was found not to be as it was signed.
create table audit.watch (
  is_only  boolean primary key default true check (is_only),
  next     bigint not null check (next >= 0),
  size     bigint not null check (size >= 0),
  at       timestamptz not null,
  whole_at timestamptz
);
comment on table audit.watch is
  'One row: from which leaf the next round looks, the size of the log at the last round and its time, and when a walk last reached the end. '
  'Example: (true, 8192, 918222, 2026-11-21 08:00Z, 2026-11-21 07:41Z).';
grant select, insert, update on audit.watch to mach_app;

create table audit.fault (
  kind     text not null check (kind in ('altered', 'missing', 'inserted', 'root', 'signature')),
  leaf     bigint not null check (leaf >= 0),
  found_at timestamptz not null,
  primary key (kind, leaf)
);
comment on table audit.fault is
  'A place at which the log was found not to be as it was signed. It stays, also when somebody mends the row: that it was so is the finding. '
  'Example: (altered, 4711, 2026-11-21 08:00Z).';
grant select, insert on audit.fault to mach_app;

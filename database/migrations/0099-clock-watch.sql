-- What removes by age must not believe a clock that jumped: when each watch last saw the clock, and how long it still doubts it.
create table foundation.clock_watch (
  name     text primary key check (name ~ '^[a-z][a-z-]{1,39}$'),
  seen_at  timestamptz not null,
  doubt_ms bigint not null check (doubt_ms >= 0)
);
comment on table foundation.clock_watch is
  'Key: whose watch it is. The clock as it was seen last, and for how many milliseconds it must still run evenly before what is too old is removed. '
  'Example: (server, 2026-11-21 08:00Z, 0).';
grant select, insert, update on foundation.clock_watch to mach_app;

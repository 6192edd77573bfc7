-- What was removed from the log lawfully: a signed statement; the leaf hashes stay.
create table audit.removal (
  number integer generated always as identity primary key,
  at     timestamptz not null,
  note   text not null check (length(note) < 1000000)
);
comment on table audit.removal is
  'A signed note that the events of some leaves were removed, when and why. Only the owner of the database removes. '
  'Example: (1, 2028-12-03 02:00Z, "mach/audit/1a2b3c4d/removal\nsize 918222\n…").';
grant select on audit.removal to mach_app;

-- The bytes of letters: the PDF that was given out to be signed, and the signed one that came back.
create table correspondence.file (
  letter   uuid        not null references correspondence.letter,
  kind     text        not null collate "C" check (kind in ('given', 'signed')),
  digest   bytea       not null check (length(digest) = 32),
  bytes    integer     not null check (bytes between 1 and 20971520),
  body     bytea       not null,
  at       timestamptz not null,
  primary key (letter, kind)
);
comment on table correspondence.file is
  'given: the PDF as it was handed out with its number; what comes back must be these bytes with a signature added. signed: the letter as it was '
  'issued. Key: letter and kind; appended, never changed. digest: SHA-256. Example: (…, signed, \x9f…, 48211, …, 2026-11-21 08:12Z).';
alter table correspondence.file alter column body set storage external;
grant select, insert on correspondence.file to mach_app;

alter table correspondence.file enable row level security, force row level security;
create policy by_scope on correspondence.file using (
  (select scope.work()) or (select true from correspondence.letter l where l.id = letter));

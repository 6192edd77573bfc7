-- Privacy: proofs that what the law lets us keep no longer is gone.
create schema privacy;
grant usage on schema privacy to mach_app;
comment on schema privacy is 'Duties towards the people whose data we keep: proofs of retention.';

create table privacy.retention_proof (
  number     integer     not null check (number > 0),
  rule       text        not null collate "C",
  done_at    timestamptz not null,
  kept_since timestamptz not null,
  removed    bigint      not null check (removed >= 0),
  note       text        not null,
  primary key (number)
);
comment on table privacy.retention_proof is
  'That a retention rule was carried out: what lay before kept_since was removed. Key: number, without gaps; each note names the digest of the one '
  'before, so that none can be left out. note: the signed text (C2SP signed note), checked with the published key of the audit log. '
  'Example: (1, expired-sessions, 2026-11-21 01:00Z, 2026-10-21 01:00Z, 4711, "mach/retention …").';
grant select, insert on privacy.retention_proof to mach_app;

-- Whoever keeps a copy of the directory asks what changed since then: a facility that was listed without a file, and gave way to its file, must be told
-- as gone under its former key.

create table registry.listing_gone (
  subject    uuid        primary key,
  kind       text        not null check (kind in ('facility', 'practitioner')),
  code       text        collate "C",
  name       text        not null,
  changed_at timestamptz not null
);
comment on table registry.listing_gone is
  'Listings whose key is no longer used. Key: subject. No walls, as of registry.listing: each was public. '
  'Example: (…, facility, 51001, "Bệnh viện Đa khoa Sông Trà", 2026-11-21 …).';
create index listing_gone_by_change on registry.listing_gone (changed_at, subject);
grant select, insert on registry.listing_gone to mach_app;

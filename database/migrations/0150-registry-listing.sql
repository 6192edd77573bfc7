-- What the public may see of facilities and practitioners, and by what it is found. One row is one file as it was published, without any field that
-- its definition does not call public: nothing here stands behind a wall, so that no condition of a wall slows the search down.

create table registry.listing (
  subject      uuid            primary key,
  kind         text            not null check (kind in ('facility', 'practitioner')),
  shuffle      bigint          not null,
  code         text            collate "C",
  name         text            not null,
  terms        tsvector        not null,
  listed       datemultirange  not null,
  open_minutes int4multirange  not null,
  spot         point,
  facts        jsonb           not null,
  changed_at   timestamptz     not null,
  check ((kind = 'facility') = (code is not null))
) with (toast_tuple_target = 512, fillfactor = 90);
comment on table registry.listing is
  'The public look-up: one row for each published file, and for each facility that has none yet. Key: subject, of a facility without a file a key that '
  'follows from its code. Example: (…, practitioner, 8123…, null, "Nguyễn Văn An", ''an'' ''nguyen'' ''=p51'' …, {[2024-05-02,2029-05-02)}, '
  '{[420,990)}, (12045.3,1672.1), {"statements": […]}, …).';
comment on column registry.listing.shuffle is 'The order of results: by chance, but always the same, so that nobody is shown first. Of two subjects with one the key decides.';
comment on column registry.listing.terms is 'Words without accents and their beginnings; with "=" before them codes to filter by: =p51 province, =tBS title. See src/registry/look-up/terms.ts.';
comment on column registry.listing.listed is 'The days on which the public sees it: while the licence lets the person practise, or the facility act.';
comment on column registry.listing.open_minutes is 'Minutes of the week, from Monday midnight, in which it is open or the person registered to work.';
comment on column registry.listing.spot is 'Kilometres east and north, flat: longitude by its length at 16°, latitude by its own. Good to 4 % within the country.';
create index listing_in_order on registry.listing (shuffle, subject);
create index listing_by_terms on registry.listing using gin (terms) with (fastupdate = off);
create index listing_by_spot on registry.listing using gist (spot) where spot is not null;
create index listing_by_change on registry.listing (changed_at, subject);
create unique index listing_by_code on registry.listing (code) where code is not null;
grant select, insert, update, delete on registry.listing to mach_app;

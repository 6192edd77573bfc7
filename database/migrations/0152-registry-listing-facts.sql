-- What is shown of a listing moves out of the row that is walked: rows of the look-up become a third as wide, and more than twice as many fit in memory.
-- The new tables are filled beside the old one, which answers meanwhile; publications alone wait. The lock against readers is that of the change of names.

set local statement_timeout = 0;
set local maintenance_work_mem = '256MB';
lock table registry.listing in share row exclusive mode;

create table registry.listing_next (
  subject      uuid            not null,
  kind         text            not null check (kind in ('facility', 'practitioner')),
  shuffle      bigint          not null,
  code         text            collate "C",
  name         text            not null,
  terms        tsvector        not null,
  listed       datemultirange  not null,
  open_minutes int4multirange  not null,
  spot         point,
  changed_at   timestamptz     not null,
  check ((kind = 'facility') = (code is not null))
) with (fillfactor = 90);
insert into registry.listing_next
  select subject, kind, shuffle, code, name, terms, listed, open_minutes, spot, changed_at from registry.listing order by shuffle, subject;
alter table registry.listing_next add constraint listing_next_key primary key (subject);
create index listing_next_in_order on registry.listing_next (shuffle, subject);
create index listing_next_by_terms on registry.listing_next using gin (terms) with (fastupdate = off);
create index listing_next_by_spot on registry.listing_next using gist (spot) where spot is not null;
create index listing_next_by_change on registry.listing_next (changed_at, subject);
create unique index listing_next_by_code on registry.listing_next (code) where code is not null;

create table registry.listing_facts (
  subject uuid  not null,
  facts   jsonb not null
) with (fillfactor = 90);
insert into registry.listing_facts select subject, facts from registry.listing order by shuffle, subject;
alter table registry.listing_facts add primary key (subject);

drop table registry.listing;
alter table registry.listing_next rename to listing;
alter table registry.listing rename constraint listing_next_key to listing_pkey;
alter table registry.listing rename constraint listing_next_kind_check to listing_kind_check;
alter table registry.listing rename constraint listing_next_check to listing_check;
alter index registry.listing_next_in_order rename to listing_in_order;
alter index registry.listing_next_by_terms rename to listing_by_terms;
alter index registry.listing_next_by_spot rename to listing_by_spot;
alter index registry.listing_next_by_change rename to listing_by_change;
alter index registry.listing_next_by_code rename to listing_by_code;
alter table registry.listing_facts add foreign key (subject) references registry.listing on delete cascade;

comment on table registry.listing is
  'The public look-up: one row for each published file, and for each facility that has none yet. Key: subject, of a facility without a file a key that '
  'follows from its code. Example: (…, practitioner, 8123…, null, "Nguyễn Văn An", ''an'' ''nguyen'' ''=p51'' …, {[2024-05-02,2029-05-02)}, '
  '{[420,990)}, (12045.3,1672.1), …).';
comment on column registry.listing.shuffle is 'The order of results: by chance, but always the same, so that nobody is shown first. Of two subjects with one the key decides.';
comment on column registry.listing.terms is 'Words without accents and their beginnings; with "=" before them codes to filter by: =p51 province, =tBS title. See src/registry/look-up/terms.ts.';
comment on column registry.listing.listed is 'The days on which the public sees it: while the licence lets the person practise, or the facility act.';
comment on column registry.listing.open_minutes is 'Minutes of the week, from Monday midnight, in which it is open or the person registered to work.';
comment on column registry.listing.spot is 'Kilometres east and north, flat: longitude by its length at 16°, latitude by its own. Good to 4 % within the country.';
comment on table registry.listing_facts is
  'What the public is shown of a listing: the public statements of the file and the life of the licence. Key: subject; no walls, as of registry.listing. '
  'Example: (…, {"statements": […], "periods": […]}).';
grant select, insert, update, delete on registry.listing, registry.listing_facts to mach_app;
analyze registry.listing;
analyze registry.listing_facts;

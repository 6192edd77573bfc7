-- Facilities by date.
create schema registry;
grant usage on schema registry to mach_app;

create table registry.facility (
  code               text not null check (code ~ '^[0-9A-Z]{5}$'),
  valid_from         date not null,
  valid_to           date,
  name               text not null,
  kind               text not null check (kind in ('central-hospital', 'provincial-hospital', 'regional-hospital', 'specialised-hospital',
                       'traditional-hospital', 'private-hospital', 'clinic', 'commune-station')),
  province           text not null,
  commune            text not null,
  address            text not null,
  insurance_contract boolean not null,
  primary key (code, valid_from),
  check (valid_to is null or valid_to >= valid_from)
);
create index facility_by_province on registry.facility (province, code);
create index facility_by_commune on registry.facility (commune) where kind = 'commune-station';
comment on table registry.facility is
  'A facility as it was from one day to another. Key: insurance code and first day. '
  'Example: (51001, 2025-07-01, null, "Bệnh viện Đa khoa …", …, provincial-hospital, 51, 21115, …, true).';
grant select, insert, update on registry.facility to mach_app;

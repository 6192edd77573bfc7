-- Orders to inspect a facility: the fact by which an inspector may open records of visits there.
create table access.inspection_order (
  id          uuid primary key,
  number      text not null check (length(number) between 3 and 60),
  province    text not null,
  facility    text not null,
  visits_from timestamptz not null,
  visits_to   timestamptz not null,
  until_at    timestamptz not null,
  inspectors  text[] not null check (cardinality(inspectors) between 1 and 20),
  classes     text[] not null check (cardinality(classes) > 0),
  signed_by   text not null references access.account,
  signed_name text not null,
  signed_at   timestamptz not null,
  text        text not null check (length(text) < 10000),
  signature   bytea not null check (length(signature) = 64),
  key         text not null,
  revoked_at  timestamptz,
  revoked_by  text references access.account,
  revoked_reason text,
  check (visits_from < visits_to and signed_at < until_at),
  check ((revoked_at is null) = (revoked_by is null) and (revoked_at is null) = (revoked_reason is null)),
  unique (province, number)
);
create index inspection_order_by_inspector on access.inspection_order using gin (inspectors);
comment on table access.inspection_order is
  'That a department head ordered named inspectors to inspect a facility: visits that began in a period, until a day, in named data classes. '
  'Key: id; one of a number in a province. text and signature: the order as it was signed, with the key of choices. visits_to and until_at exclusive. '
  'Example: (<id>, "12/QĐ-TTr", 51, 51001, 2026-01-01, 2026-07-01, 2026-12-31, {inspector@51}, {ordinary}, head@51, …).';
grant select, insert on access.inspection_order to mach_app;
grant update (revoked_at, revoked_by, revoked_reason) on access.inspection_order to mach_app;
-- The visits of a person at a facility, by what the facility treated.
create index care_relation_treated on access.care_relation (person, facility) where kind = 'treated';

-- The second wall of programmes: each authority sees what it is responsible for, a facility its own line and notices, the Ministry all.
-- programmes.followed holds instants alone and stands behind no wall. See 0041-people-scope.sql.

alter table programmes.facility enable row level security, force row level security;
create policy by_scope on programmes.facility using (
  (select scope.work()) or (select scope.nation())
  or code = any ((select scope.facilities())::text[]) or authority = (select scope.province()));

alter table programmes.tally enable row level security, force row level security;
create policy by_scope on programmes.tally using (
  (select scope.work()) or (select scope.nation()) or authority = (select scope.province()));

alter table programmes.reminder_batch enable row level security, force row level security;
create policy by_scope on programmes.reminder_batch using (
  (select scope.work()) or (select scope.nation()) or authority = (select scope.province()));

alter table programmes.reminder enable row level security, force row level security;
create policy by_scope on programmes.reminder using (
  (select scope.work()) or (select scope.nation())
  or facility = any ((select scope.facilities())::text[]) or authority = (select scope.province()));

alter table programmes.report enable row level security, force row level security;
create policy by_scope on programmes.report using (
  (select scope.work()) or (select scope.nation()) or authority = (select scope.province()));

alter table programmes.session enable row level security, force row level security;
create policy by_scope on programmes.session using (
  (select scope.work()) or (select scope.nation()) or authority = (select scope.province())
  or exists (select from programmes.attendance a where a.session = id and a.facility = any ((select scope.facilities())::text[])));

alter table programmes.attendance enable row level security, force row level security;
create policy by_scope on programmes.attendance using (
  (select scope.work()) or (select scope.nation())
  or facility = any ((select scope.facilities())::text[]) or authority = (select scope.province()));

-- Who follows the files reads them in the order of their changes.
create index profile_by_change on registry.profile (kind, changed_at, subject);

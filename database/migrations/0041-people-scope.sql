-- The second wall: what a statement may touch of persons is bounded by the scope of its transaction, whatever the statement says.
-- A scope is made of settings that last as long as the transaction; without one, nothing is there (fail closed).
create schema scope;
grant usage on schema scope to mach_app;
comment on schema scope is
  'What the running transaction may touch: our own work (mach.work: the name of the job), persons (mach.persons), facilities '
  '(mach.facilities), a commune (mach.commune). Read by row-level security; set in src/foundation/scope.ts and nowhere else.';

create function scope.work() returns boolean language sql stable parallel safe
  return coalesce(current_setting('mach.work', true), '') <> '';
create function scope.persons() returns uuid[] language sql stable parallel safe
  return coalesce(nullif(current_setting('mach.persons', true), ''), '{}')::uuid[];
create function scope.facilities() returns text[] language sql stable parallel safe
  return coalesce(nullif(current_setting('mach.facilities', true), ''), '{}')::text[];
create function scope.commune() returns text language sql stable parallel safe
  return coalesce(current_setting('mach.commune', true), '');

-- The scope is read once per statement, not once per row: each part stands in a subquery of its own.
-- The conditions use equality alone, which is leakproof: indexes go on serving the statement's own conditions.

alter table people.person enable row level security, force row level security;
create policy by_scope on people.person using (
  (select scope.work()) or id = any ((select scope.persons())::uuid[]));

alter table people.number_owner enable row level security, force row level security;
create policy by_scope on people.number_owner using (
  (select scope.work()) or person = any ((select scope.persons())::uuid[]));

alter table people.patient enable row level security, force row level security;
create policy by_scope on people.patient using (
  (select scope.work()) or facility = any ((select scope.facilities())::text[]));

alter table people.number_claim enable row level security, force row level security;
create policy by_scope on people.number_claim using (
  (select scope.work()) or person = any ((select scope.persons())::uuid[])
  or exists (select from people.patient t
             where t.facility = any ((select scope.facilities())::text[]) and t.person = number_claim.person));

alter table people.review enable row level security, force row level security;
create policy by_scope on people.review using ((select scope.work()));

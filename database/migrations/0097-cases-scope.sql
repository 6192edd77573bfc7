-- The second wall of cases: a case shows to its person, to who opened it, to the facility and the province that it concerns, and to those who
-- watch over the country. See 0041-people-scope.sql. privacy.retention_proof names no person and stays outside.

create function scope.account() returns text language sql stable parallel safe
  return coalesce(current_setting('mach.account', true), '');
create function scope.province() returns text language sql stable parallel safe
  return coalesce(current_setting('mach.province', true), '');
create function scope.nation() returns boolean language sql stable parallel safe
  return coalesce(current_setting('mach.nation', true), '') <> '';
comment on schema scope is
  'What the running transaction may touch: our own work (mach.work: the name of the job), persons (mach.persons), facilities '
  '(mach.facilities), a commune (mach.commune), and of cases also an account (mach.account), a province (mach.province), the country '
  '(mach.nation). Read by row-level security; set in src/foundation/scope.ts and nowhere else.';

alter table cases.case enable row level security, force row level security;
create policy by_scope on cases.case using (
  (select scope.work()) or (select scope.nation())
  or person = any ((select scope.persons())::uuid[])
  or opened_by = (select scope.account())
  or facility = any ((select scope.facilities())::text[])
  or province = (select scope.province()));

-- A step and a notice show with their case: one look-up by its key, which itself stands behind the wall.
alter table cases.step enable row level security, force row level security;
create policy by_scope on cases.step using (
  (select scope.work()) or (select true from cases.case c where c.id = case_id));

alter table cases.notice enable row level security, force row level security;
create policy by_scope on cases.notice using (
  (select scope.work()) or (select true from cases.case c where c.id = case_id));

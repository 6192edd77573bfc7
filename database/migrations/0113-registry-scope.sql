-- The second wall of the registry: a file shows to its subject (as a person in scope), to the facility that it is or that its practitioner is
-- registered at, to the authority responsible for it or for such a facility, to those who watch over the country, and to our own work. What the
-- public may see lies in other tables, which hold public facts alone. See 0041-people-scope.sql.

alter table registry.registration enable row level security, force row level security;
create policy by_scope on registry.registration using (
  (select scope.work()) or (select scope.nation())
  or practitioner = any ((select scope.persons())::uuid[])
  or facility = any ((select scope.facilities())::text[])
  or authority = (select scope.province()));

alter table registry.profile enable row level security, force row level security;
create policy by_scope on registry.profile using (
  (select scope.work()) or (select scope.nation())
  or subject = any ((select scope.persons())::uuid[])
  or code = any ((select scope.facilities())::text[])
  or authority = (select scope.province())
  or (kind = 'practitioner' and exists (select from registry.registration r where r.practitioner = subject)));

-- A version, a number and a conflict show with their file: one look-up by its key, which itself stands behind the wall.
alter table registry.profile_version enable row level security, force row level security;
create policy by_scope on registry.profile_version using (
  (select scope.work()) or (select true from registry.profile p where p.subject = profile_version.subject));

alter table registry.transition enable row level security, force row level security;
create policy by_scope on registry.transition using (
  (select scope.work()) or (select true from registry.profile p where p.subject = transition.subject));

alter table registry.identifier enable row level security, force row level security;
create policy by_scope on registry.identifier using (
  (select scope.work()) or (select true from registry.profile p where p.subject = identifier.subject));

alter table registry.conflict enable row level security, force row level security;
create policy by_scope on registry.conflict using (
  (select scope.work()) or (select scope.nation()) or authority = (select scope.province()));

-- registry.change names no person: positions and keys. registry.facility is public.

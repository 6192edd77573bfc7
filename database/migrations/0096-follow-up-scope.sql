-- The second wall of follow-up: a visit shows to the facility that wrote it, to the one it refers to, and where the person went home to the
-- station of that commune. See 0041-people-scope.sql.

alter table follow_up.visit enable row level security, force row level security;
create policy by_scope on follow_up.visit using (
  (select scope.work()) or person = any ((select scope.persons())::uuid[])
  or facility = any ((select scope.facilities())::text[])
  or referred_to = any ((select scope.facilities())::text[])
  or (discharged_at is not null and commune = (select scope.commune())));

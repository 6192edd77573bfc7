-- The second wall of intake: a facility's rows, for whoever works for that facility. See 0041-people-scope.sql.

alter table intake.submission enable row level security, force row level security;
create policy by_scope on intake.submission using (
  (select scope.work()) or facility = any ((select scope.facilities())::text[]));

alter table intake.visit enable row level security, force row level security;
create policy by_scope on intake.visit using (
  (select scope.work()) or facility = any ((select scope.facilities())::text[]));

alter table intake.withdrawal enable row level security, force row level security;
create policy by_scope on intake.withdrawal using (
  (select scope.work()) or facility = any ((select scope.facilities())::text[]));

alter table intake.text enable row level security, force row level security;
create policy by_scope on intake.text using (
  (select scope.work()) or facility = any ((select scope.facilities())::text[]));

alter table intake.finding enable row level security, force row level security;
create policy by_scope on intake.finding using (
  (select scope.work()) or facility = any ((select scope.facilities())::text[]));

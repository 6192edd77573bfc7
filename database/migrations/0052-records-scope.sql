-- The second wall of the record store: see 0041-people-scope.sql. records.version and records.alias hold keys and positions, no content
-- and no person, and stay outside: a version leads to an entry, which stands behind the wall.

alter table records.entry enable row level security, force row level security;
create policy by_scope on records.entry using (
  (select scope.work()) or person = any ((select scope.persons())::uuid[]));

alter table records.resource enable row level security, force row level security;
create policy by_scope on records.resource using (
  (select scope.work()) or person = any ((select scope.persons())::uuid[]));

alter table records.change enable row level security, force row level security;
create policy by_scope on records.change using (
  (select scope.work()) or person = any ((select scope.persons())::uuid[]));

alter table records.data_key enable row level security, force row level security;
create policy by_scope on records.data_key using (
  (select scope.work()) or subject = any ((select scope.persons())::uuid[]));

-- What is owed of a file shows with the file; a catalogue and its rows to the facility, to whoever sees the practitioner's file, and to our own work.
alter table registry.outside_record enable row level security, force row level security;
create policy by_scope on registry.outside_record using (
  (select scope.work()) or (select true from registry.profile p where p.subject = outside_record.subject));

alter table registry.identity_check enable row level security, force row level security;
create policy by_scope on registry.identity_check using (
  (select scope.work()) or (select true from registry.profile p where p.subject = identity_check.subject));

alter table registry.outside_message enable row level security, force row level security;
create policy by_scope on registry.outside_message using ((select scope.work()));

alter table registry.staff_row enable row level security, force row level security;
create policy by_scope on registry.staff_row using (
  (select scope.work()) or facility = any ((select scope.facilities())::text[])
  or (select true from registry.profile p where p.subject = staff_row.practitioner));

-- registry.outside_cursor and registry.staff_catalogue name no person: a position, codes of facilities.

-- Which actions and purposes there are is said by the types of the code (AuditAction, Purpose); here only their form is checked,
-- so that a new word needs no migration and an old one stays readable.
alter table audit.event drop constraint event_action_check, drop constraint event_purpose_check;
alter table audit.event
  add constraint event_action_form check (action ~ '^[a-z][a-z-]{1,39}$'),
  add constraint event_purpose_form check (purpose ~ '^[a-z][a-z-]{1,39}$');

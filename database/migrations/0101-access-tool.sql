-- A tool: a command of one member of staff, with a key of its own, which may do what that account may and no more.

alter table access.client drop constraint client_kind_check;
alter table access.client add constraint client_kind_check
  check (kind in ('facility-system', 'vendor-system', 'app', 'tool'));
alter table access.client drop constraint client_check;
alter table access.client add constraint client_check check ((kind in ('app', 'tool')) = (facility is null));
alter table access.client add constraint client_tool_check check (kind <> 'tool' or method = 'private_key_jwt');
create index client_tool_by_account on access.client (registered_by) where kind = 'tool';

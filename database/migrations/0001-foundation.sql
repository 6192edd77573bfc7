-- The ground on which each room builds its own schema.
-- The application connects as mach_app, which owns nothing: every migration grants exactly what its room needs.
create schema foundation;
grant usage on schema foundation to mach_app;
comment on schema foundation is 'What belongs to no room.';

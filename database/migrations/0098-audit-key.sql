-- The key of the audit log can be changed: the log keeps its name, and the last checkpoint under the former key names the next one.
alter table audit.log_key drop constraint log_key_name_key;
alter table audit.log_key add constraint log_key_is_only unique (name, public_key);
alter table audit.log_key alter column sealed drop not null;
comment on table audit.log_key is
  'The Ed25519 keys that sign checkpoints, one after the other; the private half is sealed under the master key, and gone once another key has taken over. '
  'All have the name of the log. Example: (1, "mach/audit/1a2b3c4d", <32 bytes>, <sealed>, 2026-11-21 08:00Z).';

alter table audit.checkpoint add column next smallint references audit.log_key;
comment on column audit.checkpoint.next is
  'The key to which this checkpoint hands the log over, signed by the key before; null in nearly every one.';

-- A statement of removal is signed by each key under which it must count; only the owner adds a signature.
comment on table audit.removal is
  'A signed note that the events of some leaves were removed, when and why. Only the owner of the database removes, and adds the signature of a new key. '
  'Example: (1, 2028-12-03 02:00Z, "mach/audit/1a2b3c4d/removal\nsize 918222\n…").';

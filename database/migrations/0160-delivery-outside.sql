-- The outbox also carries what the registry owes: batches of profiles, questions about identity, credentials, staff catalogues. Their bytes lie with
-- the registry (registry.outside_message); link_code is then what the message is about, so that of two about one thing the former goes first.
comment on table delivery.message is
  'One row per message owed, written in the transaction that causes it. facility: who sends; 00000 the platform itself. kind: dossier, check-in; of the '
  'registry staff-catalogue, profile-batch, identity-check, credential. Key (facility, id). Example: 51001, 0198…, dossier of MA_LK 51001.2026.000123, received, maGiaoDich BH2026…';
create index message_of_register on delivery.message (channel, state, received_at)
  where kind not in ('dossier', 'check-in');

-- What the portal has and has not judged yet, by the time of its receipt: for the clocks that bind the insurance.
create index message_awaiting on delivery.message (facility, received_at)
  where state = 'received' and kind = 'dossier';
-- What came back and waits for its correction.
create index message_returned on delivery.message (facility, id) where state = 'returned';

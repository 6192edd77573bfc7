-- One event by its number: numbers rise with the place on disk, so a summary per range of pages is enough, and writers pay nothing for it.
create index event_by_number on audit.event using brin (number) with (pages_per_range = 16, autosummarize = on);

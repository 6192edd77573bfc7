-- The index of terms learns where a row stands in the order of results: with the first and the first two of the twelve hexadecimal digits of its
-- shuffle as further terms (=h3, =h3a), the first page of what thousands have is read from a sixteenth, or a 256th, of the order, instead of
-- reading and sorting them all. The rows stay as they are; publications wait while the index is built beside the old one, searches do not.

set local statement_timeout = 0;
set local maintenance_work_mem = '256MB';
create index listing_by_ordered_terms on registry.listing using gin ((terms || array_to_tsvector(array[
  '=h' || left(lpad(to_hex(shuffle), 12, '0'), 1), '=h' || left(lpad(to_hex(shuffle), 12, '0'), 2)]))) with (fastupdate = off);
drop index registry.listing_by_terms;
alter index registry.listing_by_ordered_terms rename to listing_by_terms;
analyze registry.listing;

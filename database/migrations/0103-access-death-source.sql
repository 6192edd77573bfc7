-- Who told of a death: two facilities that tell it are two sources, one dossier alone is not.

alter table access.death add column facility text;
comment on table access.death is
  'That a person died, as a dossier told; appended, the newest of each source holds, died_on null takes it back. Key: person and position. '
  'source: the visit whose dossier tells it; facility: who sent that; null in rows before there was the column, which count as one source. '
  'Example: (<person>, 1, 2026-11-10, <visit>, …, 01999).';

/** Records: every version of every FHIR resource of a person, packed, kept for ever, encrypted where sensitive. */
export { codeHashKeyOf, type DataKeys, makeDataKeys, type RotatingKeys } from './data-keys.ts'
export { type Erasure, eraseKey } from './erase-key.ts'
export { recordsTexts } from './problem-texts.ts'
export { rewrapBatch } from './rewrap-store.ts'
export { type CodedVisit, listCodedVisits } from './coded-visit-store.ts'
export { zstdFrame } from './zstd-frames.ts'
export { visibleEntries } from './visible-store.ts'
export { readingsInSight } from './readings-in-sight.ts'
export { openText, sealText } from './seal-text.ts'
export { partId } from './part-id.ts'
export {
  type EntryToWrite,
  type ResourceToWrite,
  type VisitToWrite,
  type Written,
  writeVisit,
} from './write-visit.ts'
export { type VisitToWithdraw, withdrawVisit } from './withdraw-visit.ts'
export {
  type ClosedEntries,
  type Reading,
  type RecordChange,
  type StoredEntry,
  type StoredVersion,
  fetchEntries,
  isVisitOf,
  openEntries,
  readChanges,
  readRecord,
  readResource,
  readVersions,
  readVisit,
} from './read-record.ts'

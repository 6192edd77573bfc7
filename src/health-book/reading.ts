import type { Reading } from '#records'

/** A book shows this many visits, the newest; a person with a visit each week fills it in ten years. */
export const VISITS_MAX = 500

/** In views of a whole record: enough lines of a visit for every list, and a bound for a senseless one. */
const WHOLE = { perEntry: 200, perRecord: 4_000 }

const LINE = [
  'Patient',
  'Encounter',
  'Condition',
  'Composition',
  'Observation',
  'DiagnosticReport',
] as const
const SUMMARY = [
  ...LINE,
  'AllergyIntolerance',
  'Appointment',
  'Coverage',
  'MedicationRequest',
] as const

/** What a summary for others holds: no insurance card, no papers. */
const SHARED = [
  'Patient',
  'Encounter',
  'Condition',
  'AllergyIntolerance',
  'MedicationRequest',
  'Observation',
  'Procedure',
] as const

/** What each view reads of a record, by the word that stands in the citizen's log; the rest is counted unread. */
const READINGS: Readonly<Record<string, Reading>> = {
  visits: { ...WHOLE, types: LINE },
  labs: { ...WHOLE, types: ['Patient', 'Encounter', 'Observation'] },
  papers: { ...WHOLE, types: ['Patient', 'Encounter', 'Composition'] },
  summary: { ...WHOLE, types: SUMMARY },
  record: { ...WHOLE, types: SUMMARY },
  book: { ...WHOLE, types: SUMMARY },
  share: { perEntry: 100, perRecord: 500, types: SHARED },
  copy: { perEntry: 1_000, perRecord: 50_000 },
}

/** One visit shows so many lines of a kind at most. */
const ONE_VISIT: Reading = { perEntry: 1_000, perRecord: 1_000 }

export function readingFor(what: string): Reading {
  return READINGS[what] ?? ONE_VISIT
}

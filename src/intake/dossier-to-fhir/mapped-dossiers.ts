import { randomBytes } from 'node:crypto'
import type { FhirResource } from '#fhir'
import type { EntryToWrite } from '#records'
import type { Lists } from '#terminology'
import type { DossierTables } from '#vocabulary/dossier-tables'
import { type FacilityCode, parseFacilityCode } from '#vocabulary/facility-code'
import { bucketOf, newPersonId, newRecordId } from '#vocabulary/record-id'
import { dossierToFhir } from './dossier-to-fhir.ts'

const now = new Date('2026-11-10T05:00:00Z')
const person = newPersonId(now, randomBytes)
const submission = newRecordId(now, 1, randomBytes)
export const visit = newRecordId(now, bucketOf(person), randomBytes)

function facility(code: string): FacilityCode {
  const parsed = parseFacilityCode(code)
  if (!parsed.ok) throw new Error(code)
  return parsed.value
}

/** Maps a dossier for one person, visit and submission, always the same. Only tests use this file. */
export function map(tables: DossierTables, lists: Lists): EntryToWrite[] {
  return dossierToFhir({
    tables,
    facility: { code: facility('01999'), name: 'Bệnh viện Mẫu' },
    person,
    visit,
    submission,
    acceptedAt: now,
    lists,
    ruleSet: 'visit-dossier/3176+1931/2026-08-01',
  })
}

export function resourcesOf(tables: DossierTables, lists: Lists): FhirResource[] {
  return map(tables, lists).flatMap(({ resources }) => resources.map(({ resource }) => resource))
}

/** Every text in a resource, however deep. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsIn)
}

export function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  const own = 'reference' in value && typeof value.reference === 'string' ? [value.reference] : []
  return [...own, ...Object.values(value).flatMap(referencesIn)]
}

import { randomBytes } from 'node:crypto'
import type { FhirResource } from '#fhir'
import { type Database, inTransaction } from '#foundation/database'
import type { DataClass } from '#vocabulary/data-class'
import { type FacilityCode, parseFacilityCode } from '#vocabulary/facility-code'
import { accept } from '#vocabulary/outcome'
import { bucketOf, newPersonId, newRecordId, type RecordId } from '#vocabulary/record-id'
import { permitAll } from '../../access/testing/permits.ts'
import {
  makeDataKeys,
  partId,
  readRecord,
  type VisitToWrite,
  type Written,
  writeVisit,
} from '../index.ts'

// Visits of invented people.

export const keys = makeDataKeys(randomBytes(32).toString('base64'))
export const noon = new Date('2026-11-10T05:00:00Z')

export function facility(code: string): FacilityCode {
  const parsed = parseFacilityCode(code)
  if (!parsed.ok) throw new Error(code)
  return parsed.value
}

export function someone(): RecordId {
  return newPersonId(noon, randomBytes)
}

export function condition(person: RecordId, visit: RecordId, line: number, code: string) {
  const resource: FhirResource = {
    resourceType: 'Condition',
    id: partId(visit, `XML1/MA_BENH_KT[${line}]`),
    subject: { reference: `Patient/${person}` },
    encounter: { reference: `Encounter/${visit}` },
    code: { coding: [{ code }] },
  }
  return { resource, at: noon, code }
}

/** A visit with the codes given, by data class. */
export function visitOf(
  person: RecordId,
  visit: RecordId,
  codes: Partial<Record<DataClass, string[]>>,
  more: Partial<VisitToWrite> = {},
): VisitToWrite {
  const patient: FhirResource = { resourceType: 'Patient', id: person, name: [{ text: 'An' }] }
  const encounter: FhirResource = {
    resourceType: 'Encounter',
    id: visit,
    status: 'finished',
    class: { code: 'AMB' },
    subject: { reference: `Patient/${person}` },
  }
  const { ordinary = [], ...sensitive } = codes
  const sensitiveEntries = (['hiv', 'mental-health', 'reproductive'] as const).flatMap(
    (dataClass) => {
      const list = sensitive[dataClass]
      if (!list) return []
      const resources = list.map((code, index) => condition(person, visit, index + 100, code))
      return [{ dataClass, resources }]
    },
  )
  return {
    person,
    visit,
    facility: facility('51001'),
    submission: newRecordId(noon, bucketOf(person), randomBytes),
    ruleSet: 'visit-dossier/2026-08-01',
    acceptedAt: noon,
    mode: 'first',
    entries: [
      {
        dataClass: 'ordinary',
        resources: [
          { resource: patient },
          { resource: encounter, at: noon },
          ...ordinary.map((code, index) => condition(person, visit, index + 1, code)),
        ],
      },
      ...sensitiveEntries,
    ],
    ...more,
  }
}

export async function write(database: Database, visit: VisitToWrite): Promise<Written> {
  const outcome = await inTransaction(database, async (trx) =>
    accept(await writeVisit(trx, keys, visit)),
  )
  if (!outcome.ok) throw new Error('refused')
  return outcome.value
}

export async function codesOf(
  database: Database,
  person: RecordId,
  permit = permitAll(person),
): Promise<(string | undefined)[]> {
  const entries = await readRecord(database, keys, permit)
  return entries
    .flatMap(({ resources }) => resources)
    .flatMap((resource) =>
      resource.resourceType === 'Condition' ? [resource.code?.coding?.[0]?.code] : [],
    )
}

export async function sortedCodesOf(
  database: Database,
  person: RecordId,
  permit = permitAll(person),
): Promise<(string | undefined)[]> {
  const codes = await codesOf(database, person, permit)
  return codes.toSorted((one, other) => (one ?? '').localeCompare(other ?? ''))
}

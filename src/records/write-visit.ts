import type { FhirResource } from '#fhir'
import type { Trx } from '#foundation/database'
import { enterScope } from '#foundation/scope'
import type { DataClass } from '#vocabulary/data-class'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { RecordId } from '#vocabulary/record-id'
import { classNumber } from './class-numbers.ts'
import { correctVisit } from './correct-visit.ts'
import type { DataKeys } from './data-keys.ts'
import { insertVisit, type VisitRows } from './entry-store.ts'
import { keyFor } from './key-store.ts'
import { digestOf, type EntryHead, packEntry, type VersionToWrite } from './packed-entry.ts'
import { findVisitVersions, lockVisit } from './read-store.ts'

/** The resources of one data class. `at`: main date; `code`: main code. The Encounter's id is the visit's; a Patient's id the person's. */
export type EntryToWrite = {
  readonly dataClass: DataClass
  readonly resources: readonly ResourceToWrite[]
}

export type ResourceToWrite = {
  readonly resource: FhirResource
  readonly at?: Date
  readonly code?: string
}

export type VisitToWrite = {
  readonly person: RecordId
  readonly visit: RecordId
  readonly facility: FacilityCode
  readonly submission: RecordId
  readonly ruleSet: string
  readonly acceptedAt: Date
  readonly entries: readonly EntryToWrite[]
  readonly mode: 'first' | 'correction'
  /** The person whose visit this was until now, when a correction gives it to another. */
  readonly formerPerson?: RecordId
}

/** How many resources of the visit got a version, and how many of these take their resource back. */
export type Written = { readonly written: number; readonly takenBack: number }

/** The versions of one data class that a visit adds. */
export type ClassVersions = {
  readonly dataClass: DataClass
  readonly versions: readonly VersionToWrite[]
}

/**
 * Writes one visit: an entry per data class, the Patient if its content changed, and their rows, in one statement.
 *
 * A first visit reads nothing. A correction reads what stands: a resource whose content is the same keeps its version,
 * one that is no longer sent gets an entered-in-error version, the Encounter keeps its id. With a former person the
 * whole visit moves: it leaves that person's record in the same transaction.
 */
export async function writeVisit(trx: Trx, keys: DataKeys, write: VisitToWrite): Promise<Written> {
  enterScope(trx, { work: 'filing' })
  const visitAt = visitTime(write)
  const head: EntryHead = { ...write, visitAt }
  const patient = patientOf(write)
  const wanted = write.entries.map((entry) => visitPart(entry))
  if (write.mode === 'first') {
    const classes = wanted.map(({ dataClass, resources }) => ({
      dataClass,
      versions: resources.map((resource) => versionOf(resource, 1)),
    }))
    return save(trx, keys, head, patient, { classes, superseded: [], aliases: [], left: undefined })
  }
  const former = write.formerPerson ?? write.person
  const [, standing] = await Promise.all([
    lockVisit(trx, write.visit),
    findVisitVersions(trx, former, write.visit),
  ])
  return save(trx, keys, head, patient, correctVisit(keys, { head, former, wanted, standing }))
}

export type VisitChange = Pick<VisitRows, 'superseded' | 'aliases' | 'left'> & {
  readonly classes: readonly ClassVersions[]
}

/** Packs and writes what a first visit, a correction or a withdrawal has come to. */
export async function save(
  trx: Trx,
  keys: DataKeys,
  head: EntryHead,
  patient: FhirResource | undefined,
  change: VisitChange,
): Promise<Written> {
  const classes = change.classes.filter(({ versions }) => versions.length > 0)
  const entries = await Promise.all(
    classes.map(async ({ dataClass, versions }) => {
      const key =
        dataClass === 'ordinary'
          ? undefined
          : await keyFor(trx, keys, head.person, classNumber(dataClass))
      return packEntry(head, dataClass, versions, keys, key)
    }),
  )
  const { superseded, aliases, left } = change
  const rows = { entries, superseded, aliases, left, patient: packPatient(keys, head, patient) }
  await insertVisit(trx, rows)
  const versions = classes.flatMap((part) => part.versions)
  return { written: versions.length, takenBack: versions.filter(({ inError }) => inError).length }
}

function packPatient(
  keys: DataKeys,
  head: EntryHead,
  resource: FhirResource | undefined,
): VisitRows['patient'] {
  if (!resource) return undefined
  const version = versionOf({ resource }, 1)
  const owner = { ...head, visit: undefined }
  const entry = packEntry(owner, 'ordinary', [version], keys, undefined)
  return { entry, digest: digestOf(version.json) }
}

export function versionOf(wanted: ResourceToWrite, version: number, json?: string): VersionToWrite {
  return { ...wanted, json: json ?? JSON.stringify(wanted.resource), version, inError: false }
}

/** The Patient belongs to the person, not to the visit. */
function visitPart({ dataClass, resources }: EntryToWrite): EntryToWrite {
  return {
    dataClass,
    resources: resources.filter(({ resource }) => resource.resourceType !== 'Patient'),
  }
}

function patientOf({ entries, person }: VisitToWrite): FhirResource | undefined {
  return entries
    .flatMap(({ resources }) => resources)
    .map(({ resource }) => resource)
    .find(({ resourceType, id }) => resourceType === 'Patient' && id === person)
}

/** When the visit began: the main date of its Encounter. */
function visitTime({ entries, visit, acceptedAt }: VisitToWrite): Date {
  const encounter = entries
    .flatMap(({ resources }) => resources)
    .find(({ resource }) => resource.id === visit)
  return encounter?.at ?? acceptedAt
}

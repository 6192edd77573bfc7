import { enteredInError } from '#fhir'
import type { DataClass } from '#vocabulary/data-class'
import { bucketOf, isRecordId, type RecordId } from '#vocabulary/record-id'
import { classOfNumber } from './class-numbers.ts'
import type { DataKeys } from './data-keys.ts'
import { openEntry, parseResource } from './open-entry.ts'
import type { EntryHead, VersionToWrite } from './packed-entry.ts'
import type { VersionRow } from './read-store.ts'
import type { ClassVersions, EntryToWrite, VisitChange } from './write-visit.ts'

export type Correction = {
  readonly head: EntryHead
  /** The person whose visit it was. */
  readonly former: RecordId
  readonly wanted: readonly EntryToWrite[]
  readonly standing: readonly VersionRow[]
}

/** A current version with its content; none when its key was erased. */
type Standing = { readonly row: VersionRow; readonly json: string | undefined }

/** What a correction changes: new versions of what differs, entered-in-error versions of what vanished, nothing for the rest. */
export function correctVisit(keys: DataKeys, correction: Correction): VisitChange {
  const { head, former, wanted } = correction
  const standing = openStanding(keys, correction.standing)
  const moved = former !== head.person
  const moment = correction.standing.some(
    ({ visit_at }) => visit_at.getTime() !== head.visitAt.getTime(),
  )
  const sent = wanted.map(({ dataClass, resources }) => ({
    dataClass,
    versions: resources.flatMap((wish) => {
      const json = JSON.stringify(wish.resource)
      const now = standing.get(wish.resource.id)
      const same = now?.json === json && classOfNumber(now.row.data_class) === dataClass
      if (same && !moved && !moment) return []
      const version = (now?.row.version ?? 0) + 1
      return [{ ...wish, json, version, inError: false }]
    }),
  }))
  const kept = new Set(
    wanted.flatMap(({ resources }) => resources.map(({ resource }) => resource.id)),
  )
  const vanished = [...standing.values()].filter(({ row }) => !kept.has(row.resource_id))
  const classes = [...sent, ...takeBack(vanished, former, head.person, moved)]
  return { classes: joinClasses(classes), ...moves(classes, standing, correction) }
}

/** Whoever was already taken back stays so; when the visit moves, all of it moves. */
function takeBack(
  vanished: readonly Standing[],
  former: RecordId,
  person: RecordId,
  moved: boolean,
): ClassVersions[] {
  return vanished.flatMap(({ row, json }) => {
    if (json === undefined || (row.is_in_error && !moved)) return []
    const text = json.replaceAll(`Patient/${former}`, `Patient/${person}`)
    const resource = enteredInError(parseResource(text))
    const inError = resource.resourceType !== 'Provenance'
    const version: VersionToWrite = {
      resource,
      json: JSON.stringify(resource),
      version: row.version + 1,
      inError,
    }
    // A Provenance says what was done, and that stays true.
    if (!inError && !moved) return []
    return [{ dataClass: classOfNumber(row.data_class), versions: [version] }]
  })
}

function joinClasses(parts: readonly ClassVersions[]): ClassVersions[] {
  const joined = new Map<DataClass, VersionToWrite[]>()
  for (const { dataClass, versions } of parts)
    joined.set(dataClass, [...(joined.get(dataClass) ?? []), ...versions])
  return [...joined].map(([dataClass, versions]) => ({ dataClass, versions }))
}

function moves(
  classes: readonly ClassVersions[],
  standing: ReadonlyMap<string, Standing>,
  { head, former }: Correction,
): Pick<VisitChange, 'superseded' | 'aliases' | 'left'> {
  const ids = classes.flatMap(({ versions }) => versions.map(({ resource }) => resource.id))
  const own = ids.filter((id) => isRecordId(id))
  const bucket = bucketOf(head.person)
  return {
    superseded: own
      .filter((id) => standing.has(id))
      .map((id) => ({ id, bucket: bucketOf(former) })),
    aliases: own.filter((id) => bucketOf(id) !== bucket).map((id) => ({ id, bucket })),
    left:
      former === head.person || head.visit === undefined
        ? undefined
        : { person: former, visit: head.visit },
  }
}

function openStanding(keys: DataKeys, rows: readonly VersionRow[]): ReadonlyMap<string, Standing> {
  const opened = new Map<string, string[] | undefined>()
  for (const row of rows) if (!opened.has(row.id)) opened.set(row.id, openEntry(keys, row))
  return new Map(
    rows.map((row) => [row.resource_id, { row, json: opened.get(row.id)?.[row.position] }]),
  )
}

import { isDeepStrictEqual } from 'node:util'
import { searchKey } from '#vocabulary/person-name'
import type { Compared, RowValues } from '#workbooks'
import type { Change } from '../profile-change.ts'
import { type FieldValue, type Profile, type Statement, textOf } from '../profile.ts'
import type { ProfileDefinition } from '../profile-definition.ts'
import type { Into, RowStatement } from './list-files.ts'
import { cellsOf, type Said, saidBy } from './row-values.ts'

/** What a row asks of the file of its subject. */
export type RowChanges = {
  readonly change: Exclude<Compared['change'], 'failed'>
  readonly changes: readonly Change[]
  /** The row as it stands now. */
  readonly before?: Readonly<Record<string, string>>
  /** For each change the columns of its fields, so that a fault finds its cell. */
  readonly columns: readonly Readonly<Record<string, string>>[]
}

export type RowFault = { readonly fault: string; readonly column?: string }

/**
 * What a row changes in a profile; in none, when the subject has no file yet. Pure.
 *
 * A row of the same first day corrects or ends what stands; one of a later day closes what is open the day before and opens anew. Source: TT
 * 12/2026/TT-BTC, annex II (a change closes the old row and opens a new one; assumed).
 */
export function rowChanges(
  definition: ProfileDefinition,
  into: Into,
  profile: Profile | undefined,
  row: RowValues['values'],
): RowChanges | RowFault {
  const parts: Part[] = []
  for (const spec of into.statements) {
    if (spec.when !== undefined && row[spec.when] === undefined) continue
    const said = saidBy(definition, spec, row)
    if (said === undefined) return { fault: 'registry.hours-without-days', column: hoursOf(spec) }
    const known = (profile?.statements ?? []).filter((one) => isSame(spec, one, said))
    if (isRenamed(spec, known, said))
      return { fault: 'registry.number-of-another-name', column: spec.fields['name'] ?? '' }
    parts.push(partOf(spec, known, said))
  }
  const before = Object.assign({}, ...parts.map((part) => part.before ?? {})) as Record<
    string,
    string
  >
  const changes = parts.flatMap((part) => part.changes)
  return {
    change: profile === undefined ? 'new' : kindOf(parts),
    changes,
    columns: parts.flatMap(({ changes: own, spec }) => own.map(() => columnsOf(spec))),
    ...(Object.keys(before).length > 0 ? { before } : {}),
  }
}

type Part = {
  readonly spec: RowStatement
  readonly kind: 'new' | 'changed' | 'ended' | 'same'
  readonly changes: readonly Change[]
  readonly before?: Readonly<Record<string, string>>
}

function hoursOf({ slots }: RowStatement): string {
  return Object.values(slots)[0]?.[0] ?? ''
}

function columnsOf(spec: RowStatement): Record<string, string> {
  const days = { ...(spec.from ? { from: spec.from } : {}), ...(spec.to ? { to: spec.to } : {}) }
  return { ...spec.fields, ...days }
}

function isSame(spec: RowStatement, one: Statement, said: Said): boolean {
  return (
    one.section === spec.section &&
    spec.key.every((field) => same(one.values[field], said.values[field]))
  )
}

function same(one: FieldValue | undefined, other: FieldValue | undefined): boolean {
  if (typeof one === 'string' && typeof other === 'string')
    return one.toUpperCase().replaceAll(' ', '') === other.toUpperCase().replaceAll(' ', '')
  return isDeepStrictEqual(one, other)
}

/** The same number under another name is never taken for the same person. */
function isRenamed(spec: RowStatement, known: readonly Statement[], said: Said): boolean {
  const { name } = said.values
  if (spec.section !== 'identity' || typeof name !== 'string' || known.length === 0) return false
  return known.every((one) => searchKey(textOf(one, 'name') ?? '') !== searchKey(name))
}

function partOf(spec: RowStatement, known: readonly Statement[], said: Said): Part {
  if (spec.once && known.length > 0) return { spec, kind: 'same', changes: [] }
  if (spec.from === undefined || said.from === undefined)
    return undatedPart(spec, known.at(-1), said)
  const { from } = said
  const ofDay = known.find((one) => one.from === from)
  if (ofDay) return correctedPart(spec, ofDay, said)
  const open = known
    .filter((one) => (one.from ?? '') < from && (one.to === undefined || one.to >= from))
    .at(-1)
  if (open === undefined) return { spec, kind: 'new', changes: [addition(spec, said)] }
  const end = { act: 'end' as const, statement: open.id, to: dayBefore(from) }
  // What the new row leaves empty is as it was.
  const values = { ...open.values, ...said.values }
  return {
    spec,
    kind: 'changed',
    changes: [end, addition(spec, { ...said, values })],
    before: cellsOf(spec, open),
  }
}

function undatedPart(spec: RowStatement, known: Statement | undefined, said: Said): Part {
  return known === undefined
    ? { spec, kind: 'new', changes: [addition(spec, said)] }
    : correctedPart(spec, known, said)
}

function correctedPart(spec: RowStatement, known: Statement, said: Said): Part {
  const before = cellsOf(spec, known)
  const values = Object.fromEntries(
    Object.entries(said.values).filter(([field, value]) => !same(known.values[field], value)),
  )
  const isOther = Object.keys(values).length > 0
  const ends = said.to !== undefined && said.to !== known.to
  if (!isOther && !ends) return { spec, kind: 'same', changes: [], before }
  if (!isOther && ends && known.to === undefined) {
    const end = { act: 'end' as const, statement: known.id, to: said.to ?? '' }
    return { spec, kind: 'ended', changes: [end], before }
  }
  const correct = {
    act: 'correct' as const,
    statement: known.id,
    values,
    ...(ends ? { to: said.to ?? null } : {}),
  }
  return { spec, kind: 'changed', changes: [correct], before }
}

function addition({ section }: RowStatement, { values, from, to }: Said): Change {
  return {
    act: 'add',
    section,
    values,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  }
}

/** What a row is to whoever looks through the preview: a change if anything that stands changes, else new, ended or the same. */
function kindOf(parts: readonly Part[]): Part['kind'] {
  const kinds = parts.map(({ kind }) => kind)
  return (['changed', 'new', 'ended'] as const).find((kind) => kinds.includes(kind)) ?? 'same'
}

const DAY_MS = 86_400_000

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, 10)
}

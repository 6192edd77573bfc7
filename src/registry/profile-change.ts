import type { FieldValue, Profile, Provenance, Statement } from './profile.ts'

/** Values as they come in; null takes a value away. */
export type ChangedValues = Readonly<Record<string, FieldValue | null>>

/**
 * What is to change in a profile.
 * - `add`: something new that holds from a day.
 * - `correct`: it was wrong; what was believed stays in the versions before.
 * - `end`: it was right and holds no longer after a day.
 * - `withdraw`: it never was; it stays in the versions before.
 */
export type Change =
  | {
      readonly act: 'add'
      readonly section: string
      readonly from?: string | undefined
      readonly to?: string | undefined
      readonly values: ChangedValues
      readonly attached?: readonly string[] | undefined
    }
  | {
      readonly act: 'correct'
      readonly statement: string
      readonly from?: string | null | undefined
      readonly to?: string | null | undefined
      readonly values: ChangedValues
      readonly attached?: readonly string[] | undefined
    }
  | {
      readonly act: 'end'
      readonly statement: string
      readonly to: string
      readonly values?: ChangedValues | undefined
    }
  | { readonly act: 'withdraw'; readonly statement: string }

/** A profile after changes: which change each touched statement comes from, and which changes named a statement that is not there. */
export type Changed = {
  readonly profile: Profile
  readonly touched: ReadonlyMap<string, number>
  readonly unknown: readonly number[]
}

/** How a change is marked: a new id for each statement, and where the values come from. */
export type Marking = {
  readonly newId: () => string
  /** The section is undefined for a statement that is not there. */
  readonly provenance: (section: string, field: string) => Provenance
}

/** Applies changes in their order. Pure; judges nothing. */
export function applyChanges(
  profile: Profile,
  changes: readonly Change[],
  marking: Marking,
): Changed {
  const statements = new Map(profile.statements.map((one) => [one.id, one]))
  const touched = new Map<string, number>()
  const unknown: number[] = []
  for (const [index, change] of changes.entries()) {
    if (change.act === 'add') {
      const made = added(change, marking)
      statements.set(made.id, made)
      touched.set(made.id, index)
      continue
    }
    const found = statements.get(change.statement)
    if (found === undefined) {
      unknown.push(index)
      continue
    }
    touched.set(found.id, index)
    if (change.act === 'withdraw') statements.delete(found.id)
    else statements.set(found.id, changed(found, change, marking))
  }
  return { profile: { ...profile, statements: [...statements.values()] }, touched, unknown }
}

function added(change: Change & { act: 'add' }, { newId, provenance }: Marking): Statement {
  const { section, from, to, values, attached } = change
  return {
    id: newId(),
    section,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    values: valuesOf({}, values),
    provenance: { '*': provenance(section, '*') },
    ...(attached === undefined ? {} : { attached }),
  }
}

function changed(
  found: Statement,
  change: Exclude<Change, { act: 'add' | 'withdraw' }>,
  { provenance }: Marking,
): Statement {
  const { from: formerFrom, to: formerTo, ...rest } = found
  const from = change.act === 'correct' ? dayAfter(change.from, formerFrom) : formerFrom
  const to = dayAfter(change.to, formerTo)
  const given = change.values ?? {}
  const values = valuesOf(found.values, given)
  const marks = Object.keys(given)
    .filter((field) => values[field] !== undefined)
    .filter((field) => JSON.stringify(values[field]) !== JSON.stringify(found.values[field]))
    .map((field) => [field, provenance(found.section, field)] as const)
  const kept = Object.entries(found.provenance).filter(
    ([field]) => field === '*' || values[field] !== undefined,
  )
  const attached = change.act === 'correct' ? change.attached : undefined
  return {
    ...rest,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    values,
    provenance: Object.fromEntries([...kept, ...marks]),
    ...(attached === undefined ? {} : { attached }),
  }
}

/** Null takes a day away, undefined leaves it. */
function dayAfter(given: string | null | undefined, former: string | undefined) {
  return given === undefined ? former : (given ?? undefined)
}

function valuesOf(
  former: Readonly<Record<string, FieldValue>>,
  given: ChangedValues,
): Record<string, FieldValue> {
  const values: Record<string, FieldValue> = { ...former }
  for (const [field, value] of Object.entries(given)) {
    if (value === null || value === '') delete values[field]
    else values[field] = typeof value === 'string' ? value.normalize('NFC').trim() : value
  }
  return values
}

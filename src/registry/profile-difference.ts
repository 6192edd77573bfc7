import type { FieldValue, Profile, Statement } from './profile.ts'

/** One field as it was and as it is; absent: it was not, or is no more. `from` and `to` are the days of the statement itself. */
export type FieldDifference = {
  readonly statement: string
  readonly section: string
  readonly act: 'added' | 'changed' | 'removed'
  readonly field: string
  readonly before?: FieldValue
  readonly after?: FieldValue
}

/** What changed from one version to another, field by field, in the order of the newer one. Nothing before: everything is new. */
export function differenceBetween(before: Profile | undefined, after: Profile): FieldDifference[] {
  const former = new Map(before?.statements.map((one) => [one.id, one]))
  const kept = new Set(after.statements.map(({ id }) => id))
  const gone = [...former.values()].filter(({ id }) => !kept.has(id))
  return [
    ...after.statements.flatMap((one) => fieldsOf(former.get(one.id), one)),
    ...gone.flatMap((one) => fieldsOf(one, undefined)),
  ]
}

function fieldsOf(before: Statement | undefined, after: Statement | undefined): FieldDifference[] {
  const one = after ?? before
  if (one === undefined) return []
  const act = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed'
  const [old, young] = [flat(before), flat(after)]
  return [...new Set([...Object.keys(young), ...Object.keys(old)])]
    .filter((field) => JSON.stringify(old[field]) !== JSON.stringify(young[field]))
    .map((field) => ({
      statement: one.id,
      section: one.section,
      act,
      field,
      ...(old[field] === undefined ? {} : { before: old[field] }),
      ...(young[field] === undefined ? {} : { after: young[field] }),
    }))
}

function flat(one: Statement | undefined): Record<string, FieldValue | undefined> {
  return one === undefined ? {} : { from: one.from, to: one.to, ...one.values }
}

import type { RowValues, Written } from '#workbooks'
import type { Profile, Statement } from '../profile.ts'
import type { Into } from './list-files.ts'
import type { GroupDone } from './row-groups.ts'
import { textOfValue } from './row-values.ts'
import type { Touched } from './take-back-rows.ts'

/** What each row touched, so that it can be taken back: the statements of its own that are other than before. */
export function touchedBy(into: Into, done: NonNullable<GroupDone['ok']>): Written[] {
  return done.map(({ row: { row, values }, subject, before, after }) => {
    const touched = touchedIn(into, values, before, after)
    const undo = { subject, isNew: before === undefined, touched } satisfies Touched
    return { row, ok: true, ...(touched.length > 0 ? { undo } : {}) }
  })
}

function touchedIn(
  into: Into,
  values: RowValues['values'],
  before: Profile | undefined,
  after: Profile,
): Touched['touched'] {
  const former = new Map((before?.statements ?? []).map((one) => [one.id, one]))
  const isOfRow = (one: Statement) =>
    into.statements.some(
      ({ section, key, fields }) =>
        section === one.section &&
        key.every(
          (field) =>
            textOfValue(one.values[field] ?? '').toUpperCase() ===
            (values[fields[field] ?? ''] ?? '').toUpperCase(),
        ),
    )
  return after.statements
    .filter((one) => isOfRow(one) && JSON.stringify(former.get(one.id)) !== JSON.stringify(one))
    .map((one) => {
      const earlier = former.get(one.id)
      return { after: one, ...(earlier ? { before: earlier } : {}) }
    })
}

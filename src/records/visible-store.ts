import { type RawBuilder, sql } from 'kysely'
import type { PermittedRecord } from '#access'
import { classNumber } from './class-numbers.ts'

/**
 * The entries of `e` that a permit shows, as a condition of the database: the same as `maySee` of access, so that whoever counts,
 * joins, pages or follows a reference stays within it. Equalities only, as row-level security wants them.
 */
export function visibleEntries(permit: PermittedRecord): RawBuilder<boolean> {
  const { persons, facility, classes, except, within } = permit
  const shown = classes.filter((one) => !except.classes.has(one)).map(classNumber)
  const byClass = sql`(e.data_class = any(${shown}::smallint[])
    and (e.visit is null or e.visit <> all(${[...except.visits]}::uuid[])) and ${withinVisits(within)})`
  const own = facility === undefined ? sql`false` : sql`e.facility = ${facility}`
  return sql`(e.person = any(${[...persons]}::uuid[]) and (${own} or ${byClass}))`
}

/** Where a permit is of some visits alone: of these, each in its classes. */
function withinVisits(within: PermittedRecord['within']): RawBuilder<boolean> {
  if (within === undefined) return sql`true`
  const parts = within.map(
    ({ visits, classes, facility }) =>
      sql`(e.facility = ${facility} and e.data_class = any(${classes.map(classNumber)}::smallint[])
        and (e.visit is null or e.visit = any(${[...visits]}::uuid[])))`,
  )
  return parts.length === 0 ? sql`false` : sql`(${sql.join(parts, sql` or `)})`
}

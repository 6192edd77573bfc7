import { sql } from 'kysely'
import type { Database } from '#foundation/database'
import { withScope } from '#foundation/scope'
import type { RecordId } from '#vocabulary/record-id'
import type { Case } from './case.ts'
import { CASE_COLUMNS, rowToCase } from './case-store.ts'
import type { Actor } from './next-steps.ts'

/** One way in which an actor may read the cases of one definition. */
export type ReaderRule = {
  readonly definition: string
  readonly relation: string
  readonly once?: readonly string[]
}

export type ListBounds = {
  readonly open: boolean
  readonly definition?: string
  /** Only those whose nearest end has passed, or is near. */
  readonly clock?: 'late' | 'near'
  readonly after?: { readonly at: string; readonly id: string }
  readonly limit: number
}

export type ListedCase = {
  readonly found: Case
  /** Of whom notices wait that nobody has read. */
  readonly unseen: readonly string[]
  /** What the page goes on from: the time by which the list is sorted. */
  readonly sortedAt: string
}

/** Cases without a term come last; so do, among closed ones, none. */
const NEVER = '9999-01-01T00:00:00Z'

type ListRow = Parameters<typeof rowToCase>[0] & { unseen: string[] | null; sorted_at: Date }

/**
 * The cases that an actor may read: open ones by their nearest end, closed ones by the day of closing, newest first.
 * Which rules hold for the actor's role is decided before; here they meet the rows.
 */
export async function listCaseRows(
  db: Database,
  actor: Actor,
  rules: readonly ReaderRule[],
  bounds: ListBounds,
  now: Date,
): Promise<ListedCase[]> {
  const sortedAt = bounds.open ? sql`coalesce(c.due_at, ${NEVER}::timestamptz)` : sql`c.closed_at`
  const goesOn = bounds.open ? sql`>` : sql`<`
  const order = bounds.open ? sql`asc` : sql`desc`
  const { rows } = await sql<ListRow>`
    select ${CASE_COLUMNS}, ${sortedAt} as sorted_at,
      (select array_agg(distinct n.audience) from cases.notice n where n.case_id = c.id and n.seen_at is null) as unseen
    from cases.case c
    where ${bounds.open ? sql`c.closed_at is null` : sql`c.closed_at is not null`}
      and (${bounds.definition ?? null}::text is null or c.definition = ${bounds.definition ?? null})
      and (${bounds.clock ?? null}::text is null
           or case ${bounds.clock ?? null} when 'late' then c.due_at <= ${now}::timestamptz
              else c.near_at <= ${now}::timestamptz end)
      and (${bounds.after?.at ?? null}::timestamptz is null
           or (${sortedAt}, c.id) ${goesOn} (${bounds.after?.at ?? null}::timestamptz, ${bounds.after?.id ?? null}::uuid))
      ${nearTo(actor, rules)}
      and ${readable(actor, rules)}
    order by sorted_at ${order}, c.id ${order}
    limit ${bounds.limit}
  `.execute(db)
  return rows.map((row) => ({
    found: rowToCase(row).found,
    unseen: row.unseen ?? [],
    sortedAt: row.sorted_at.toISOString(),
  }))
}

/** Keeps whoever acts for one person, facility or province to the indexes of these. */
function nearTo(actor: Actor, rules: readonly ReaderRule[]) {
  if (rules.some(({ relation }) => relation === 'nation' || relation === 'platform')) return sql``
  return sql`and (c.person = any(${[...actor.persons]}::uuid[]) or c.opened_by = ${actor.account}
    or c.facility = ${actor.facility ?? null} or c.province = ${actor.province ?? null})`
}

/** The same rule as `mayRead`, over rows. */
function readable(actor: Actor, rules: readonly ReaderRule[]) {
  return sql`exists (
    select from jsonb_to_recordset(${JSON.stringify(rules)}::jsonb) as r (definition text, relation text, once text[])
    where r.definition = c.definition
      and (r.once is null or r.once && c.reached)
      and case r.relation
        when 'subject' then c.person = any(${[...actor.persons]}::uuid[])
          or (c.opened_by = ${actor.account} and c.person = any(${[...actor.actsFor]}::uuid[]))
        when 'opener' then c.opened_by = ${actor.account}
        when 'facility' then c.facility = ${actor.facility ?? null}
        when 'province' then c.province = ${actor.province ?? null}
        when 'platform' then c.facility is null
        else r.relation = 'nation' end)`
}

/** Open cases whose nearest end has passed, the longest overdue first. */
export async function listOverdue(db: Database, now: Date, limit: number): Promise<RecordId[]> {
  const overdue = sql<{ id: RecordId }>`
    select id from cases.case where closed_at is null and due_at <= ${now}::timestamptz
    order by due_at limit ${limit}
  `
  const { rows } = await withScope(db, { work: 'escalation' }, (trx) => overdue.execute(trx))
  return rows.map(({ id }) => id)
}

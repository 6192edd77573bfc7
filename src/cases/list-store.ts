import { type RawBuilder, sql } from 'kysely'
import type { Database } from '#foundation/database'
import { withScope } from '#foundation/scope'
import type { RecordId } from '#vocabulary/record-id'
import type { Case } from './case.ts'
import { CASE_COLUMNS, rowToCase } from './case-store.ts'
import type { Relation } from './definition.ts'
import { type Actor, MINISTRY } from './next-steps.ts'

/** One way in which an actor may read the cases of one definition. */
export type ReaderRule = {
  readonly definition: string
  /** Absent: of every version. */
  readonly version?: number
  readonly relation: Relation
  readonly once?: readonly string[]
  readonly traits?: Readonly<Record<string, string>>
}

/** Which cases are asked for, of those that the actor may read. */
export type ListBounds = {
  readonly open: boolean
  readonly definition?: string
  readonly state?: string
  readonly type?: string
  /** Only those opened before. */
  readonly openedBefore?: Date
  /** Only those whose nearest end has passed, or is near. */
  readonly clock?: 'late' | 'near'
}

export type PageBounds = ListBounds & {
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

/** The words of the index: cases without a term come last. PostgreSQL writes and reads `infinity` as such. */
const OPEN_ORDER = sql`coalesce(c.due_at, 'infinity'::timestamptz)`

type ListRow = Parameters<typeof rowToCase>[0] & { unseen: string[] | null; sorted_at: string }

/**
 * The cases that an actor may read: open ones by their nearest end, closed ones by the day of closing, newest first.
 * Which rules hold for the actor's role is decided before; here they meet the rows. Each way to stand to a case walks an
 * index of its own in the order of the list and stops at a page, however many cases there are.
 */
export async function listCaseRows(
  db: Database,
  actor: Actor,
  rules: readonly ReaderRule[],
  bounds: PageBounds,
  now: Date,
): Promise<ListedCase[]> {
  const { open, after, limit } = bounds
  const key = open ? OPEN_ORDER : sql`c.closed_at`
  const order = open ? sql`asc` : sql`desc`
  const goesOn =
    after === undefined
      ? sql``
      : sql`and (${key}, c.id) ${open ? sql`>` : sql`<`} (${after.at}::timestamptz, ${after.id}::uuid)`
  const ways = waysOf(actor, rules).map(
    ({ relation, way }) => sql`(
      select c.id, ${key} as sorted_at from ${rowsOf(relation, way, open)}
      where ${way} and ${within(bounds, now)} ${goesOn}
      order by ${key} ${order}, c.id ${order} limit ${limit})`,
  )
  if (ways.length === 0) return []
  const { rows } = await sql<ListRow>`
    with listed as (select id, sorted_at from (${sql.join(ways, sql` union `)}) as way
      order by sorted_at ${order}, id ${order} limit ${limit})
    select ${CASE_COLUMNS}, listed.sorted_at::text as sorted_at,
      (select array_agg(distinct n.audience) from cases.notice n where n.case_id = c.id and n.seen_at is null) as unseen
    from listed join cases.case c on c.id = listed.id
    order by listed.sorted_at ${order}, c.id ${order}
  `.execute(db)
  return rows.map((row) => ({
    found: rowToCase(row).found,
    unseen: row.unseen ?? [],
    sortedAt: row.sorted_at,
  }))
}

/** Relations in which somebody stands to few cases: these are found first and sorted then. */
const NARROW: ReadonlySet<Relation> = new Set(['subject', 'opener', 'practitioner'])

/** The rows among which a way looks. `offset 0` keeps the planner from walking the whole country in the order of the list instead. */
function rowsOf(relation: Relation, way: RawBuilder<unknown>, open: boolean) {
  return NARROW.has(relation) || (relation === 'facility' && !open)
    ? sql`(select * from cases.case c where ${way} offset 0) c`
    : sql`cases.case c`
}

export type CaseCount = {
  readonly definition: string
  readonly version: number
  readonly state: string
  readonly open: number
  readonly late: number
}

/** How many open cases an actor may read, by definition and state; each counts once. */
export async function countCaseRows(
  db: Database,
  actor: Actor,
  rules: readonly ReaderRule[],
  bounds: ListBounds,
  now: Date,
): Promise<CaseCount[]> {
  const ways = waysOf(actor, rules).map(({ way }) => way)
  if (ways.length === 0) return []
  const { rows } = await sql<CaseCount>`
    select c.definition, max(c.version)::int as version, c.state, count(*) as open,
      count(*) filter (where c.due_at <= ${now}::timestamptz) as late
    from cases.case c where (${sql.join(ways, sql` or `)}) and ${within(bounds, now)}
    group by c.definition, c.state order by c.definition, c.state
  `.execute(db)
  return rows
}

/** A day of opening or closing, as `yyyy-mm-dd` bounds in instants, and how many to draw by which seed. */
export type Draw = {
  readonly from?: Date
  readonly before?: Date
  readonly size: number
  readonly seed: string
}

/**
 * A random sample of the cases that an actor may read, in the order of the digests of seed and id: the same seed draws the
 * same cases again as long as the same cases are there. Answers also how many there were to draw from.
 */
export async function drawCaseRows(
  db: Database,
  actor: Actor,
  rules: readonly ReaderRule[],
  bounds: ListBounds & Draw,
  now: Date,
): Promise<{ readonly from: number; readonly drawn: Case[] }> {
  const ways = waysOf(actor, rules).map(({ way }) => way)
  if (ways.length === 0) return { from: 0, drawn: [] }
  const day = bounds.open ? sql`c.opened_at` : sql`c.closed_at`
  const { rows } = await sql<ListRow & { total: number }>`
    select ${CASE_COLUMNS}, count(*) over () as total
    from cases.case c where (${sql.join(ways, sql` or `)}) and ${within(bounds, now)}
      and (${bounds.from ?? null}::timestamptz is null or ${day} >= ${bounds.from ?? null}::timestamptz)
      and (${bounds.before ?? null}::timestamptz is null or ${day} < ${bounds.before ?? null}::timestamptz)
    order by sha256(convert_to(${`${bounds.seed}|`}::text || c.id::text, 'UTF8')) limit ${bounds.size}
  `.execute(db)
  return { from: rows[0]?.total ?? 0, drawn: rows.map((row) => rowToCase(row).found) }
}

/** What was asked for beside who asks. */
function within({ open, ...bounds }: ListBounds, now: Date) {
  const { definition, state, type, openedBefore, clock } = bounds
  return sql`${open ? sql`c.closed_at is null` : sql`c.closed_at is not null`}
    ${definition === undefined ? sql`` : sql`and c.definition = ${definition}`}
    ${state === undefined ? sql`` : sql`and c.state = ${state}`}
    ${type === undefined ? sql`` : sql`and c.traits ->> 'type' = ${type}`}
    ${openedBefore === undefined ? sql`` : sql`and c.opened_at <= ${openedBefore}::timestamptz`}
    ${clock === undefined ? sql`` : sql`and ${clock === 'late' ? sql`c.due_at` : sql`c.near_at`} <= ${now}::timestamptz`}`
}

/** The same rule as `mayRead`, over rows: one condition for each way to stand to a case that the rules name. */
function waysOf(actor: Actor, rules: readonly ReaderRule[]) {
  const relations = [...new Set(rules.map(({ relation }) => relation))]
  return relations.flatMap((relation) => {
    const stands = standsTo(relation, actor)
    const own = rules.filter((rule) => rule.relation === relation)
    return stands === undefined ? [] : [{ relation, way: sql`(${stands} and ${ruledBy(own)})` }]
  })
}

function ruledBy(rules: readonly ReaderRule[]) {
  const isPlain = ({ version, once, traits }: ReaderRule) =>
    version === undefined && once === undefined && traits === undefined
  const plain = rules.filter(isPlain).map(({ definition }) => definition)
  const more = rules
    .filter((rule) => !isPlain(rule))
    .map(
      ({ definition, version, once, traits }) => sql`(c.definition = ${definition}
        ${version === undefined ? sql`` : sql`and c.version = ${version}`}
        ${once === undefined ? sql`` : sql`and c.reached && ${[...once]}::text[]`}
        ${traits === undefined ? sql`` : sql`and c.traits @> ${JSON.stringify(traits)}::jsonb`})`,
    )
  const ways = plain.length === 0 ? more : [sql`c.definition = any(${plain}::text[])`, ...more]
  return sql`(${sql.join(ways, sql` or `)})`
}

/** How the rows say that an actor stands to a case; undefined when this actor stands so to none. */
function standsTo(relation: Relation, actor: Actor) {
  const { account, persons, actsFor, facility, province, practitioner } = actor
  switch (relation) {
    case 'subject':
      return isSubject(account, persons, actsFor)
    case 'practitioner':
      return practitioner === undefined ? undefined : sql`c.practitioner = ${practitioner}`
    case 'opener':
      return sql`c.opened_by = ${account}`
    case 'facility':
      return facility === undefined ? undefined : sql`c.facility = ${facility}`
    case 'province':
      return province === undefined ? undefined : sql`c.province = ${province}`
    case 'ministry':
      return sql`c.province = ${MINISTRY}`
    case 'platform':
      return sql`c.facility is null`
    case 'nation':
      return sql`true`
    case 'system':
      return undefined
  }
}

function isSubject(
  account: string,
  persons: readonly RecordId[],
  actsFor: readonly RecordId[],
): RawBuilder<unknown> | undefined {
  const own = sql`c.person = any(${[...persons]}::uuid[])`
  const others = sql`(c.opened_by = ${account} and c.person = any(${[...actsFor]}::uuid[]))`
  if (actsFor.length === 0) return persons.length === 0 ? undefined : own
  return sql`(${own} or ${others})`
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

/** Open cases of which a term ends soon and nobody was reminded, the nearest first. */
export async function listNear(db: Database, now: Date, limit: number): Promise<RecordId[]> {
  const near = sql<{ id: RecordId }>`
    select id from cases.case
    where closed_at is null and near_at <= ${now}::timestamptz and due_at > ${now}::timestamptz
      and near_at is not null and reminded_for is distinct from due_at
    order by near_at limit ${limit}
  `
  const { rows } = await withScope(db, { work: 'reminders' }, (trx) => near.execute(trx))
  return rows.map(({ id }) => id)
}

import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import { enterScope, withScope } from '#foundation/scope'
import type { RecordId } from '#vocabulary/record-id'
import { type Case, type Doer, STEPS_MAX } from './case.ts'

type CaseRow = {
  id: RecordId
  definition: string
  version: number
  origin: string | null
  person: RecordId | null
  practitioner: string | null
  traits: Readonly<Record<string, string>>
  facility: string | null
  province: string | null
  opened_at: Date
  opened_by: string
  key: Buffer | null
  state: string
  position: number
  reached: string[]
  near_at: Date | null
  due_at: Date | null
  closed_at: Date | null
}

export const CASE_COLUMNS = sql`c.id, c.definition, c.version, c.origin, c.person, c.practitioner, c.traits, c.facility,
  c.province, c.opened_at,  c.opened_by, c.key, c.state, c.position, c.reached, c.near_at, c.due_at, c.closed_at`

/** A case with its wrapped key, as the rows have it. */
export type KeptCase = { readonly found: Case; readonly wrapped: Buffer | undefined }

export async function findCase(db: Database | Trx, id: RecordId): Promise<KeptCase | undefined> {
  const { rows } = await sql<CaseRow>`
    select ${CASE_COLUMNS} from cases.case c where c.id = ${id}::uuid
  `.execute(db)
  return rows[0] && rowToCase(rows[0])
}

/** Writes a new case; answers the id of the case that its origin already has, if it has one. Waits for a writer of the same origin. */
export async function insertCase(
  trx: Trx,
  made: Case,
  wrapped: Uint8Array,
): Promise<RecordId | undefined> {
  const written = await sql`
    insert into cases.case (id, definition, version, origin, person, practitioner, traits, facility, province, opened_at,
                            opened_by, key, state, position, reached, near_at, due_at, closed_at)
    values (${made.id}::uuid, ${made.definition}, ${made.version}, ${made.origin ?? null}, ${made.person ?? null}::uuid,
            ${made.practitioner ?? null}, ${JSON.stringify(made.traits)}::jsonb, ${made.facility ?? null}, ${made.province ?? null}, ${made.openedAt}::timestamptz, ${made.openedBy},
            ${Buffer.from(wrapped)}, ${made.state}, ${made.position}, ${[...made.reached]}::text[],
            ${made.nearAt ?? null}::timestamptz, ${made.dueAt ?? null}::timestamptz, ${made.closedAt ?? null}::timestamptz)
    on conflict (origin) do nothing
  `.execute(trx)
  if (written.numAffectedRows === 1n) return undefined
  return caseOfOrigin(trx, made.origin ?? '')
}

async function caseOfOrigin(trx: Trx, origin: string): Promise<RecordId | undefined> {
  const { rows } = await sql<{ id: RecordId }>`
    select id from cases.case where origin = ${origin}
  `.execute(trx)
  return rows[0]?.id
}

/** How far the case of an origin has come, for our own loops, which go on with it. */
export function findStandingOf(
  db: Database,
  origin: string,
): Promise<
  { readonly case: RecordId; readonly position: number; readonly isOpen: boolean } | undefined
> {
  return withScope(db, { work: 'cases' }, async (trx) => {
    const { rows } = await sql<{ case: RecordId; position: number; isOpen: boolean }>`
      select id as "case", position, closed_at is null as "isOpen" from cases.case where origin = ${origin}
    `.execute(trx)
    return rows[0]
  })
}

/** Whether an account has an open case of a kind, of which the origin begins with these words. The transaction must be in the scope of our own work. */
export async function hasOpenCase(
  trx: Trx,
  asked: { readonly definition: string; readonly openedBy: string; readonly origin: string },
): Promise<boolean> {
  const { rows } = await sql`
    select id from cases.case
    where definition = ${asked.definition} and opened_by = ${asked.openedBy} and closed_at is null
      and starts_with(origin, ${asked.origin}) limit 1
  `.execute(trx)
  return rows.length > 0
}

/** The facilities that have an open case of a kind about a practitioner. The transaction must be in the scope of our own work. */
export async function listOpenPlaces(
  trx: Trx,
  definition: string,
  practitioner: string,
): Promise<string[]> {
  const { rows } = await sql<{ facility: string }>`
    select distinct facility from cases.case
    where definition = ${definition} and practitioner = ${practitioner} and closed_at is null and facility is not null
  `.execute(trx)
  return rows.map(({ facility }) => facility)
}

/** What the steps add up to, written beside the case for its lists. */
export async function updateStanding(trx: Trx, moved: Case): Promise<void> {
  await sql`
    update cases.case set state = ${moved.state}, position = ${moved.position}, reached = ${[...moved.reached]}::text[],
      near_at = ${moved.nearAt ?? null}::timestamptz, due_at = ${moved.dueAt ?? null}::timestamptz,
      closed_at = ${moved.closedAt ?? null}::timestamptz
    where id = ${moved.id}::uuid
  `.execute(trx)
}

export type StepRow = {
  position: number
  step: string
  to_state: string
  at: Date
  account: string
  name: string
  role: string
  facility: string | null
  sealed: Buffer
}

/** The steps of a case in their order. */
export async function listSteps(db: Database | Trx, id: RecordId): Promise<StepRow[]> {
  const { rows } = await sql<StepRow>`
    select position, step, to_state, at, account, name, role, facility, sealed
    from cases.step where case_id = ${id}::uuid order by position limit ${STEPS_MAX + 1}
  `.execute(db)
  return rows
}

/** Of these cases, as far as the scope reaches: each with its wrapped key and its steps in their order. */
export async function listWithSteps(
  trx: Trx,
  ids: readonly RecordId[],
): Promise<{ readonly kept: KeptCase; readonly rows: readonly StepRow[] }[]> {
  const { rows: cases } = await sql<CaseRow>`
    select ${CASE_COLUMNS} from cases.case c where c.id = any(${[...ids]}::uuid[])
  `.execute(trx)
  const { rows: steps } = await sql<StepRow & { case_id: RecordId }>`
    select case_id, position, step, to_state, at, account, name, role, facility, sealed
    from cases.step where case_id = any(${[...ids]}::uuid[]) order by case_id, position
  `.execute(trx)
  const stepsOf = Map.groupBy(steps, (step) => step.case_id)
  return cases.map((row) => ({ kept: rowToCase(row), rows: stepsOf.get(row.id) ?? [] }))
}

export type StepToWrite = {
  readonly id: RecordId
  readonly position: number
  readonly step: string
  readonly to: string
  readonly at: Date
  readonly by: Doer
  readonly sealed: Uint8Array
  readonly tells: readonly string[]
}

/**
 * Appends a step and its notices. False, with nothing written, when another has taken this position: waits for such a
 * writer to end.
 */
export async function appendStep(trx: Trx, write: StepToWrite): Promise<boolean> {
  const { id, position, by } = write
  const written = await sql`
    insert into cases.step (case_id, position, step, to_state, at, account, name, role, facility, sealed)
    values (${id}::uuid, ${position}, ${write.step}, ${write.to}, ${write.at}::timestamptz, ${by.account}, ${by.name},
            ${by.role}, ${by.facility ?? null}, ${Buffer.from(write.sealed)})
    on conflict (case_id, position) do nothing
  `.execute(trx)
  if (written.numAffectedRows !== 1n) return false
  await sql`
    insert into cases.notice (case_id, position, audience)
    select ${id}::uuid, ${position}, audience from unnest(${[...write.tells]}::text[]) as told (audience)
  `.execute(trx)
  return true
}

/** Tells these audiences that a term of a case ends soon, and keeps of which end they were told. */
export async function remind(
  trx: Trx,
  { id, position }: Pick<Case, 'id' | 'position'>,
  audiences: readonly string[],
  due: Date,
): Promise<void> {
  await sql`
    insert into cases.notice (case_id, position, audience, kind)
    select ${id}::uuid, ${position}, audience, 'near' from unnest(${[...audiences]}::text[]) as told (audience)
    on conflict (case_id, audience, position, kind) do update set seen_at = null, seen_by = null
  `.execute(trx)
  await sql`
    update cases.case set reminded_for = ${due}::timestamptz where id = ${id}::uuid
  `.execute(trx)
}

/** That somebody of these audiences has looked at the case. A second call changes nothing. */
export async function markSeen(
  db: Database | Trx,
  id: RecordId,
  audiences: readonly string[],
  at: Date,
  by: string,
): Promise<void> {
  await sql`
    update cases.notice set seen_at = ${at}::timestamptz, seen_by = ${by}
    where case_id = ${id}::uuid and audience = any(${[...audiences]}::text[]) and seen_at is null
  `.execute(db)
}

/**
 * Erases what was written in cases closed before an instant, by their keys, and the papers in them; the steps themselves stand. Answers how
 * many. A second call erases none again.
 */
export async function eraseClosedBefore(trx: Trx, before: Date): Promise<number> {
  enterScope(trx, { work: 'retention' })
  await sql`
    delete from cases.attachment a using cases.case c
    where c.id = a.case_id and c.closed_at < ${before}::timestamptz
  `.execute(trx)
  const erased = await sql`
    update cases.case set key = null where closed_at < ${before}::timestamptz and key is not null
  `.execute(trx)
  return Number(erased.numAffectedRows ?? 0)
}

export function rowToCase(row: CaseRow): KeptCase {
  const { id, definition, version, state, position, reached } = row
  return {
    wrapped: row.key ?? undefined,
    found: {
      id,
      definition,
      version,
      state,
      position,
      reached,
      traits: row.traits,
      openedAt: row.opened_at,
      openedBy: row.opened_by,
      ...(row.origin === null ? {} : { origin: row.origin }),
      ...(row.person === null ? {} : { person: row.person }),
      ...(row.practitioner === null ? {} : { practitioner: row.practitioner }),
      ...(row.facility === null ? {} : { facility: row.facility }),
      ...(row.province === null ? {} : { province: row.province }),
      ...(row.near_at === null ? {} : { nearAt: row.near_at }),
      ...(row.due_at === null ? {} : { dueAt: row.due_at }),
      ...(row.closed_at === null ? {} : { closedAt: row.closed_at }),
    },
  }
}

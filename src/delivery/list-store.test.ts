import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { temporaryDatabase } from '../../tests/temporary-database.ts'
import { type Database, openDatabase } from '#foundation/database'
import { claimDue } from './claim-store.ts'
import { countTerms, findAwaiting, findMessages, findQueues } from './list-store.ts'
import { facilityCode, HOSPITAL, newId, NOON } from './testing/delivery-world.ts'

/** 40 facilities with 2,000 messages each: most received, some open, some failed. */
async function fill(database: Database): Promise<void> {
  await sql`insert into delivery.line (channel, facility)
    select 'insurance-portal', (51000 + n)::text from generate_series(1, 40) n`.execute(database)
  await sql`insert into delivery.message (facility, id, channel, kind, variant, link_code, submission, payload, queued_at,
      state, due_at, transaction_code, next_near, next_due)
    select (51001 + n % 40)::text, gen_random_uuid(), 'insurance-portal', 'dossier', '3176', 'L' || n, gen_random_uuid(), 'x',
      ${NOON}::timestamptz, case when n % 400 = 0 then 'waiting' when n % 900 = 0 then 'failed' else 'received' end,
      ${NOON}::timestamptz + interval '1 hour', 'GD' || n,
      case when n % 400 = 0 then ${NOON}::timestamptz end, case when n % 400 = 0 then ${NOON}::timestamptz end
    from generate_series(1, 80000) n`.execute(database)
}

/** Rows of the outbox read by whole-table scans while `work` runs on the one connection of `database`. */
async function scannedBy(
  database: Database,
  owner: Database,
  work: () => Promise<unknown>,
): Promise<number> {
  const read = async () => {
    await sql`select pg_stat_force_next_flush()`.execute(database)
    const { rows } = await sql<{ scanned: number }>`
      select sum(seq_tup_read) as scanned from pg_stat_user_tables where schemaname = 'delivery' and relname = 'message'
    `.execute(owner)
    return rows[0]?.scanned ?? 0
  }
  const before = await read()
  await work()
  return (await read()) - before
}

test('no question of clerk, department, operator or worker reads the whole outbox', async () => {
  await using temporary = await temporaryDatabase()
  const { owner } = temporary
  const database = openDatabase(temporary.url, 1)
  await fill(database)
  await sql`vacuum analyze delivery.message`.execute(owner)
  await sql`analyze delivery.line`.execute(owner)

  const page = { facility: HOSPITAL, limit: 50, now: NOON }
  const questions: Record<string, () => Promise<unknown>> = {
    newest: () => findMessages(database, page),
    late: () => findMessages(database, { ...page, clock: 'late' }),
    near: () => findMessages(database, { ...page, clock: 'near' }),
    receipt: () => findMessages(database, { ...page, text: newId(NOON) }),
    linkCode: () => findMessages(database, { ...page, text: 'L77' }),
    deadLetters: () => findMessages(database, { state: 'failed', limit: 50, now: NOON }),
    awaiting: () => findAwaiting(database, HOSPITAL, NOON),
    terms: () => countTerms(database, HOSPITAL, NOON),
    queues: () => findQueues(database, NOON, [HOSPITAL, facilityCode('51002')]),
    claim: () =>
      claimDue(database, {
        channel: 'insurance-portal',
        now: NOON,
        leaseEnd: NOON,
        count: 16,
        afterFacility: '',
      }),
  }
  for (const [name, ask] of Object.entries(questions))
    expect(await scannedBy(database, owner, ask), name).toBe(0)

  const whole = () => sql`select max(payload) from delivery.message`.execute(database)
  expect(await scannedBy(database, owner, whole)).toBeGreaterThan(0)
  await database.destroy()
})

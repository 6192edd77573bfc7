import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { RecordId } from '#vocabulary/record-id'

/** One reminding of all who are behind a milestone under an authority. */
export type ReminderBatch = {
  readonly id: RecordId
  readonly milestone: string
  readonly authority: string
  readonly round: number
  readonly issuer: 'department' | 'ministry'
  readonly account: string
  readonly name: string
  readonly at: Date
  readonly behind: number
  readonly told: number
  readonly letter: string | null
}

/** Keeps a batch; undefined when this issuer reminded in this round already, then nothing is written. */
export async function insertBatch(
  trx: Trx,
  one: Omit<ReminderBatch, 'told' | 'letter'>,
): Promise<boolean> {
  const { rows } = await sql`
    insert into programmes.reminder_batch (id, milestone, authority, round, issuer, account, name, at, behind, told)
    values (${one.id}::uuid, ${one.milestone}, ${one.authority}, ${one.round}, ${one.issuer}, ${one.account}, ${one.name}, ${one.at}, ${one.behind}, 0)
    on conflict (milestone, authority, round, issuer) do nothing returning id
  `.execute(trx)
  return rows.length === 1
}

/** Tells each facility that was not told in this round; answers how many were. */
export async function insertReminders(
  trx: Trx,
  batch: Pick<ReminderBatch, 'id' | 'milestone' | 'round' | 'authority' | 'at'>,
  facilities: readonly { readonly facility: string; readonly missing: number }[],
): Promise<number> {
  const { rows } = await sql`
    insert into programmes.reminder (milestone, facility, round, authority, batch, missing, at)
    select ${batch.milestone}, facility, ${batch.round}, ${batch.authority}, ${batch.id}::uuid, missing, ${batch.at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(facilities)}::jsonb) as told (facility text, missing integer)
    on conflict (facility, milestone, round) do nothing returning facility
  `.execute(trx)
  return rows.length
}

/** Notes how many a batch told, and the draft of its letter. */
export async function completeBatch(
  trx: Trx,
  id: RecordId,
  told: number,
  letter: string | undefined,
): Promise<void> {
  await sql`
    update programmes.reminder_batch set told = ${told}, letter = ${letter ?? null} where id = ${id}::uuid
  `.execute(trx)
}

/** The batches of a milestone, the newest first, within the scope of the transaction. */
export async function listBatches(
  database: Database | Trx,
  asked: {
    readonly milestone: string
    readonly authority?: string | undefined
    readonly round?: number | undefined
    readonly issuer?: string | undefined
    readonly limit: number
  },
): Promise<ReminderBatch[]> {
  const { milestone, authority = null, round = null, issuer = null, limit } = asked
  const { rows } = await sql<ReminderBatch>`
    select id, milestone, authority, round, issuer, account, name, at, behind, told, letter
    from programmes.reminder_batch
    where milestone = ${milestone} and (${authority}::text is null or authority = ${authority})
      and (${round}::integer is null or round = ${round}) and (${issuer}::text is null or issuer = ${issuer})
    order by at desc limit ${limit}
  `.execute(database)
  return rows
}

type OwnReminder = {
  readonly milestone: string
  readonly round: number
  readonly at: Date
  readonly missing: number
  readonly seenAt: Date | null
}

/** The newest reminders of a facility. */
export async function listOwnReminders(
  database: Database | Trx,
  facility: string,
  limit: number,
): Promise<OwnReminder[]> {
  const { rows } = await sql<OwnReminder>`
    select milestone, round, at, missing, seen_at as "seenAt"
    from programmes.reminder where facility = ${facility} order by at desc, milestone limit ${limit}
  `.execute(database)
  return rows
}

/** Notes that a facility saw a reminder. False when there is none; seen twice, the first holds. */
export async function markReminderSeen(
  trx: Trx,
  which: { readonly facility: string; readonly milestone: string; readonly round: number },
  seen: { readonly at: Date; readonly by: string },
): Promise<boolean> {
  const { rows } = await sql`
    update programmes.reminder set seen_at = coalesce(seen_at, ${seen.at}), seen_by = coalesce(seen_by, ${seen.by})
    where facility = ${which.facility} and milestone = ${which.milestone} and round = ${which.round} returning facility
  `.execute(trx)
  return rows.length === 1
}

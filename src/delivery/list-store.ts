import { type RawBuilder, sql } from 'kysely'
import type { Database } from '#foundation/database'
import type { FacilityCode } from '#vocabulary/facility-code'
import { isRecordId, type RecordId } from '#vocabulary/record-id'
import type { AttemptRecord } from './claim-store.ts'
import type { Channel, ClockState, DeliveryState, MessageKind, Reason } from './message.ts'
import { MESSAGE_COLUMNS, type MessageRow, OF_VISITS, OPEN } from './message-store.ts'

export type DeliveryFilter = {
  readonly facility?: FacilityCode | undefined
  readonly state?: DeliveryState | undefined
  readonly clock?: ClockState | undefined
  readonly kind?: MessageKind | undefined
  /** A receipt, a delivery's own number, a maGiaoDich, or the beginning of a MA_LK. */
  readonly text?: string | undefined
  readonly before?: string | undefined
  readonly limit: number
  readonly now: Date
}

/** Messages newest first; ids carry the time of their making. */
export async function findMessages(
  database: Database,
  filter: DeliveryFilter,
): Promise<MessageRow[]> {
  const { facility, state, kind, before, limit } = filter
  const { rows } = await sql<MessageRow>`
    select ${MESSAGE_COLUMNS} from delivery.message m
    where ${facility ? sql`m.facility = ${facility}` : sql`true`} and m.kind in ${OF_VISITS}
      and ${state ? sql`m.state = ${sql.lit(state)}` : sql`true`}
      and ${kind ? sql`m.kind = ${kind}` : sql`true`}
      and ${before ? sql`m.id < ${before}` : sql`true`}
      and ${clockCondition(filter)} and ${textCondition(filter.text)}
    order by m.id desc limit ${limit}
  `.execute(database)
  return rows
}

function clockCondition({ clock, now }: DeliveryFilter) {
  if (clock === 'late') return sql`m.next_due <= ${now}`
  if (clock === 'near') return sql`m.next_near <= ${now} and m.next_due > ${now}`
  return clock === 'on-time' ? sql`m.next_near > ${now}` : sql`true`
}

function textCondition(text: string | undefined) {
  if (!text) return sql`true`
  const lower = text.toLowerCase()
  if (isRecordId(lower)) return sql`(m.submission = ${lower} or m.id = ${lower})`
  const beginning = `${text.replace(/[\\%_]/g, '\\$&')}%`
  return sql`(m.link_code like ${beginning} or m.transaction_code = ${text})`
}

export async function findMessage(
  database: Database,
  facility: FacilityCode,
  id: string,
): Promise<MessageRow | undefined> {
  const { rows } = await sql<MessageRow>`
    select ${MESSAGE_COLUMNS} from delivery.message m
    where m.facility = ${facility} and m.id = ${id} and m.kind in ${OF_VISITS}
  `.execute(database)
  return rows[0]
}

type AttemptRow = {
  number: number
  started_at: Date
  ended_at: Date
  outcome: string
  reason: Reason | null
  endpoint: string | null
  request_bytes: number | null
  request_digest: Buffer | null
  http_status: number | null
  result_code: string | null
  transaction_code: string | null
  response: string | null
}

/** A message is tried for 14 days: about 340 times. The newest come first. */
const ATTEMPTS_MAX = 200

export async function attemptsOf(
  database: Database,
  facility: FacilityCode,
  id: RecordId,
): Promise<AttemptRecord[]> {
  const { rows } = await sql<AttemptRow>`
    select number, started_at, ended_at, outcome, reason, endpoint, request_bytes, request_digest, http_status,
      result_code, transaction_code, response
    from delivery.attempt where facility = ${facility} and message = ${id}
    order by number desc limit ${ATTEMPTS_MAX}
  `.execute(database)
  return rows.map((row) => ({
    number: row.number,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    outcome: row.outcome,
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(row.endpoint === null ? {} : { endpoint: row.endpoint }),
    ...(row.request_bytes === null ? {} : { requestBytes: row.request_bytes }),
    ...(row.request_digest === null ? {} : { requestDigest: row.request_digest }),
    ...(row.http_status === null ? {} : { httpStatus: row.http_status }),
    ...(row.result_code === null ? {} : { resultCode: row.result_code }),
    ...(row.transaction_code === null ? {} : { transactionCode: row.transaction_code }),
    ...(row.response === null ? {} : { response: row.response }),
  }))
}

export type ResultRow = {
  readonly result: 'accepted' | 'returned'
  readonly judged_at: Date
  readonly detail: string
  readonly imported_at: Date
  readonly imported_by: string
}

export async function resultsOf(
  database: Database,
  facility: FacilityCode,
  id: RecordId,
): Promise<ResultRow[]> {
  const { rows } = await sql<ResultRow>`
    select result, judged_at, detail, imported_at, imported_by from delivery.result
    where facility = ${facility} and message = ${id} order by judged_at desc limit 100
  `.execute(database)
  return rows
}

export type StateCount = { readonly state: DeliveryState; readonly count: number }

/** How many messages of a facility are in each state: open and failed ones all, the others since `since`. */
export async function countStates(
  database: Database,
  facility: FacilityCode,
  since: RecordId,
): Promise<StateCount[]> {
  const { rows } = await sql<StateCount>`
    select state, count(*) as count from delivery.message
    where facility = ${facility} and kind = 'dossier' and state in ('received', 'accepted', 'returned') and id >= ${since}
    group by state
    union all
    select state, count(*) as count from delivery.message
    where facility = ${facility} and kind in ${OF_VISITS} and state in ${OPEN} group by state
    union all
    select state, count(*) as count from delivery.message
    where facility = ${facility} and kind in ${OF_VISITS} and state = 'failed' group by state
  `.execute(database)
  return rows
}

export type TermCount = {
  readonly late: number
  readonly near: number
  readonly oldest: Date | null
}

export async function countTerms(
  database: Database,
  facility: FacilityCode,
  now: Date,
): Promise<TermCount> {
  const { rows } = await sql<TermCount>`
    select count(*) filter (where next_due <= ${now}) as late,
      count(*) filter (where next_due > ${now} and next_near <= ${now}) as near,
      (select min(queued_at) from delivery.message where facility = ${facility} and state in ${OPEN}) as oldest
    from delivery.message where facility = ${facility} and next_due is not null
  `.execute(database)
  return rows[0] ?? { late: 0, near: 0, oldest: null }
}

export type QueueRow = {
  readonly channel: Channel
  readonly facility: FacilityCode
  readonly failures: number
  readonly reason: Reason | null
  readonly since: Date | null
  readonly paused_until: Date | null
  readonly waiting: number
  readonly failed: number
  readonly awaiting_result: number
  readonly late: number
  readonly oldest: Date | null
}

/** Received messages without a result are counted up to here: without imported lists they are all there are. */
const AWAITING_MAX = 1_000

/** Every line to the insurance portal with its queue, the most disturbed first. */
export async function findQueues(
  database: Database,
  now: Date,
  facilities?: readonly FacilityCode[],
): Promise<QueueRow[]> {
  const { rows } = await sql<QueueRow>`
    select line.channel, line.facility, line.failures, line.reason, line.since, line.paused_until,
      open.waiting, open.oldest, failed.failed, awaiting.awaiting_result, term.late
    from delivery.line line
    cross join lateral (
      select count(*) as waiting, min(m.queued_at) as oldest from delivery.message m
      where m.facility = line.facility and m.channel = line.channel and m.state in ${OPEN}) open
    cross join lateral (
      select count(*) as failed from delivery.message m
      where m.facility = line.facility and m.channel = line.channel and m.state = 'failed') failed
    cross join lateral (
      select count(*) as awaiting_result from (
        select from delivery.message m
        where m.facility = line.facility and m.channel = line.channel and m.kind = 'dossier' and m.state = 'received'
        limit ${AWAITING_MAX}) bounded) awaiting
    cross join lateral (
      select count(*) as late from delivery.message m
      where m.facility = line.facility and m.channel = line.channel and m.next_due <= ${now}) term
    where line.channel = 'insurance-portal' and ${facilities ? sql`line.facility = any(${facilities}::text[])` : sql`true`}
    order by line.failures desc, failed.failed desc, open.waiting desc, line.facility
  `.execute(database)
  return rows
}

export async function findLine(
  database: Database,
  facility: FacilityCode,
): Promise<{ failures: number; reason: Reason | null; since: Date | null } | undefined> {
  const { rows } = await sql<{ failures: number; reason: Reason | null; since: Date | null }>`
    select failures, reason, since from delivery.line where channel = 'insurance-portal' and facility = ${facility}
  `.execute(database)
  return rows[0]
}

/** The messages that submissions caused, the newest first. */
export async function messagesOfSubmissions(
  database: Database,
  facility: FacilityCode,
  submissions: readonly RecordId[],
): Promise<MessageRow[]> {
  if (submissions.length === 0) return []
  const { rows } = await sql<MessageRow>`
    select ${MESSAGE_COLUMNS} from delivery.message m
    where m.submission = any(${[...submissions]}::uuid[]) and m.facility = ${facility}
    order by m.id desc
  `.execute(database)
  return rows
}

/** The submissions of a facility that a receiver knows by this number (maGiaoDich). */
export async function submissionsByTransactionCode(
  database: Database,
  facility: FacilityCode,
  code: string,
): Promise<RecordId[]> {
  const { rows } = await sql<{ submission: RecordId }>`
    select m.submission from delivery.message m
    where m.transaction_code = ${code} and m.facility = ${facility} limit 20
  `.execute(database)
  return rows.map((row) => row.submission)
}

const OPEN_TERMS_MAX = 5_000

/** Messages with a term that still binds their facility, the next to end first. */
export async function findOpenTerms(
  database: Database,
  facility: FacilityCode,
): Promise<MessageRow[]> {
  const { rows } = await sql<MessageRow>`
    select ${MESSAGE_COLUMNS} from delivery.message m
    where m.facility = ${facility} and m.next_due is not null
    order by m.next_due limit ${OPEN_TERMS_MAX}
  `.execute(database)
  return rows
}

/** Dossiers that the portal received since a day and has not judged, the first received first. */
export async function findAwaiting(
  database: Database,
  facility: FacilityCode,
  since: Date,
): Promise<MessageRow[]> {
  const { rows } = await sql<MessageRow>`
    select ${MESSAGE_COLUMNS} from delivery.message m
    where m.facility = ${facility} and m.state = 'received' and m.kind = 'dossier' and m.received_at >= ${since}
      and m.superseded_at is null and m.next_due is null
    order by m.received_at limit ${OPEN_TERMS_MAX}
  `.execute(database)
  return rows
}

/** The states in which a facility looks for its dossiers; `waiting` is every one in which it is still to go out. */
export type SoughtState = 'waiting' | 'received' | 'accepted' | 'returned' | 'failed'

/** A condition for another room's list: that the submission in a column caused a message which is in a state now. */
export function submissionIsIn(
  state: SoughtState,
  facility: FacilityCode,
  submission: RawBuilder<unknown>,
): RawBuilder<boolean> {
  const isInState = state === 'waiting' ? sql`m.state in ${OPEN}` : sql`m.state = ${sql.lit(state)}`
  return sql`${submission} in (select m.submission from delivery.message m
    where m.facility = ${facility} and ${isInState})`
}

import { sql } from 'kysely'
import type { Trx } from '#foundation/database'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { RecordId } from '#vocabulary/record-id'
import type { ClockFacts, NextTerm } from './clocks.ts'
import type {
  AnyKind,
  Channel,
  DeliveryState,
  MessageKind,
  MessageToQueue,
  Reason,
  Variant,
} from './message.ts'

/** A message as the table keeps it: of a visit, where nothing else is said. */
export type MessageRow<Kind extends AnyKind = MessageKind> = {
  readonly facility: FacilityCode
  readonly id: RecordId
  readonly position: number
  readonly channel: Channel
  readonly kind: Kind
  readonly variant: Variant
  readonly link_code: string
  readonly submission: RecordId
  readonly visit: RecordId | null
  readonly person: RecordId | null
  readonly payload: string
  readonly visit_end: Date | null
  readonly queued_at: Date
  readonly superseded_at: Date | null
  readonly state: DeliveryState
  readonly reason: Reason | null
  readonly due_at: Date
  readonly tried_since: Date | null
  readonly attempts: number
  readonly transaction_code: string | null
  readonly received_at: Date | null
  readonly result_at: Date | null
  readonly result_detail: string | null
}

/** What the clocks ask of a message as the table keeps it. */
export function clockFacts(row: MessageRow<AnyKind>): ClockFacts {
  return {
    kind: row.kind,
    state: row.state,
    queuedAt: row.queued_at,
    ...(row.visit_end ? { visitEnd: row.visit_end } : {}),
    ...(row.received_at ? { receivedAt: row.received_at } : {}),
    ...(row.result_at ? { resultAt: row.result_at } : {}),
    ...(row.superseded_at ? { supersededAt: row.superseded_at } : {}),
  }
}

/** The columns of a `MessageRow`, of the table under the alias m. */
export const MESSAGE_COLUMNS = sql.raw(
  `m.facility, m.id, m.position, m.channel, m.kind, m.variant, m.link_code, m.submission, m.visit, m.person,
   m.payload, m.visit_end, m.queued_at, m.superseded_at, m.state, m.reason, m.due_at, m.tried_since, m.attempts,
   m.transaction_code, m.received_at, m.result_at, m.result_detail`,
)

/** The kinds of messages about visits. */
export const OF_VISITS = sql.raw(`('dossier', 'check-in')`)

/** The states in which a message is still to be delivered. */
export const OPEN = sql.raw(`('queued', 'delivering', 'waiting')`)

/** Writes messages, makes the lines they need, and marks what they supersede: one statement. */
export async function insertMessages(
  trx: Trx,
  messages: readonly { readonly message: MessageToQueue; readonly term: NextTerm | undefined }[],
): Promise<void> {
  const rows = messages.map(({ message, term }) => ({
    facility: message.facility,
    id: message.id,
    channel: message.channel,
    kind: message.kind,
    variant: message.variant,
    link_code: message.linkCode,
    submission: message.submission,
    visit: message.visit,
    person: message.person,
    payload: message.payload,
    visit_end: message.visitEnd,
    queued_at: message.queuedAt,
    supersedes: message.supersedes,
    next_near: term?.near,
    next_due: term?.due,
  }))
  const supersedes = rows.some((row) => row.supersedes !== undefined)
  await sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (
        facility text, id uuid, channel text, kind text, variant text, link_code text, submission uuid, visit uuid,
        person uuid, payload text, visit_end timestamptz, queued_at timestamptz, supersedes uuid,
        next_near timestamptz, next_due timestamptz)
    ), line as (
      insert into delivery.line (channel, facility)
      select distinct channel, facility from given
      where not exists (
        select from delivery.line known where known.channel = given.channel and known.facility = given.facility
      )
      on conflict do nothing
    )${supersedes ? SUPERSEDED : NOTHING_SUPERSEDED}
    insert into delivery.message (facility, id, channel, kind, variant, link_code, submission, visit, person, payload,
      visit_end, queued_at, supersedes, next_near, next_due, state, due_at)
    select facility, id, channel, kind, variant, link_code, submission, visit, person, payload,
      visit_end, queued_at, supersedes, next_near, next_due, 'queued', queued_at
    from given
    on conflict do nothing
  `.execute(trx)
}

const NOTHING_SUPERSEDED = sql.raw('')

/** Left out where no message corrects another: PostgreSQL takes the given rows for many and would read the whole table for them. */
const SUPERSEDED = sql.raw(`, superseded as (
  update delivery.message former
  set superseded_at = given.queued_at, next_near = null, next_due = null
  from given
  where former.facility = given.facility and former.id = given.supersedes and former.superseded_at is null
)`)

/** Cancels what is open of one visit; tells whether anything reached, or may have reached, the receiver. */
export async function cancelOpen(
  trx: Trx,
  facility: FacilityCode,
  linkCode: string,
): Promise<boolean> {
  const { rows } = await sql<{ may_be_there: boolean }>`
    with former as (
      select facility, id, state, attempts from delivery.message
      where facility = ${facility} and link_code = ${linkCode} for update
    ), cancelled as (
      update delivery.message m set state = 'cancelled', next_near = null, next_due = null
      from former
      where m.facility = former.facility and m.id = former.id and former.state in ('queued', 'waiting', 'delivering', 'failed')
    )
    select coalesce(bool_or(state in ('received', 'accepted', 'returned', 'delivering') or
      exists (select from delivery.attempt a where a.facility = former.facility and a.message = former.id
        and (a.outcome in ('received', 'interrupted') or a.reason in ('portal-down', 'portal-error', 'answer-unreadable')))), false)
      as may_be_there
    from former
  `.execute(trx)
  return rows[0]?.may_be_there ?? false
}

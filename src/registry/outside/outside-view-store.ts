import { type RawBuilder, sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { RecordId } from '#vocabulary/record-id'
import type { SubjectKind } from '../profile.ts'
import type {
  OutsideChannel,
  OutsideReason,
  RecordAction,
  RecordChannel,
  RecordState,
} from './outside-channel.ts'

/** Whose files are looked at: all, those of an authority, those of a facility and of whoever is registered there, one. */
export type Extent =
  | { readonly country: true }
  | { readonly authority: string }
  | { readonly facility: string }
  | { readonly subject: RecordId }

export type StateCount = {
  readonly channel: OutsideChannel
  readonly state: string
  readonly count: number
}
export type ReasonCount = StateCount & { readonly code: string }

/** How many files, and rows of catalogues, are in each state. */
export async function countStates(database: Database | Trx, extent: Extent): Promise<StateCount[]> {
  const { rows } = await sql<StateCount>`
    select r.channel, r.state, count(*) as count from registry.outside_record r where ${isOfRecord(extent)}
    group by r.channel, r.state
    union all
    select 'insurance-portal', r.state, count(*) from registry.staff_row r where ${isOfRow(extent)} group by r.state
  `.execute(database)
  return rows
}

/** The same of what is held back or was refused, by reason. */
export async function countReasons(
  database: Database | Trx,
  extent: Extent,
): Promise<ReasonCount[]> {
  const { rows } = await sql<ReasonCount>`
    select r.channel, r.state, reason ->> 'code' as code, count(distinct r.subject) as count
    from registry.outside_record r, jsonb_array_elements(r.reasons) reason
    where r.state in ('held', 'refused') and ${isOfRecord(extent)} group by 1, 2, 3
    union all
    select 'insurance-portal', r.state, reason ->> 'code', count(distinct (r.facility, r.row_key))
    from registry.staff_row r, jsonb_array_elements(r.reasons) reason
    where r.state in ('held', 'refused') and ${isOfRow(extent)} group by 1, 2, 3
    order by 1, 4 desc
  `.execute(database)
  return rows
}

/** One file, or one row of a catalogue, that needs a hand. */
export type OpenRecord = {
  readonly subject: RecordId
  readonly kind: SubjectKind
  readonly name: string
  readonly code: string | null
  readonly facility: string | null
  readonly state: RecordState
  readonly action: RecordAction | null
  readonly reasons: readonly OutsideReason[]
  readonly changed_at: Date
}

export type RecordPlace = { readonly at: Date; readonly subject: string }

/** Files in one state towards one receiver, the longest first. */
export async function listRecords(
  trx: Trx,
  extent: Extent,
  asked: {
    readonly channel: RecordChannel
    readonly state: RecordState
    readonly after: RecordPlace | undefined
    readonly limit: number
  },
): Promise<OpenRecord[]> {
  const { channel, state, after, limit } = asked
  const { rows } = await sql<OpenRecord>`
    select r.subject, p.kind, p.name, p.code, null as facility, r.state, r.action, r.reasons, r.changed_at
    from registry.outside_record r join registry.profile p on p.subject = r.subject
    where r.channel = ${channel} and r.state = ${state} and ${isOfRecord(extent)}
      and ${after ? sql`(r.changed_at, r.subject) > (${after.at}, ${after.subject}::uuid)` : sql`true`}
    order by r.changed_at, r.subject limit ${limit}
  `.execute(trx)
  return rows
}

/** Rows of catalogues in one state, the longest first. */
export async function listRows(
  trx: Trx,
  extent: Extent,
  asked: {
    readonly state: string
    readonly after: RecordPlace | undefined
    readonly limit: number
  },
): Promise<OpenRecord[]> {
  const { state, after, limit } = asked
  const { rows } = await sql<OpenRecord>`
    select r.practitioner as subject, 'practitioner' as kind, r.columns ->> 'HO_TEN' as name, null as code, r.facility, r.state,
      null as action, r.reasons, r.changed_at
    from registry.staff_row r
    where r.state = ${state} and ${isOfRow(extent)}
      and ${after ? sql`(r.changed_at, r.practitioner) > (${after.at}, ${after.subject}::uuid)` : sql`true`}
    order by r.changed_at, r.practitioner limit ${limit}
  `.execute(trx)
  return rows
}

export type SentMessageRow = {
  readonly id: RecordId
  readonly channel: OutsideChannel
  readonly facility: string
  readonly made_at: Date
  readonly records: number
  readonly answered_at: Date | null
  readonly reference: string | null
  readonly accepted: number | null
  readonly refused: number | null
  readonly unanswered: number | null
}

/** The newest messages of a channel: of a facility, or of all. Counts alone, no content. */
export async function listMessages(
  trx: Trx,
  channel: OutsideChannel,
  facility: string | undefined,
  limit: number,
): Promise<SentMessageRow[]> {
  const { rows } = await sql<SentMessageRow>`
    select id, channel, facility, made_at, records, answered_at, reference, accepted, refused, unanswered
    from registry.outside_message
    where channel = ${channel} and ${facility === undefined ? sql`true` : sql`facility = ${facility}`}
    order by made_at desc limit ${limit}
  `.execute(trx)
  return rows
}

/** Marks what is held back or was refused as due again, also as it stands. Answers how many. */
export async function markForResending(
  trx: Trx,
  extent: Extent,
  asked: { readonly channel: RecordChannel; readonly subject: RecordId | undefined },
  at: Date,
): Promise<number> {
  const { channel, subject } = asked
  const { rows } = await sql`
    update registry.outside_record r set state = 'due', refused_digest = null, not_before = null, tries = 0, changed_at = ${at}
    where r.channel = ${channel} and r.state in ('held', 'refused') and ${isOfRecord(extent)}
      and ${subject === undefined ? sql`true` : sql`r.subject = ${subject}`}
    returning r.subject
  `.execute(trx)
  return rows.length
}

/** The same of rows of catalogues. */
export async function markRowsForResending(
  trx: Trx,
  extent: Extent,
  subject: RecordId | undefined,
  at: Date,
): Promise<number> {
  const { rows } = await sql<{ facility: string }>`
    with again as (
      update registry.staff_row r set state = 'unanswered', changed_at = ${at}
      where r.state = 'refused' and ${isOfRow(extent)}
        and ${subject === undefined ? sql`true` : sql`r.practitioner = ${subject}`}
      returning r.facility
    ), due as (
      update registry.staff_catalogue c set is_due = true, not_before = null, tries = 0, changed_at = ${at}
      where c.facility in (select facility from again)
    )
    select facility from again
  `.execute(trx)
  return rows.length
}

function isOfRecord(extent: Extent): RawBuilder<unknown> {
  if ('country' in extent) return sql`true`
  if ('subject' in extent) return sql`r.subject = ${extent.subject}`
  if ('authority' in extent)
    return sql`r.subject in (select subject from registry.profile where authority = ${extent.authority})`
  return sql`r.subject in (select subject from registry.profile where code = ${extent.facility}
    union select practitioner from registry.registration where facility = ${extent.facility})`
}

function isOfRow(extent: Extent): RawBuilder<unknown> {
  if ('country' in extent) return sql`true`
  if ('subject' in extent) return sql`r.practitioner = ${extent.subject}`
  if ('authority' in extent)
    return sql`r.facility in (select code from registry.profile where authority = ${extent.authority} and kind = 'facility')`
  return sql`r.facility = ${extent.facility}`
}

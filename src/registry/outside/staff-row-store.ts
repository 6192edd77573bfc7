import { sql } from 'kysely'
import type { Trx } from '#foundation/database'
import type { RecordId } from '#vocabulary/record-id'
import { type Profile, readStatements } from '../profile.ts'
import type { OutsideReason } from './outside-channel.ts'
import type { StaffColumns } from './staff-columns.ts'

/** Marks the catalogues of every facility at which these practitioners are or were registered, and of these facilities themselves. */
export async function markCatalogues(
  trx: Trx,
  subjects: readonly RecordId[],
  at: Date,
): Promise<void> {
  const list = sql`${[...subjects]}::uuid[]`
  await sql`
    insert into registry.staff_catalogue (facility, is_due, changed_at)
    select distinct facility, true, ${at}::timestamptz from (
      select facility from registry.registration where practitioner = any(${list})
      union select facility from registry.staff_row where practitioner = any(${list})
      union select code from registry.profile where subject = any(${list}) and kind = 'facility' and code is not null) concerned
    on conflict (facility) do update set is_due = true, changed_at = excluded.changed_at
  `.execute(trx)
}

/** The same for those whose day has come. */
export async function markTimelyCatalogues(trx: Trx, today: string, at: Date): Promise<void> {
  await sql`
    update registry.staff_catalogue set is_due = true, look_on = null, changed_at = ${at} where look_on <= ${today}
  `.execute(trx)
}

/** Of these facilities those whose catalogue is due and has none under way, held until the end of the transaction. */
export async function takeDueCatalogues(
  trx: Trx,
  facilities: readonly string[],
  at: Date,
  limit: number,
): Promise<{ readonly facility: string; readonly tries: number }[]> {
  const { rows } = await sql<{ facility: string; tries: number }>`
    select c.facility, c.tries from registry.staff_catalogue c
    where c.is_due and c.message is null and (c.not_before is null or c.not_before <= ${at})
      and c.facility = any(${[...facilities]}::text[])
    order by c.changed_at limit ${limit} for update skip locked
  `.execute(trx)
  return rows
}

export async function closeCatalogue(
  trx: Trx,
  one: {
    readonly facility: string
    readonly message?: RecordId | undefined
    readonly lookOn?: string | undefined
    readonly at: Date
  },
): Promise<void> {
  await sql`
    update registry.staff_catalogue set is_due = false, message = ${one.message ?? null}, look_on = ${one.lookOn ?? null},
      not_before = null, changed_at = ${one.at} where facility = ${one.facility}
  `.execute(trx)
}

/** The catalogue under way was answered; with rows that were not, it is due again after a while. */
export async function endCatalogue(
  trx: Trx,
  message: RecordId,
  isDue: boolean,
  at: Date,
): Promise<void> {
  await sql`
    update registry.staff_catalogue set message = null, is_due = is_due or ${isDue},
      tries = case when ${isDue} then least(tries + 1, 9) else 0 end,
      not_before = case when ${isDue} then ${at}::timestamptz + least(5 * (2 ^ tries)::integer, 1440) * interval '1 minute' end
    where message = ${message}
  `.execute(trx)
}

/** Somebody who is registered at a facility, as published. */
export type Registered = { readonly practitioner: RecordId; readonly profile: Profile }

/** Everybody of whom a registration at the facility was published and has not ended before a day, or whose row is open there. */
export async function listRegistered(
  trx: Trx,
  facility: string,
  day: string,
): Promise<Registered[]> {
  const { rows } = await sql<{ subject: RecordId; body: unknown }>`
    select p.subject, published.body from registry.profile p
    join registry.profile_version published on published.subject = p.subject and published.version = p.published_version
    where p.subject in (
      select practitioner from registry.registration where facility = ${facility} and (valid_to is null or valid_to >= ${day})
      union select practitioner from registry.staff_row where facility = ${facility} and (valid_to is null or valid_to >= ${day}))
  `.execute(trx)
  return rows.map(({ subject, body }) => ({
    practitioner: subject,
    profile: { subject, kind: 'practitioner', statements: readStatements(body) },
  }))
}

export type StaffRowState = 'held' | 'waiting' | 'acknowledged' | 'refused' | 'unanswered'

/** A row of a catalogue as it was opened, and perhaps closed. */
export type StaffRow = {
  readonly key: string
  readonly practitioner: RecordId
  readonly statement: string
  readonly from: string
  readonly to?: string | undefined
  readonly digest: Buffer
  readonly columns: StaffColumns
  readonly state: StaffRowState
  readonly isAtPortal: boolean
  readonly reasons: readonly OutsideReason[]
}

type RowOfTable = Omit<StaffRow, 'key' | 'from' | 'to' | 'isAtPortal'> & {
  row_key: string
  valid_from: string
  valid_to: string | null
  is_at_portal: boolean
}

/** Every row of a facility, the oldest first. */
export async function listStaffRows(trx: Trx, facility: string): Promise<StaffRow[]> {
  const { rows } = await sql<RowOfTable>`
    select row_key, practitioner, statement, valid_from, valid_to, digest, columns, state, is_at_portal, reasons
    from registry.staff_row where facility = ${facility} order by row_key::integer
  `.execute(trx)
  return rows.map(({ row_key, valid_from, valid_to, is_at_portal, ...row }) => ({
    ...row,
    key: row_key,
    from: valid_from,
    to: valid_to ?? undefined,
    isAtPortal: is_at_portal,
  }))
}

/** Opens rows and closes them: of a row that the portal has, only its end and its state change. */
export async function writeStaffRows(
  trx: Trx,
  facility: string,
  rows: readonly StaffRow[],
  message: RecordId | undefined,
  at: Date,
): Promise<void> {
  if (rows.length === 0) return
  const given = rows.map(({ digest, ...row }) => ({ ...row, digest: digest.toString('hex') }))
  await sql`
    insert into registry.staff_row (facility, row_key, practitioner, statement, valid_from, valid_to, digest, columns, state, message,
      is_at_portal, reasons, changed_at)
    select ${facility}, key, practitioner, statement, "from", "to", decode(digest, 'hex'), columns, state,
      case when state = 'waiting' then ${message ?? null}::uuid end, "isAtPortal", reasons, ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given (key text, practitioner uuid, statement text, "from" date, "to" date,
      digest text, columns jsonb, state text, "isAtPortal" boolean, reasons jsonb)
    on conflict (facility, row_key) do update set valid_to = excluded.valid_to, state = excluded.state, message = excluded.message,
      reasons = excluded.reasons, changed_at = excluded.changed_at,
      valid_from = case when staff_row.is_at_portal then staff_row.valid_from else excluded.valid_from end,
      digest = case when staff_row.is_at_portal then staff_row.digest else excluded.digest end,
      columns = case when staff_row.is_at_portal then staff_row.columns else excluded.columns end
  `.execute(trx)
}

/** What the portal said of each row of a message, or of all; rows it said nothing of are to be sent again. */
export async function answerStaffRows(
  trx: Trx,
  message: RecordId,
  answers: readonly {
    readonly key: string
    readonly state: 'acknowledged' | 'refused'
    readonly reasons: readonly OutsideReason[]
  }[],
  ofAll: OutsideReason | undefined,
  at: Date,
): Promise<{ readonly state: StaffRowState }[]> {
  const { rows } = await sql<{ state: StaffRowState }>`
    update registry.staff_row r set state = coalesce(given.state, ${ofAll ? 'refused' : 'unanswered'}),
      reasons = coalesce(given.reasons, ${JSON.stringify(ofAll ? [ofAll] : [])}::jsonb),
      is_at_portal = r.is_at_portal or coalesce(given.state = 'acknowledged', false), message = null, answered_at = ${at},
      changed_at = ${at}
    from registry.staff_row own
    left join jsonb_to_recordset(${JSON.stringify(answers)}::jsonb) as given (key text, state text, reasons jsonb) on given.key = own.row_key
    where own.message = ${message} and r.facility = own.facility and r.row_key = own.row_key
    returning r.state
  `.execute(trx)
  return rows
}

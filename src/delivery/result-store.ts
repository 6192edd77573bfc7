import { sql } from 'kysely'
import type { Trx } from '#foundation/database'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { RecordId } from '#vocabulary/record-id'
import type { NextTerm } from './clocks.ts'
import { MESSAGE_COLUMNS, type MessageRow } from './message-store.ts'

/** A line of the list and the message that it speaks of. */
export type MatchedMessage = MessageRow & { readonly row: number }

/**
 * Which message each line means: the one with its maGiaoDich, else the newest received one with its MA_LK.
 * Only messages of the importing facility are looked at. Their rows are locked.
 */
export async function matchLines(
  trx: Trx,
  facility: FacilityCode,
  lines: readonly { row: number; transactionCode: string; linkCode: string }[],
): Promise<MatchedMessage[]> {
  const { rows } = await sql<MatchedMessage>`
    select ${MESSAGE_COLUMNS}, line."row"
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as line
      ("row" integer, "transactionCode" text, "linkCode" text)
    cross join lateral (
      select candidate.facility, candidate.id from (
        (select by_code.facility, by_code.id, 1 as preference, by_code.position from delivery.message by_code
          where line."transactionCode" <> '' and by_code.transaction_code = line."transactionCode"
            and by_code.facility = ${facility})
        union all
        (select by_link.facility, by_link.id, 2, by_link.position from delivery.message by_link
          where line."linkCode" <> '' and by_link.facility = ${facility} and by_link.link_code = line."linkCode"
            and by_link.kind = 'dossier' and by_link.state in ('received', 'accepted', 'returned')
          order by by_link.position desc limit 1)
      ) candidate
      order by candidate.preference, candidate.position desc limit 1
    ) chosen
    join delivery.message m on m.facility = chosen.facility and m.id = chosen.id
    order by m.facility, m.id
    for update of m
  `.execute(trx)
  return rows
}

export type ResultToRecord = {
  readonly message: RecordId
  readonly digest: Buffer
  readonly result: 'accepted' | 'returned'
  readonly transactionCode: string
  readonly judgedAt: Date
  readonly detail: string
  readonly term: NextTerm | undefined
}

/** Appends results and moves their messages; a result older than the one known is only appended. Returns the messages that were new. */
export async function recordResults(
  trx: Trx,
  facility: FacilityCode,
  results: readonly ResultToRecord[],
  imported: { readonly at: Date; readonly by: string },
): Promise<RecordId[]> {
  const given = results.map(({ digest, term, ...rest }) => ({
    ...rest,
    digest: digest.toString('hex'),
    near: term?.near,
    due: term?.due,
  }))
  const { rows } = await sql<{ message: RecordId }>`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given (
        message uuid, digest text, result text, "transactionCode" text, "judgedAt" timestamptz, detail text,
        near timestamptz, due timestamptz)
    ), recorded as (
      insert into delivery.result (facility, message, digest, result, transaction_code, judged_at, detail, imported_at, imported_by)
      select ${facility}, message, decode(digest, 'hex'), result, "transactionCode", "judgedAt", detail,
        ${imported.at}::timestamptz, ${imported.by}
      from given
      on conflict do nothing
      returning message, judged_at
    ), newest as (
      select distinct on (given.message) given.* from given
      join recorded on recorded.message = given.message and recorded.judged_at = given."judgedAt"
      order by given.message, given."judgedAt" desc
    ), moved as (
      update delivery.message m
      set state = newest.result, reason = null, result_at = newest."judgedAt", result_detail = newest.detail,
        next_near = case when m.superseded_at is null then newest.near end,
        next_due = case when m.superseded_at is null then newest.due end
      from newest
      where m.facility = ${facility} and m.id = newest.message and (m.result_at is null or m.result_at <= newest."judgedAt")
    )
    select message from recorded
  `.execute(trx)
  return rows.map(({ message }) => message)
}

import { sql } from 'kysely'
import type { Trx } from '#foundation/database'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { RecordId } from '#vocabulary/record-id'
import type { NextTerm } from './clocks.ts'
import { MESSAGE_COLUMNS, type MessageRow, OF_VISITS } from './message-store.ts'

/** A message with its row locked, and whether a later one of the same visit exists. */
export async function findMessageForUpdate(
  trx: Trx,
  facility: FacilityCode,
  id: string,
): Promise<(MessageRow & { has_newer: boolean }) | undefined> {
  const { rows } = await sql<MessageRow & { has_newer: boolean }>`
    select ${MESSAGE_COLUMNS}, exists (
      select from delivery.message newer
      where newer.facility = m.facility and newer.link_code = m.link_code and newer.kind = m.kind
        and newer.position > m.position and newer.state not in ('failed', 'cancelled')) as has_newer
    from delivery.message m where m.facility = ${facility} and m.id = ${id} and m.kind in ${OF_VISITS} for update
  `.execute(trx)
  return rows[0]
}

/** Back into the queue, as new: the days of trying count from the next attempt on. */
export async function putBack(
  trx: Trx,
  facility: FacilityCode,
  id: RecordId,
  now: Date,
  term: NextTerm | undefined,
): Promise<void> {
  await sql`
    update delivery.message
    set state = 'queued', reason = null, due_at = ${now}, tried_since = null,
      next_near = ${term?.near ?? null}, next_due = ${term?.due ?? null}
    where facility = ${facility} and id = ${id} and state = 'failed'
  `.execute(trx)
}

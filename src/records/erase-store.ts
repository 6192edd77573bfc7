import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import { bucketOf, type RecordId } from '#vocabulary/record-id'

/** What stays of a key that was destroyed: when and on what ground; never of what it opened. */
export type Tombstone = { readonly erasedAt: Date; readonly ground: string }

/** Destroys a data key and leaves its tombstone, in one. False when it was erased before: nothing changes then. */
export async function destroyKey(
  trx: Trx,
  key: { readonly subject: RecordId; readonly classNumber: number },
  facts: Tombstone & { readonly account: string; readonly decision: Buffer },
): Promise<boolean> {
  const { subject, classNumber } = key
  const { rows } = await sql<{ erased: boolean }>`
    select foundation.erase_data_key(${bucketOf(subject)}::smallint, ${subject}::uuid, ${classNumber}::smallint,
      ${facts.erasedAt}::timestamptz, ${facts.account}, ${facts.ground}, ${facts.decision}) as erased
  `.execute(trx)
  return rows[0]?.erased === true
}

export async function findTombstone(
  db: Database | Trx,
  subject: RecordId,
  classNumber: number,
): Promise<Tombstone | undefined> {
  const { rows } = await sql<{ erased_at: Date; ground: string }>`
    select erased_at, ground from foundation.erased_key
    where bucket = ${bucketOf(subject)} and subject = ${subject} and data_class = ${classNumber}
  `.execute(db)
  const [row] = rows
  return row && { erasedAt: row.erased_at, ground: row.ground }
}

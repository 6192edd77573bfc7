import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import { withScope } from '#foundation/scope'
import type { RecordId } from '#vocabulary/record-id'
import type { RotatingKeys } from './data-keys.ts'
import { keyOwner } from './key-store.ts'

/** Where a walk over all data keys stands. */
export type KeyPlace = {
  readonly bucket: number
  readonly subject: RecordId
  readonly data_class: number
}

type KeyRow = KeyPlace & { readonly wrapped: Buffer }

const NIL = '00000000-0000-0000-0000-000000000000'

/**
 * Wraps the next data keys by the newest master key, those that are already left alone. What is sealed under a data key
 * stays as it is. A second walk changes nothing; a walk that was broken off may begin again anywhere.
 *
 * @param owner the owner's connection: the application may not change a key
 * @returns where it ended, undefined when there was nothing after the place; and how many were wrapped anew
 */
export function rewrapBatch(
  owner: Database,
  keys: RotatingKeys,
  after: KeyPlace | undefined,
  limit: number,
) {
  // Also an owner is held to a scope: without one there would be no key to be seen, and nothing to wrap.
  return withScope(owner, { work: 'key-rotation' }, (trx) => rewrapInScope(trx, keys, after, limit))
}

async function rewrapInScope(
  owner: Trx,
  keys: RotatingKeys,
  after: KeyPlace | undefined,
  limit: number,
): Promise<{
  readonly place: KeyPlace | undefined
  readonly seen: number
  readonly wrapped: number
}> {
  const { rows } = await sql<KeyRow>`
    select bucket, subject, data_class, wrapped from records.data_key
    where (bucket, subject, data_class)
      > (${after?.bucket ?? -32_768}::smallint, ${after?.subject ?? NIL}::uuid, ${after?.data_class ?? -1}::smallint)
    order by bucket, subject, data_class
    limit ${limit}
  `.execute(owner)
  const old = rows.filter(
    ({ subject, data_class: number, wrapped }) =>
      !keys.isNewest(wrapped, keyOwner(subject, number)),
  )
  if (old.length > 0) await putWrapped(owner, keys, old)
  return { place: rows.at(-1), seen: rows.length, wrapped: old.length }
}

/** Only where the former wrapping still stands: a key that was erased meanwhile does not come back. */
async function putWrapped(owner: Trx, keys: RotatingKeys, rows: readonly KeyRow[]): Promise<void> {
  const fresh = rows.map(({ subject, data_class: number, wrapped }) => {
    const of = keyOwner(subject, number)
    return keys.wrap(keys.unwrap(wrapped, of), of)
  })
  await sql`
    update records.data_key k set wrapped = n.fresh
    from unnest(${rows.map(({ bucket }) => bucket)}::smallint[], ${rows.map(({ subject }) => subject)}::uuid[],
                ${rows.map((row) => row.data_class)}::smallint[], ${rows.map(({ wrapped }) => wrapped)}::bytea[],
                ${fresh}::bytea[]) as n (bucket, subject, data_class, former, fresh)
    where k.bucket = n.bucket and k.subject = n.subject and k.data_class = n.data_class and k.wrapped = n.former
  `.execute(owner)
}

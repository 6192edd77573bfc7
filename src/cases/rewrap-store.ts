import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import { withScope } from '#foundation/scope'
import type { RotatingKeys } from '#records'
import type { RecordId } from '#vocabulary/record-id'
import { keyOwner } from './open-case.ts'

type Rewrapped = {
  readonly place: RecordId | undefined
  readonly seen: number
  readonly wrapped: number
}

type KeyRow = { id: RecordId; key: Buffer }

const NIL = '00000000-0000-0000-0000-000000000000'

/**
 * Wraps the keys of the next cases by the newest master key, those that are already left alone. A second walk changes
 * nothing; a key that was erased meanwhile does not come back.
 *
 * @returns the last case seen, undefined when there was none after `after`; and how many were wrapped anew
 */
export function rewrapCaseKeys(
  owner: Database,
  keys: RotatingKeys,
  after: RecordId | undefined,
  limit: number,
): Promise<Rewrapped> {
  // Also an owner who is no superuser is held to a scope: without one there would be no key to be seen.
  return withScope(owner, { work: 'key-rotation' }, (trx) => rewrapInScope(trx, keys, after, limit))
}

async function rewrapInScope(
  trx: Trx,
  keys: RotatingKeys,
  after: RecordId | undefined,
  limit: number,
): Promise<Rewrapped> {
  const { rows } = await sql<KeyRow>`
    select id, key from cases.case
    where id > ${after ?? NIL}::uuid and key is not null
    order by id limit ${limit}
  `.execute(trx)
  const old = rows.filter(({ id, key }) => !keys.isNewest(key, keyOwner(id)))
  const fresh = old.map(({ id, key }) => keys.wrap(keys.unwrap(key, keyOwner(id)), keyOwner(id)))
  if (old.length > 0)
    await sql`
      update cases.case c set key = n.fresh
      from unnest(${old.map(({ id }) => id)}::uuid[], ${old.map(({ key }) => key)}::bytea[], ${fresh}::bytea[])
        as n (id, former, fresh)
      where c.id = n.id and c.key = n.former
    `.execute(trx)
  return { place: rows.at(-1)?.id, seen: rows.length, wrapped: old.length }
}

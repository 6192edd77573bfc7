import { sql } from 'kysely'
import { type Database, leaveForCommit, type Trx } from '#foundation/database'
import { bucketOf, type RecordId } from '#vocabulary/record-id'
import type { DataKeys } from './data-keys.ts'

/** The owner that a wrapped key is bound to, so that keys cannot be exchanged between rows. */
export function keyOwner(subject: RecordId, classNumber: number): string {
  return `${subject}/${classNumber}`
}

/** Finds the data key of a subject and class, or makes it. Of two writers who need it first, both get the same. */
export async function keyFor(
  trx: Trx,
  keys: DataKeys,
  subject: RecordId,
  classNumber: number,
): Promise<Buffer> {
  const owner = keyOwner(subject, classNumber)
  const known = await findWrapped(trx, subject, classNumber)
  return keys.unwrap(known ?? (await makeKey(trx, keys, subject, classNumber)), owner)
}

/**
 * Makes the first data key of a subject that this very transaction makes, and that nobody else can know: looks for none, and waits for
 * nothing. When there is one all the same, the transaction fails with a unique violation.
 */
export function makeFirstKey(
  trx: Trx,
  keys: DataKeys,
  subject: RecordId,
  classNumber: number,
): Buffer {
  const key = keys.make()
  const wrapped = keys.wrap(key, keyOwner(subject, classNumber))
  leaveForCommit(
    trx,
    sql`
      insert into records.data_key (bucket, subject, data_class, wrapped)
      values (${bucketOf(subject)}, ${subject}, ${classNumber}, ${wrapped})
    `,
  )
  return key
}

async function makeKey(
  trx: Trx,
  keys: DataKeys,
  subject: RecordId,
  classNumber: number,
): Promise<Buffer> {
  const owner = keyOwner(subject, classNumber)
  const { rows } = await sql<{ wrapped: Buffer }>`
    with made as (
      insert into records.data_key (bucket, subject, data_class, wrapped)
      select ${bucketOf(subject)}, ${subject}::uuid, ${classNumber}, ${keys.wrap(keys.make(), owner)}
      where not exists (
        select from records.data_key
        where bucket = ${bucketOf(subject)} and subject = ${subject} and data_class = ${classNumber}
      )
      on conflict do nothing
      returning wrapped
    )
    select wrapped from made
    union all
    select wrapped from records.data_key
    where bucket = ${bucketOf(subject)} and subject = ${subject} and data_class = ${classNumber}
  `.execute(trx)
  const wrapped = rows[0]?.wrapped ?? (await findWrapped(trx, subject, classNumber))
  if (!wrapped) throw new Error('a data key could be neither made nor found')
  return wrapped
}

/** Undefined when the key was never made, or was erased. */
export async function findWrapped(
  db: Database | Trx,
  subject: RecordId,
  classNumber: number,
): Promise<Buffer | undefined> {
  const { rows } = await sql<{ wrapped: Buffer }>`
    select wrapped from records.data_key
    where bucket = ${bucketOf(subject)} and subject = ${subject} and data_class = ${classNumber}
  `.execute(db)
  return rows[0]?.wrapped
}

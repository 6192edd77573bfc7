import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'

/** A key of the log as it lies in the database. */
export type StoredKey = {
  readonly number: number
  readonly name: string
  readonly publicKey: Buffer
  /** The private half; null once another key has taken over. */
  readonly sealed: Buffer | null
}

/** Every key that the log had or shall have, the first first. */
export async function listLogKeys(database: Database | Trx): Promise<StoredKey[]> {
  const { rows } = await sql<StoredKey>`
    select number, name, public_key as "publicKey", sealed from audit.log_key order by number
  `.execute(database)
  return rows
}

/** The key that signs next, by its number: the one to which the newest checkpoint gave the log, or its own. Undefined without a checkpoint. */
export async function findSigningKey(database: Database | Trx): Promise<number | undefined> {
  const { rows } = await sql<{ number: number }>`
    select coalesce(next, key) as number from audit.checkpoint order by size desc limit 1
  `.execute(database)
  return rows[0]?.number
}

/** Of two processes that make a key at once, one writes it; the other reads that. */
export async function insertLogKey(
  database: Database | Trx,
  key: StoredKey,
  at: Date,
): Promise<void> {
  await sql`
    insert into audit.log_key (number, name, public_key, sealed, created_at)
    values (${key.number}, ${key.name}, ${key.publicKey}, ${key.sealed}, ${at}) on conflict do nothing
  `.execute(database)
}

/** The private halves of the keys before one are forgotten. Only the owner may. */
export async function forgetKeysBefore(owner: Database, number: number): Promise<void> {
  await sql`
    update audit.log_key set sealed = null where number < ${number}::smallint and sealed is not null
  `.execute(owner)
}

/** Nobody adds a key or a statement of removal until the transaction ends. Only the owner may. */
export async function lockKeysAndRemovals(trx: Trx): Promise<void> {
  await sql`lock table audit.log_key, audit.removal in share row exclusive mode`.execute(trx)
}

export type StoredRemoval = { readonly number: number; readonly note: string }

export async function listRemovals(database: Database | Trx): Promise<StoredRemoval[]> {
  const { rows } = await sql<StoredRemoval>`
    select number, note from audit.removal order by number limit 10000
  `.execute(database)
  return rows
}

export async function putRemovalNote(trx: Trx, { number, note }: StoredRemoval): Promise<void> {
  await sql`update audit.removal set note = ${note} where number = ${number}`.execute(trx)
}

import { sql } from 'kysely'
import type { Database } from '#foundation/database'

/** The sealed key of a purpose. */
export async function findSigningKey(
  database: Database,
  purpose: string,
): Promise<Buffer | undefined> {
  const { rows } = await sql<{ sealed: Buffer }>`
    select sealed from access.signing_key where purpose = ${purpose}
  `.execute(database)
  return rows[0]?.sealed
}

/** Keeps a new key; of two processes that start together, the first one's stays. */
export async function insertSigningKey(
  database: Database,
  purpose: string,
  sealed: Buffer,
  createdAt: Date,
): Promise<void> {
  await sql`
    insert into access.signing_key (purpose, sealed, created_at) values (${purpose}, ${sealed}, ${createdAt})
    on conflict do nothing
  `.execute(database)
}

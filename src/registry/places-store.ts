import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { RecordId } from '#vocabulary/record-id'
import type { Place } from './reach.ts'

/** Where each of several practitioners is or was registered. */
export async function placesOfMany(
  trx: Trx,
  practitioners: readonly RecordId[],
): Promise<ReadonlyMap<string, Place[]>> {
  const { rows } = await sql<Place & { practitioner: string }>`
    select distinct practitioner, facility, authority from registry.registration where practitioner = any(${practitioners}::uuid[])
  `.execute(trx)
  return Map.groupBy(rows, ({ practitioner }) => practitioner)
}

/** Where a practitioner is or was registered. */
export async function placesOf(database: Database | Trx, practitioner: RecordId): Promise<Place[]> {
  const { rows } = await sql<Place>`
    select distinct facility, authority from registry.registration where practitioner = ${practitioner}
  `.execute(database)
  return rows
}

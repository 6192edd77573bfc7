import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { RecordId } from '#vocabulary/record-id'

/**
 * Keeps that a person died, as a dossier tells, or that this is taken back (`diedOn` undefined).
 * What one visit told, another does not take back. Telling what stands already changes nothing, so a dossier may be sent again.
 */
export async function noteDeath(
  trx: Trx,
  death: {
    readonly person: RecordId
    /** `yyyy-mm-dd`. */
    readonly diedOn: string | undefined
    /** The visit that tells it. */
    readonly source: string
    readonly at: Date
  },
): Promise<void> {
  const { person, diedOn, source, at } = death
  await sql`
    insert into access.death (person, position, died_on, source, told_at)
    select ${person}::uuid, coalesce(max(position), 0) + 1, ${diedOn ?? null}::date, ${source}, ${at}
    from access.death where person = ${person}::uuid
    having (array_agg(died_on order by position desc))[1] is distinct from ${diedOn ?? null}::date
      and (${diedOn ?? null}::date is not null or (array_agg(source order by position desc))[1] = ${source})
  `.execute(trx)
}

/** The day of death, `yyyy-mm-dd`, as it was last told under any of the keys. */
export async function findDeath(
  database: Database,
  persons: readonly RecordId[],
): Promise<string | undefined> {
  const { rows } = await sql<{ died_on: string | null }>`
    select distinct on (person) died_on from access.death where person = any(${[...persons]}::uuid[])
    order by person, position desc
  `.execute(database)
  return rows.find(({ died_on }) => died_on !== null)?.died_on ?? undefined
}

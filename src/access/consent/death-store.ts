import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { RecordId } from '#vocabulary/record-id'
import { tellPerson } from './person-notice-store.ts'

/** A death as it was told. */
export type Death = {
  /** `yyyy-mm-dd`; of several that tell it, the latest day. */
  readonly diedOn: string
  /** Whether two facilities tell it. One dossier may err, and its sender alone could take it back. */
  readonly isConfirmed: boolean
}

/**
 * Keeps that a person died, as a dossier tells, and tells the person's book; or that this is taken back (`diedOn` undefined).
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
    /** Who sent the visit. */
    readonly facility: FacilityCode
    readonly at: Date
  },
): Promise<void> {
  const { person, diedOn, source, facility, at } = death
  const { rows } = await sql`
    insert into access.death (person, position, died_on, source, told_at, facility)
    select ${person}::uuid, coalesce(max(position), 0) + 1, ${diedOn ?? null}::date, ${source}, ${at}, ${facility}
    from access.death where person = ${person}::uuid
    having (array_agg(died_on order by position desc) filter (where source = ${source}))[1]
      is distinct from ${diedOn ?? null}::date
    returning position
  `.execute(trx)
  if (rows.length === 0) return
  const what = diedOn === undefined ? 'death-taken-back' : 'death-told'
  await tellPerson(trx, { person, at, what, facility })
}

/**
 * The death of a person, under any of the keys, as far as it is believed. A death that a visit contradicts is not: somebody
 * who came to a facility on a later day lives, and only a visit that is not itself taken back, nor tells a death, says so.
 */
export async function findDeath(
  database: Database,
  persons: readonly RecordId[],
  now: Date,
): Promise<Death | undefined> {
  const keys = sql`${[...persons]}::uuid[]`
  const { rows } = await sql<{ died_on: string; facilities: number }>`
    with newest as (
      select distinct on (person, source) source, died_on, facility from access.death
      where person = any(${keys}) order by person, source, position desc
    ), told as (select * from newest where died_on is not null)
    select max(died_on)::text as died_on, count(distinct facility)::int as facilities from told
    having count(*) > 0 and not exists (
      select 1 from access.care_relation as seen
      where seen.person = any(${keys}) and seen.kind in ('treated', 'open-visit')
        and (seen.from_at at time zone 'Asia/Ho_Chi_Minh')::date > (select max(died_on) from told)
        and (seen.until_at is null or seen.until_at > ${now})
        and seen.source not in (select source from told)
    )
  `.execute(database)
  const [found] = rows
  return found && { diedOn: found.died_on, isConfirmed: found.facilities >= SOURCES_MIN }
}

/** Facilities that must agree before a death ends what the person does with an own session, and the emergency. */
const SOURCES_MIN = 2

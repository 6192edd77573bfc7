import { permitAll } from '../src/access/testing/permits.ts'
import { sql } from 'kysely'
import { statusOf } from '../src/intake/answer.ts'
import { receiveDossiers } from '../src/intake/receive-dossiers.ts'
import { readRecord } from '../src/records/index.ts'
import type { RecordId } from '../src/vocabulary/record-id.ts'
import { clerk, type intakeWorld } from './intake-world.ts'
import { outpatientVisit } from './sample-dossiers.ts'

/** Sends to intake's story itself, below the routes, and looks at what it left. */

export const REFUSE = { onError: 'refuse' } as const
export const RECORD = { onError: 'record', reason: 'cổng BHXH cần hồ sơ hôm nay' } as const

export type World = Awaited<ReturnType<typeof intakeWorld>>

export const send = async (
  world: World,
  file: Buffer,
  options: typeof REFUSE | typeof RECORD = REFUSE,
  sender = clerk(),
) => {
  const [one] = await receiveDossiers(world.needs, sender, file, options)
  return { ...one.submission, http: statusOf(one) }
}

export const faulty = () => outpatientVisit({ GIOI_TINH: '9' })

export async function count(world: World, table: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.raw(table)}`.execute(
    world.owner,
  )
  return rows[0]?.n ?? -1
}

/** The resources of a person's record as they stand. */
export async function recordOf(world: World, person: RecordId | undefined): Promise<string[]> {
  if (!person) return []
  const entries = await readRecord(world.database, world.needs.dataKeys, permitAll(person))
  return entries.flatMap(({ resources }) => resources.map(({ resourceType }) => resourceType))
}

/** The tags of the visits in a person's record. */
export async function marksOf(world: World, person: RecordId | undefined): Promise<string[]> {
  if (!person) return []
  const entries = await readRecord(world.database, world.needs.dataKeys, permitAll(person))
  return entries
    .flatMap(({ resources }) => resources)
    .filter(({ resourceType }) => resourceType === 'Encounter')
    .flatMap(({ meta }) => (meta?.tag ?? []).map(({ code }) => code ?? ''))
}

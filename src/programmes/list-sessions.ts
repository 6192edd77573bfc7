import type { z } from 'zod'
import { withScope } from '#foundation/scope'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome } from '#vocabulary/outcome'
import type { listTrainings } from './contract.ts'
import type { ProgrammeNeeds } from './programme-needs.ts'
import { reachOf } from './reach.ts'
import { listSessions } from './training-store.ts'

const SESSIONS_MAX = 200

/** The trainings within the caller's reach, the newest first. Refuses `programmes.not-own-authority`. */
export async function listTrainingsOf(
  { database }: Pick<ProgrammeNeeds, 'database'>,
  caller: Caller,
): Promise<Outcome<z.input<typeof listTrainings.response>>> {
  const reach = reachOf(caller, {})
  if (!reach.ok) return reach
  const trainings = await withScope(database, reach.value.scope, (trx) =>
    listSessions(trx, SESSIONS_MAX),
  )
  return accept({ trainings })
}

import { sql } from 'kysely'
import { z } from 'zod'
import { contract } from '#foundation/contract'
import type { Database } from '#foundation/database'
import { type Door, serve } from '#foundation/serve'
import { accept, refuse } from '#vocabulary/outcome'

/** A database that does not answer within 2 s is not ready: what asks usually gives up after five. */
const DATABASE_MS_MAX = 2_000

const readHealth = contract({
  method: 'GET',
  path: '/health',
  summary: 'Whether the process lives',
  right: 'public',
  request: z.strictObject({}),
  response: z.object({ status: z.literal('alive') }),
})

const readReadiness = contract({
  method: 'GET',
  path: '/ready',
  summary: 'Whether the database answers, so that requests can be served; 503 when not',
  right: 'public',
  request: z.strictObject({}),
  response: z.object({ status: z.literal('ready') }),
})

/** For what watches over the server: a supervisor, a load balancer. */
export function healthRoutes(door: Door, database: Database): void {
  serve(door, readHealth, async () => accept({ status: 'alive' }))
  serve(door, readReadiness, async () =>
    (await answers(database))
      ? accept({ status: 'ready' })
      : refuse('unavailable', 'server.database-away'),
  )
}

async function answers(database: Database): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), DATABASE_MS_MAX)
  })
  const asked = sql`select 1`.execute(database).then(
    () => true,
    () => false,
  )
  const answered = await Promise.race([asked, late])
  clearTimeout(timer)
  return answered
}

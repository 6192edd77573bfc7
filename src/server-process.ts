import cluster from 'node:cluster'
import type { Access } from '#access'
import { openDatabase } from '#foundation/database'
import { failureFields, lineLog, type Log } from '#foundation/log'
import { type Loop, runLoop } from '#foundation/loops'
import { readSecrets, type Secrets } from '#foundation/secrets'
import { ALONE, isWord, siblingsOver, type Word } from '#foundation/siblings'
import { RELOAD_LOOP } from './compose-guards.ts'
import { composeServer, type ServerGround } from './compose-server.ts'
import { originOf, type Settings } from './settings.ts'
import { openEvents, trustClock } from './watch-events.ts'

const SWEEP_EVERY_MS = 3_600_000

/**
 * One process that answers requests: the whole server when it is alone, else one of several on the same port, to
 * which the parent gives connections in turn and, by a word, the duties that only one may have.
 * Ends by signal, or with its parent.
 */
export async function runServerProcess(settings: Settings, count: number): Promise<void> {
  const now = () => new Date()
  const log = lineLog('server', (line) => process.stderr.write(line), now)
  const secrets = await secretsOf(settings)
  const siblings = cluster.isWorker ? siblingsOver({ say, onWord }, count) : ALONE
  const database = openDatabase(settings.MACH_DATABASE_URL)
  const ground = { database, settings, secrets, now, log, siblings }
  const { door, access, loops } = await composeServer(ground)
  const stopped = new AbortController()
  const running: Promise<void>[] = []

  const announce = async () => {
    const link =
      settings.MACH_DEMO === 'yes' ? undefined : await access.makeFirstAdministratorLink()
    if (link !== undefined) process.stdout.write(`first administrator: ${link}\n`)
  }
  const sweep = () => {
    running.push(runLoop(sweepLoop(access, ground), log, stopped.signal))
  }
  /** Ends in order: no new requests, those under way are answered, then the connections go. */
  const stop = async () => {
    if (stopped.signal.aborted) return
    stopped.abort()
    await door.app.close()
    await Promise.all(running)
    await database.destroy()
    process.exit(0)
  }
  for (const event of ['SIGTERM', 'SIGINT', 'disconnect'] as const)
    process.on(event, () => void stop())
  process.on('unhandledRejection', (error) => log('error', 'unhandled', failureFields(error)))
  onWord((word) => {
    if (word.mach !== 'duty') return
    if (word.duty === 'sweep') sweep()
    else announce().catch((error: unknown) => log('error', 'unhandled', failureFields(error)))
  })

  reloadOnHangup(loops, log)
  for (const loop of loops) running.push(runLoop(loop, log, stopped.signal))
  await door.app.listen({ host: settings.MACH_HOST, port: settings.MACH_PORT })
  if (cluster.isWorker) return
  process.stdout.write(`ready ${originOf(settings)}\n`)
  await announce()
  sweep()
}

/** SIGHUP reads the certificate at once, beside the loop that does each minute. A faulty one is logged and the former stays in use. */
function reloadOnHangup(loops: readonly Loop[], log: Log): void {
  const reload = loops.find(({ name }) => name === RELOAD_LOOP)
  if (reload === undefined) return
  process.on('SIGHUP', () => {
    reload
      .run()
      .then(() => log('info', 'tls.reloaded'))
      .catch((error: unknown) => log('error', 'tls.not-reloaded', failureFields(error)))
  })
}

/** One process sweeps at a time: the watch over the clock is its own. */
function sweepLoop(access: Access, { database, settings, now, log }: ServerGround): Loop {
  const events = openEvents(database, log, settings)
  const isClockTrusted = trustClock(database, events, settings, now, 'server')
  const run = async () => (await isClockTrusted()) && access.sweep()
  return { name: 'sweep-access', everyMs: SWEEP_EVERY_MS, run }
}

async function secretsOf(settings: Settings): Promise<Secrets> {
  const secrets = await readSecrets(settings.MACH_DATA)
  const { MACH_DEMO_PASSWORD: demoPassword } = settings
  return demoPassword === undefined ? secrets : { ...secrets, demoPassword }
}

function say(word: Word): void {
  // A parent that is gone hears nothing, and this process is about to end with it.
  if (process.connected) process.send?.(word, undefined, undefined, () => undefined)
}

function onWord(listener: (word: Word) => void): void {
  if (!cluster.isWorker) return
  process.on('message', (said) => {
    if (isWord(said)) listener(said)
  })
}

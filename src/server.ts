import { openDatabase } from '#foundation/database'
import { failureFields, lineLog } from '#foundation/log'
import { runLoop } from '#foundation/loops'
import { readSecrets } from '#foundation/secrets'
import { composeServer } from './compose-server.ts'
import { readSettings } from './settings.ts'

const SWEEP_EVERY_MS = 3_600_000

const settings = readSettings(process.env)
const now = () => new Date()
const log = lineLog('server', (line) => process.stderr.write(line), now)
const secrets = {
  ...(await readSecrets(settings.MACH_DATA)),
  ...(settings.MACH_DEMO_PASSWORD === undefined
    ? {}
    : { demoPassword: settings.MACH_DEMO_PASSWORD }),
}
const database = openDatabase(settings.MACH_DATABASE_URL)
const { door, access } = await composeServer({ database, settings, secrets, now, log })
const stopped = new AbortController()

await door.app.listen({ host: settings.MACH_HOST, port: settings.MACH_PORT })
process.stdout.write(`ready http://${settings.MACH_HOST}:${settings.MACH_PORT}\n`)
const link = settings.MACH_DEMO === 'yes' ? undefined : await access.makeFirstAdministratorLink()
if (link !== undefined) process.stdout.write(`first administrator: ${link}\n`)
const sweeping = runLoop(
  { name: 'sweep-access', everyMs: SWEEP_EVERY_MS, run: access.sweep },
  log,
  stopped.signal,
)

/** Ends in order: no new requests, those under way are answered, then the connections go. */
async function stop(): Promise<void> {
  if (stopped.signal.aborted) return
  stopped.abort()
  await door.app.close()
  await sweeping
  await database.destroy()
  process.exit(0)
}
for (const event of ['SIGTERM', 'SIGINT', 'disconnect'] as const)
  process.on(event, () => void stop())
process.on('unhandledRejection', (error) => log('error', 'unhandled', failureFields(error)))

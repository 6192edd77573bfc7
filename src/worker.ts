import { makeSealer, permitWork } from '#access'
import { openAuditLog } from '#audit'
import { type ChannelEnds, deliveryLoops, openInsurancePortal } from '#delivery'
import { openDatabase } from '#foundation/database'
import { lineLog } from '#foundation/log'
import { runLoop } from '#foundation/loops'
import { openOutgoing } from '#foundation/outgoing'
import { masterKeysOf, readSecrets } from '#foundation/secrets'
import { readPayload } from '#intake'
import { progressLoop } from '#programmes'
import { makeDataKeys } from '#records'
import { listingLoop, openRegistry, qualityLoop, readProfileDefinitions } from '#registry'
import { openTerminology } from '#terminology'
import { loopsOfCases } from './compose-cases.ts'
import { openOutside } from './compose-outside.ts'
import { random } from './compose-server.ts'
import { allowedHosts, readSettings } from './settings.ts'
import { clockLoop, logLoop, openEvents, trustClock, watchLoop } from './watch-events.ts'

const CONNECTIONS = 6

const settings = readSettings(process.env)
const now = () => new Date()
const log = lineLog('worker', (line) => process.stderr.write(line), now)
const secrets = await readSecrets(settings.MACH_DATA)
const masterKey = masterKeysOf(settings.MACH_DATA, secrets)
const database = openDatabase(settings.MACH_DATABASE_URL, CONNECTIONS)
const dataKeys = makeDataKeys(secrets.masterKey, masterKey, secrets.codeHashKey)
const permit = permitWork('delivery')
const stopped = new AbortController()

const outgoing = openOutgoing(allowedHosts(settings))

/** Without a portal to send to, what is owed stays queued and says so on the operator's page. */
const baseUrl = settings.MACH_INSURANCE_PORTAL_URL
const portal: ChannelEnds | undefined =
  baseUrl === undefined
    ? undefined
    : {
        readPayload: ({ payload }) => readPayload({ database, dataKeys, permit }, payload),
        sender: openInsurancePortal({ database, now, random, masterKey, baseUrl, outgoing }).sender,
      }
const definitions = readProfileDefinitions()
const outside = openOutside({ database, now, random, definitions, outgoing }, settings, portal)

const auditLog = await openAuditLog({
  database,
  now,
  sealer: makeSealer(masterKey, 'audit-log', random),
  ...(settings.MACH_CHECKPOINT_FOLDER === undefined
    ? {}
    : { folder: settings.MACH_CHECKPOINT_FOLDER }),
})
const events = openEvents(database, log, settings)
const registry = openRegistry({ database, now })
const isClockTrusted = trustClock(database, events, settings, now, 'worker')
const { listsFor } = openTerminology({ database, now })
const cases = await loopsOfCases(
  { database, now, random, dataKeys, registry, listsFor },
  makeSealer(masterKey, 'audit-log', random),
  isClockTrusted,
)
const loops = [
  ...deliveryLoops({ database, now, channels: outside.channels }),
  ...outside.loops,
  ...auditLog,
  ...cases,
  listingLoop({ database, now, definitions, listsFor }),
  qualityLoop({ database, now, definitions, listsFor }),
  progressLoop({ database, now }),
  await watchLoop(database, events, now),
  logLoop(database, events, now),
  clockLoop(database, events, settings, now),
]

process.stdout.write('ready worker\n')
const running = Promise.all(loops.map((loop) => runLoop(loop, log, stopped.signal)))

/** Ends after the round that is under way; what is not yet sent stays in the outbox. */
async function stop(): Promise<void> {
  if (stopped.signal.aborted) return
  stopped.abort()
  await running
  await database.destroy()
  process.exit(0)
}
for (const event of ['SIGTERM', 'SIGINT', 'disconnect'] as const)
  process.on(event, () => void stop())
// Without loops nothing would keep the process alive; the supervisor ends it by signal or by leaving.
setInterval(() => undefined, 60_000)

import { parseArgs } from 'node:util'
import { startIdentity } from './identity.ts'

/** `node simulators/upstream-identity/main.ts --port 8083` */
const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } })

const identity = await startIdentity({ port: Number(values.port), now: () => new Date() })
process.stdout.write(`ready ${identity.url}\n`)

// 'disconnect': whoever started it is gone, so it goes too.
for (const event of ['SIGINT', 'SIGTERM', 'disconnect'] as const) {
  process.once(event, () => void identity.close().then(() => process.exit(0)))
}

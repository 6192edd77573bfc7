import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { startInsurancePortal } from './portal.ts'

/** `node simulators/insurance-portal/main.ts --port 8091 [--book http://127.0.0.1:8092] [--judge-after-ms 3000] [--token-seconds 900]` */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    book: { type: 'string' },
    'judge-after-ms': { type: 'string', default: '3000' },
    'token-seconds': { type: 'string', default: '900' },
  },
})

const portal = await startInsurancePortal({
  port: Number(values.port),
  judgeAfterMs: Number(values['judge-after-ms']),
  tokenSeconds: Number(values['token-seconds']),
  now: () => new Date(),
  random: randomBytes,
  ...(values.book ? { book: new URL(values.book) } : {}),
})
process.stdout.write(`ready ${portal.url}\n`)

// 'disconnect': whoever started it is gone, so it goes too.
for (const event of ['SIGINT', 'SIGTERM', 'disconnect'] as const) {
  process.once(event, () => void portal.close().then(() => process.exit(0)))
}

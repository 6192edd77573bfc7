import { parseArgs } from 'node:util'
import { startBook } from './book.ts'

/** `node simulators/vneid-book/main.ts --port 8092` */
const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } })

const book = await startBook({ port: Number(values.port), now: () => new Date() })
process.stdout.write(`ready ${book.url}\n`)

// 'disconnect': whoever started it is gone, so it goes too.
for (const event of ['SIGINT', 'SIGTERM', 'disconnect'] as const) {
  process.once(event, () => void book.close().then(() => process.exit(0)))
}

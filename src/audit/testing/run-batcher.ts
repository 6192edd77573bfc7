/** Batches without end, in batches of a given size, until it is killed: for the test that kills it. */
import { openDatabase } from '#foundation/database'
import { batchEvents } from '../batch-events.ts'
import { openLogKey } from '../open-log-key.ts'
import { plainSealer } from './plain-sealer.ts'

const [url = '', size = '64'] = process.argv.slice(2)
const database = openDatabase(url, 2)
const now = () => new Date()
await openLogKey({ database, now, sealer: plainSealer })
process.stdout.write('ready\n')
for (;;) await batchEvents({ database, now, sealer: plainSealer, batchMax: Number(size) })

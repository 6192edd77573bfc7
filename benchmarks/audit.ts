/**
 * How fast is an exported audit log verified, how fast does the batcher take events, and what does the audit cost the intake?
 *
 * Verified: a folder as `./mach audit export` writes it, read from disk. Batched: events of 25 per transaction, on a database of
 * its own, durable commits. Intake: the same dossiers by turns with the audit as it is, the worker batching beside it, and with
 * events that a rule of the database throws away, no worker.
 */
import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { makeNoteKey, openNoteSigner } from '#signing'
import { noteToText, growTree } from '#signing'
import { openDatabase } from '#foundation/database'
import { checkpointHash, NO_FORMER, signCheckpoint } from '../src/audit/checkpoint.ts'
import { type EventRow, eventToLine, lineToLeaf } from '../src/audit/event-line.ts'
import { batchEvents } from '../src/audit/batch-events.ts'
import { openLogKey } from '../src/audit/open-log-key.ts'
import { recordAudit } from '../src/audit/event-store.ts'
import { verifyLog } from '../src/audit/verify-log.ts'
import { benchmarkDossiers } from '../simulators/province/benchmark-dossiers.ts'
import { readExportedLog } from '../src/commands/audit-folder.ts'
import { startChild } from '../src/commands/children.ts'
import { openPortalAccounts } from '../src/commands/demo-accounts.ts'
import { demoToken } from '../src/commands/demo-token.ts'
import { prepareDatabase } from '../src/commands/prepare-database.ts'
import { freePort } from '../src/foundation/embedded-postgres.ts'
import { round } from './percentiles.ts'
import { sendLoad } from './send-load.ts'

const EVENTS = Number(process.env['MACH_BENCH_EVENTS'] ?? 500_000)
const BATCHED = 50_000
const PER_CHECKPOINT = 1_000
const DOSSIERS = Number(process.env['MACH_BENCH_DOSSIERS'] ?? 600)
const ROUNDS = 3
const CONNECTIONS = 8
const json = process.argv.includes('--json')

const folder = await mkdtemp(join(tmpdir(), 'mach-bench-audit-'))
try {
  const summary = { ...(await measureVerify()), ...(await measureDatabase()) }
  process.stdout.write(`${JSON.stringify(summary, undefined, json ? 0 : 2)}\n`)
} finally {
  await rm(folder, { recursive: true, force: true })
}

function rowOf(number: number): EventRow {
  return {
    number,
    at: '2026-11-21T08:12:00.123000Z',
    action: 'read',
    account: 'doctor@51001',
    name: 'BS. Đinh Thị Hà',
    role: 'doctor',
    facility: '51001',
    address: '10.0.0.7',
    what: 'record',
    person: randomUUID(),
    visit: null,
    purpose: 'treatment',
    ground: 'referral',
    detail: '{"entries": 12}',
    salt: randomUUID(),
  }
}

async function measureVerify() {
  const out = join(folder, 'log')
  await mkdir(out)
  const { publicKey, privateKey } = makeNoteKey()
  const signer = openNoteSigner('mach/audit/bench', publicKey, privateKey)
  const tree = growTree()
  const leaves: Buffer[] = []
  const notes: string[] = []
  let former = NO_FORMER
  const file = await open(join(out, 'events-000000000000.jsonl'), 'w')
  for (let from = 0; from < EVENTS; from += PER_CHECKPOINT) {
    const lines = Array.from({ length: PER_CHECKPOINT }, (_, place) =>
      eventToLine(rowOf(from + place + 1)),
    )
    for (const line of lines) {
      const leaf = lineToLeaf(Buffer.from(line)) ?? Buffer.alloc(32)
      tree.append(leaf)
      leaves.push(leaf)
    }
    await file.write(`${lines.join('\n')}\n`)
    const checkpoint = {
      origin: 'mach/audit/bench',
      size: tree.size(),
      root: tree.root(),
      at: new Date(),
      former,
    }
    notes.push(noteToText(signCheckpoint(checkpoint, signer)))
    former = checkpointHash(checkpoint)
  }
  await file.close()
  await writeFile(join(out, 'leaves.bin'), Buffer.concat(leaves))
  await writeFile(join(out, 'checkpoints.txt'), notes.join(''))
  const newest = notes.at(-1) ?? ''
  const rates: { wall: number; processor: number }[] = []
  for (let time = 0; time < 3; time += 1) {
    const startedAt = performance.now()
    const before = process.cpuUsage()
    const log = await readExportedLog(out, newest)
    const { isWhole } = await verifyLog(log, signer.verifier)
    if (!isWhole) throw new Error('the log is not whole')
    const { user, system } = process.cpuUsage(before)
    rates.push({
      wall: EVENTS / ((performance.now() - startedAt) / 1_000),
      processor: EVENTS / ((user + system) / 1e6),
    })
  }
  return {
    verifiedPerSecond: Math.round(Math.max(...rates.map(({ wall }) => wall))),
    verifiedPerProcessorSecond: Math.round(Math.max(...rates.map(({ processor }) => processor))),
    memoryMB: Math.round(process.memoryUsage().rss / 1_048_576),
  }
}

async function measureDatabase() {
  const data = join(folder, 'data')
  const prepared = await prepareDatabase(data)
  const owner = new pg.Client({ connectionString: prepared.ownerUrl })
  await owner.connect()
  try {
    const batched = await measureBatcher(prepared.url, owner)
    return { ...batched, ...(await measureIntake(data, prepared, owner)) }
  } finally {
    await owner.end()
    await prepared.end()
  }
}

async function measureBatcher(url: string, owner: pg.Client) {
  const database = openDatabase(url, 2)
  const now = () => new Date()
  const sealer = {
    seal: (plain: string) => Buffer.from(plain),
    open: (sealed: Uint8Array) => Buffer.from(sealed).toString(),
  }
  await openLogKey({ database, now, sealer })
  const caller = {
    account: 'doctor@51001',
    name: 'BS. Đinh Thị Hà',
    role: 'doctor' as const,
    address: '10.0.0.7',
  }
  for (let written = 0; written < BATCHED; written += 25)
    await recordAudit(
      database,
      Array.from({ length: 25 }, () => ({
        at: now(),
        action: 'read' as const,
        caller,
        what: 'record',
      })),
    )
  const startedAt = performance.now()
  while (await batchEvents({ database, now, sealer }));
  const seconds = (performance.now() - startedAt) / 1_000
  const { rows } = await owner.query<{ bytes: string }>(
    `select pg_total_relation_size('audit.leaf_tile') + pg_total_relation_size('audit.node_tile') as bytes`,
  )
  await database.destroy()
  // The key of the benchmark is nobody's: the worker makes its own.
  await owner.query(
    'truncate audit.checkpoint, audit.leaf_tile, audit.node_tile, audit.log_key cascade',
  )
  return {
    batchedPerSecond: Math.round(BATCHED / seconds),
    treeBytesPerEvent: round(Number(rows[0]?.bytes ?? 0) / BATCHED),
  }
}

async function measureIntake(
  data: string,
  prepared: Awaited<ReturnType<typeof prepareDatabase>>,
  owner: pg.Client,
) {
  await openPortalAccounts(data, prepared.url, prepared.secrets)
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const settings = {
    MACH_DATABASE_URL: prepared.url,
    MACH_DATA: data,
    MACH_PORT: String(port),
    MACH_ORIGIN: origin,
    MACH_DEMO: 'yes',
    MACH_DEMO_PASSWORD: prepared.secrets.demoPassword,
  }
  const server = await startChild('server', 'src/server.ts', [], settings)
  const dossiers = benchmarkDossiers(DOSSIERS * (2 * ROUNDS + 1), 7)
  const tokens = new Map<string, string>()
  for (const { facility } of dossiers)
    if (!tokens.has(facility)) tokens.set(facility, await demoToken(origin, `clerk@${facility}`))
  const send = async (turn: number) => {
    const part = dossiers.slice(turn * DOSSIERS, (turn + 1) * DOSSIERS)
    return part.length / (await sendLoad(origin, tokens, part, CONNECTIONS)).seconds
  }
  await send(0)
  const ratios: number[] = []
  for (let time = 0; time < ROUNDS; time += 1) {
    const worker = await startChild('worker', 'src/worker.ts', [], settings)
    const withAudit = await send(1 + 2 * time)
    await worker.end()
    await owner.query('create rule thrown_away as on insert to audit.event do instead nothing')
    const without = await send(2 + 2 * time)
    await owner.query('drop rule thrown_away on audit.event')
    ratios.push(withAudit / without)
    process.stderr.write(`intake with audit ${round(withAudit)}/s, without ${round(without)}/s\n`)
  }
  await server.end()
  return { intakeWithAuditToWithout: round(ratios.toSorted((a, b) => a - b)[1] ?? 0) }
}

/**
 * How many visit dossiers per second come in through HTTP, are judged, recorded, queued and audited?
 *
 * Distinct synthetic dossiers of about 40 resources, all accepted, repeat persons, 8 connections, durable commits,
 * on a database of its own; once with the worker off, once with it on. `ratioToCopy` sets the figure beside COPY of the
 * same XML, one dossier per transaction, same connections, same run.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { benchmarkDossiers } from '../simulators/province/benchmark-dossiers.ts'
import { startChild } from '../src/commands/children.ts'
import { openPortalAccounts } from '../src/commands/demo-accounts.ts'
import { demoToken } from '../src/commands/demo-token.ts'
import { prepareDatabase } from '../src/commands/prepare-database.ts'
import { freePort } from '../src/foundation/embedded-postgres.ts'
import { copyPerSecond } from './copy-limit.ts'
import { percentiles, round } from './percentiles.ts'
import { processorMs } from './processor-time.ts'
import { sendLoad } from './send-load.ts'

const CONNECTIONS = 8

/** Until both processes have compiled what is hot, and keep it: a process of its own needs some 700 dossiers for it. */
const WARM_UP = 1_500
const json = process.argv.includes('--json')
const count = Number(process.env['MACH_BENCH_DOSSIERS'] ?? 4_000)
const say = (text: string) => process.stderr.write(`${text}\n`)

const folder = await mkdtemp(join(tmpdir(), 'mach-bench-'))
const database = await prepareDatabase(folder)
await openPortalAccounts(folder, database.url, database.secrets)
const owner = new pg.Client({ connectionString: database.ownerUrl })
await owner.connect()
const port = await freePort()
const origin = `http://127.0.0.1:${port}`
const settings = {
  MACH_DATABASE_URL: database.url,
  MACH_DATA: folder,
  MACH_PORT: String(port),
  MACH_ORIGIN: origin,
  MACH_DEMO: 'yes',
  MACH_DEMO_PASSWORD: database.secrets.demoPassword,
}
const server = await startChild('server', 'src/server.ts', [], settings)

try {
  await printDurability()
  const dossiers = benchmarkDossiers(count * 2 + WARM_UP, 7)
  const tokens = new Map<string, string>()
  for (const { facility } of dossiers)
    if (!tokens.has(facility)) tokens.set(facility, await demoToken(origin, `clerk@${facility}`))
  await sendLoad(origin, tokens, dossiers.slice(0, WARM_UP), CONNECTIONS)
  // As autovacuum does within a minute: without statistics PostgreSQL takes any index for as good as another.
  await owner.query('analyze')

  const off = await measure('worker off', dossiers.slice(WARM_UP, WARM_UP + count), tokens)
  const copy = await copyPerSecond(
    database.ownerUrl,
    dossiers.slice(WARM_UP, WARM_UP + count).map((dossier) => dossier.xml),
    CONNECTIONS,
  )
  const { portal, worker } = await startWorker()
  const on = await measure('worker on', dossiers.slice(WARM_UP + count), tokens)
  await worker.end()
  await portal.end()

  const summary = {
    dossiersPerSecond: off.perSecond,
    ratioToCopy: round(off.perSecond / copy),
    bytesPerVisit: off.bytesPerVisit,
    copyPerSecond: round(copy),
    workerOnDossiersPerSecond: on.perSecond,
    p50Ms: off.p50,
    p95Ms: off.p95,
    p99Ms: off.p99,
    serverCpuMs: off.serverCpuMs,
    databaseCpuMs: off.databaseCpuMs,
    notAccepted: off.notAccepted + on.notAccepted,
  }
  if (!json) process.stdout.write(`${JSON.stringify(summary, undefined, 2)}\n`)
  else process.stdout.write(`${JSON.stringify(summary)}\n`)
} finally {
  await server.end()
  await owner.end()
  await database.end()
  await rm(folder, { recursive: true, force: true })
}

async function printDurability(): Promise<void> {
  for (const name of [
    'server_version',
    'fsync',
    'full_page_writes',
    'synchronous_commit',
    'shared_buffers',
  ]) {
    const { rows } = await owner.query<Record<string, string>>(`show ${name}`)
    say(`${name}: ${Object.values(rows[0] ?? {}).join()}`)
  }
}

async function measure(
  name: string,
  dossiers: readonly { facility: string; xml: string }[],
  tokens: ReadonlyMap<string, string>,
) {
  const before = {
    bytes: await databaseBytes(),
    server: await processorMs(server.process.pid ?? 0, true),
    database: await processorMs(database.pid, true),
  }
  const load = await sendLoad(origin, tokens, dossiers, CONNECTIONS)
  const after = {
    bytes: await databaseBytes(),
    server: await processorMs(server.process.pid ?? 0, true),
    database: await processorMs(database.pid, true),
  }
  const figures = {
    perSecond: round(dossiers.length / load.seconds),
    ...percentiles(load.durationsMs),
    serverCpuMs: round((after.server - before.server) / dossiers.length),
    databaseCpuMs: round((after.database - before.database) / dossiers.length),
    bytesPerVisit: Math.round((after.bytes - before.bytes) / dossiers.length),
    notAccepted: dossiers.length - (load.statuses.get(201) ?? 0),
  }
  say(
    `${name}: ${figures.perSecond} dossiers/s, p50 ${figures.p50} p95 ${figures.p95} p99 ${figures.p99} ms, CPU server ${figures.serverCpuMs} + PostgreSQL ${figures.databaseCpuMs} ms, ${figures.bytesPerVisit} bytes on disk per visit, not accepted ${figures.notAccepted}`,
  )
  return figures
}

async function databaseBytes(): Promise<number> {
  const { rows } = await owner.query<{ bytes: string }>(
    'select pg_database_size(current_database()) as bytes',
  )
  return Number(rows[0]?.bytes ?? 0)
}

async function startWorker() {
  const bookPort = await freePort()
  const portalPort = await freePort()
  const portal = await startChild(
    'insurance portal',
    'simulators/insurance-portal/main.ts',
    ['--port', String(portalPort), '--book', `http://127.0.0.1:${bookPort}`],
    {},
  )
  const worker = await startChild('worker', 'src/worker.ts', [], {
    ...settings,
    MACH_INSURANCE_PORTAL_URL: `http://127.0.0.1:${portalPort}`,
  })
  return { portal, worker }
}

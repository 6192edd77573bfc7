/**
 * How fast is the record store by itself: visits of about 40 resources written durably, whole records read, bytes kept.
 * `node benchmarks/record-store.ts [visits] [connections]`
 */
import { permitAll } from '../src/access/testing/permits.ts'
import { APPLICATION_PASSWORD } from '../tests/application-password.ts'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Database, inTransaction, openDatabase } from '../src/foundation/database.ts'
import { startEmbeddedPostgres } from '../src/foundation/embedded-postgres.ts'
import { migrate } from '../src/foundation/migrations.ts'
import { dossierToFhir } from '../src/intake/dossier-to-fhir/dossier-to-fhir.ts'
import {
  makeDataKeys,
  readRecord,
  readResource,
  type VisitToWrite,
  writeVisit,
} from '../src/records/index.ts'
import { starterLists } from '../src/terminology/index.ts'
import { parseFacilityCode } from '../src/vocabulary/facility-code.ts'
import { accept } from '../src/vocabulary/outcome.ts'
import { bucketOf, newPersonId, newRecordId } from '../src/vocabulary/record-id.ts'
import { copyPerSecond } from './copy-limit.ts'
import { processorMs } from './processor-time.ts'
import { typicalVisit } from './typical-visit.ts'

const [visitCount = 4000, connections = 8] = process.argv.slice(2).map(Number)
const VISITS_PER_PERSON = 8
const keys = makeDataKeys(randomBytes(32).toString('base64'))

const folder = await mkdtemp(join(tmpdir(), 'mach-bench-'))
const cluster = await startEmbeddedPostgres(folder)
try {
  await migrate(cluster.url, APPLICATION_PASSWORD)
  const database = openDatabase(asApplication(cluster.url), connections)
  const mapped = await makeVisits()
  const resources = mapped.visits.reduce((sum, visit) => sum + sizeOf(visit), 0)
  await writeAll(database, mapped.visits.slice(0, 200))
  const write = await measure(() => writeAll(database, mapped.visits.slice(200)))
  const copy = await copyPerSecond(
    cluster.url,
    mapped.visits.slice(200).map(({ entries }) => JSON.stringify(entries)),
    connections,
  )
  const written = visitCount - 200
  const persons = [...new Set(mapped.visits.map(({ person }) => person))]
  const record = await measure(() =>
    each(persons, (person) => readRecord(database, keys, permitAll(person))),
  )
  const ids = mapped.visits.map(({ visit }) => visit)
  const owners = new Map(mapped.visits.map(({ visit, person }) => [visit, permitAll(person)]))
  const one = await measure(() =>
    each([...owners], ([id, permit]) => readResource(database, keys, permit, id)),
  )
  const bytes = await bytesKept()
  const settings = await sql<{ name: string; setting: string }>`
    select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'wal_compression')`.execute(
    database,
  )
  const perSecond = written / write.seconds
  console.log(
    JSON.stringify(
      {
        settings: Object.fromEntries(settings.rows.map(({ name, setting }) => [name, setting])),
        connections,
        resourcesPerVisit: Math.round(resources / visitCount),
        mapMsPerVisit: round(mapped.ms / visitCount),
        visitsPerSecond: Math.round(perSecond),
        nodeMsPerVisit: round(write.cpuMs / written),
        postgresMsPerVisit: round(write.postgresMs / written),
        visitsPerSecondOfTwoFreeCores: Math.round(
          (2000 * written) / (write.cpuMs + write.postgresMs),
        ),
        copyPerSecond: Math.round(copy),
        ratioToCopy: round(perSecond / copy),
        bytesPerResource: Math.round(bytes / resources),
        bytesPerVisit: Math.round(bytes / visitCount),
        nodeMsPerRecord: round(record.cpuMs / persons.length),
        recordsPerSecond: Math.round(persons.length / record.seconds),
        resourcesPerRecord: Math.round(resources / persons.length),
        readsByIdPerSecond: Math.round(ids.length / one.seconds),
      },
      null,
      1,
    ),
  )
  await database.destroy()
} finally {
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
}

async function makeVisits(): Promise<{ visits: VisitToWrite[]; ms: number }> {
  const lists = (await starterLists())('2026-11-10')
  const facility = parseFacilityCode('01999')
  if (!facility.ok) throw new Error('facility')
  const now = new Date()
  const persons = Array.from({ length: Math.ceil(visitCount / VISITS_PER_PERSON) }, () =>
    newPersonId(now, randomBytes),
  )
  const start = performance.now()
  const visits = Array.from({ length: visitCount }, (_, index): VisitToWrite => {
    const person = persons[index % persons.length] ?? newPersonId(now, randomBytes)
    const visit = newRecordId(now, bucketOf(person), randomBytes)
    const submission = newRecordId(now, bucketOf(person), randomBytes)
    const common = {
      person,
      visit,
      submission,
      ruleSet: 'visit-dossier/3176+1931/2026-08-01',
      acceptedAt: now,
    }
    const tables = typicalVisit(index, index % persons.length)
    const from = { tables, lists, facility: { code: facility.value, name: 'Bệnh viện Mẫu' } }
    const entries = dossierToFhir({ ...common, ...from })
    return { ...common, facility: facility.value, mode: 'first', entries }
  })
  return { visits, ms: performance.now() - start }
}

async function writeAll(database: Database, visits: readonly VisitToWrite[]): Promise<void> {
  await each(visits, (visit) =>
    inTransaction(database, async (trx) => accept(await writeVisit(trx, keys, visit))),
  )
}

/** Works through a list with as many at once as there are connections. */
async function each<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  const queue = items.values()
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (const item of queue) await work(item)
    }),
  )
}

async function measure(
  work: () => Promise<void>,
): Promise<{ seconds: number; cpuMs: number; postgresMs: number }> {
  const postgres = await processorMs(cluster.pid, true)
  const cpu = process.cpuUsage()
  const start = performance.now()
  await work()
  const { user, system } = process.cpuUsage(cpu)
  const seconds = (performance.now() - start) / 1000
  return {
    seconds,
    cpuMs: (user + system) / 1000,
    postgresMs: (await processorMs(cluster.pid, true)) - postgres,
  }
}

async function bytesKept(): Promise<number> {
  const owner = openDatabase(cluster.url, 1)
  const { rows } = await sql<{ bytes: number; parts: unknown }>`
    select sum(pg_total_relation_size(c.oid)) as bytes,
           json_object_agg(c.relname, pg_total_relation_size(c.oid)) as parts
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'records' and c.relkind = 'r'`.execute(owner)
  await owner.destroy()
  console.log(JSON.stringify(rows[0]?.parts))
  return rows[0]?.bytes ?? 0
}

function sizeOf(visit: VisitToWrite): number {
  return visit.entries.reduce((sum, entry) => sum + entry.resources.length, 0)
}

function asApplication(ownerUrl: string): string {
  const url = new URL(ownerUrl)
  url.username = 'mach_app'
  url.password = APPLICATION_PASSWORD
  return url.href
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

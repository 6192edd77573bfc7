/**
 * How many deliveries per second leave the outbox, and what does looking at it cost when there is nothing to do?
 *
 * A durable database of its own, the portal's simulator as its own process, files of about 40 kB, 20 facilities with
 * equal backlogs, one worker. The empty look is measured with 1,000 lines and 200,000 delivered messages behind it.
 * Prints one line of JSON with --json.
 */
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { openOutgoing } from '#foundation/outgoing'
import {
  deliveryLoops,
  type DeliveryNeeds,
  deliverDue,
  type MessageToQueue,
  openInsurancePortal,
  queueMessages,
  setPortalAccount,
} from '#delivery'
import { APPLICATION_PASSWORD } from '../tests/application-password.ts'
import { openDatabase } from '#foundation/database'
import { startEmbeddedPostgres } from '#foundation/embedded-postgres'
import { runLoop } from '#foundation/loops'
import { migrate } from '#foundation/migrations'
import { type FacilityCode, parseFacilityCode } from '#vocabulary/facility-code'
import { newRecordId } from '#vocabulary/record-id'
import { startSimulator } from '../tests/simulators.ts'

const FACILITIES = 20
const MESSAGES = Number(process.env['MACH_BENCH_DELIVERIES'] ?? 4_000)
const LOOKS = 200

const folder = await mkdtemp(join(tmpdir(), 'mach-bench-'))
const cluster = await startEmbeddedPostgres(folder)
await migrate(cluster.url, APPLICATION_PASSWORD)
const url = new URL(cluster.url)
url.username = 'mach_app'
url.password = APPLICATION_PASSWORD
const database = openDatabase(url.href)
const portal = await startSimulator('insurance-portal')
const now = () => new Date()
const masterKey = randomBytes(32).toString('base64')
const payloads = new Map<string, Buffer>()

try {
  const facilities = Array.from({ length: FACILITIES }, (_, index) => code(51_001 + index))
  for (const facility of facilities) await openAccount(facility)
  const messages = Array.from({ length: MESSAGES }, (_, index) =>
    message(index, facilities[index % FACILITIES]),
  )
  const queued = await timed(async () => {
    for (let from = 0; from < MESSAGES; from += 100)
      await database
        .transaction()
        .execute((trx) => queueMessages(trx, messages.slice(from, from + 100)))
  })
  const { sender } = openInsurancePortal({
    database,
    now,
    random: randomBytes,
    masterKey,
    baseUrl: portal.url,
    outgoing: openOutgoing([new URL(portal.url).host]),
  })
  const needs = {
    database,
    now,
    channels: {
      'insurance-portal': {
        sender,
        readPayload: ({ payload }: { readonly payload: string }) =>
          Promise.resolve(payloads.get(payload)),
      },
    },
  }
  const processor = process.cpuUsage()
  const delivery = await timed(async () => {
    while ((await deliverDue(needs)) > 0);
  })
  const spent = process.cpuUsage(processor)
  await fillUp()
  const look = await timed(async () => {
    for (let time = 0; time < LOOKS; time += 1) await deliverDue(needs)
  })
  const pickUp = await pickUpMs(needs)
  const bytes = await bytesPerMessage()
  const result = {
    deliveriesPerSecond: Math.round(MESSAGES / delivery),
    workerMsPerDelivery: Number(((spent.user + spent.system) / 1_000 / MESSAGES).toFixed(2)),
    queuedPerSecondInHundreds: Math.round(MESSAGES / queued),
    emptyLookMs: Number(((look / LOOKS) * 1_000).toFixed(2)),
    pickUpMsMedian: pickUp.median,
    pickUpMsMax: pickUp.max,
    bytesPerDelivery: bytes,
  }
  process.stdout.write(`${JSON.stringify(result)}\n`)
} finally {
  await portal[Symbol.asyncDispose]()
  await database.destroy()
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
}

function code(number: number): FacilityCode {
  const read = parseFacilityCode(String(number))
  if (!read.ok) throw new Error(String(number))
  return read.value
}

function openAccount(facility: FacilityCode) {
  const account = { facility, username: `${facility}_BV`, password: 'do-luong', by: 'bench' }
  return database
    .transaction()
    .execute((trx) =>
      setPortalAccount(trx, { now: now(), random: randomBytes, masterKey }, account),
    )
}

function message(index: number, facility = code(51_001)): MessageToQueue {
  const file = fileOf(facility, `${facility}.${index}`)
  const payload = createHash('sha256').update(file).digest('hex')
  payloads.set(payload, file)
  const at = now()
  const id = () => newRecordId(at, index % 4_096, randomBytes)
  return {
    id: id(),
    channel: 'insurance-portal',
    kind: 'dossier',
    facility,
    linkCode: `${facility}.${index}`,
    submission: id(),
    visit: id(),
    person: id(),
    payload,
    variant: '3176',
    visitEnd: new Date(at.getTime() - 3_600_000),
    queuedAt: at,
  }
}

function fileOf(facility: string, linkCode: string): Buffer {
  const notes = randomBytes(11_000).toString('base64')
  const inner = `<TONG_HOP><MA_LK>${linkCode}</MA_LK><HO_TEN>ĐINH THỊ HOA</HO_TEN><NGAY_SINH>199005120000</NGAY_SINH><GIOI_TINH>2</GIOI_TINH><MA_CSKCB>${facility}</MA_CSKCB><NGAY_VAO>202611100730</NGAY_VAO><NGAY_RA>202611101100</NGAY_RA><GHI_CHU>${notes}</GHI_CHU></TONG_HOP>`
  const table = Buffer.from(inner).toString('base64')
  return Buffer.from(
    `<GIAMDINHHS><THONGTINDONVI><MACSKCB>${facility}</MACSKCB></THONGTINDONVI><THONGTINHOSO><DANHSACHHOSO><HOSO><FILEHOSO><LOAIHOSO>XML1</LOAIHOSO><NOIDUNGFILE>${table}</NOIDUNGFILE></FILEHOSO></HOSO></DANHSACHHOSO></THONGTINHOSO><CHUKYDONVI/></GIAMDINHHS>`,
  )
}

/** From the commit of a message to its reception by the portal, with the loop of the worker running. */
async function pickUpMs(needs: DeliveryNeeds): Promise<{ median: number; max: number }> {
  const stopped = new AbortController()
  const [loop] = deliveryLoops(needs)
  const running = loop && runLoop(loop, () => undefined, stopped.signal)
  const waits: number[] = []
  for (let time = 0; time < 30; time += 1) {
    await pause(Math.random() * 400)
    const one = message(MESSAGES + time)
    await database.transaction().execute((trx) => queueMessages(trx, [one]))
    const start = performance.now()
    while (!(await isReceived(one))) await pause(5)
    waits.push(performance.now() - start)
  }
  stopped.abort()
  await running
  const ordered = waits.sort((first, second) => first - second).map(Math.round)
  return { median: ordered[15] ?? 0, max: ordered.at(-1) ?? 0 }
}

async function isReceived({ facility, id }: MessageToQueue): Promise<boolean> {
  const { rows } = await sql`
    select from delivery.message where facility = ${facility} and id = ${id} and state = 'received'
  `.execute(database)
  return rows.length > 0
}

/** A province's lines and half a year of what was delivered. */
async function fillUp(): Promise<void> {
  await sql`insert into delivery.line (channel, facility)
    select 'insurance-portal', 'F' || lpad(n::text, 4, '0') from generate_series(1, 1000) n`.execute(
    database,
  )
  await sql`insert into delivery.message (facility, id, channel, kind, variant, link_code, submission, payload, queued_at,
      state, due_at, received_at, transaction_code)
    select 'F' || lpad((n % 1000)::text, 4, '0'), gen_random_uuid(), 'insurance-portal', 'dossier', '3176', n::text,
      gen_random_uuid(), md5(n::text), now(), 'received', now(), now(), 'GD' || n
    from generate_series(1, 200000) n`.execute(database)
}

async function bytesPerMessage(): Promise<number> {
  const { rows } = await sql<{ bytes: number; count: number }>`
    select pg_total_relation_size('delivery.message') as bytes, (select count(*) from delivery.message) as count
  `.execute(database)
  const { rows: attempts } = await sql<{ bytes: number; count: number }>`
    select pg_total_relation_size('delivery.attempt') as bytes, (select count(*) from delivery.attempt) as count
  `.execute(database)
  const each = (found: { bytes: number; count: number } | undefined) =>
    found ? found.bytes / found.count : 0
  return Math.round(each(rows[0]) + each(attempts[0]))
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1_000
}

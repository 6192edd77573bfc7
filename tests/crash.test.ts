import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { benchmarkDossiers } from '../simulators/province/benchmark-dossiers.ts'
import { type Child, startChild } from '../src/commands/children.ts'
import { openPortalAccounts } from '../src/commands/demo-accounts.ts'
import { demoToken } from '../src/commands/demo-token.ts'
import { type PreparedDatabase, prepareDatabase } from '../src/commands/prepare-database.ts'
import { freePort } from '../src/foundation/embedded-postgres.ts'
import { sendDossier, worldSettings } from './world.ts'

const ROUNDS = 20
const SENDERS = 8

/** The moments of the kills: spread over the first second of load, the same in every run. */
const killAfterMs = (round: number) => 150 + ((round * 337) % 850)

let folder: string
let portal: Child
let portalOrigin: string
const dossiers = benchmarkDossiers(6_000, 20)
const acknowledged = new Map<string, string>()
let next = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mach-crash-'))
  const portalPort = await freePort()
  portalOrigin = `http://127.0.0.1:${portalPort}`
  portal = await startChild(
    'insurance portal',
    'simulators/insurance-portal/main.ts',
    ['--port', String(portalPort)],
    {},
  )
})

afterAll(async () => {
  await portal.end()
  await rm(folder, { recursive: true, force: true })
})

/** Starts database, server and worker on the folder that the former round left behind. */
async function rise() {
  const database = await prepareDatabase(folder)
  await openPortalAccounts(folder, database.url, database.secrets)
  const port = await freePort()
  const settings = worldSettings(folder, database, port, portalOrigin)
  const [server, worker] = await Promise.all([
    startChild('server', 'src/server.ts', [], settings),
    startChild('worker', 'src/worker.ts', [], settings),
  ])
  return { database, server, worker, origin: `http://127.0.0.1:${port}` }
}

/** Sends until the server is gone; remembers every dossier whose receipt came back, and sends the unanswered ones again next time. */
async function sendUntilGone(origin: string, gone: AbortSignal): Promise<void> {
  const tokens = new Map<string, Promise<string>>()
  const unanswered: number[] = []
  const sender = async () => {
    while (!gone.aborted && next < dossiers.length) {
      const index = next++
      const dossier = dossiers[index]
      if (dossier === undefined) return
      try {
        const token = tokens.get(dossier.facility) ?? demoToken(origin, `clerk@${dossier.facility}`)
        tokens.set(dossier.facility, token)
        const { status, answer } = await sendDossier(origin, dossier.xml, await token)
        if (status === 201 || status === 200)
          acknowledged.set(dossier.linkCode, String(answer['receipt']))
        else unanswered.push(index)
      } catch {
        unanswered.push(index)
        return
      }
    }
  }
  await Promise.all(Array.from({ length: SENDERS }, sender))
}

test(`after ${ROUNDS} kills under load every acknowledged dossier is there exactly once, and the outbox delivers all`, {
  timeout: 1_200_000,
}, async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const house = await rise()
    const gone = new AbortController()
    const sending = sendUntilGone(house.origin, gone.signal)
    await pause(killAfterMs(round))
    process.kill(house.database.pid, 'SIGKILL')
    house.server.process.kill('SIGKILL')
    house.worker.process.kill('SIGKILL')
    gone.abort()
    await sending
  }

  const house = await rise()
  try {
    await expectEverythingOnce(house.database)
    await untilDelivered(house.database)
    await expectPortalHasAll()
  } finally {
    await house.worker.end()
    await house.server.end()
    await house.database.end()
  }
})

async function expectEverythingOnce(database: PreparedDatabase): Promise<void> {
  const rows = await query<{ link_code: string; receipt: string; resources: number }>(
    database,
    `
    select s.link_code, s.receipt::text as receipt, count(r.id)::int as resources
    from intake.submission s left join records.resource r on r.visit = s.visit
    where s.status = 'accepted' group by 1, 2`,
  )
  expect(acknowledged.size).toBeGreaterThan(ROUNDS)
  const byLink = new Map(rows.map((row) => [row.link_code, row]))
  expect(rows.length, 'one accepted submission per visit').toBe(byLink.size)
  for (const [linkCode, receipt] of acknowledged)
    expect(byLink.get(linkCode)?.receipt, linkCode).toBe(receipt)
  expect(
    rows.filter((row) => row.resources < 5),
    'no visit is half there',
  ).toEqual([])
}

async function untilDelivered(database: PreparedDatabase): Promise<void> {
  const end = Date.now() + 180_000
  const waiting = async () =>
    (
      await query<{ n: number }>(
        database,
        `select count(*)::int as n from delivery.message where state not in ('received', 'accepted', 'returned')`,
      )
    )[0]?.n
  while (Date.now() < end && (await waiting()) !== 0) await pause(500)
  expect(await waiting()).toBe(0)
}

/** The simulated portal holds each acknowledged dossier once; what it was sent twice after a lost answer it knows as a re-send. */
async function expectPortalHasAll(): Promise<void> {
  const missing: string[] = []
  for (const linkCode of acknowledged.keys()) {
    const answer = await fetch(`${portalOrigin}/_state?maLK=${encodeURIComponent(linkCode)}`)
    const { dossiers: held } = (await answer.json()) as { dossiers: unknown[] }
    if (held.length !== 1) missing.push(`${linkCode}: ${held.length}`)
  }
  expect(missing).toEqual([])
}

async function query<Row extends pg.QueryResultRow>(
  database: PreparedDatabase,
  text: string,
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
  const { rows } = await client.query<Row>(text)
  await client.end()
  return rows
}

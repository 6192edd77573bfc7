import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { benchmarkDossiers } from '../simulators/province/benchmark-dossiers.ts'
import { startChild } from '../src/commands/children.ts'
import { demoToken } from '../src/commands/demo-token.ts'
import { prepareDatabase } from '../src/commands/prepare-database.ts'
import { freePort } from '../src/foundation/embedded-postgres.ts'
import { sendDossier, worldSettings } from './world.ts'

const SENDERS = 2
const BEFORE = 12
/** Between two dossiers of one sender: the machine must have room for the backup that is made meanwhile. */
const PAUSE_MS = 30

let folder: string
/** What ends the houses that still stand: also a test that failed leaves nothing running. */
const standing = new Set<() => Promise<void>>()
const dossiers = benchmarkDossiers(600, 10)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mach-backup-'))
})
afterAll(async () => {
  for (const end of standing) await end()
  await rm(folder, { recursive: true, force: true })
}, 180_000)

/** The exit code of a command, and all it said: it is over when its pipes are, not when the process is. */
async function mach(...words: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'src/cli.ts', ...words],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let said = ''
  child.stdout.on('data', (text: Buffer) => (said += text.toString()))
  child.stderr.on('data', (text: Buffer) => (said += text.toString()))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, said }
}

async function rise(data: string) {
  const database = await prepareDatabase(data)
  const port = await freePort()
  const settings = worldSettings(data, database, port, 'http://127.0.0.1:1')
  const server = await startChild('server', 'src/server.ts', [], settings)
  const worker = await startChild('worker', 'src/worker.ts', [], settings)
  const end = async () => {
    if (!standing.delete(end)) return
    await worker.end()
    await server.end()
    await database.end()
  }
  standing.add(end)
  return { database, port: String(port), origin: `http://127.0.0.1:${port}`, end }
}

type Sent = { readonly receipt: string; readonly facility: string; readonly xml: string }

/** Each clerk signs in once. */
function tokensOf(origin: string) {
  const known = new Map<string, Promise<string>>()
  return (facility: string) => {
    const token = known.get(facility) ?? demoToken(origin, `clerk@${facility}`)
    known.set(facility, token)
    return token
  }
}

/** Sends until told to stop; each dossier that was acknowledged is noted at once. */
function sendOn(origin: string, stop: AbortSignal) {
  const acknowledged: Sent[] = []
  const tokens = tokensOf(origin)
  let next = 0
  const sender = async () => {
    while (!stop.aborted) {
      const dossier = dossiers[next++]
      // The last one is kept for the house that rose from the backup.
      if (dossier === undefined || next === dossiers.length) return
      const { facility, xml } = dossier
      const { status, answer } = await sendDossier(origin, xml, await tokens(facility))
      if (status === 200 || status === 201)
        acknowledged.push({ receipt: String(answer['receipt']), facility, xml })
      await pause(PAUSE_MS)
    }
  }
  const ended = Promise.all(Array.from({ length: SENDERS }, sender))
  return { acknowledged, ended }
}

/** What anybody could have kept of the former house: the key of its audit log, and a checkpoint. */
async function keepPublished(origin: string): Promise<{ key: string; checkpoint: string }> {
  const ask = (path: string) => fetch(`${origin}${path}`)
  await expect
    .poll(async () => (await ask('/audit/checkpoint')).status, { timeout: 180_000 })
    .toBe(200)
  const files = { key: join(folder, 'log.key'), checkpoint: join(folder, 'checkpoint') }
  await writeFile(files.key, await (await ask('/audit/key')).text())
  await writeFile(files.checkpoint, await (await ask('/audit/checkpoint')).text())
  return files
}

/** The log of the restored house is whole, and goes on from what the former one had published. */
async function expectWholeLog(port: string, of: { key: string; checkpoint: string }) {
  const log = join(folder, 'log')
  const exported = await mach('audit', 'export', '--port', port, '--out', log)
  expect(exported.code, exported.said).toBe(0)
  const { key, checkpoint } = of
  const verified = await mach('audit', 'verify', log, '--key', key, '--checkpoint', checkpoint)
  expect(verified.code, verified.said).toBe(0)
}

const countsOf = async (url: string) => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<Record<string, string>>(`
    select (select count(*) from intake.submission) as submissions, (select count(*) from records.entry) as entries,
           (select count(*) from audit.event) as events, (select count(*) from people.person) as persons`)
  await client.end()
  return rows[0]
}

test('a backup made under load gives a fresh house every acknowledged dossier, readable, and goes on from there', {
  timeout: 600_000,
}, async () => {
  const [data, file, key] = [join(folder, 'data'), join(folder, 'mach.backup'), join(folder, 'key')]
  await writeFile(key, randomBytes(32), { mode: 0o600 })
  const house = await rise(data)
  const stop = new AbortController()
  const { acknowledged, ended } = sendOn(house.origin, stop.signal)
  await expect.poll(() => acknowledged.length, { timeout: 180_000 }).toBeGreaterThan(BEFORE)
  const before = [...acknowledged]

  const published = await keepPublished(house.origin)
  const made = await mach('backup', '--out', file, '--key', key, '--data', data)
  expect(made.code, made.said).toBe(0)
  expect(made.said).toMatch(/backup .*: \d+ tables, \d+ rows, \d+ bytes, as of .*, read back whole/)
  stop.abort()
  await ended
  expect(acknowledged.length, 'the load went on').toBeGreaterThan(before.length)
  await house.end()

  const text = await readFile(file)
  const [{ xml }] = before as [Sent, ...Sent[]]
  const name = /<HO_TEN>(.*?)<\/HO_TEN>/.exec(xml)?.[1] ?? 'missing'
  expect(text.includes(Buffer.from(name))).toBe(false)

  const fresh = join(folder, 'fresh')
  const restored = await mach('restore', file, '--key', key, '--data', fresh)
  expect(restored.code, restored.said).toBe(0)
  const risen = await rise(fresh)
  const tokens = tokensOf(risen.origin)
  for (const { receipt, facility } of before) {
    const token = await tokens(facility)
    const answer = await fetch(`${risen.origin}/intake/submissions/${receipt}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(answer.status, receipt).toBe(200)
  }
  // The very text, opened with the restored keys: the same bytes again are known, and change nothing.
  const counts = await countsOf(risen.database.ownerUrl)
  for (const { receipt, facility, xml: same } of before.slice(0, 5)) {
    const token = await tokens(facility)
    expect((await sendDossier(risen.origin, same, token)).answer['receipt']).toBe(receipt)
  }
  expect((await countsOf(risen.database.ownerUrl))?.['entries']).toBe(counts?.['entries'])
  await expectWholeLog(risen.port, published)
  // It goes on: what is new is taken.
  const last = dossiers.at(-1)
  const token = await tokens(last?.facility ?? '')
  expect((await sendDossier(risen.origin, last?.xml ?? '', token)).status).toBe(201)
  await risen.end()

  const again = await mach('restore', file, '--key', key, '--data', fresh)
  expect(again).toMatchObject({ code: 1 })
  expect(again.said).toContain('is not fresh')
})

test('a backup without its key, changed, or cut restores nothing', {
  timeout: 600_000,
}, async () => {
  const file = join(folder, 'mach.backup')
  const bytes = await readFile(file)
  const [other, key] = [join(folder, 'other'), join(folder, 'key')]
  await writeFile(other, randomBytes(32))
  const middle = Math.floor(bytes.length / 2)
  const changed = Buffer.from(bytes)
  changed[middle] = (changed[middle] ?? 0) ^ 1
  const trials: [string, Buffer, string, string][] = [
    ['changed', changed, key, 'the backup was changed at'],
    ['cut', bytes.subarray(0, -40), key, 'cut off'],
    ['other', bytes, other, 'the key is another'],
  ]
  for (const [name, content, by, reason] of trials) {
    const trial = join(folder, `${name}.backup`)
    await writeFile(trial, content)
    const answer = await mach('restore', trial, '--key', by, '--data', join(folder, `of-${name}`))
    expect(answer.code, answer.said).toBe(1)
    expect(answer.said).toContain(reason)
  }
})

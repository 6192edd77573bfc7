import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { benchmarkDossiers } from '../simulators/province/benchmark-dossiers.ts'
import { startChild } from '../src/commands/children.ts'
import { demoToken } from '../src/commands/demo-token.ts'
import { prepareDatabase } from '../src/commands/prepare-database.ts'
import { freePort } from '../src/foundation/embedded-postgres.ts'
import { sendDossier, worldSettings } from './world.ts'

const SENDERS = 4
const BEFORE = 40

let folder: string
const dossiers = benchmarkDossiers(2_000, 10)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mach-backup-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function mach(...words: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'src/cli.ts', ...words],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let said = ''
  child.stdout.on('data', (text: Buffer) => (said += text.toString()))
  child.stderr.on('data', (text: Buffer) => (said += text.toString()))
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { code, said }
}

async function rise(data: string) {
  const database = await prepareDatabase(data)
  const port = await freePort()
  const settings = worldSettings(data, database, port, 'http://127.0.0.1:1')
  const server = await startChild('server', 'src/server.ts', [], settings)
  const end = async () => {
    await server.end()
    await database.end()
  }
  return { database, origin: `http://127.0.0.1:${port}`, end }
}

type Sent = { readonly receipt: string; readonly facility: string; readonly xml: string }

/** Sends until told to stop; each dossier that was acknowledged is noted at once. */
function sendOn(origin: string, stop: AbortSignal) {
  const acknowledged: Sent[] = []
  const tokens = new Map<string, Promise<string>>()
  let next = 0
  const sender = async () => {
    while (!stop.aborted) {
      const dossier = dossiers[next++]
      if (dossier === undefined) return
      const { facility, xml } = dossier
      const token = tokens.get(facility) ?? demoToken(origin, `clerk@${facility}`)
      tokens.set(facility, token)
      const { status, answer } = await sendDossier(origin, xml, await token)
      if (status === 200 || status === 201)
        acknowledged.push({ receipt: String(answer['receipt']), facility, xml })
    }
  }
  const ended = Promise.all(Array.from({ length: SENDERS }, sender))
  return { acknowledged, ended }
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
  timeout: 900_000,
}, async () => {
  const [data, file, key] = [join(folder, 'data'), join(folder, 'mach.backup'), join(folder, 'key')]
  await writeFile(key, randomBytes(32), { mode: 0o600 })
  const house = await rise(data)
  const stop = new AbortController()
  const { acknowledged, ended } = sendOn(house.origin, stop.signal)
  await expect.poll(() => acknowledged.length, { timeout: 180_000 }).toBeGreaterThan(BEFORE)
  const before = [...acknowledged]

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
  for (const { receipt, facility } of before) {
    const token = await demoToken(risen.origin, `clerk@${facility}`)
    const answer = await fetch(`${risen.origin}/intake/submissions/${receipt}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(answer.status, receipt).toBe(200)
  }
  // The very text, opened with the restored keys: the same bytes again are known, and change nothing.
  const counts = await countsOf(risen.database.ownerUrl)
  for (const { receipt, facility, xml: same } of before.slice(0, 10)) {
    const token = await demoToken(risen.origin, `clerk@${facility}`)
    expect((await sendDossier(risen.origin, same, token)).answer['receipt']).toBe(receipt)
  }
  expect((await countsOf(risen.database.ownerUrl))?.['entries']).toBe(counts?.['entries'])
  // It goes on: what is new is taken.
  const last = dossiers.at(-1)
  const token = await demoToken(risen.origin, `clerk@${last?.facility}`)
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

import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createAccount, type NewAccount } from '#access'
import { type Database, inTransaction, openDatabase } from '#foundation/database'
import { facilityCode, openBrowser } from '../src/access/testing/access-world.ts'
import { enrolOn } from '../src/access/testing/authenticator.ts'
import { startWorld, type World } from './world.ts'

const CLI = fileURLToPath(new URL('../src/cli.ts', import.meta.url))
const PASSWORD = 'Trăng lên đỉnh núi 2026'

// Each command is a process of its own, which a busy machine starts slowly.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

/** Somebody who signed in with password and authenticator, outside the demo. */
type Person = {
  readonly post: (path: string, body: unknown) => Promise<Record<string, unknown>>
}

let world: World
let database: Database
let folder: string
const people: Record<string, Person> = {}

/** Runs a command as a person would; its exit code and what it printed. */
function mach(...words: string[]): Promise<{ code: number; printed: string }> {
  const { MACH_TOKEN: _, ...env } = process.env
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', CLI, ...words],
      { maxBuffer: 10_000_000, env },
      (error, out, err) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, printed: out + err }),
    )
  })
}

/** Makes an account as an administrator does, sets its password by the link and enrols an authenticator. */
async function admit(account: NewAccount): Promise<Person> {
  const by = { account: 'test', name: 'test', role: 'system', address: '127.0.0.1' } as const
  const made = await inTransaction(database, (trx) =>
    createAccount(trx, { now: new Date(), random: randomBytes, by }, account),
  )
  if (!made.ok) throw new Error(JSON.stringify(made))
  const browser = openBrowser(world.origin)
  await browser.submit(`/password/${made.value.token}`, { password: PASSWORD, again: PASSWORD })
  const page = await browser.signIn(account.signInName, PASSWORD)
  if (page.text.includes('id="secret"')) await enrolOn(browser, page, new Date())
  const csrf = await browser.csrf()
  const post: Person['post'] = async (path, body) => {
    const answer = await browser.open(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-mach-csrf': csrf },
      body: JSON.stringify(body),
    })
    return { status: answer.status, ...JSON.parse(answer.text) }
  }
  return { post }
}

/** Makes a key by the command and registers its public half. */
async function register(
  name: string,
  scopes: readonly string[],
): Promise<{ client: string; key: string }> {
  const key = join(folder, `${name}.key`)
  const { code, printed } = await mach('keys', 'new', key)
  expect(code, printed).toBe(0)
  const asked = { name: `Lệnh của ${name}`, scopes, keys: [{ jwk: JSON.parse(printed) }] }
  const answer = await people[name]?.post('/tools', asked)
  expect(answer).toMatchObject({ status: 200 })
  return { client: String(answer?.['client']), key }
}

beforeAll(async () => {
  world = await startWorld(() => ({ MACH_DEMO: 'no' }))
  folder = await mkdtemp(join(tmpdir(), 'mach-tools-'))
  database = openDatabase(world.database.url, 2)
  people['admin'] = await admit({
    signInName: 'dieu-hanh',
    name: 'Điều hành',
    role: 'administrator',
  })
  people['auditor'] = await admit({ signInName: 'kiem-toan', name: 'Kiểm toán', role: 'auditor' })
  people['analyst'] = await admit({ signInName: 'phan-tich', name: 'Phân tích', role: 'analyst' })
  people['clerk'] = await admit({
    signInName: 'tiep-don',
    name: 'Tiếp đón',
    role: 'facility-clerk',
    facility: facilityCode('51001'),
  })
})

afterAll(async () => {
  await database.destroy()
  await world[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

test('outside the demo an analyst fetches the extract of the own approved case, and no other', async () => {
  const fields = {
    aim: 'Phân bố bệnh hô hấp theo tháng',
    from: '2026-10-01',
    to: '2026-10-31',
    k: '5',
  }
  const opened = await people['analyst']?.post('/privacy/requests', { kind: 'extract', fields })
  const id = String(opened?.['case'])
  const approval = { position: 1, fields: { terms: 'Chỉ dùng cho báo cáo này.' } }
  expect(await people['auditor']?.post(`/cases/${id}/steps/approve`, approval)).toMatchObject({
    status: 200,
  })
  const { client, key } = await register('analyst', ['privacy.extract'])
  expect(await people['admin']?.post(`/clients/${client}/confirm`, {})).toMatchObject({
    status: 200,
  })
  const out = join(folder, 'extract.csv')
  await writeFile(out, 'of another day', { mode: 0o644 })
  const words = [
    'extract',
    '--from',
    world.origin,
    '--out',
    out,
    '--client',
    client,
    '--client-key',
    key,
  ]
  const made = await mach(...words, '--case', id)
  expect(made.printed).toContain(`case ${id} · phan-tich`)
  expect(made.code).toBe(0)
  expect((await stat(out)).mode & 0o777).toBe(0o600)
  expect((await mach(...words, '--case', 'AAAA-AAAA')).code).toBe(1)
  expect(
    (
      await mach(
        'audit',
        'export',
        '--from',
        world.origin,
        '--out',
        folder,
        '--client',
        client,
        '--client-key',
        key,
      )
    ).printed,
  ).toContain('invalid_scope')
})

test('outside the demo an auditor carries the log off with a key of the own, once somebody else confirmed it', async () => {
  while ((await fetch(`${world.origin}/audit/checkpoint`)).status !== 200) await pause(100)
  const { client, key } = await register('auditor', ['audit.export'])
  const out = join(folder, 'log')
  const words = ['audit', 'export', '--from', world.origin, '--out', out]
  const asTool = [...words, '--client', client, '--client-key', key]

  expect((await mach(...words)).printed).toContain('no token')
  expect(await mach(...asTool)).toMatchObject({ code: 1 })
  expect(await people['admin']?.post(`/clients/${client}/confirm`, {})).toMatchObject({
    status: 200,
  })
  const exported = await mach(...asTool)
  expect(exported.printed).toContain('up to the newest checkpoint')
  expect(exported.code).toBe(0)

  const published = join(folder, 'published')
  await writeFile(published, (await mach('audit', 'key', '--from', world.origin)).printed)
  expect(await mach('audit', 'verify', out, '--key', published)).toMatchObject({ code: 0 })
  for (const name of ['checkpoint', 'pending.jsonl', 'events-000000000000.jsonl', 'leaves.bin'])
    expect((await stat(join(out, name))).mode & 0o777, name).toBe(0o600)
  expect((await stat(out)).mode & 0o777).toBe(0o700)
  expect((await stat(key)).mode & 0o777).toBe(0o600)

  expect(await people['admin']?.post('/accounts/kiem-toan/lock', {})).toMatchObject({ status: 200 })
  const locked = async () => (await mach(...asTool)).printed
  await expect.poll(locked, { timeout: 60_000 }).toContain('invalid_client')
})

test('nobody confirms the own tool, nobody registers one for what the own account may not do', async () => {
  const { client } = await register('admin', ['audit.export'])
  expect(await people['admin']?.post(`/clients/${client}/confirm`, {})).toMatchObject({
    problems: [{ code: 'access.client-own' }],
  })
  expect(await people['admin']?.post('/clients/SYS-NONE/confirm', {})).toMatchObject({
    status: 409,
  })
  const key = { kty: 'EC' }
  for (const scope of ['system.operate', 'privacy.extract', 'system/Patient.rs', 'mach'])
    expect(
      await people['admin']?.post('/tools', { name: 'x', scopes: [scope], keys: [{ jwk: key }] }),
      scope,
    ).toMatchObject({ problems: [{ code: 'access.tool-scope' }] })
})

test('outside the demo a facility’s system sends dossiers by the command with its key', async () => {
  const key = join(folder, 'his.key')
  const { printed } = await mach('keys', 'new', key)
  const registered = await people['clerk']?.post('/systems', {
    kind: 'facility-system',
    name: 'HIS',
    publisher: 'Công ty phần mềm A',
    scopes: ['dossier.submit'],
    keys: [{ jwk: JSON.parse(printed) }],
  })
  const client = String(registered?.['client'])
  expect(await people['admin']?.post(`/clients/${client}/confirm`, {})).toMatchObject({
    status: 200,
  })
  const file = fileURLToPath(new URL('../samples/visit-inpatient.xml', import.meta.url))
  const words = ['send', file, '--to', world.origin, '--client', client]
  expect(await mach(...words)).toMatchObject({ code: 2 })
  const sent = await mach(...words, '--client-key', key)
  expect(sent.printed).toContain('Đã tiếp nhận')
  expect(sent.code).toBe(0)
  expect(await readFile(key, 'utf8')).toContain('"d"')
  expect((await mach('keys', 'new', key)).code).toBe(1)
})

import { execFile } from 'node:child_process'
import { appendFile, cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startWorld, type World } from './world.ts'

const CLI = fileURLToPath(new URL('../src/cli.ts', import.meta.url))

// Each command is a process of its own, which a busy machine starts slowly.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

let world: World
let folder: string
let whole: string
let key: string
let port: string

/** Runs a command as a person would; its exit code and what it printed. */
function mach(...words: string[]): Promise<{ code: number; printed: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', CLI, ...words],
      { maxBuffer: 10_000_000 },
      (error, out, err) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, printed: out + err }),
    )
  })
}

beforeAll(async () => {
  world = await startWorld()
  folder = await mkdtemp(join(tmpdir(), 'mach-audit-'))
  whole = join(folder, 'whole')
  key = join(folder, 'key')
  port = new URL(world.origin).port
  const token = await world.token('admin')
  for (let round = 0; round < 30; round += 1)
    await fetch(`${world.origin}/accounts`, { headers: { authorization: `Bearer ${token}` } })
  while ((await fetch(`${world.origin}/audit/checkpoint`)).status !== 200) await pause(100)
  expect((await mach('audit', 'export', '--port', port, '--out', whole)).printed).toContain(
    'up to the newest checkpoint',
  )
  await writeFile(key, (await mach('audit', 'key', '--port', port)).printed)
})

afterAll(async () => {
  await world[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

/** A copy of the exported log that somebody changed. */
async function changed(change: (copy: string, events: string) => Promise<void>): Promise<string> {
  const copy = await mkdtemp(join(folder, 'copy-'))
  await cp(whole, copy, { recursive: true })
  const [events = ''] = (await readdir(copy)).filter((name) => name.startsWith('events-'))
  await change(copy, join(copy, events))
  return copy
}

test('a log that nobody touched is whole, offline, with the public key alone', async () => {
  const { code, printed } = await mach('audit', 'verify', whole, '--key', key)
  expect(printed).toMatch(/whole: \d+ events under \d+ checkpoints/)
  expect(code).toBe(0)
})

test('the export is written into the log, and an earlier checkpoint is the beginning of a later log', async () => {
  const earlier = join(whole, 'checkpoint')
  await expect
    .poll(
      async () => {
        const later = join(folder, 'later')
        await mach('audit', 'export', '--port', port, '--out', later)
        const { code } = await mach('audit', 'verify', later, '--key', key, '--checkpoint', earlier)
        const [events = ''] = (await readdir(later)).filter((name) => name.startsWith('events-'))
        const text = await readFile(join(later, events), 'utf8')
        return { code, isAudited: /"action":"export".*"what":"audit-log"/.test(text) }
      },
      { timeout: 60_000 },
    )
    .toEqual({ code: 0, isAudited: true })
})

test.each([
  [
    'an altered letter',
    async (events: string) => {
      const text = await readFile(events, 'utf8')
      await writeFile(events, text.replace('"action":"', '"action":"x'))
    },
  ],
  [
    'a line less',
    async (events: string) => {
      const [, ...lines] = (await readFile(events, 'utf8')).split('\n')
      await writeFile(events, lines.join('\n'))
    },
  ],
  [
    'its tail cut',
    async (events: string) => {
      const lines = (await readFile(events, 'utf8')).trimEnd().split('\n')
      await writeFile(events, `${lines.slice(0, -3).join('\n')}\n`)
    },
  ],
  [
    'a line more',
    async (events: string) => {
      const [line = ''] = (await readFile(events, 'utf8')).split('\n')
      await appendFile(events, `${line}\n`)
    },
  ],
])('a log with %s ends with 1 and the place', async (_, change) => {
  const copy = await changed((_copy, events) => change(events))
  const { code, printed } = await mach('audit', 'verify', copy, '--key', key)
  expect(printed).toMatch(/NOT WHOLE at leaf \d+/)
  expect(code).toBe(1)
})

test('a checkpoint from beyond the end, another key, and no key at all are refused', async () => {
  const copy = await changed(async (path) => {
    await writeFile(join(path, 'checkpoint'), 'x\n')
  })
  expect((await mach('audit', 'verify', copy, '--key', key)).code).toBe(1)
  const other = join(folder, 'other')
  await writeFile(other, 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\n')
  expect((await mach('audit', 'verify', whole, '--key', other)).code).toBe(1)
  expect((await mach('audit', 'verify', whole)).code).toBe(2)
  expect((await mach('audit', 'verify', folder, '--key', key)).code).toBe(2)
})

test('a log whose checkpoint is missing, or whose tail lies among the events that wait, is not whole', async () => {
  const without = await changed((path) => rm(join(path, 'checkpoint')))
  const missing = await mach('audit', 'verify', without, '--key', key)
  expect(missing.printed).toContain('the file checkpoint is missing')
  expect(missing.code).toBe(1)

  const old = '{"public":{"number":1,"at":"2026-01-01T00:00:00.000000Z"},"personal":{}}\n'
  const moved = await changed((path) => appendFile(join(path, 'pending.jsonl'), old))
  const late = await mach('audit', 'verify', moved, '--key', key)
  expect(late.printed).toMatch(/NOT WHOLE: \d+ events have no leaf, the oldest of 2026-01-01/)
  expect(late.code).toBe(1)

  const stray = await changed((path) => appendFile(join(path, 'pending.jsonl'), 'x\n'))
  expect((await mach('audit', 'verify', stray, '--key', key)).code).toBe(1)
})

test('only an auditor or an administrator carries the log off', async () => {
  const { code, printed } = await mach(
    'audit',
    'export',
    '--port',
    port,
    '--out',
    join(folder, 'clerk'),
    '--as',
    'clerk@51001',
  )
  expect(code).toBe(1)
  expect(printed).toContain('403')
})

import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Child, startChild } from '../src/commands/children.ts'
import { openPortalAccounts } from '../src/commands/demo-accounts.ts'
import { demoToken } from '../src/commands/demo-token.ts'
import { prepareDatabase } from '../src/commands/prepare-database.ts'
import { freePort } from '../src/foundation/embedded-postgres.ts'
import { worldSettings } from './world.ts'

/** The exit code of a command, and all it said. */
function mach(...words: string[]): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', 'src/cli.ts', ...words],
      (error, out, err) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: out + err }),
    )
  })
}

// Processes start slowly on a busy machine, and the rotation itself waits for all of them.
test('rotations while everything runs: tokens go on, the audit log goes on under its next key, former keys are gone', {
  timeout: 600_000,
}, async () => {
  const data = await mkdtemp(join(tmpdir(), 'mach-rotation-'))
  const database = await prepareDatabase(data)
  const children: Child[] = []
  try {
    await openPortalAccounts(data, database.url, database.secrets)
    const port = await freePort()
    const origin = `http://127.0.0.1:${port}`
    const settings = worldSettings(data, database, port, 'http://127.0.0.1:1')
    const rise = async () => {
      children.push(await startChild('server', 'src/server.ts', [], settings))
      children.push(await startChild('worker', 'src/worker.ts', [], settings))
    }
    const end = async () => {
      for (const child of children.splice(0)) await child.end()
    }
    await rise()
    const token = await demoToken(origin, 'admin')
    const statusBy = async (one: string) =>
      (await fetch(`${origin}/accounts`, { headers: { authorization: `Bearer ${one}` } })).status
    expect(await statusBy(token)).toBe(200)
    const published = (path: string) => fetch(`${origin}/audit/${path}`)
    await expect
      .poll(async () => (await published('checkpoint')).status, { timeout: 120_000 })
      .toBe(200)
    await writeFile(join(data, 'log.key'), await (await published('key')).text())
    await writeFile(join(data, 'earlier'), await (await published('checkpoint')).text())

    const rotated = await mach('keys', 'rotate', '--data', data)
    expect(rotated.code, rotated.said).toBe(0)
    expect(rotated.said).toMatch(/[1-9]\d* secrets sealed by a new master key/)
    expect(rotated.said).not.toContain('opened by no key')
    expect(await readFile(join(data, 'secrets.json'), 'utf8')).not.toContain(
      database.secrets.masterKey,
    )
    expect(await statusBy(token), 'the servers that ran on').toBe(200)
    expect(await statusBy(await demoToken(origin, 'admin'))).toBe(200)

    await end()
    await rise()
    expect(await statusBy(token), 'the servers that know the new key alone').toBe(200)
    const log = join(data, 'log')
    const exported = await mach('audit', 'export', '--port', String(port), '--out', log)
    expect(exported.code, exported.said).toBe(0)
    const kept = ['--key', join(data, 'log.key'), '--checkpoint', join(data, 'earlier')]
    const verified = await mach('audit', 'verify', log, ...kept)
    expect(verified.code, verified.said).toBe(0)

    const handed = await mach('audit', 'rotate-key', '--data', data)
    expect(handed.code, handed.said).toBe(0)
    const keysNow = await (await published('key')).text()
    expect(keysNow.trim().split('\n')).toHaveLength(2)
    expect(keysNow).toContain(await readFile(join(data, 'log.key'), 'utf8'))
    await writeFile(join(data, 'both.keys'), keysNow)
    const erased = await mach(
      'audit',
      'erase',
      '1',
      '--decision',
      'Quyết định 12/QĐ-SYT',
      '--data',
      data,
    )
    expect(erased.code, erased.said).toBe(0)
    expect((await mach('audit', 'erase', 'x', '--decision', 'Quyết định 12/QĐ-SYT')).code).toBe(2)
    const carried = await mach('audit', 'export', '--port', String(port), '--out', log)
    expect(carried.code, carried.said).toBe(0)
    for (const key of ['log.key', 'both.keys']) {
      const earlier = ['--checkpoint', join(data, 'earlier')]
      const whole = await mach('audit', 'verify', log, '--key', join(data, key), ...earlier)
      expect(whole.said).toContain('1 of them were removed lawfully')
      expect(whole.code, whole.said).toBe(0)
    }
  } finally {
    for (const child of children) await child.end()
    await database.end()
    await rm(data, { recursive: true, force: true })
  }
})

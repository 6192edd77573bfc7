import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSettings } from '../src/settings.ts'

const LEAST = { MACH_DATABASE_URL: 'postgres://x', MACH_DATA: '/tmp' }

test('a setting may come from a file, so that a secret need not stand in the environment', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mach-settings-'))
  const file = join(folder, 'database')
  await writeFile(file, 'postgres://from-file\n')
  const { MACH_DATABASE_URL: _url, ...rest } = LEAST
  expect(readSettings({ ...rest, MACH_DATABASE_URL_FILE: file }).MACH_DATABASE_URL).toBe(
    'postgres://from-file',
  )
  expect(() => readSettings({ ...LEAST, MACH_DATABASE_URL_FILE: file })).toThrow(
    'MACH_DATABASE_URL and MACH_DATABASE_URL_FILE are both given',
  )
  await rm(folder, { recursive: true })
})

test('a faulty setting is named, its value is not', () => {
  const start = () => readSettings({ ...LEAST, MACH_DEMO: 'canary-7f3a' })
  expect(start).toThrow('MACH_DEMO')
  expect(start).not.toThrow('canary-7f3a')
})

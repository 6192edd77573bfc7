import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { startEmbeddedPostgres } from './embedded-postgres.ts'

test.each(['mach_owner', 'mach_app', 'postgres'])(
  'whoever reaches the port without the password of %s does not reach the database',
  async (user) => {
    const url = new URL(inject('postgresUrl'))
    url.username = user
    url.password = ''
    const client = new pg.Client({ connectionString: url.href })
    await expect(client.connect()).rejects.toThrow(/password/)
  },
)

test('after a SIGKILL the database starts again, though the number in its lock is by now that of another program', {
  timeout: 60_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mach-orphan-'))
  try {
    const killed = await startEmbeddedPostgres(folder, ['shared_buffers=16MB'])
    process.kill(killed.pid, 'SIGKILL')
    const lock = join(folder, 'pg', 'postmaster.pid')
    const [, ...rest] = (await readFile(lock, 'utf8')).split('\n')
    await writeFile(lock, [process.pid, ...rest].join('\n'))

    const again = await startEmbeddedPostgres(folder, ['shared_buffers=16MB'])
    await again.stop()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
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

test('the database answers on a socket that only its owner reaches, also in a folder too deep for one', {
  timeout: 60_000,
}, async () => {
  const top = await mkdtemp(join(tmpdir(), 'mach-deep-'))
  const deep = join(top, 'a'.repeat(60), 'với dấu, phẩy', 'b'.repeat(60))
  try {
    for (const folder of [join(top, 'near'), deep]) {
      const server = await startEmbeddedPostgres(folder, ['shared_buffers=16MB'])
      const client = new pg.Client({ connectionString: server.url })
      await client.connect()
      const { rows } = await client.query<{ address: string | null }>(
        'select inet_client_addr()::text as address',
      )
      await client.end()
      expect(rows).toEqual([{ address: null }])
      const sockets = new URL(server.url).searchParams.get('host') ?? ''
      expect((await stat(sockets)).mode & 0o777).toBe(0o700)
      await server.stop()
      await expect(stat(sockets)).rejects.toThrow('ENOENT')
    }
  } finally {
    await rm(top, { recursive: true, force: true })
  }
})

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

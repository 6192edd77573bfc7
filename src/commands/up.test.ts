import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { freePort } from '#foundation/embedded-postgres'
import { needFreePorts } from './ports.ts'

async function occupied(port: number): Promise<AsyncDisposable> {
  const listener = createServer()
  listener.listen(port, '127.0.0.1')
  await once(listener, 'listening')
  return {
    [Symbol.asyncDispose]: async () => {
      listener.close()
      await once(listener, 'close')
    },
  }
}

test('free ports are free again after the look', async () => {
  const port = await freePort()
  await needFreePorts([port])
  await using _taken = await occupied(port)
  await expect(needFreePorts([port])).rejects.toThrow(
    `port ${port} is in use; choose another --port`,
  )
})

test('up says at once which port of the three is in use, and starts nothing', async () => {
  const port = await freePort()
  await using _taken = await occupied(port + 1)
  const data = await mkdtemp(join(tmpdir(), 'mach-up-'))
  const words = ['src/cli.ts', 'up', '--demo', '--port', String(port), '--data', data]
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] })
  const said: string[] = []
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  const [code] = await once(child, 'close')
  expect(code).toBe(1)
  expect(said.join('')).toContain(`mach: port ${port + 1} is in use; choose another --port\n`)
  expect(await readdir(data)).toEqual([])
  await rm(data, { recursive: true })
})

import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { startChild } from '../src/commands/children.ts'
import { freePort } from '../src/foundation/embedded-postgres.ts'
import { temporaryDatabase } from './temporary-database.ts'

/** Within this a process is replaced or has ended, also on a machine with much else to do: 60 s. */
const WAIT_MS_MAX = 60_000

async function startServer() {
  const temporary = await temporaryDatabase()
  const data = await mkdtemp(join(tmpdir(), 'mach-processes-'))
  const port = await freePort()
  const server = await startChild('server', 'src/server.ts', [], {
    MACH_DATABASE_URL: temporary.url,
    MACH_DATA: data,
    MACH_PORT: String(port),
    MACH_SERVER_PROCESSES: '2',
  })
  return {
    pid: server.process.pid ?? 0,
    server,
    origin: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      await server.end()
      await temporary[Symbol.asyncDispose]()
      await rm(data, { recursive: true, force: true })
    },
  }
}

/** The living children of a process; one that has ended and is not yet collected is none. */
async function childrenOf(parent: number): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const stats = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')),
  )
  return stats.flatMap((stat, index) => {
    const [state, of] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return state !== 'Z' && Number(of) === parent ? [Number(pids[index])] : []
  })
}

async function isAlive(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return stat !== '' && stat.slice(stat.lastIndexOf(')') + 2)[0] !== 'Z'
}

/**
 * Whether the server answers within 2 s. A connection that the parent handed to a process which died before it took it stays
 * open without an answer: who asks gives up and asks again, as every client must.
 */
async function answers(origin: string): Promise<boolean> {
  const signal = AbortSignal.timeout(2_000)
  const answer = await fetch(`${origin}/health`, { signal }).catch(() => undefined)
  return answer?.status === 200
}

async function until(isSo: () => Promise<boolean>): Promise<boolean> {
  const end = Date.now() + WAIT_MS_MAX
  while (Date.now() < end) {
    if (await isSo()) return true
    await pause(50)
  }
  return false
}

test('a server process that dies is replaced, and the others answer meanwhile', {
  timeout: 240_000,
}, async () => {
  await using house = await startServer()
  const before = await childrenOf(house.pid)
  expect(before.length).toBe(2)
  const [victim = 0] = before
  process.kill(victim, 'SIGKILL')
  expect(await until(async () => !(await isAlive(victim)))).toBe(true)
  expect(await until(() => answers(house.origin))).toBe(true)
  expect(await until(async () => (await childrenOf(house.pid)).length === 2)).toBe(true)
  expect(await childrenOf(house.pid)).not.toContain(victim)
})

test('no server process outlives its killed parent', { timeout: 240_000 }, async () => {
  await using house = await startServer()
  const children = await childrenOf(house.pid)
  expect(children.length).toBe(2)
  house.server.process.kill('SIGKILL')
  await once(house.server.process, 'exit')
  const gone = async () => !(await Promise.all(children.map(isAlive))).includes(true)
  expect(await until(gone)).toBe(true)
})

test('a server that is asked to end ends with all its processes', {
  timeout: 240_000,
}, async () => {
  await using house = await startServer()
  const children = await childrenOf(house.pid)
  await house.server.end()
  expect(house.server.process.exitCode).toBe(0)
  expect(await Promise.all(children.map(isAlive))).toEqual([false, false])
})

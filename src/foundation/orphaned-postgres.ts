import { readdir, readFile, readlink, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/**
 * Ends a PostgreSQL server that outlived whoever started it, and clears the lock that a killed one left, so that
 * another may start on the same data folder.
 *
 * Waits, at most `waitMs`, until no process works in the folder any more: a session of a killed server ends a little
 * after it. The lock names a process by number only. That number may be a dead process nobody has collected, or
 * already another program, and PostgreSQL would refuse to start over either; with nobody left in the folder the lock
 * holds nothing, and is removed. Throws when somebody still works there after `waitMs`. A second call does nothing.
 */
export async function endOrphan(data: string, waitMs: number): Promise<void> {
  const lock = join(data, 'postmaster.pid')
  const pid = Number((await readFile(lock, 'utf8').catch(() => '')).split('\n')[0])
  if (!(pid > 1)) return
  const folder = await realpath(data)
  if (await isServerOf(pid, data)) process.kill(pid, 'SIGINT')
  const end = performance.now() + waitMs
  while ((await isServerOf(pid, data)) || (await somebodyWorksIn(folder))) {
    if (performance.now() > end) throw new Error(`a PostgreSQL server still works in ${data}`)
    await pause(20)
  }
  await rm(lock, { force: true })
}

async function isServerOf(pid: number, data: string): Promise<boolean> {
  return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).includes(data)
}

/** Every process of a server has its data folder as working folder; a dead one that nobody has collected has none. */
async function somebodyWorksIn(folder: string): Promise<boolean> {
  const numbers = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const folders = await Promise.all(
    numbers.map((number) => readlink(`/proc/${number}/cwd`).catch(() => '')),
  )
  return folders.includes(folder)
}

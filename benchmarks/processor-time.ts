import { readdir, readFile } from 'node:fs/promises'

/** Linux counts processor time in hundredths of a second. */
const MS_PER_TICK = 10

type Stat = { readonly pid: number; readonly parent: number; readonly ms: number }

/** Processor time used so far by a process and, where asked, by its children that live, in ms. */
export async function processorMs(pid: number, withChildren: boolean): Promise<number> {
  const own = await readStat(pid)
  if (own === undefined) return 0
  if (!withChildren) return own.ms
  const pids = (await readdir('/proc')).map(Number).filter((number) => number > 0)
  const stats = await Promise.all(pids.map(readStat))
  return stats.reduce((sum, stat) => (stat?.parent === pid ? sum + stat.ms : sum), own.ms)
}

async function readStat(pid: number): Promise<Stat | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
  const [, parent = 0] = fields
  // utime, stime of the process and of its children that have ended: fields 14-17 of proc(5).
  const ticks = [11, 12, 13, 14].reduce((sum, index) => sum + (fields[index] ?? 0), 0)
  return { pid, parent, ms: ticks * MS_PER_TICK }
}

import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Marks a data folder as in use by this process. A mark left by a process that is gone is taken over.
 * Throws when another process uses the folder.
 */
export async function claimFolder(folder: string): Promise<{ end: () => Promise<void> }> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  // Keys and data of everybody lie here: for its owner alone, also where an earlier release made it wider. A folder that is not ours stays as it is.
  if (existsSync(join(folder, 'secrets.json'))) await chmod(folder, 0o700)
  const mark = join(folder, 'up.pid')
  const former = Number(await readFile(mark, 'utf8').catch(() => '0'))
  if (former > 0 && former !== process.pid && (await isMach(former))) {
    throw new Error(
      `another ./mach up (process ${former}) uses ${folder}; end it, or choose another --data`,
    )
  }
  await writeFile(mark, String(process.pid), { mode: 0o600 })
  return { end: () => rm(mark, { force: true }) }
}

/** Process numbers are used again: only one that runs our cli counts. */
async function isMach(pid: number): Promise<boolean> {
  if (!existsSync(`/proc/${pid}/cmdline`)) return false
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return line.includes('cli.ts')
}

import { readFile } from 'node:fs/promises'
import { openLogKey, retireMonths } from '#audit'
import { isClockDoubted } from '#foundation/clock-watch-store'
import { asLogOwner } from './audit-owner.ts'
import { WordsError } from './words.ts'

const RETENTION = new URL('../../catalogues/privacy/retention.json', import.meta.url)

/**
 * `./mach audit retire --before YYYY-MM [--data DIR]`: removes the months of the log whose time is over, with a signed statement.
 * For whoever may read the data folder: the application itself can remove nothing.
 */
export async function retireAudit(before: string, folder: string): Promise<number> {
  if (!/^\d{4}-(?:0[1-9]|1[0-2])$/.test(before)) throw new WordsError('--before needs YYYY-MM')
  return asLogOwner(folder, async ({ owner, now, sealer }) => {
    if (await isClockDoubted(owner, now())) {
      process.stderr.write(
        'mach: the clock jumped, or Mạch stood still: set it right, and let Mạch run until it is believed again\n',
      )
      return 1
    }
    await openLogKey({ database: owner, now, sealer })
    const keepMonths = await readKeepMonths()
    const outcome = await retireMonths({ owner, now, sealer, keepMonths }, before)
    if (!outcome.ok) {
      process.stderr.write(
        `mach: ${outcome.problems[0].code}; the log is kept ${keepMonths} months\n`,
      )
      return 1
    }
    for (const { month, events } of outcome.value)
      process.stdout.write(`${month}: ${events} events removed, their leaves stay\n`)
    return 0
  })
}

/** The rule of the retention schedule that the audit log stands under. */
async function readKeepMonths(): Promise<number> {
  const schedule: unknown = JSON.parse(await readFile(RETENTION, 'utf8'))
  const { rules } = schedule as { rules: { id: string; keep: { months?: number } }[] }
  const months = rules.find(({ id }) => id === 'access-log')?.keep.months
  if (months === undefined) throw new Error('the retention schedule has no rule access-log')
  return months
}

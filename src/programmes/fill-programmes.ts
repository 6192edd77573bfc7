import { inTransaction } from '#foundation/database'
import { enterScope } from '#foundation/scope'
import { accept } from '#vocabulary/outcome'
import { newPersonId } from '#vocabulary/record-id'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { countProgress } from './count-progress.ts'
import { plusDays } from './milestone-standing.ts'
import type { ProgrammeNeeds } from './programme-needs.ts'
import { keepTally, spreadTally } from './progress-store.ts'
import { insertReport, type Report } from './report-store.ts'
import { type Attendance, writeAttendance } from './training-store.ts'

/** Days before today that a demo looks back on. */
const DEMO_DAYS = 30

/** What a demo shows beside the files: trainings with who came, and figures as they were reported. */
export type DemoProgrammes = {
  readonly trainings: readonly {
    readonly authority: string
    readonly lines: readonly Attendance[]
  }[]
  readonly reports: readonly Omit<Report, 'id' | 'at'>[]
}

/**
 * Counts a new demo at once and gives it trainings, reports and a month of synthetic days before today, so that its curves have a shape. For the
 * demo alone: a second call counts again and reports again.
 */
export async function fillProgrammes(
  needs: Pick<ProgrammeNeeds, 'database' | 'now' | 'random'>,
  { trainings, reports }: DemoProgrammes,
): Promise<void> {
  while (await countProgress(needs)) continue
  const at = needs.now()
  const day = vietnamDay(at)
  await inTransaction(needs.database, async (trx) => {
    enterScope(trx, { work: 'programmes' })
    for (const { authority, lines } of trainings) await writeAttendance(trx, authority, lines)
    for (const report of reports)
      await insertReport(trx, { ...report, id: newPersonId(at, needs.random), at })
    await keepTally(trx, day)
    await spreadTally(trx, plusDays(day, -DEMO_DAYS), DEMO_DAYS)
    await keepTally(trx, day)
    return accept(undefined)
  })
}

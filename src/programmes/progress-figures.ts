import type { Database, Trx } from '#foundation/database'
import { COUNTERS, type Counter, type Counts, MEANING, type Share, shareOf } from './measures.ts'
import { binds, type Due } from './programme.ts'
import { countNow, countThen, type Dimension, type PlaceCounts } from './progress-store.ts'
import type { Reach } from './reach.ts'
import { listReports } from './report-store.ts'

/** Everything that shares of milestones are made of, for one reach and one day. */
export type ProgressFigures = {
  readonly totals: Counts
  readonly shareOf: (due: Due) => Share | undefined
}

/** The counts of a day: those of this moment for today, those that were kept for a day before. */
export function countsOn(
  db: Database | Trx,
  asked: { readonly day: string; readonly isNow: boolean },
  by: Dimension,
  { which }: Pick<Reach, 'which'>,
): Promise<PlaceCounts[]> {
  return asked.isNow ? countNow(db, asked.day, by, which) : countThen(db, asked.day, by, which)
}

/** The figures of a reach on a day, within the scope of the transaction: counted by authority, so that a programme of one province counts that alone. */
export async function figuresOn(
  db: Database | Trx,
  asked: { readonly day: string; readonly isNow: boolean },
  reach: Reach,
): Promise<ProgressFigures> {
  const [places, reports] = await Promise.all([
    countsOn(db, asked, 'authority', reach),
    listReports(db, asked.day, reach.authority),
  ])
  return {
    totals: sumOf(places),
    shareOf: ({ programme, milestone }) => {
      const within = places.filter(({ place }) => binds(programme, place))
      if (MEANING[milestone.measure].counts !== undefined)
        return shareOf(milestone.measure, sumOf(within))
      const told = reports.filter((one) => one.milestone === milestone.id)
      if (told.length === 0) return undefined
      return {
        numerator: told.reduce((sum, one) => sum + one.numerator, 0),
        denominator: told.reduce((sum, one) => sum + one.denominator, 0),
      }
    },
  }
}

/** The sum over places. */
export function sumOf(places: readonly Pick<PlaceCounts, 'counts'>[]): Counts {
  const sum = (counter: Counter) => places.reduce((total, { counts }) => total + counts[counter], 0)
  return Object.fromEntries(COUNTERS.map((counter) => [counter, sum(counter)])) as Counts
}

import type { z } from 'zod'
import type { Database, Trx } from '#foundation/database'
import { withScope } from '#foundation/scope'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { vietnamDay } from '#vocabulary/vietnam-time'
import type { PlaceProgress, readMilestoneProgress } from './contract.ts'
import { type Counts, type Measure, MEANING, type Share, shareOf } from './measures.ts'
import { plusDays } from './milestone-standing.ts'
import { viewOf, viewOfShare } from './milestone-view.ts'
import { placeNames, type PlaceNames } from './place-names.ts'
import type { ProgrammeNeeds } from './programme-needs.ts'
import { binds, type Due } from './programme.ts'
import { countsOn, figuresOn, sumOf } from './progress-figures.ts'
import { listChanges, type Which } from './progress-store.ts'
import { type Reach, reachOf } from './reach.ts'
import { viewOfReach } from './read-progress.ts'
import { listBatches } from './reminder-store.ts'
import { viewOfBatch } from './remind-behind.ts'
import { listReports } from './report-store.ts'

type Asked = z.output<typeof readMilestoneProgress.request>
type Answer = z.input<typeof readMilestoneProgress.response>
type By = Answer['by']

/** Batches shown with a milestone: those of a country, one a round. */
const BATCHES_MAX = 60

/**
 * One milestone by places and by days, within the caller's reach.
 *
 * Refuses `programmes.not-own-authority`, `programmes.milestone-unknown`, `programmes.day-to-come`.
 */
export async function readMilestone(
  needs: ProgrammeNeeds,
  caller: Caller,
  asked: Asked,
): Promise<Outcome<Answer>> {
  const found = findDue(needs, caller, asked)
  if (!found.ok) return found
  const { due, reach } = found.value
  const today = vietnamDay(needs.now())
  const day = asked.day ?? today
  if (day > today) return refuse('incorrect', 'programmes.day-to-come', 'day')
  const at = { day, isNow: day === today }
  const by = asked.by ?? (reach.authority === undefined ? 'authority' : 'commune')
  const [names, answer] = await Promise.all([
    placeNames(needs, day),
    withScope(needs.database, reach.scope, async (trx) => ({
      share: (await figuresOn(trx, at, reach)).shareOf(due),
      places: await countsOn(trx, at, by, boundReach(due, reach)),
      trend: await trendOf(trx, due, boundReach(due, reach).which, day, asked.days),
      batches: await listBatches(trx, {
        milestone: due.milestone.id,
        authority: reach.authority,
        limit: BATCHES_MAX,
      }),
      reports: await listReports(trx, day, reach.authority),
    })),
  ])
  return accept({
    day,
    reach: viewOfReach(reach, names),
    programme: due.programme.name,
    milestone: viewOf(due, { day, share: answer.share }),
    by,
    places: answer.places
      .filter(({ place }) => by !== 'authority' || binds(due.programme, place))
      .flatMap(({ place, counts }) => viewOfPlace(due.milestone.measure, by, place, counts, names)),
    trend: answer.trend,
    reminders: answer.batches.map((batch) => viewOfBatch(batch, names)),
    reports: answer.reports
      .filter((one) => one.milestone === due.milestone.id)
      .map(({ milestone: _milestone, name, ...one }) => ({
        ...one,
        by: name,
        authorityName: names.authority(one.authority),
      })),
  })
}

/** The milestone that is asked for, within the caller's reach. Refuses `programmes.not-own-authority`, `programmes.milestone-unknown`. */
export function findDue(
  { programmes }: Pick<ProgrammeNeeds, 'programmes'>,
  caller: Pick<Caller, 'role' | 'province'>,
  asked: {
    readonly milestone: string
    readonly authority?: string | undefined
    readonly form?: string | undefined
  },
): Outcome<{ readonly due: Due; readonly reach: Reach }> {
  const reach = reachOf(caller, asked)
  if (!reach.ok) return reach
  const due = programmes.find(asked.milestone)
  const { authority } = reach.value
  if (due === undefined || (authority !== undefined && !binds(due.programme, authority)))
    return refuse('not-found', 'programmes.milestone-unknown', 'milestone')
  return accept({ due, reach: reach.value })
}

/** The reach within the one province that a programme binds; programmes bind one or all. */
function boundReach({ programme }: Due, reach: Reach): Reach {
  const [only] = programme.provinces ?? []
  return only === undefined ? reach : { ...reach, which: { ...reach.which, authority: only } }
}

function viewOfPlace(
  measure: Measure,
  by: By,
  place: string,
  counts: Counts,
  names: PlaceNames,
): PlaceProgress[] {
  const share = shareOf(measure, counts)
  if (share === undefined) return []
  const former = by === 'authority' || by === 'province' ? [...names.former(place)] : []
  return [
    { place, name: names[by](place), former, share: viewOfShare(share), counts: { ...counts } },
  ]
}

/** How far it was at the end of each of the last days, as far back as was counted. */
async function trendOf(
  db: Database | Trx,
  { milestone }: Due,
  which: Which,
  until: string,
  days: number,
): Promise<({ day: string } & Share)[]> {
  if (MEANING[milestone.measure].counts === undefined) return []
  const changes = await listChanges(db, until, which)
  const [first] = changes
  if (first === undefined) return []
  const from = plusDays(until, 1 - days)
  const trend: ({ day: string } & Share)[] = []
  let sum = sumOf(changes.filter((one) => one.day < from))
  for (let day = from; day <= until; day = plusDays(day, 1)) {
    sum = sumOf([{ counts: sum }, ...changes.filter((one) => one.day === day)])
    const share = shareOf(milestone.measure, sum)
    if (share !== undefined && day >= first.day) trend.push({ day, ...share })
  }
  return trend
}

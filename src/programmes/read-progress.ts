import type { z } from 'zod'
import { withScope } from '#foundation/scope'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { vietnamDay } from '#vocabulary/vietnam-time'
import type { readProgrammesProgress } from './contract.ts'
import { viewOf } from './milestone-view.ts'
import { placeNames, type PlaceNames } from './place-names.ts'
import type { ProgrammeNeeds } from './programme-needs.ts'
import { binds, type Due, type Programme } from './programme.ts'
import { figuresOn, type ProgressFigures } from './progress-figures.ts'
import { type Reach, reachOf } from './reach.ts'

type Asked = z.output<typeof readProgrammesProgress.request>
type Answer = z.input<typeof readProgrammesProgress.response>

/**
 * Every programme that binds the caller's reach, with how far its milestones are on a day. A past day is answered from what was kept then.
 *
 * Refuses `programmes.not-own-authority`, `programmes.day-to-come`.
 */
export async function readProgress(
  needs: ProgrammeNeeds,
  caller: Caller,
  asked: Asked,
): Promise<Outcome<Answer>> {
  const found = reachOf(caller, asked)
  if (!found.ok) return found
  const reach = found.value
  const today = vietnamDay(needs.now())
  const day = asked.day ?? today
  if (day > today) return refuse('incorrect', 'programmes.day-to-come', 'day')
  const programmes = needs.programmes.all.filter(
    (one) => reach.authority === undefined || binds(one, reach.authority),
  )
  const dues = programmes.flatMap((programme) =>
    programme.milestones.map((milestone): Due => ({ programme, milestone })),
  )
  const [names, figures] = await Promise.all([
    placeNames(needs, day),
    withScope(needs.database, reach.scope, async (trx) => {
      const now = await figuresOn(trx, { day, isNow: day === today }, reach)
      const past = new Map<string, ProgressFigures>()
      for (const last of pastDays(dues, day))
        past.set(last, await figuresOn(trx, { day: last, isNow: false }, reach))
      return { now, past }
    }),
  ])
  const view = (due: Due) =>
    viewOf(due, {
      day,
      share: figures.now.shareOf(due),
      onItsDay: figures.past.get(due.milestone.due ?? '')?.shareOf(due),
    })
  return accept({
    day,
    isNow: day === today,
    reach: viewOfReach(reach, names),
    totals: figures.now.totals,
    forms: [...names.forms],
    programmes: programmes.map((programme) =>
      viewOfProgramme(
        programme,
        programme.milestones.map((milestone) => view({ programme, milestone })),
      ),
    ),
  })
}

function viewOfProgramme(
  programme: Programme,
  milestones: Answer['programmes'][number]['milestones'],
): Answer['programmes'][number] {
  const { id, name, instrument, article, ledBy, uncertain, issuedOn } = programme
  return {
    id,
    name,
    instrument,
    article,
    ledBy,
    milestones,
    ...(uncertain === undefined ? {} : { uncertain }),
    ...(issuedOn === undefined ? {} : { issuedOn }),
  }
}

/** Who is meant, in words. */
export function viewOfReach({ kind, authority }: Reach, names: PlaceNames): Answer['reach'] {
  if (authority !== undefined) return { kind, authority, name: names.authority(authority) }
  return kind === 'traditional'
    ? { kind, name: { vi: 'Y học cổ truyền cả nước', en: 'Traditional medicine, country' } }
    : { kind, name: { vi: 'Cả nước', en: 'The country' } }
}

/** The last days that have passed, each once. */
function pastDays(dues: readonly Due[], day: string): string[] {
  const past = dues.flatMap(({ milestone: { due } }) =>
    due !== undefined && due < day ? [due] : [],
  )
  return [...new Set(past)]
}

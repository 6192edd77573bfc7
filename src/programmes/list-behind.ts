import type { z } from 'zod'
import { withScope } from '#foundation/scope'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome } from '#vocabulary/outcome'
import { vietnamDay } from '#vocabulary/vietnam-time'
import type { listBehindMilestone } from './contract.ts'
import { placeNames } from './place-names.ts'
import type { ProgrammeNeeds } from './programme-needs.ts'
import { listBehind } from './progress-store.ts'
import { findDue } from './read-milestone.ts'

/**
 * The facilities behind a milestone today, worst first, one page. Refuses `programmes.not-own-authority`, `programmes.milestone-unknown`.
 */
export async function listBehindOf(
  needs: ProgrammeNeeds,
  caller: Caller,
  asked: z.output<typeof listBehindMilestone.request>,
): Promise<Outcome<z.input<typeof listBehindMilestone.response>>> {
  const found = findDue(needs, caller, asked)
  if (!found.ok) return found
  const { due, reach } = found.value
  const day = vietnamDay(needs.now())
  const { afterMissing: missing, afterFacility: facility, limit } = asked
  const [only] = due.programme.provinces ?? []
  const [names, rows] = await Promise.all([
    placeNames(needs, day),
    withScope(needs.database, reach.scope, (trx) =>
      listBehind(trx, {
        milestone: due.milestone.id,
        measure: due.milestone.measure,
        day,
        which: { ...reach.which, ...(only === undefined ? {} : { authority: only }) },
        after: missing === undefined ? undefined : { missing, facility: facility ?? '' },
        limit: limit + 1,
      }),
    ),
  ])
  return accept({
    day,
    facilities: rows.slice(0, limit).map(({ commune, form, remindedAt, ...row }) => ({
      ...row,
      authorityName: names.authority(row.authority),
      communeName: names.commune(commune).vi,
      formName: names.form(form),
      ...(remindedAt === null ? {} : { remindedAt: remindedAt.toISOString() }),
    })),
    more: rows.length > limit,
  })
}

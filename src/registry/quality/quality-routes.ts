import { withScope } from '#foundation/scope'
import { type Door, serve } from '#foundation/serve'
import { accept } from '#vocabulary/outcome'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { daysAfter } from '../licence/licence.ts'
import type { ProfileNeeds } from '../profile-needs.ts'
import { registryScopeOf } from '../reach.ts'
import * as promises from './quality-contract.ts'
import { CRITERIA } from './quality-words.ts'
import { listQualityDays, listWorstFacilities, WHOLE } from './quality-total-store.ts'
import {
  authorityFor,
  authorityView,
  daysView,
  namesOf,
  openView,
  rulesView,
} from './quality-total-view.ts'
import { methodOf, qualityTotals } from './quality-totals.ts'
import { bandsView, mendView, methodView, scoreView } from './quality-view.ts'
import {
  type FacilityQuality,
  readFacilityQuality,
  readFileQuality,
  readStaffQuality,
} from './read-quality.ts'
import { keptScore, sumOf } from './fold-quality.ts'
import { scoreOf } from './quality-score.ts'

/** Binds the quality of the registry: of a file, a facility, an authority and the country. */
export function qualityRoutes(door: Door, needs: ProfileNeeds): void {
  fileRoutes(door, needs)
  staffRoute(door, needs)
  serve(door, promises.listFacilityQuality, async (caller, asked) => {
    const authority = authorityFor(caller, asked.authority)
    if (!authority.ok) return authority
    const { afterRank, afterCode, limit, part } = asked
    const after =
      afterRank === undefined || afterCode === undefined
        ? undefined
        : { rank: afterRank, key: afterCode }
    const found = await withScope(needs.database, registryScopeOf(caller), (trx) =>
      listWorstFacilities(trx, methodOf(needs.now()).number, {
        after,
        limit: limit + 1,
        authority: authority.value,
        part: part === undefined ? undefined : CRITERIA.indexOf(part) + 1,
      }),
    )
    return accept({
      facilities: found.slice(0, limit).map(({ facilities, bands, ...one }) => ({
        code: one.code,
        name: one.name,
        authority: one.authority,
        rank: one.rank,
        practitioners: one.practitioners,
        hasFile: facilities > 0,
        score: scoreView(one),
        bands: bandsView(bands).practitioners,
      })),
      more: found.length > limit,
    })
  })
  totalRoutes(door, needs)
}

function fileRoutes(door: Door, needs: ProfileNeeds): void {
  const { definitions } = needs
  serve(door, promises.readFileQuality, async (caller, { subject }) => {
    const read = await readFileQuality(needs, caller, subject)
    if (!read.ok) return read
    const { method, head, score, mend } = read.value
    return accept({
      method: methodView(method),
      subject: head.subject,
      kind: head.kind,
      name: head.name,
      ...(head.code === undefined ? {} : { code: head.code }),
      score: scoreView(keptScore(score)),
      identifiersWhole: score.identifiersWhole,
      mend: mendView(method, definitions, mend, () => head.subject),
      failing: mend.length,
    })
  })
  serve(door, promises.readFacilityQuality, async (caller, { facility: asked }) => {
    const read = await readFacilityQuality(needs, caller, asked)
    if (!read.ok) return read
    return accept(facilityView(needs, read.value))
  })
}

/** A facility with its file, its staff and what to mend, as it is shown. */
function facilityView(
  { definitions }: ProfileNeeds,
  { method, facility, head, total, file, staff, mend }: FacilityQuality,
) {
  const { practitioners } = bandsView(total?.bands ?? [])
  return {
    method: methodView(method),
    facility,
    name: head?.name ?? facility,
    ...(head === undefined ? {} : { subject: head.subject }),
    ...(total === undefined ? {} : { score: scoreView(total) }),
    ...(file === undefined ? {} : { file: scoreView(file) }),
    staff: {
      people: total?.practitioners ?? 0,
      bands: practitioners,
      ...(staff === undefined ? {} : { score: scoreView(staff) }),
    },
    mend: mendView(method, definitions, mend, ({ kind }) =>
      kind === 'facility' ? head?.subject : undefined,
    ),
  }
}

function staffRoute(door: Door, needs: ProfileNeeds): void {
  serve(door, promises.listStaffQuality, async (caller, { afterScore, afterSubject, ...asked }) => {
    const after =
      afterScore === undefined || afterSubject === undefined
        ? undefined
        : { score: afterScore, subject: afterSubject }
    const read = await readStaffQuality(needs, caller, { ...asked, after })
    if (!read.ok) return read
    return accept({
      staff: read.value.staff.map(({ faults, ...one }) => ({
        subject: one.subject,
        name: one.name,
        score: scoreView(one),
        faults: faults.length,
        place: one.score,
      })),
      more: read.value.more,
    })
  })
}

function totalRoutes(door: Door, needs: ProfileNeeds): void {
  serve(door, promises.readQualityTotals, async (caller, { authority: asked, days }) => {
    const authority = authorityFor(caller, asked)
    if (!authority.ok) return authority
    const key = authority.value
    const grain = caller.role === 'traditional-officer' ? 'traditional' : 'authority'
    const totals = await qualityTotals(needs, grain)
    const own = totals.authorities.filter((one) => key === undefined || one.key === key)
    const from = daysAfter(vietnamDay(needs.now()), -days)
    const kept = await listQualityDays(needs.database, { grain, key: key ?? WHOLE, from })
    const tallies = sumOf(own)
    const name = await namesOf(needs)
    return accept({
      method: methodView(totals.method),
      isCounted: totals.isCounted,
      whole: scoreView(keptScore(scoreOf(totals.method, tallies))),
      facilities: own.reduce((sum, { facilities }) => sum + facilities, 0),
      practitioners: own.reduce((sum, { practitioners }) => sum + practitioners, 0),
      authorities: own.map((one) => authorityView(one, name)),
      rules: rulesView(totals.method, tallies),
      days: daysView(kept),
    })
  })
  serve(door, promises.readOpenQuality, async () => {
    const totals = await qualityTotals(needs)
    return accept(openView(totals, await namesOf(needs)))
  })
}

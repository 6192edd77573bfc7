import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { vietnamDay } from '#vocabulary/vietnam-time'
import type { ProfileNeeds } from '../profile-needs.ts'
import type { QualityMethod } from './quality-method.ts'
import { gainOf, hundredthsOf, type Tallies } from './quality-score.ts'
import type { QualityDay } from './quality-total-store.ts'
import type { AuthorityQuality, QualityTotals } from './quality-totals.ts'
import { bandsView, methodView, partsView, scoreView } from './quality-view.ts'

/** A department asks for its own; the Ministry for any, or for all. */
export function authorityFor(
  { role, province }: Pick<Caller, 'role' | 'province'>,
  asked: string | undefined,
): Outcome<string | undefined> {
  if (role === 'ministry-officer' || role === 'traditional-officer') return accept(asked)
  if (province === undefined || (asked !== undefined && asked !== province))
    return refuse('forbidden', 'registry.not-own-authority', 'authority')
  return accept(province)
}

const OTHERS: Readonly<Record<string, { vi: string; en: string }>> = {
  '00': { vi: 'Bộ Y tế', en: 'Ministry of Health' },
  '97': { vi: 'Quân đội', en: 'Army' },
  '98': { vi: 'Công an', en: 'Police' },
}

/** What authorities are called today. */
export async function namesOf({ listsFor, now }: ProfileNeeds) {
  const lists = await listsFor(vietnamDay(now()), '')
  return (code: string) => {
    const known = lists.find('province', code)
    if (known) return { vi: known.display, en: known.displayEn ?? known.display }
    return OTHERS[code] ?? { vi: code, en: code }
  }
}

type Names = Awaited<ReturnType<typeof namesOf>>

/** An authority with its score and how many files of it stand how. */
export function authorityView(one: AuthorityQuality, name: Names) {
  const bands = bandsView(one.bands)
  return {
    authority: one.key,
    name: name(one.key),
    score: scoreView(one),
    facilities: one.facilities,
    practitioners: one.practitioners,
    facilityBands: bands.facilities,
    practitionerBands: bands.practitioners,
  }
}

/** Rules that something fails, what the whole gains most by first. */
export function rulesView(method: QualityMethod, tallies: Tallies) {
  const kinds = ['facility', 'practitioner'] as const
  const failing = kinds.flatMap((kind) =>
    method.rules[kind].flatMap((rule, index) => {
      const { asked, passed } = tallies[kind][index] ?? { asked: 0, passed: 0 }
      if (asked === passed) return []
      const count = asked - passed
      const gain = gainOf(method, tallies, [{ kind, rule: index, count }])
      const { id, criterion, label, mend, source } = rule
      return { rule: id, kind, criterion, label, mend, source, asked, failing: count, gain }
    }),
  )
  return failing
    .toSorted((one, other) => other.gain - one.gain)
    .map((one) => ({ ...one, gain: hundredthsOf(one.gain) / 100 }))
}

/** Scores at the ends of days, in points. */
export function daysView(kept: readonly QualityDay[]) {
  return kept.map(({ day, score, parts }) => ({ day, score: score / 100, parts: partsView(parts) }))
}

/** What may be told to all: nothing of which so few are counted that somebody could be recognised. */
export function openView({ method, isCounted, authorities, country }: QualityTotals, name: Names) {
  const { smallest } = method.publication
  const isLarge = (one: { readonly facilities: number; readonly practitioners: number }) =>
    one.facilities >= smallest && one.practitioners >= smallest
  const shown = authorities.filter(isLarge)
  // Of a sum that is told beside its parts, a single part left out could be worked out again.
  const isWholeTold = isLarge(country) && authorities.length - shown.length !== 1
  return {
    method: methodView(method),
    isCounted,
    smallest,
    ...(isWholeTold ? { whole: scoreView(country) } : {}),
    authorities: shown.map((one) => {
      const { facilities, practitioners } = one
      return {
        authority: one.key,
        name: name(one.key),
        score: scoreView(one),
        facilities,
        practitioners,
      }
    }),
  }
}

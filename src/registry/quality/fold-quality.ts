import type { FormerRow, QualityRow } from './quality-store.ts'
import type { QualityMethod } from './quality-method.ts'
import {
  type Band,
  hundredthsOf,
  numbersToTally,
  partsToHundredths,
  type Score,
  scoreOf,
  type Tallies,
} from './quality-score.ts'
import type { Grain, Scored, Total } from './quality-total-store.ts'

const BANDS: readonly Band[] = ['green', 'yellow', 'red']

type Difference = {
  grain: Grain
  key: string
  authority: string
  facilityTally: number[]
  practitionerTally: number[]
  facilities: number
  practitioners: number
  bands: number[]
}

/** A row as it is now and as it was, with the authority of each facility at which it counts. */
export type Replaced = {
  readonly row: QualityRow
  readonly former?: FormerRow | undefined
  readonly authorityOf: (facility: string) => string
}

/** What totals change by when rows take the place of former ones; what another method counted stands in other totals and is left out. */
export function differencesOf(replaced: readonly Replaced[]): Total[] {
  const found = new Map<string, Difference>()
  for (const { row, former, authorityOf } of replaced) {
    if (former && former.method === row.method)
      for (const place of placesOf(former, authorityOf)) add(found, place, row.kind, former, -1)
    for (const place of placesOf(row, authorityOf)) add(found, place, row.kind, row, 1)
  }
  return [...found.values()].filter(isChange)
}

type Placed = Pick<Total, 'grain' | 'key' | 'authority'>
type Counted = Pick<QualityRow, 'tally' | 'band'>

function placesOf(
  { authority, traditional, facilities }: FormerRow,
  authorityOf: (facility: string) => string,
): Placed[] {
  return [
    { grain: 'authority', key: authority, authority },
    ...(traditional ? [{ grain: 'traditional', key: authority, authority } as const] : []),
    ...facilities.map((key) => ({ grain: 'facility', key, authority: authorityOf(key) }) as const),
  ]
}

function add(
  found: Map<string, Difference>,
  place: Placed,
  kind: QualityRow['kind'],
  { tally, band }: Counted,
  sign: 1 | -1,
): void {
  const name = `${place.grain} ${place.key}`
  const one = found.get(name) ?? {
    ...place,
    facilityTally: [],
    practitionerTally: [],
    facilities: 0,
    practitioners: 0,
    bands: [0, 0, 0, 0, 0, 0],
  }
  found.set(name, one)
  one.authority = place.authority
  const counts = kind === 'facility' ? one.facilityTally : one.practitionerTally
  for (const [index, count] of tally.entries()) counts[index] = (counts[index] ?? 0) + sign * count
  one[kind === 'facility' ? 'facilities' : 'practitioners'] += sign
  const slot = BANDS.indexOf(band) + (kind === 'facility' ? 0 : BANDS.length)
  one.bands[slot] = (one.bands[slot] ?? 0) + sign
}

function isChange(one: Difference): boolean {
  return (
    one.facilities !== 0 ||
    one.practitioners !== 0 ||
    [...one.facilityTally, ...one.practitionerTally, ...one.bands].some((count) => count !== 0)
  )
}

/** The counts of a total as rules are scored. */
export function talliesOf({
  facilityTally,
  practitionerTally,
}: Pick<Total, 'facilityTally' | 'practitionerTally'>): Tallies {
  return {
    facility: numbersToTally(facilityTally),
    practitioner: numbersToTally(practitionerTally),
  }
}

/** Several totals as one: a country of its provinces. */
export function sumOf(totals: readonly Total[]): Tallies {
  const sum = { facility: [] as number[], practitioner: [] as number[] }
  for (const { facilityTally, practitionerTally } of totals) {
    for (const [index, count] of facilityTally.entries())
      sum.facility[index] = (sum.facility[index] ?? 0) + count
    for (const [index, count] of practitionerTally.entries())
      sum.practitioner[index] = (sum.practitioner[index] ?? 0) + count
  }
  return talliesOf({ facilityTally: sum.facility, practitionerTally: sum.practitioner })
}

/** A total with its score. */
export function scored(method: QualityMethod, total: Total): Total & Scored {
  return { ...total, ...keptScore(scoreOf(method, talliesOf(total))) }
}

/** A score as it is kept. */
export function keptScore(score: Score): Scored {
  return { score: hundredthsOf(score.score), parts: partsToHundredths(score), band: score.band }
}

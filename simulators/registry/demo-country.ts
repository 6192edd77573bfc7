import { makeRandom } from '../province/random.ts'
import { facilityFile, makeWorkplaces, type Workplace } from './make-facilities.ts'
import { makeRegistry } from './make-practitioners.ts'
import type { SyntheticFile } from './synthetic-file.ts'

/** The province whose facilities send dossiers in the demo: what is added there stays unpublished, so that no list of theirs grows. */
const HOME = '51'
const SEED = 34
/** Some for each of the 63 provinces of before, and people in them: enough to see a country, little enough to start in seconds. */
const SIZE = { facilities: 315, practitioners: 1_000, seed: SEED }

const UNFINISHED = [
  { dataState: 'draft', weight: 4 },
  { dataState: 'submitted', weight: 4 },
  { dataState: 'returned', weight: 2 },
] as const

/** The rest of the country in the demo: each province further on or behind, as work in progress is. The same every time. */
export function demoCountry(taken: ReadonlySet<string>): {
  readonly files: Iterable<SyntheticFile>
  readonly authorities: ReadonlyMap<string, string>
} {
  const places = makeWorkplaces(SIZE.facilities, SEED, taken)
  return {
    files: makeRegistry(places, SIZE, unfinishedFile),
    authorities: new Map(places.map(({ code, province }) => [code, province])),
  }
}

/** A facility's file, published with the chance of its province; what is not stands somewhere on its way. */
function unfinishedFile(place: Workplace): SyntheticFile {
  const file = facilityFile(place, SEED)
  const pace = makeRandom(`demo pace ${place.province}`).int(35, 100) / 100
  const random = makeRandom(`demo progress ${place.code}`)
  if (place.province !== HOME && random.chance(pace)) return file
  const { dataState } = random.weighted(UNFINISHED, ({ weight }) => weight)
  return { ...file, dataState, isPublished: false }
}

import type { Database } from '#foundation/database'
import { licenceKey } from '../licence/licence-number.ts'
import { type Basis, countingFacts, placeFacts } from './believed-facts.ts'
import type { FacilityFacts } from './may-practise.ts'
import type { PracticeFacts } from './practice-facts.ts'
import { findFiles, findPlace } from './practice-store.ts'

/** How long a change of the registry may go unnoticed by what judges dossiers: 10 s. */
const FRESH_MS = 10_000

/** Files remembered by one process: the staff of twenty large hospitals, about 10 MB. */
const FILES_MAX = 5_000
const PLACES_MAX = 1_000

/** Of one dossier: numbers beyond this are not asked about. */
const NUMBERS_MAX = 500

export type RecalledPractitioner = { readonly facts: PracticeFacts; readonly basis: Basis }

/** What the registry knows of one facility and some licence numbers. */
export type Recalled = {
  readonly place: FacilityFacts
  /** Undefined: no file holds this number. */
  readonly practitioner: (licence: string) => RecalledPractitioner | undefined
}

/** The registry for what asks at every message: one look-up for all numbers of a message, remembered for seconds. */
export type PracticeMemory = {
  readonly recall: (facility: string, licences: readonly string[]) => Promise<Recalled>
}

/** One per process. */
export function openPracticeMemory({
  database,
  now,
}: {
  readonly database: Database
  readonly now: () => Date
}): PracticeMemory {
  const files = makeShelf<RecalledPractitioner | undefined>(now, FILES_MAX)
  const places = makeShelf<FacilityFacts>(now, PLACES_MAX)

  async function placeOf(facility: string): Promise<FacilityFacts> {
    const known = places.find(facility)
    if (known) return known.value
    const place = placeFacts(await findPlace(database, facility))
    places.put(facility, place)
    return place
  }

  async function learn(keys: readonly string[]): Promise<void> {
    const unknown = keys.filter((key) => files.find(key) === undefined)
    if (unknown.length === 0) return
    const found = await findFiles(database, { scheme: 'practice-licence', values: unknown })
    const byKey = new Map(found.map((file) => [file.value, file]))
    for (const key of unknown) {
      const file = byKey.get(key)
      const basis = file?.isPublished ? 'published' : 'draft'
      files.put(key, file && { facts: countingFacts(file), basis })
    }
  }

  return {
    recall: async (facility, licences) => {
      const keys = [...new Set(licences.map(licenceKey))].filter(Boolean).slice(0, NUMBERS_MAX)
      const [place] = await Promise.all([placeOf(facility), learn(keys)])
      // Taken now: what is forgotten while the dossier is judged still counts for it.
      const taken = new Map(keys.map((key) => [key, files.find(key)?.value]))
      return { place, practitioner: (licence) => taken.get(licenceKey(licence)) }
    },
  }
}

/** Values for seconds, the oldest forgotten first. */
function makeShelf<Value>(now: () => Date, max: number) {
  const shelf = new Map<string, { readonly value: Value; readonly freshUntil: number }>()
  return {
    find: (key: string) => {
      const held = shelf.get(key)
      return held && now().getTime() < held.freshUntil ? held : undefined
    },
    put: (key: string, value: Value) => {
      shelf.delete(key)
      shelf.set(key, { value, freshUntil: now().getTime() + FRESH_MS })
      const [oldest] = shelf.keys()
      if (shelf.size > max && oldest !== undefined) shelf.delete(oldest)
    },
  }
}

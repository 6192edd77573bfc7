import type { Database } from '#foundation/database'
import type { FacilityCode } from '#vocabulary/facility-code'
import { type Facility, facilityOn, searchWords } from './facility.ts'
import { listFacilities } from './facility-store.ts'
import { type FacilityPage, type LookUp, lookUp, type Searchable } from './look-up-facilities.ts'

/** How long a change of facilities may go unnoticed by a running process: 10 s. */
const REFRESH_MS = 10_000

/** The facilities in memory, for what asks at every message. */
export type Registry = {
  /** A facility as it was on a day; without a day, as it was last. */
  readonly findFacility: (code: FacilityCode, day?: string) => Promise<Facility | undefined>
  /** Every facility as it was last, by code. */
  readonly listFacilities: (filter?: { readonly province?: string }) => Promise<Facility[]>
  readonly stationOf: (commune: string) => Promise<FacilityCode | undefined>
  readonly lookUp: (asked: LookUp) => Promise<FacilityPage>
}

type Snapshot = {
  readonly byCode: ReadonlyMap<string, readonly Facility[]>
  readonly newest: readonly Facility[]
  readonly searchable: readonly Searchable[]
  readonly stations: ReadonlyMap<string, FacilityCode>
}

/** Opens the facilities over a database. One per process; follows changes within ten seconds. */
export function openRegistry(needs: {
  readonly database: Database
  readonly now: () => Date
}): Registry {
  let current: Promise<Snapshot> | undefined
  let freshUntil = 0

  const snapshot = () => {
    if (current === undefined || needs.now().getTime() >= freshUntil) {
      freshUntil = needs.now().getTime() + REFRESH_MS
      current = listFacilities(needs.database).then(takeSnapshot)
      current.catch(() => {
        current = undefined
      })
    }
    return current
  }

  return {
    findFacility: async (code, day) => facilityOn((await snapshot()).byCode.get(code) ?? [], day),
    listFacilities: async ({ province } = {}) =>
      (await snapshot()).newest.filter(
        (one) => province === undefined || one.province === province,
      ),
    stationOf: async (commune) => (await snapshot()).stations.get(commune),
    lookUp: async (asked) => lookUp((await snapshot()).searchable, asked),
  }
}

function takeSnapshot(rows: readonly Facility[]): Snapshot {
  const byCode = Map.groupBy(rows, (row) => row.code)
  const newest = [...byCode.values()].flatMap((same) => facilityOn(same) ?? [])
  const stations = newest.filter((one) => one.kind === 'commune-station' && one.to === undefined)
  return {
    byCode,
    newest,
    searchable: newest.map((facility) => ({ facility, words: searchWords(facility) })),
    // By code, so that of several the first stays.
    stations: new Map(stations.toReversed().map((one) => [one.commune, one.code])),
  }
}

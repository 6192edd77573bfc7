import type { Database } from '#foundation/database'
import type { FacilityCode } from '#vocabulary/facility-code'
import { type Facility, facilityOn, searchWords } from './facility.ts'
import { listFacilities, listFacilitiesSince, readFacilityHorizon } from './facility-store.ts'
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

/** One facility as it was in each span of days, as it was last, and the words by which it is found. */
type Known = {
  readonly rows: readonly Facility[]
  readonly newest: Facility | undefined
  readonly searchable: Searchable | undefined
}

type Snapshot = {
  /** Whatever was written later is read at the next look. */
  readonly horizon: string
  readonly byCode: ReadonlyMap<string, Known>
  readonly newest: readonly Facility[]
  readonly searchable: readonly Searchable[]
  readonly stations: ReadonlyMap<string, FacilityCode>
}

/** Opens the facilities over a database. One per process; follows changes within ten seconds, reading only what changed. */
export function openRegistry(needs: {
  readonly database: Database
  readonly now: () => Date
}): Registry {
  let current: Promise<Snapshot> | undefined
  let freshUntil = 0

  const snapshot = () => {
    if (current === undefined || needs.now().getTime() >= freshUntil) {
      freshUntil = needs.now().getTime() + REFRESH_MS
      current = follow(needs.database, current)
      current.catch(() => {
        current = undefined
      })
    }
    return current
  }

  return {
    findFacility: async (code, day) =>
      facilityOn((await snapshot()).byCode.get(code)?.rows ?? [], day),
    listFacilities: async ({ province } = {}) =>
      (await snapshot()).newest.filter(
        (one) => province === undefined || one.province === province,
      ),
    stationOf: async (commune) => (await snapshot()).stations.get(commune),
    lookUp: async (asked) => lookUp((await snapshot()).searchable, asked),
  }
}

/** What changed since, laid over what is known; everything anew where rows went. */
async function follow(
  database: Database,
  former: Promise<Snapshot> | undefined,
): Promise<Snapshot> {
  const known = await former
  const { horizon, rows } = await readFacilityHorizon(database)
  const changed = known && (await listFacilitiesSince(database, known.horizon))
  if (known && changed) {
    const byCode =
      changed.length === 0 ? known.byCode : inOrder([...known.byCode, ...knownOf(changed)])
    if (countRows(byCode) === rows)
      return changed.length === 0 ? { ...known, horizon } : takeSnapshot(horizon, byCode)
  }
  return takeSnapshot(horizon, knownOf(await listFacilities(database)))
}

function knownOf(rows: readonly Facility[]): ReadonlyMap<string, Known> {
  return new Map(
    [...Map.groupBy(rows, (row) => row.code)].map(([code, same]) => {
      const newest = facilityOn(same)
      const searchable = newest && { facility: newest, words: searchWords(newest) }
      return [code, { rows: same, newest, searchable }]
    }),
  )
}

/** By code; of two of one code the later holds. */
function inOrder(entries: readonly (readonly [string, Known])[]): ReadonlyMap<string, Known> {
  const held = new Map(entries)
  return new Map([...held].toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

function countRows(byCode: ReadonlyMap<string, Known>): number {
  return byCode.values().reduce((sum, { rows }) => sum + rows.length, 0)
}

function takeSnapshot(horizon: string, byCode: ReadonlyMap<string, Known>): Snapshot {
  const newest = [...byCode.values()].flatMap((one) => one.newest ?? [])
  const stations = newest.filter((one) => one.kind === 'commune-station' && one.to === undefined)
  return {
    horizon,
    byCode,
    newest,
    searchable: [...byCode.values()].flatMap((one) => one.searchable ?? []),
    // By code, so that of several the first stays.
    stations: new Map(stations.toReversed().map((one) => [one.commune, one.code])),
  }
}

import type { Facility } from './facilities.ts'
import type { Living } from './living.ts'

const STATIONS_MAX = 10
/** One more station is shown at work per so many visits. */
const VISITS_PER_STATION = 500

/** The stations whose last weeks are told in full: those with the most inhabitants among the persons. */
export function livelyStations({
  facilities,
  people,
  visits,
}: Pick<Living, 'facilities' | 'people' | 'visits'>): Facility[] {
  const inhabitants = Map.groupBy(people, (person) => person.commune.code)
  const countOf = (station: Facility) => inhabitants.get(station.commune)?.length ?? 0
  return facilities
    .filter((one) => one.kind === 'commune-station' && one.isActive)
    .sort((one, other) => countOf(other) - countOf(one))
    .slice(0, Math.min(STATIONS_MAX, Math.floor(visits / VISITS_PER_STATION)))
}

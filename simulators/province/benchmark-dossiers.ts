import { foundProvince } from './make-province.ts'
import { serviceKinds } from './province-data.ts'
import type { Care, VisitPlan } from './visit-plan.ts'
import { type ProvinceDossier, writeDossier } from './write-dossier.ts'

/** The last day of the benchmark's visits: past, whatever day it runs on. */
const LAST_DAY = '2026-11-09'
/** Rows of a dossier that give about forty resources. */
const ROWS_MIN = 19
const ROWS_MAX = 52
/** Results, at least, of a visit that is worth writing. */
const RESULTS_MIN = 7
/** Visits per person, so that persons repeat. */
const VISITS_PER_PERSON = 4
/** Usually at least so many of the visits are of the wanted size; where not, half is tried. */
const YIELD = 0.12

/** Distinct dossiers without fault, about forty resources each, of persons who come again; the same for the same seed. */
export function benchmarkDossiers(count: number, seed: number): ProvinceDossier[] {
  for (let share = YIELD; ; share /= 2) {
    const dossiers = middlingDossiers(count, seed, Math.ceil(count / share) + 400)
    if (dossiers.length === count) return dossiers
  }
}

function middlingDossiers(count: number, seed: number, visits: number): ProvinceDossier[] {
  const persons = Math.ceil(visits / VISITS_PER_PERSON)
  const { plans } = foundProvince({ persons, visits, years: 2, seed, endDay: LAST_DAY })
  const dossiers: ProvinceDossier[] = []
  for (const [place, plan] of plans.filter(isOfMiddleSize).sort(byDay).entries()) {
    const { dossier, tables } = writeDossier(plan, { seed: `benchmark ${seed}`, order: place + 1 })
    const rows = Object.values(tables).reduce((sum, table) => sum + table.length, 0)
    if (rows < ROWS_MIN || rows > ROWS_MAX || dossier.day > LAST_DAY) continue
    dossiers.push(dossier)
    if (dossiers.length === count) break
  }
  return dossiers
}

function byDay(one: VisitPlan, other: VisitPlan): number {
  return one.day - other.day || one.person.id - other.person.id
}

function isOfMiddleSize({ care }: VisitPlan): boolean {
  const results = testsOf(care).reduce((sum, key) => sum + (indexCounts.get(key) ?? 0), 0)
  return results >= RESULTS_MIN
}

const indexCounts = new Map(serviceKinds.map((service) => [service.key, service.indices.length]))

/** The tests that a visit will have, as far as its plan tells; none for stays and dialysis, which are too large. */
function testsOf(care: Care): readonly string[] {
  if (care.kind === 'outpatient') return care.course.tests
  if (care.kind !== 'chronic' || care.course.special === 'dialysis') return []
  return care.ordinal % 3 === 0
    ? [...care.course.tests, ...care.course.quarterly]
    : care.course.tests
}

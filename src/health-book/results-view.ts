import type { DiagnosticReport, Observation } from '#fhir'
import { type Book, type BookVisit, ofType } from './book.ts'
import { chartPoints, isBloodGroup, isVitalSign, observationToMeasurement } from './measurement.ts'
import type { LabSeries, Measurement, ResultGroup } from './views.ts'

/** What the title of results without a report says. */
const UNREPORTED = 'Kết quả khác'

/** The results of a visit, by report; what no report names comes last. */
export function resultGroups(visit: BookVisit): ResultGroup[] {
  const observations = new Map(
    ofType(visit, 'Observation')
      .filter((observation) => !isVitalSign(observation) && !isBloodGroup(observation))
      .map((observation) => [`Observation/${observation.id}`, observation]),
  )
  const groups = ofType(visit, 'DiagnosticReport').map((report) =>
    reportToGroup(report, observations),
  )
  const reported = new Set(
    ofType(visit, 'DiagnosticReport').flatMap(({ result = [] }) =>
      result.map(({ reference }) => reference),
    ),
  )
  const rest = [...observations]
    .filter(([reference]) => !reported.has(reference))
    .map(([, observation]) => observationToMeasurement(observation))
    .filter(saysSomething)
  return [...groups, { title: UNREPORTED, lines: rest }].filter(({ lines }) => lines.length > 0)
}

/** A report is its lines; its conclusion stands with the last of them, or alone. */
function reportToGroup(
  report: DiagnosticReport,
  observations: ReadonlyMap<string, Observation>,
): ResultGroup {
  const title = report.code.text ?? ''
  const lines = (report.result ?? []).flatMap(({ reference = '' }) => {
    const observation = observations.get(reference)
    return observation ? [observationToMeasurement(observation)] : []
  })
  const { conclusion } = report
  if (conclusion === undefined) return { title, lines: lines.filter(saysSomething) }
  const last = lines.at(-1) ?? { code: report.code.coding?.[0]?.code ?? '', name: title, value: '' }
  return { title, lines: [...lines.slice(0, -1), { ...last, conclusion }] }
}

function saysSomething(line: Measurement): boolean {
  return line.value !== '' || line.description !== undefined
}

/** Vital signs of a visit, the newest of each kind. */
export function vitalsOf(visit: BookVisit): Measurement[] {
  const newest = new Map<string, Measurement>()
  for (const observation of ofType(visit, 'Observation').filter(isVitalSign)) {
    const line = observationToMeasurement(observation)
    const before = newest.get(line.code)
    if (before === undefined || (before.at ?? '') < (line.at ?? '')) newest.set(line.code, line)
  }
  return [...newest.values()]
}

/** A chart shows this many points of a series, the newest. */
const POINTS_MAX = 500

/** Measured results as one series for each index and unit, the most often measured first; points by time. */
export function labSeries(book: Book): LabSeries[] {
  const series = new Map<string, LabSeries>()
  for (const visit of book.visits)
    for (const { index, unit, ...point } of ofType(visit, 'Observation').flatMap(chartPoints)) {
      const key = `${index.code} ${unit ?? ''}`
      const known = series.get(key) ?? {
        ...index,
        points: [],
        ...(unit === undefined ? {} : { unit }),
      }
      known.points.push({ ...point, facility: book.nameOf(visit.facility), visit: visit.id })
      series.set(key, known)
    }
  return [...series.values()]
    .map((one) => ({ ...one, points: one.points.toSorted(byTime).slice(-POINTS_MAX) }))
    .toSorted((one, other) => other.points.length - one.points.length)
    .map(uniqueCode)
}

function byTime(one: { at: string }, other: { at: string }): number {
  return Date.parse(one.at) - Date.parse(other.at)
}

/** Two units of one index are two series: the second is told apart by its unit. */
function uniqueCode(one: LabSeries, place: number, all: readonly LabSeries[]): LabSeries {
  const isFirst = all.findIndex(({ code }) => code === one.code) === place
  return isFirst ? one : { ...one, code: `${one.code} (${one.unit ?? '–'})` }
}

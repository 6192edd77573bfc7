import {
  type CodeableConcept,
  codeSystem,
  type DiagnosticReport,
  type Observation,
  type Reference,
  type ServiceRequest,
  SYSTEMS,
} from '#fhir'
import { strictest } from './data-classes.ts'
import { judgeByRange, resultValue } from './lab-value.ts'
import {
  idOf,
  type Line,
  linesOf,
  type Mapping,
  numberOf,
  type Part,
  practitioner,
} from './mapping.ts'
import { fhirTime, timeOf } from './times.ts'
import { lookUp } from './look-up.ts'
import { requestId, type ServiceLine } from './services.ts'

/** MA_NHOM to the category of a result. QĐ 5937/QĐ-BYT 2021, annex 3. */
const CATEGORIES: Readonly<Record<string, string>> = {
  1: 'laboratory',
  2: 'imaging',
  3: 'procedure',
}

type Result = Line & {
  readonly dataClass: Part['dataClass']
  readonly service: ServiceLine | undefined
  /** Whether the line measures or describes something, and is not a bare conclusion. */
  readonly observes: boolean
}

/** Lines of one service and one class: one report. */
type Group = { readonly lines: readonly Result[] }

/** XML4: each index an Observation, each service with results a DiagnosticReport; a line without value is one still to come. */
export function resultParts(mapping: Mapping, services: readonly ServiceLine[]): Part[] {
  const results = linesOf(mapping, 'XML4').map((line) => resultOf(mapping, line, services))
  const groups = Map.groupBy(results, ({ row, dataClass }) => `${row['MA_DICH_VU']} ${dataClass}`)
  return [
    ...results.filter(({ observes }) => observes).map((result) => observationPart(mapping, result)),
    ...[...groups.values()].map((lines) => reportPart(mapping, { lines })),
  ]
}

function resultOf(mapping: Mapping, line: Line, services: readonly ServiceLine[]): Result {
  const { row } = line
  const service = services.find((one) => one.row['MA_DICH_VU'] === row['MA_DICH_VU'])
  const byName = mapping.classes.ofLine(undefined, row['TEN_CHI_SO'], row['MO_TA'], row['KET_LUAN'])
  const observes = Boolean(row['GIA_TRI'] || row['MO_TA'] || row['MA_CHI_SO'] || row['TEN_CHI_SO'])
  return {
    ...line,
    service,
    observes,
    dataClass: strictest([byName, service?.dataClass ?? 'ordinary']),
  }
}

function observationPart(mapping: Mapping, { row, key, service, dataClass }: Result): Part {
  const known = mapping.lists.find('lab-index', row['MA_CHI_SO'] ?? '')
  const value = row['GIA_TRI'] || row['MO_TA'] || ''
  const result = row['GIA_TRI']
    ? resultValue(row['GIA_TRI'], row['DON_VI_DO'] ?? '')
    : resultValue(value, '')
  const effective = fhirTime(
    service?.row['NGAY_TH_YL'] || row['NGAY_KQ'] || service?.row['NGAY_YL'],
  )
  const issued = fhirTime(row['NGAY_KQ'])
  const reader = practitioner(mapping, row['MA_BS_DOC_KQ'])
  const resource: Observation = {
    resourceType: 'Observation',
    ...basis(mapping, service),
    status: value === '' ? 'registered' : 'final',
    category: [{ coding: [{ system: SYSTEMS.observationCategory, code: categoryOf(service) }] }],
    code: indexConcept(mapping, row, service),
    subject: mapping.subject,
    encounter: mapping.encounter,
    ...(effective && { effectiveDateTime: effective }),
    ...(issued && issued.length > 10 && { issued }),
    ...(reader && { performer: [reader] }),
    ...result,
    ...(row['GIA_TRI'] && row['MO_TA'] && { note: [{ text: row['MO_TA'] }] }),
    ...judgeByRange(result.valueQuantity, rangeOf(known?.properties ?? {})),
  }
  const at = timeOf(row['NGAY_KQ']) ?? timeOf(service?.row['NGAY_YL'])
  const code = row['MA_CHI_SO'] || row['MA_DICH_VU']
  return {
    dataClass,
    resource: { ...resource, id: idOf(mapping, `${key}/Observation`) },
    ...(at && { at }),
    ...(code && { code }),
  }
}

function rangeOf(properties: Readonly<Record<string, string>>): Parameters<typeof judgeByRange>[1] {
  const [low, high] = [numberOf(properties['low']), numberOf(properties['high'])]
  const ucum = properties['ucum']
  return {
    ...(low !== undefined && { low }),
    ...(high !== undefined && { high }),
    ...(ucum && { ucum }),
  }
}

/** The sender's index first, LOINC beside it where the list knows it; without an index the service names the result. */
function indexConcept(
  mapping: Mapping,
  row: Line['row'],
  service: ServiceLine | undefined,
): CodeableConcept {
  const index = row['MA_CHI_SO'] ?? ''
  const known = mapping.lists.find('lab-index', index)
  const loinc = known?.properties['loinc']
  const name = known?.properties['name'] || known?.display
  const text = row['TEN_CHI_SO'] || name || service?.row['TEN_DICH_VU'] || row['MA_DICH_VU'] || '?'
  const coding = [
    ...(index
      ? [{ system: codeSystem('lab-index'), code: index, ...(name && { display: name }) }]
      : []),
    ...(loinc ? [{ system: SYSTEMS.loinc, code: loinc }] : []),
    ...(index === '' && row['MA_DICH_VU']
      ? [{ system: codeSystem('technical-service'), code: row['MA_DICH_VU'] }]
      : []),
  ]
  return { ...(coding.length > 0 && { coding }), text }
}

function reportPart(mapping: Mapping, { lines }: Group): Part {
  const [first] = lines
  if (!first) throw new Error('a report has at least one line')
  const { row, key, service, dataClass } = first
  const issued = lines
    .flatMap((line) => fhirTime(line.row['NGAY_KQ']) ?? [])
    .toSorted(compare)
    .at(-1)
  const observed = lines.filter((line) => line.observes)
  const conclusion = texts(lines, 'KET_LUAN')
  const reader = practitioner(mapping, row['MA_BS_DOC_KQ'])
  const pending = lines.every(({ row }) => !row['GIA_TRI'] && !row['MO_TA'] && !row['KET_LUAN'])
  const resource: DiagnosticReport = {
    resourceType: 'DiagnosticReport',
    ...basis(mapping, service),
    status: pending ? 'registered' : 'final',
    category: [{ coding: [{ system: SYSTEMS.observationCategory, code: categoryOf(service) }] }],
    code: {
      ...(row['MA_DICH_VU'] && {
        coding: [{ system: codeSystem('technical-service'), code: row['MA_DICH_VU'] }],
      }),
      text: service?.row['TEN_DICH_VU'] || row['TEN_CHI_SO'] || row['MA_DICH_VU'] || '?',
    },
    subject: mapping.subject,
    encounter: mapping.encounter,
    ...(issued && { effectiveDateTime: issued }),
    ...(issued && issued.length > 10 && { issued }),
    ...(reader && { resultsInterpreter: [reader] }),
    ...(observed.length > 0 && {
      result: observed.map((line) => ({
        reference: `Observation/${idOf(mapping, `${line.key}/Observation`)}`,
      })),
    }),
    ...(conclusion && { conclusion }),
  }
  const at = timeOf(row['NGAY_KQ'])
  const code = row['MA_DICH_VU']
  return {
    dataClass,
    resource: { ...resource, id: idOf(mapping, `${key}/DiagnosticReport`) },
    ...(at && { at }),
    ...(code && { code }),
  }
}

/** A result points to its order only where the order discloses no more than the result. */
function basis(
  mapping: Mapping,
  service: ServiceLine | undefined,
): { basedOn?: Reference<ServiceRequest>[] } {
  if (!service) return {}
  return { basedOn: [{ reference: `ServiceRequest/${requestId(mapping, service)}` }] }
}

function categoryOf(service: ServiceLine | undefined): string {
  return lookUp(CATEGORIES, service?.row['MA_NHOM']) ?? 'laboratory'
}

function texts(lines: readonly Result[], field: string): string {
  return [...new Set(lines.flatMap(({ row }) => row[field] || []))].join('\n')
}

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}

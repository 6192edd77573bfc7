import {
  type CodeableConcept,
  codeSystem,
  type Procedure,
  type ServiceRequest,
  SYSTEMS,
} from '#fhir'
import { icd10 } from './conditions.ts'
import {
  extensions,
  idOf,
  type Line,
  linesOf,
  type Mapping,
  numberOf,
  type Part,
  practitioner,
  textExtension,
} from './mapping.ts'
import { fhirTime, timeOf } from './times.ts'
import { lookUp } from './look-up.ts'
import { parts } from './person-claim.ts'

/** MA_NHOM: surgery, procedures. QĐ 5937/QĐ-BYT 2021, annex 3. */
const PROCEDURE_GROUPS = new Set(['8', '18'])

/** MA_NHOM of what is no service: beds, supplies. They are in the Encounter and the Claim. */
const NO_SERVICE_GROUPS = new Set(['10', '11', '14', '15', '16'])

/** The suffix of a service that was begun and stopped. QĐ 4750/QĐ-BYT 2023, table 3, MA_DICH_VU. */
const STOPPED = '_TB'

const ANAESTHESIA: Readonly<Record<string, string>> = {
  1: 'Gây mê',
  2: 'Gây tê',
  3: 'Châm tê',
  4: 'Các phương pháp vô cảm khác',
}

/** A service line with the class of what it discloses. */
export type ServiceLine = Line & { readonly dataClass: Part['dataClass'] }

export function serviceLines(mapping: Mapping): ServiceLine[] {
  return linesOf(mapping, 'XML3')
    .filter(({ row }) => row['MA_DICH_VU'] && !NO_SERVICE_GROUPS.has(row['MA_NHOM'] ?? ''))
    .map((line) => {
      const { row } = line
      return { ...line, dataClass: mapping.classes.ofLine(row['MA_BENH'], row['TEN_DICH_VU']) }
    })
}

export function requestId(mapping: Mapping, line: Line): string {
  return idOf(mapping, `${line.key}/ServiceRequest`)
}

/** Each service of XML3: the order, and for surgery and procedures what was done. */
export function serviceParts(mapping: Mapping, lines: readonly ServiceLine[]): Part[] {
  return lines.flatMap((line) => [
    requestPart(mapping, line),
    ...(PROCEDURE_GROUPS.has(line.row['MA_NHOM'] ?? '') ? [procedurePart(mapping, line)] : []),
  ])
}

function requestPart(mapping: Mapping, line: ServiceLine): Part {
  const { row, dataClass } = line
  const authoredOn = fhirTime(row['NGAY_YL'])
  const requester = practitioner(mapping, row['MA_BAC_SI'])
  const performer = practitioner(mapping, row['NGUOI_THUC_HIEN'])
  const quantity = numberOf(row['SO_LUONG'])
  const reasons = parts(row['MA_BENH'])
  const resource: ServiceRequest = {
    resourceType: 'ServiceRequest',
    ...extensions(
      textExtension('ward', row['MA_KHOA']),
      textExtension('executed-at', fhirTime(row['NGAY_TH_YL'])),
      textExtension('result-at', fhirTime(row['NGAY_KQ'])),
      textExtension('machine', row['MA_MAY']),
    ),
    status: isStopped(row) ? 'revoked' : 'completed',
    intent: 'order',
    category: [{ coding: [{ system: codeSystem('cost-group'), code: row['MA_NHOM'] || '?' }] }],
    code: serviceConcept(row),
    subject: mapping.subject,
    encounter: mapping.encounter,
    ...(authoredOn && { authoredOn }),
    ...(requester && { requester }),
    ...(performer && { performer: [performer] }),
    ...(quantity !== undefined && {
      quantityQuantity: { value: quantity, unit: row['DON_VI_TINH'] || '1' },
    }),
    ...(reasons.length > 0 && { reasonCode: reasons.map((code) => icd10(mapping, code)) }),
  }
  return part(mapping, line, resource, dataClass)
}

function procedurePart(mapping: Mapping, line: ServiceLine): Part {
  const { row, dataClass } = line
  const [start, end] = [fhirTime(row['NGAY_TH_YL'] || row['NGAY_YL']), fhirTime(row['NGAY_KQ'])]
  const performers = parts(row['NGUOI_THUC_HIEN']).flatMap(
    (licence) => practitioner(mapping, licence) ?? [],
  )
  const reasons = parts(row['MA_BENH'])
  const resource: Procedure = {
    resourceType: 'Procedure',
    ...extensions(textExtension('anaesthesia', lookUp(ANAESTHESIA, row['PP_VO_CAM']))),
    basedOn: [{ reference: `ServiceRequest/${requestId(mapping, line)}` }],
    status: isStopped(row) ? 'stopped' : 'completed',
    code: serviceConcept(row, parts(row['MA_PTTT_QT'])),
    subject: mapping.subject,
    encounter: mapping.encounter,
    ...((start || end) && { performedPeriod: { ...(start && { start }), ...(end && { end }) } }),
    ...(performers.length > 0 && { performer: performers.map((actor) => ({ actor })) }),
    ...(reasons.length > 0 && { reasonCode: reasons.map((code) => icd10(mapping, code)) }),
  }
  return part(mapping, line, resource, dataClass)
}

function part(
  mapping: Mapping,
  { row, key }: Line,
  resource: ServiceRequest | Procedure,
  dataClass: Part['dataClass'],
): Part {
  const at = timeOf(row['NGAY_YL'])
  const code = row['MA_DICH_VU']
  return {
    dataClass,
    resource: { ...resource, id: idOf(mapping, `${key}/${resource.resourceType}`) },
    ...(at && { at }),
    ...(code && { code }),
  }
}

function isStopped(row: Line['row']): boolean {
  return (row['MA_DICH_VU'] ?? '').endsWith(STOPPED)
}

/** The national service code first, ICD-9-CM beside it where the line gives it. */
function serviceConcept(row: Line['row'], icd9: readonly string[] = []): CodeableConcept {
  const code = row['MA_DICH_VU'] ?? ''
  return {
    coding: [
      { system: codeSystem('technical-service'), code },
      ...icd9.map((value) => ({ system: SYSTEMS.icd9, code: value })),
    ],
    text: row['TEN_DICH_VU'] || code,
  }
}

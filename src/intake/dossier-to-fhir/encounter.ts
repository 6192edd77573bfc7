import {
  codeSystem,
  type CodeableConcept,
  type Coding,
  type Encounter,
  type EncounterDiagnosis,
  type EncounterLocation,
  extensionUrl,
  identifierSystem,
  SYSTEMS,
} from '#fhir'
import {
  concept,
  conceptExtension,
  extensions,
  facilityReference,
  linesOf,
  type Mapping,
  numberOf,
  ownFacility,
  type Part,
  timeExtension,
} from './mapping.ts'
import { fhirTime, timeOf } from './times.ts'
import { lookUp } from './look-up.ts'
import { parts } from './person-claim.ts'

/** MA_LOAI_KCB as an HL7 class of encounter. Forms of care: QĐ 1804/QĐ-BYT 2026. */
const CLASSES: Readonly<Record<string, readonly [string, string]>> = {
  '03': ['IMP', 'inpatient encounter'],
  '04': ['SS', 'short stay'],
  '06': ['IMP', 'inpatient encounter'],
  '09': ['IMP', 'inpatient encounter'],
  '11': ['FLD', 'field'],
  '12': ['HH', 'home health'],
  '14': ['VR', 'virtual'],
}
const AMBULATORY = ['AMB', 'ambulatory'] as const

/** MA_DOITUONG_KCB 2: emergency. QĐ 3276/QĐ-BYT 2025, annex 1. */
const EMERGENCY = '2'

/** MA_NHOM of bed-days. QĐ 5937/QĐ-BYT 2021, annex 3. */
const BED_GROUPS = new Set(['14', '15', '16'])

/**
 * The visit itself, ordinary always: whoever may see that the person was there sees no more than that.
 * With anything sensitive in the visit, reasons and (for a sensitive main disease) wards are left to the summary,
 * which lies in the sensitive class; diagnoses are only those that are ordinary themselves.
 */
export function encounterPart(mapping: Mapping, diagnosis: readonly EncounterDiagnosis[]): Part {
  const { summary: row, classes, visit, subject } = mapping
  const open = classes.whole === 'ordinary'
  const [start, end] = [fhirTime(row['NGAY_VAO']), fhirTime(row['NGAY_RA'])]
  const days = numberOf(row['SO_NGAY_DTRI'])
  const reasons = open ? reasonsOf(row) : []
  const locations = classes.main === 'ordinary' ? locationsOf(mapping) : []
  const care = concept(mapping, 'care-form', row['MA_LOAI_KCB'])
  const resource: Encounter = {
    resourceType: 'Encounter',
    ...extensions(
      conceptExtension(
        'patient-category',
        concept(mapping, 'patient-category', row['MA_DOITUONG_KCB']),
      ),
      conceptExtension(
        'treatment-outcome',
        concept(mapping, 'treatment-outcome', row['KET_QUA_DTRI']),
      ),
      open ? conceptExtension('accident', concept(mapping, 'accident', row['MA_TAI_NAN'])) : [],
      timeExtension('admitted-at', row['NGAY_VAO_NOI_TRU']),
      timeExtension('paid-at', row['NGAY_TTOAN']),
    ),
    identifier: identifiersOf(mapping),
    status: mapping.isCheckIn ? 'in-progress' : 'finished',
    class: classOf(row['MA_LOAI_KCB']),
    ...(care && { type: [care] }),
    ...(row['MA_DOITUONG_KCB'] === EMERGENCY && { priority: PRIORITY_EMERGENCY }),
    subject,
    ...((start || end) && { period: { ...(start && { start }), ...(end && { end }) } }),
    ...(days !== undefined && {
      length: { value: days, unit: 'ngày', system: SYSTEMS.ucum, code: 'd' },
    }),
    ...(reasons.length > 0 && { reasonCode: reasons }),
    ...(diagnosis.length > 0 && { diagnosis: [...diagnosis] }),
    ...hospitalizationOf(mapping),
    ...(locations.length > 0 && { location: locations }),
    serviceProvider: ownFacility(mapping),
  }
  const at = timeOf(row['NGAY_VAO'])
  const code = row['MA_LOAI_KCB']
  return {
    dataClass: 'ordinary',
    resource: { ...resource, id: visit },
    ...(at && { at }),
    ...(code && { code }),
  }
}

const PRIORITY_EMERGENCY: CodeableConcept = {
  coding: [{ system: SYSTEMS.actPriority, code: 'EM', display: 'emergency' }],
  text: 'Cấp cứu',
}

function identifiersOf({ summary: row, facility }: Mapping): NonNullable<Encounter['identifier']> {
  const assigner = { identifier: { system: identifierSystem('facility'), value: facility.code } }
  const numbers = [
    ['link-code', row['MA_LK']],
    ['record-number', row['MA_HSBA']],
  ] as const
  return numbers.flatMap(([kind, value]) =>
    value ? [{ system: identifierSystem(kind), value, assigner }] : [],
  )
}

function classOf(form: string | undefined): Coding {
  const [code, display] = lookUp(CLASSES, (form ?? '').padStart(2, '0')) ?? AMBULATORY
  return { system: SYSTEMS.actCode, code, display }
}

function reasonsOf(row: Mapping['summary']): CodeableConcept[] {
  const admission = row['LY_DO_VNT']
  return [
    ...(row['LY_DO_VV'] ? [{ text: row['LY_DO_VV'] }] : []),
    ...(admission
      ? [
          {
            ...(row['MA_LY_DO_VNT'] && {
              coding: [{ system: codeSystem('admission-reason'), code: row['MA_LY_DO_VNT'] }],
            }),
            text: admission,
          },
        ]
      : []),
  ]
}

function hospitalizationOf(mapping: Mapping): Pick<Encounter, 'hospitalization'> {
  const { summary: row } = mapping
  const disposition = concept(mapping, 'discharge-type', row['MA_LOAI_RV'])
  const [origin, destination] = [row['MA_NOI_DI'], row['MA_NOI_DEN']]
  if (!disposition && !origin && !destination) return {}
  return {
    hospitalization: {
      ...(row['GIAY_CHUYEN_TUYEN'] && {
        preAdmissionIdentifier: {
          system: identifierSystem('referral-paper'),
          value: row['GIAY_CHUYEN_TUYEN'],
        },
      }),
      ...(origin && { origin: facilityReference(mapping, origin) }),
      ...(destination && { destination: facilityReference(mapping, destination) }),
      ...(disposition && { dischargeDisposition: disposition }),
    },
  }
}

/** Wards in the order of the stay, then the beds with their days. */
function locationsOf(mapping: Mapping): EncounterLocation[] {
  const wards = parts(mapping.summary['MA_KHOA']).map((code) => ({
    location: wardReference(mapping, code),
  }))
  const beds = linesOf(mapping, 'XML3')
    .filter(({ row }) => BED_GROUPS.has(row['MA_NHOM'] ?? '') && row['MA_GIUONG'])
    .map(({ row }) => {
      const [start, end] = [fhirTime(row['NGAY_YL']), fhirTime(row['NGAY_KQ'])]
      return {
        location: wardReference(mapping, row['MA_KHOA'] ?? '', row['MA_GIUONG']),
        ...((start || end) && { period: { ...(start && { start }), ...(end && { end }) } }),
      }
    })
  return [...wards, ...beds]
}

function wardReference(
  mapping: Mapping,
  code: string,
  bed?: string,
): EncounterLocation['location'] {
  const { lists, facility } = mapping
  const ward =
    lists.find('facility-ward', code, facility.code)?.display ?? lists.find('ward', code)?.display
  const display = [ward ?? code, ...(bed ? [`giường ${bed}`] : [])].join(', ')
  return {
    ...(bed && { extension: [{ url: extensionUrl('bed'), valueString: bed }] }),
    type: 'Location',
    identifier: { system: identifierSystem('ward'), value: code || '?' },
    display,
  }
}

import {
  type ClinicalImpression,
  codeSystem,
  type Observation,
  type ObservationComponent,
  SYSTEMS,
} from '#fhir'
import { strictest } from './data-classes.ts'
import { lookUp } from './look-up.ts'
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

/** What XML1 tells in words of the whole visit: reason, diagnosis in full, treatment, advice. */
export function summaryParts(mapping: Mapping): Part[] {
  const { summary: row, classes } = mapping
  const notes = [
    ['Lý do đến khám', row['LY_DO_VV']],
    ['Lý do vào viện', row['LY_DO_VNT']],
    ['Lời dặn', row['GHI_CHU']],
  ] as const
  if (!row['CHAN_DOAN_RV'] && !row['PP_DIEU_TRI'] && notes.every(([, text]) => !text)) return []
  const date = fhirTime(row['NGAY_RA'])
  const resource: ClinicalImpression = {
    resourceType: 'ClinicalImpression',
    status: mapping.isCheckIn ? 'in-progress' : 'completed',
    code: {
      coding: [{ system: codeSystem('note-kind'), code: 'visit-summary' }],
      text: 'Tóm tắt lần khám',
    },
    ...(row['CHAN_DOAN_RV'] && { description: row['CHAN_DOAN_RV'] }),
    subject: mapping.subject,
    encounter: mapping.encounter,
    ...(date && { date }),
    ...(row['PP_DIEU_TRI'] && { summary: row['PP_DIEU_TRI'] }),
    note: notes.flatMap(([title, text]) => (text ? [{ text: `${title}: ${text}` }] : [])),
  }
  const { note, ...bare } = resource
  const kept = note && note.length > 0 ? resource : bare
  const at = timeOf(row['NGAY_VAO'])
  return [
    {
      dataClass: classes.whole,
      resource: { ...kept, id: idOf(mapping, 'XML1/ClinicalImpression') },
      ...(at && { at }),
    },
    ...measuredOnArrival(mapping),
  ]
}

/** XML5: each note of the course as it was written, and the vital signs coded in it. */
export function noteParts(mapping: Mapping): Part[] {
  return linesOf(mapping, 'XML5').flatMap((line) => [
    notePart(mapping, line),
    ...vitalParts(mapping, line),
  ])
}

function notePart(mapping: Mapping, { row, key }: Line): Part {
  const date = fhirTime(row['THOI_DIEM_DBLS'])
  const assessor = practitioner(mapping, row['NGUOI_THUC_HIEN'])
  const further = [
    ['Giai đoạn bệnh', row['GIAI_DOAN_BENH']],
    ['Hội chẩn', row['HOI_CHAN']],
    ['Phẫu thuật, thủ thuật', row['PHAU_THUAT']],
  ] as const
  const note = further.flatMap(([title, text]) => (text ? [{ text: `${title}: ${text}` }] : []))
  const resource: ClinicalImpression = {
    resourceType: 'ClinicalImpression',
    status: 'completed',
    code: {
      coding: [{ system: codeSystem('note-kind'), code: 'clinical-course' }],
      text: 'Diễn biến lâm sàng',
    },
    description: row['DIEN_BIEN_LS'] || '?',
    subject: mapping.subject,
    encounter: mapping.encounter,
    ...(date && { date }),
    ...(assessor && { assessor }),
    ...(note.length > 0 && { note }),
  }
  const at = timeOf(row['THOI_DIEM_DBLS'])
  const { classes } = mapping
  const text = classes.ofLine(undefined, row['DIEN_BIEN_LS'], row['HOI_CHAN'], row['PHAU_THUAT'])
  return {
    dataClass: strictest([classes.whole, text]),
    resource: { ...resource, id: idOf(mapping, `${key}/ClinicalImpression`) },
    ...(at && { at }),
  }
}

type Vital = {
  readonly code: string
  readonly text: string
  readonly unit: string
  readonly ucum: string
}

const PULSE: Vital = { code: '8867-4', text: 'Mạch', unit: 'lần/phút', ucum: '/min' }
const TEMPERATURE: Vital = { code: '8310-5', text: 'Nhiệt độ', unit: '°C', ucum: 'Cel' }
const BREATHING: Vital = { code: '9279-1', text: 'Nhịp thở', unit: 'lần/phút', ucum: '/min' }
const SATURATION: Vital = { code: '2708-6', text: 'SpO2', unit: '%', ucum: '%' }
const SYSTOLIC: Vital = { code: '8480-6', text: 'Huyết áp tâm thu', unit: 'mmHg', ucum: 'mm[Hg]' }
const DIASTOLIC: Vital = {
  code: '8462-4',
  text: 'Huyết áp tâm trương',
  unit: 'mmHg',
  ucum: 'mm[Hg]',
}
const WEIGHT: Vital = { code: '29463-7', text: 'Cân nặng', unit: 'kg', ucum: 'kg' }
const BIRTH_WEIGHT: Vital = { code: '8339-4', text: 'Cân nặng khi sinh', unit: 'g', ucum: 'g' }

/** The letters of the coded vital signs. QĐ 4750/QĐ-BYT 2023, table 5, DIEN_BIEN_LS. */
const BY_LETTER: Readonly<Record<string, Vital>> = {
  M: PULSE,
  T: TEMPERATURE,
  NT: BREATHING,
  SP: SATURATION,
}

const CODED = /CSST<([^>]{1,200})>/g
const SIGN = /^(M|T|NT|SP|HA)(\d{1,3}(?:\.\d{1,2})?)(?:\/(\d{1,3}))?$/

function vitalParts(mapping: Mapping, { row, key }: Line): Part[] {
  const coded = [...(row['DIEN_BIEN_LS'] ?? '').matchAll(CODED)].flatMap(([, inside = '']) =>
    inside.split('_'),
  )
  return coded.flatMap((sign, index) => {
    const found = SIGN.exec(sign.trim())
    if (!found) return []
    const [, letters = '', value = '', second] = found
    const place = `${key}/CSST[${index + 1}]`
    const time = row['THOI_DIEM_DBLS']
    if (letters === 'HA') return second ? [pressurePart(mapping, place, time, value, second)] : []
    const vital = lookUp(BY_LETTER, letters)
    return vital ? [vitalPart(mapping, place, time, vital, Number(value))] : []
  })
}

function vitalPart(
  mapping: Mapping,
  key: string,
  time: string | undefined,
  vital: Vital,
  value: number,
): Part {
  return observed(mapping, key, time, vital.code, {
    ...vitalShell(vital.code, vital.text),
    valueQuantity: quantity(vital, value),
  })
}

function pressurePart(
  mapping: Mapping,
  key: string,
  time: string | undefined,
  high: string,
  low: string,
): Part {
  const component: ObservationComponent[] = (
    [
      [SYSTOLIC, high],
      [DIASTOLIC, low],
    ] as const
  ).map(([vital, value]) => ({
    code: { coding: [{ system: SYSTEMS.loinc, code: vital.code }], text: vital.text },
    valueQuantity: quantity(vital, Number(value)),
  }))
  return observed(mapping, key, time, '85354-9', {
    ...vitalShell('85354-9', 'Huyết áp'),
    component,
  })
}

function vitalShell(code: string, text: string): Pick<Observation, 'category' | 'code'> {
  return {
    category: [{ coding: [{ system: SYSTEMS.observationCategory, code: 'vital-signs' }] }],
    code: { coding: [{ system: SYSTEMS.loinc, code }], text },
  }
}

function quantity({ unit, ucum }: Vital, value: number): NonNullable<Observation['valueQuantity']> {
  return { value, unit, system: SYSTEMS.ucum, code: ucum }
}

/** Numbers of the body disclose nothing by themselves: ordinary, unless the whole visit is not. */
function observed(
  mapping: Mapping,
  key: string,
  time: string | undefined,
  code: string,
  content: Pick<
    Observation,
    'category' | 'code' | 'component' | 'valueQuantity' | 'valueCodeableConcept'
  >,
): Part {
  const effective = fhirTime(time)
  const resource: Observation = {
    resourceType: 'Observation',
    status: 'final',
    ...content,
    subject: mapping.subject,
    encounter: mapping.encounter,
    ...(effective && { effectiveDateTime: effective }),
  }
  const at = timeOf(time)
  return {
    dataClass: mapping.classes.main,
    resource: { ...resource, id: idOf(mapping, `${key}/Observation`) },
    ...(at && { at }),
    code,
  }
}

/** CAN_NANG, CAN_NANG_CON, NHOM_MAU of XML1. */
function measuredOnArrival(mapping: Mapping): Part[] {
  const { summary: row } = mapping
  const time = row['NGAY_VAO']
  const weight = numberOf(row['CAN_NANG'])
  const births = (row['CAN_NANG_CON'] ?? '').split(';').map((text) => numberOf(text.trim()))
  const blood = row['NHOM_MAU']
  return [
    ...(weight ? [vitalPart(mapping, 'XML1/CAN_NANG', time, WEIGHT, weight)] : []),
    ...births.flatMap((value, index) =>
      value
        ? [vitalPart(mapping, `XML1/CAN_NANG_CON[${index + 1}]`, time, BIRTH_WEIGHT, value)]
        : [],
    ),
    ...(blood
      ? [
          observed(mapping, 'XML1/NHOM_MAU', time, '882-1', {
            category: [{ coding: [{ system: SYSTEMS.observationCategory, code: 'laboratory' }] }],
            code: { coding: [{ system: SYSTEMS.loinc, code: '882-1' }], text: 'Nhóm máu' },
            valueCodeableConcept: { text: blood },
          }),
        ]
      : []),
  ]
}

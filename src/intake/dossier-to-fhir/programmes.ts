import {
  type CarePlan,
  codeSystem,
  DOSSIER_FIELD,
  type EpisodeOfCare,
  type MedicationRequest,
  type Observation,
  type ObservationComponent,
} from '#fhir'
import type { DataClass } from '#vocabulary/data-class'
import type { TableName } from '#vocabulary/dossier-tables'
import { strictest } from './data-classes.ts'
import {
  concept,
  idOf,
  type Line,
  linesOf,
  type Mapping,
  numberOf,
  ownFacility,
  type Part,
} from './mapping.ts'
import { fhirDay, timeOf } from './times.ts'

/** Fields of XML6 and XML15 that repeat who the person is. */
const IDENTITY = new Set(
  'MA_LK STT MA_BN HO_TEN SO_CCCD NGAY_SINH GIOI_TINH DIA_CHI MATINH_CU_TRU MAHUYEN_CU_TRU MAXA_CU_TRU MA_THE_BHYT DU_PHONG'.split(
    ' ',
  ),
)

/** Fields of XML15 that say something of HIV. */
const HIV_FIELDS = new Set(['PHANLOAI_LAO_HIV', 'NGAYKD_HIV', 'BDDT_ARV', 'NGAY_BAT_DAU_DT_CTX'])

/** XML6: care for HIV, all of it in its own class. */
export function hivParts(mapping: Mapping): Part[] {
  return linesOf(mapping, 'XML6').flatMap((line) => {
    const { row } = line
    const care = {
      from: row['BDDT_ARV'] || row['NGAYKD_HIV'],
      to: undefined,
      kind: 'hiv-care',
      title: 'Chăm sóc và điều trị HIV/AIDS',
    }
    const episode = episodePart(mapping, line, 'hiv', care)
    const regimen = row['MA_PHAC_DO_DIEU_TRI'] || row['MA_PHAC_DO_DIEU_TRI_BD']
    return [
      episode,
      ...(regimen
        ? [hivPlanPart(mapping, line, regimen), hivOrderPart(mapping, line, regimen)]
        : []),
      ...fieldsPart(mapping, line, {
        table: 'XML6',
        dataClass: 'hiv',
        title: 'Thông tin chăm sóc và điều trị HIV/AIDS',
        use: () => true,
      }),
    ]
  })
}

/** XML15: treatment of tuberculosis; what it says of HIV lies apart. */
export function tuberculosisParts(mapping: Mapping): Part[] {
  return linesOf(mapping, 'XML15').flatMap((line) => {
    const { row } = line
    const dataClass = mapping.classes.main
    const care = {
      from: row['NGAYBD_DTRI_LAO'],
      to: row['NGAYKT_DTRI_LAO'],
      kind: 'tuberculosis-care',
      title: 'Điều trị bệnh lao',
    }
    const regimen = row['PHACDO_DTRI_LAO']
    return [
      episodePart(mapping, line, dataClass, care),
      ...(regimen ? [tuberculosisPlanPart(mapping, line, dataClass, regimen)] : []),
      ...fieldsPart(mapping, line, {
        table: 'XML15',
        dataClass,
        title: 'Phân loại và kết quả điều trị lao',
        use: (field) => !HIV_FIELDS.has(field),
      }),
      ...fieldsPart(mapping, line, {
        table: 'XML15',
        dataClass: strictest(['hiv']),
        title: 'Lao và HIV',
        use: (field) => HIV_FIELDS.has(field),
        suffix: 'HIV',
      }),
    ]
  })
}

type Care = {
  readonly from: string | undefined
  readonly to: string | undefined
  readonly kind: string
  readonly title: string
}

function episodePart(mapping: Mapping, { row, key }: Line, dataClass: DataClass, care: Care): Part {
  const [start, end] = [fhirDay(care.from), fhirDay(care.to)]
  const resource: EpisodeOfCare = {
    resourceType: 'EpisodeOfCare',
    status: end ? 'finished' : 'active',
    type: [{ coding: [{ system: codeSystem('programme'), code: care.kind }], text: care.title }],
    patient: mapping.subject,
    managingOrganization: ownFacility(mapping),
    ...((start || end) && { period: { ...(start && { start }), ...(end && { end }) } }),
  }
  const at = timeOf(care.from) ?? timeOf(row['NGAYBD_DTRI_LAO'])
  return {
    dataClass,
    resource: { ...resource, id: idOf(mapping, `${key}/EpisodeOfCare`) },
    ...(at && { at }),
    code: care.kind,
  }
}

function hivPlanPart(mapping: Mapping, line: Line, regimen: string): Part {
  const { row } = line
  const days = {
    start: fhirDay(row['NGAY_BAT_DAU_XU_TRI']),
    end: fhirDay(row['NGAY_KET_THUC_XU_TRI']),
  }
  return planPart(mapping, line, 'hiv', {
    title: `Phác đồ ARV ${regimen}`,
    code: 'arv',
    ...days,
    isOver: false,
  })
}

function tuberculosisPlanPart(
  mapping: Mapping,
  line: Line,
  dataClass: DataClass,
  regimen: string,
): Part {
  const { row } = line
  const name = mapping.lists.find('tb-regimen', regimen)?.display ?? regimen
  const days = { start: fhirDay(row['NGAYBD_DTRI_LAO']), end: fhirDay(row['NGAYKT_DTRI_LAO']) }
  const plan = {
    title: `Phác đồ điều trị lao ${name}`,
    code: regimen,
    ...days,
    isOver: days.end !== undefined,
  }
  return planPart(mapping, line, dataClass, plan)
}

function planPart(
  mapping: Mapping,
  { key }: Line,
  dataClass: DataClass,
  plan: {
    title: string
    code: string
    start: string | undefined
    end: string | undefined
    isOver: boolean
  },
): Part {
  const { start, end } = plan
  const resource: CarePlan = {
    resourceType: 'CarePlan',
    status: plan.isOver ? 'completed' : 'active',
    intent: 'plan',
    category: [{ coding: [{ system: codeSystem('regimen'), code: plan.code }], text: plan.title }],
    title: plan.title,
    subject: mapping.subject,
    encounter: mapping.encounter,
    ...((start || end) && { period: { ...(start && { start }), ...(end && { end }) } }),
  }
  const at = timeOf(start?.replaceAll('-', ''))
  return {
    dataClass,
    resource: { ...resource, id: idOf(mapping, `${key}/CarePlan`) },
    ...(at && { at }),
  }
}

function hivOrderPart(mapping: Mapping, { row, key }: Line, regimen: string): Part {
  const authoredOn = fhirDay(row['NGAY_BAT_DAU_XU_TRI'])
  const days = numberOf(row['SO_NGAY_CAP_THUOC_ARV'])
  const resource: MedicationRequest = {
    resourceType: 'MedicationRequest',
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: {
      coding: [{ system: codeSystem('arv-regimen'), code: regimen }],
      text: `Phác đồ ARV ${regimen}`,
    },
    subject: mapping.subject,
    encounter: mapping.encounter,
    ...(authoredOn && { authoredOn }),
    ...(days !== undefined && {
      dispenseRequest: {
        expectedSupplyDuration: {
          value: days,
          unit: 'ngày',
          system: 'http://unitsofmeasure.org',
          code: 'd',
        },
      },
    }),
  }
  const at = timeOf(row['NGAY_BAT_DAU_XU_TRI'])
  return {
    dataClass: 'hiv',
    resource: { ...resource, id: idOf(mapping, `${key}/MedicationRequest`) },
    ...(at && { at }),
    code: regimen,
  }
}

/** Every further field as a component of one Observation: the sender's field, the sender's value. */
function fieldsPart(
  mapping: Mapping,
  { row, key }: Line,
  fields: {
    table: TableName
    dataClass: DataClass
    title: string
    use: (field: string) => boolean
    suffix?: string
  },
): Part[] {
  const component = Object.entries(row).flatMap(([field, value]): ObservationComponent[] => {
    if (value === '' || IDENTITY.has(field) || !fields.use(field)) return []
    const coding = [{ system: DOSSIER_FIELD, code: `${fields.table}/${field}` }]
    return [{ code: { coding, text: field }, ...componentValue(mapping, field, value) }]
  })
  if (component.length === 0) return []
  const effective = fhirDay(mapping.summary['NGAY_VAO']?.slice(0, 8))
  const resource: Observation = {
    resourceType: 'Observation',
    status: 'final',
    code: {
      coding: [{ system: codeSystem('dossier-table'), code: fields.table }],
      text: fields.title,
    },
    subject: mapping.subject,
    encounter: mapping.encounter,
    ...(effective && { effectiveDateTime: effective }),
    component,
  }
  const at = timeOf(mapping.summary['NGAY_VAO'])
  return [
    {
      dataClass: fields.dataClass,
      resource: { ...resource, id: idOf(mapping, `${key}/${fields.suffix ?? ''}Observation`) },
      ...(at && { at }),
    },
  ]
}

function componentValue(
  mapping: Mapping,
  field: string,
  value: string,
): Pick<ObservationComponent, 'valueDateTime' | 'valueCodeableConcept' | 'valueString'> {
  const day = field.startsWith('NGAY') || field === 'BDDT_ARV' ? fhirDay(value) : undefined
  if (day) return { valueDateTime: day }
  if (field === 'PHACDO_DTRI_LAO') {
    const regimen = concept(mapping, 'tb-regimen', value)
    if (regimen) return { valueCodeableConcept: regimen }
  }
  return { valueString: value }
}

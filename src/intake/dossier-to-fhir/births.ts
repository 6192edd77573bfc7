import { extensionUrl, type Observation, type RelatedPerson, SYSTEMS } from '#fhir'
import {
  idOf,
  type Line,
  linesOf,
  type Mapping,
  numberOf,
  type Part,
  textExtension,
  extensions,
} from './mapping.ts'
import { fhirTime, timeOf } from './times.ts'

const GENDERS = { 1: 'male', 2: 'female', 3: 'unknown' } as const

/** Each child of XML9: who it is to its mother, and what it weighed. The paper itself is a Composition like the others. */
export function birthParts(mapping: Mapping): Part[] {
  return linesOf(mapping, 'XML9').flatMap((line) => [
    childPart(mapping, line),
    ...weightPart(mapping, line),
  ])
}

function childPart(mapping: Mapping, { row, key }: Line): Part {
  const born = fhirTime(row['NGAY_SINH_CON'])
  const name = row['HO_TEN_CON']
  const sex = row['GIOI_TINH_CON']
  const resource: RelatedPerson = {
    resourceType: 'RelatedPerson',
    ...extensions(
      born ? [{ url: extensionUrl('born-at'), valueDateTime: born }] : [],
      textExtension('temporary-card', row['MA_THE_TAM']),
    ),
    active: true,
    patient: mapping.subject,
    relationship: [{ coding: [{ system: SYSTEMS.roleCode, code: 'NCHILD' }], text: 'Con' }],
    ...(name && { name: [{ text: name }] }),
    ...(isSex(sex) && { gender: GENDERS[sex] }),
    ...(born && { birthDate: born.slice(0, 10) }),
  }
  const at = timeOf(row['NGAY_SINH_CON'])
  return {
    dataClass: mapping.classes.whole,
    resource: { ...resource, id: idOf(mapping, `${key}/RelatedPerson`) },
    ...(at && { at }),
  }
}

function isSex(text: string | undefined): text is `${keyof typeof GENDERS}` {
  return text === '1' || text === '2' || text === '3'
}

function weightPart(mapping: Mapping, { row, key }: Line): Part[] {
  const grams = numberOf(row['CAN_NANG_CON'])
  if (!grams) return []
  const effective = fhirTime(row['NGAY_SINH_CON'])
  const resource: Observation = {
    resourceType: 'Observation',
    status: 'final',
    category: [{ coding: [{ system: SYSTEMS.observationCategory, code: 'vital-signs' }] }],
    code: { coding: [{ system: SYSTEMS.loinc, code: '8339-4' }], text: 'Cân nặng khi sinh' },
    subject: mapping.subject,
    focus: [{ reference: `RelatedPerson/${idOf(mapping, `${key}/RelatedPerson`)}` }],
    encounter: mapping.encounter,
    ...(effective && { effectiveDateTime: effective }),
    valueQuantity: { value: grams, unit: 'g', system: SYSTEMS.ucum, code: 'g' },
  }
  const at = timeOf(row['NGAY_SINH_CON'])
  return [
    {
      dataClass: mapping.classes.whole,
      resource: { ...resource, id: idOf(mapping, `${key}/Observation`) },
      ...(at && { at }),
      code: '8339-4',
    },
  ]
}

import {
  codeSystem,
  type CodeableConcept,
  type Condition,
  type EncounterDiagnosis,
  SYSTEMS,
} from '#fhir'
import { idOf, type Mapping, type Part } from './mapping.ts'
import { fhirTime, timeOf } from './times.ts'
import { parts } from './person-claim.ts'

type Diagnosed = {
  readonly part: Part
  readonly use: 'AD' | 'DD' | 'CM'
  readonly rank?: number
}

/** KET_QUA_DTRI 1: cured. */
const CURED = '1'

/** The diagnoses of XML1: provisional, main, co-morbid, traditional; and how the Encounter names those that are ordinary. */
export function conditionParts(mapping: Mapping): {
  readonly parts: Part[]
  readonly diagnosis: EncounterDiagnosis[]
} {
  const { summary: row, classes } = mapping
  const main = row['MA_BENH_CHINH'] ?? ''
  const further = parts(row['MA_BENH_KT'])
  const found: Diagnosed[] = [
    ...(row['CHAN_DOAN_VAO'] ? [provisional(mapping, row['CHAN_DOAN_VAO'])] : []),
    ...(main === ''
      ? []
      : [diagnosed(mapping, 'XML1/MA_BENH_CHINH', icd10(mapping, main), classes.ofCode(main), 1)]),
    ...further.map((code, index) => {
      const key = `XML1/MA_BENH_KT[${index + 1}]`
      return diagnosed(mapping, key, icd10(mapping, code), classes.ofCode(code), index + 2)
    }),
    ...parts(row['MA_BENH_YHCT']).map((code, index) =>
      diagnosed(
        mapping,
        `XML1/MA_BENH_YHCT[${index + 1}]`,
        traditional(mapping, code),
        classes.whole,
      ),
    ),
  ]
  const diagnosis = found
    .filter(({ part }) => part.dataClass === 'ordinary')
    .map(({ part, use, rank }) => ({
      condition: { reference: `Condition/${part.resource.id}` },
      use: { coding: [{ system: SYSTEMS.diagnosisRole, code: use }] },
      ...(rank !== undefined && { rank }),
    }))
  return { parts: found.map(({ part }) => part), diagnosis }
}

function provisional(mapping: Mapping, text: string): Diagnosed {
  const key = 'XML1/CHAN_DOAN_VAO'
  const part = conditionPart(mapping, key, { text }, 'provisional')
  return { part: { ...part, dataClass: mapping.classes.whole }, use: 'AD' }
}

function diagnosed(
  mapping: Mapping,
  key: string,
  code: CodeableConcept,
  dataClass: Part['dataClass'],
  rank?: number,
): Diagnosed {
  const part = { ...conditionPart(mapping, key, code, 'confirmed'), dataClass }
  return { part, use: rank === 1 ? 'DD' : 'CM', ...(rank !== undefined && { rank }) }
}

function conditionPart(
  mapping: Mapping,
  key: string,
  code: CodeableConcept,
  verification: 'provisional' | 'confirmed',
): Part {
  const { summary: row, subject, encounter } = mapping
  const recordedDate = fhirTime(row['NGAY_VAO'])
  const clinical = row['KET_QUA_DTRI'] === CURED ? 'resolved' : 'active'
  const resource: Condition = {
    resourceType: 'Condition',
    clinicalStatus: { coding: [{ system: SYSTEMS.conditionClinical, code: clinical }] },
    verificationStatus: { coding: [{ system: SYSTEMS.conditionVerification, code: verification }] },
    category: [{ coding: [{ system: SYSTEMS.conditionCategory, code: 'encounter-diagnosis' }] }],
    code,
    subject,
    encounter,
    ...(recordedDate && { recordedDate }),
  }
  const at = timeOf(row['NGAY_VAO'])
  const value = code.coding?.[0]?.code
  return {
    dataClass: 'ordinary',
    resource: { ...resource, id: idOf(mapping, `${key}/Condition`) },
    ...(at && { at }),
    ...(value && { code: value }),
  }
}

export function icd10(mapping: Mapping, code: string): CodeableConcept {
  return coded(SYSTEMS.icd10, code, mapping.lists.find('icd10', code)?.display)
}

function traditional(mapping: Mapping, code: string): CodeableConcept {
  const display = mapping.lists.find('traditional-disease', code)?.display
  return coded(codeSystem('traditional-disease'), code, display)
}

function coded(system: string, code: string, display: string | undefined): CodeableConcept {
  return {
    coding: [{ system, code, ...(display && { display }) }],
    ...(display && { text: display }),
  }
}

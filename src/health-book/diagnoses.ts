import { type Condition, type Encounter, SYSTEMS } from '#fhir'
import { type BookVisit, ofType } from './book.ts'
import { plainDiagnosis } from './plain-diagnoses.ts'
import type { Coded } from './views.ts'

/** The diagnoses that a visit ended with, the main one first. A provisional one is not among them. */
export function diagnosesOf(visit: BookVisit): Coded[] {
  const [encounter] = ofType(visit, 'Encounter')
  return ofType(visit, 'Condition')
    .filter((condition) => verificationOf(condition) !== 'provisional')
    .toSorted((one, other) => rankOf(encounter, one) - rankOf(encounter, other))
    .map(conditionToCoded)
}

/** What was supposed on arrival, in the words of the facility. */
export function admissionDiagnosisOf(visit: BookVisit): string | undefined {
  return ofType(visit, 'Condition').find((condition) => verificationOf(condition) === 'provisional')
    ?.code?.text
}

function verificationOf(condition: Condition): string | undefined {
  return condition.verificationStatus?.coding?.[0]?.code
}

/** A sensitive diagnosis is not named by the Encounter: whoever sees it sees it as the main one. */
function rankOf(encounter: Encounter | undefined, condition: Condition): number {
  const reference = `Condition/${condition.id}`
  const named = encounter?.diagnosis?.find((one) => one.condition.reference === reference)
  return named === undefined ? 0 : (named.rank ?? 100)
}

function conditionToCoded({ code }: Condition): Coded {
  const coding = code?.coding?.[0]
  const icd10 = coding?.system === SYSTEMS.icd10 ? (coding.code ?? '') : ''
  const plain = icd10 === '' ? undefined : plainDiagnosis(icd10)?.vi
  return {
    code: coding?.code ?? '',
    name: code?.text ?? coding?.display ?? coding?.code ?? '',
    ...(plain === undefined ? {} : { plain }),
  }
}

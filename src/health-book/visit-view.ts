import {
  codeSystem,
  type Encounter,
  identifierSystem,
  type MedicationRequest,
  WITH_ERRORS,
} from '#fhir'
import { type Book, type BookVisit, countOf, ofType, startOf } from './book.ts'
import { conceptIn, conceptToCoded, dayOf, facilityCodeOf, known, textIn } from './concept-words.ts'
import { costsOf } from './costs-view.ts'
import { admissionDiagnosisOf, diagnosesOf } from './diagnoses.ts'
import { papersOf } from './papers-view.ts'
import { patientToPerson } from './person-view.ts'
import { plainWords } from './plain-words.ts'
import { resultGroups, vitalsOf } from './results-view.ts'
import type { SuppliedMedicine, Visit, VisitLine } from './views.ts'

/** One visit as a line of the timeline. */
export function visitToLine(book: Book, visit: BookVisit): VisitLine {
  const [encounter] = ofType(visit, 'Encounter')
  return {
    id: visit.id,
    facility: book.nameOf(visit.facility),
    start: startOf(visit),
    sensitive: visit.sensitive,
    withErrors: hasErrors(encounter),
    medicines: countOf(visit, 'MedicationRequest'),
    results:
      resultGroups(visit).flatMap(({ lines }) => lines).length +
      (visit.unread.get('Observation') ?? 0),
    papers: papersOf(book, visit),
    ...known({
      end: encounter?.period?.end,
      formOfCare: conceptToCoded(encounter?.type?.[0]),
      reason: encounter?.reasonCode?.[0]?.text,
      diagnosis: diagnosesOf(visit)[0],
      outcome: encounter && conceptToCoded(conceptIn(encounter, 'treatment-outcome')),
    }),
  }
}

/** One visit in full. */
export function visitToView(book: Book, visit: BookVisit): Visit {
  const [encounter] = ofType(visit, 'Encounter')
  const line = visitToLine(book, visit)
  const { id, facility, start, end, sensitive, withErrors, papers, formOfCare, outcome } = line
  const view = {
    id,
    facility,
    start,
    sensitive,
    withErrors,
    papers,
    person: patientToPerson(book.patient),
    wards: wardsOf(encounter),
    doctors: doctorsOf(visit),
    diagnoses: diagnosesOf(visit),
    procedures: proceduresOf(visit),
    medicines: medicinesOf(visit),
    results: resultGroups(visit),
    vitals: vitalsOf(visit),
    source: {
      linkCode: linkCodeOf(encounter),
      receivedAt: visit.acceptedAt.toISOString(),
      ruleSet: visit.ruleSet,
    },
    ...known({
      leftOut: leftOutOf(visit),
      end,
      formOfCare,
      outcome,
      ...wordsOf(visit),
      ...endOf(book, visit),
    }),
  }
  return { ...view, ...plainWords(view, book) }
}

const LISTED = ['MedicationRequest', 'Observation', 'Procedure']

function leftOutOf({ unread }: BookVisit): number | undefined {
  const sum = LISTED.reduce((before, type) => before + (unread.get(type) ?? 0), 0)
  return sum === 0 ? undefined : sum
}

function hasErrors(encounter: Encounter | undefined): boolean {
  return (encounter?.meta?.tag ?? []).some(
    ({ system, code }) => system === WITH_ERRORS.system && code === WITH_ERRORS.code,
  )
}

/** What the facility wrote of the visit in words. */
function wordsOf(visit: BookVisit) {
  const [encounter] = ofType(visit, 'Encounter')
  const { summary, advice, reason } = notesOf(visit)
  return {
    reason: reason ?? encounter?.reasonCode?.[0]?.text,
    admissionDiagnosis: admissionDiagnosisOf(visit),
    diagnosis: summary?.description,
    treatment: summary?.summary,
    advice,
  }
}

/** How the visit ended and what comes after it. */
function endOf(book: Book, visit: BookVisit) {
  const [encounter] = ofType(visit, 'Encounter')
  return {
    discharge: conceptToCoded(encounter?.hospitalization?.dischargeDisposition),
    reExaminationOn: reExaminationOf(visit),
    referredTo: destinationOf(book, encounter),
    costs: costsOf(visit),
  }
}

/** The words of XML1 about the whole visit. */
export function notesOf(visit: BookVisit) {
  const summary = ofType(visit, 'ClinicalImpression').find(({ code }) =>
    code?.coding?.some(
      (coding) => coding.system === codeSystem('note-kind') && coding.code === 'visit-summary',
    ),
  )
  const noteCalled = (title: string) =>
    summary?.note
      ?.map(({ text }) => text ?? '')
      .find((text) => text.startsWith(`${title}: `))
      ?.slice(title.length + 2)
  return { summary, reason: noteCalled('Lý do đến khám'), advice: noteCalled('Lời dặn') }
}

export function linkCodeOf(encounter: Encounter | undefined): string {
  const system = identifierSystem('link-code')
  return encounter?.identifier?.find((one) => one.system === system)?.value ?? ''
}

/** Wards in the order of the stay, each once; beds are left out. */
function wardsOf(encounter: Encounter | undefined): string[] {
  const wards = (encounter?.location ?? []).map(({ location }) =>
    (location.display ?? '').replace(/, giường .*$/, ''),
  )
  return [...new Set(wards.filter((ward) => ward !== ''))]
}

/** Practitioners who ordered or did something, by how often they appear; a few are enough. */
const DOCTORS_MAX = 4

function doctorsOf(visit: BookVisit): Visit['doctors'] {
  const references = [
    ...ofType(visit, 'MedicationRequest').map(({ requester }) => requester),
    ...ofType(visit, 'ServiceRequest').map(({ requester }) => requester),
    ...ofType(visit, 'Procedure').flatMap(({ performer = [] }) =>
      performer.map(({ actor }) => actor),
    ),
  ]
  const found = new Map<string, { name: string; licence?: string; times: number }>()
  for (const reference of references) {
    const licence = reference?.identifier?.value
    const name = reference?.display ?? licence
    if (name === undefined) continue
    const times = (found.get(name)?.times ?? 0) + 1
    found.set(name, { name, times, ...(licence === undefined ? {} : { licence }) })
  }
  return [...found.values()]
    .toSorted((one, other) => other.times - one.times)
    .slice(0, DOCTORS_MAX)
    .map(({ name, licence }) => ({ name, ...known({ licence }) }))
}

/** Surgery and procedures; a service that only measured stands among the results. */
function proceduresOf(visit: BookVisit): Visit['procedures'] {
  return ofType(visit, 'Procedure').map(({ code, performedPeriod }) => ({
    name: code?.text ?? '',
    ...known({ on: performedPeriod?.start && dayOf(performedPeriod.start) }),
  }))
}

export function medicinesOf(visit: BookVisit): SuppliedMedicine[] {
  return ofType(visit, 'MedicationRequest').map(medicineToView)
}

function medicineToView(medicine: MedicationRequest): SuppliedMedicine {
  const [dosage] = medicine.dosageInstruction ?? []
  const { quantity, expectedSupplyDuration } = medicine.dispenseRequest ?? {}
  const amount = quantity?.value
  const suppliedAt = textIn(medicine, 'executed-at') ?? medicine.authoredOn
  return {
    name: medicine.medicationCodeableConcept?.text ?? '',
    ...known({
      strength: textIn(medicine, 'drug-strength'),
      route: conceptToCoded(dosage?.route)?.name,
      dose: [dosage?.text, dosage?.patientInstruction].filter(Boolean).join('. '),
      quantity:
        amount === undefined
          ? undefined
          : `${NUMBER.format(amount)} ${quantity?.unit ?? ''}`.trim(),
      days: expectedSupplyDuration?.value,
      suppliedOn: suppliedAt && dayOf(suppliedAt),
    }),
  }
}

const NUMBER = new Intl.NumberFormat('vi-VN')

/** The day for which the person was asked to come back. */
export function reExaminationOf(visit: BookVisit): string | undefined {
  const [appointment] = ofType(visit, 'Appointment')
  const on = appointment?.start ?? appointment?.requestedPeriod?.[0]?.start
  return on && dayOf(on)
}

function destinationOf(book: Book, encounter: Encounter | undefined) {
  const code = facilityCodeOf(encounter?.hospitalization?.destination)
  return code === undefined ? undefined : book.nameOf(code)
}

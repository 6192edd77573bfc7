import { type Book, ofType, startOf } from './book.ts'
import { dayOf } from './concept-words.ts'
import { diagnosesOf } from './diagnoses.ts'
import { isBloodGroup, observationToMeasurement } from './measurement.ts'
import { insuranceOf, patientToPerson } from './person-view.ts'
import { plainDiagnosis } from './plain-diagnoses.ts'
import { vitalsOf } from './results-view.ts'
import type { LongCourse, Measurement, Summary } from './views.ts'
import { medicinesOf, reExaminationOf } from './visit-view.ts'

/** A disease that is not chronic by its code is shown once it has come this often. */
const REPEATED_VISITS = 3

/** Medicines of this many newest visits with any are shown. */
const MEDICINE_VISITS = 2

/** The first page of a book. */
export function bookToSummary(book: Book, today: string): Summary {
  const dates = book.visits.map((visit) => dayOf(startOf(visit))).filter((day) => day !== '')
  const [lastOn] = dates
  const firstOn = dates.at(-1)
  const blood = bloodGroupOf(book)
  return {
    person: patientToPerson(book.patient),
    insurance: insuranceOf(book),
    allergies: allergiesOf(book),
    conditions: conditionsOf(book),
    vitals: latestVitals(book),
    reExaminations: reExaminationsOf(book, today),
    recentMedicines: recentMedicines(book),
    visits: book.visits.length,
    ...(blood ? { bloodGroup: blood } : {}),
    ...(firstOn === undefined ? {} : { firstOn }),
    ...(lastOn === undefined ? {} : { lastOn }),
  }
}

/** The visit dossier has no field for allergies; what other messages bring as such is shown. Empty means not known. */
function allergiesOf(book: Book): Summary['allergies'] {
  return book.visits.flatMap((visit) =>
    ofType(visit, 'AllergyIntolerance').map(({ code, recordedDate }) => ({
      text: code?.text ?? code?.coding?.[0]?.display ?? '',
      facility: book.nameOf(visit.facility),
      on: dayOf(recordedDate ?? startOf(visit)),
    })),
  )
}

function bloodGroupOf(book: Book): Summary['bloodGroup'] {
  for (const visit of book.visits) {
    const found = ofType(visit, 'Observation').find(isBloodGroup)
    const value = found && observationToMeasurement(found).value
    if (value) return { value, facility: book.nameOf(visit.facility), on: dayOf(startOf(visit)) }
  }
  return undefined
}

/** Diseases by ICD-10 category over the visits, from the newest back: those that stay, and those that keep coming. */
function conditionsOf(book: Book): LongCourse[] {
  const courses = new Map<string, LongCourse>()
  for (const visit of book.visits) {
    const on = dayOf(startOf(visit))
    const categories = Map.groupBy(diagnosesOf(visit), ({ code }) => code.slice(0, 3))
    for (const [category, [diagnosis]] of categories) {
      if (diagnosis === undefined || category.startsWith('Z')) continue
      const before = courses.get(category)
      const chronic = plainDiagnosis(diagnosis.code)?.chronic ?? false
      courses.set(
        category,
        before
          ? { ...before, ...daysOf(on, before.lastOn), visits: before.visits + 1 }
          : { ...diagnosis, chronic, ...daysOf(on), visits: 1 },
      )
    }
  }
  return [...courses.values()]
    .filter(({ chronic, visits }) => chronic || visits >= REPEATED_VISITS)
    .toSorted(
      (one, other) => Number(other.chronic) - Number(one.chronic) || other.visits - one.visits,
    )
}

/** Visits come from the newest back; a day that cannot be read says nothing. */
function daysOf(on: string, lastOn = on) {
  return on === '' ? {} : { firstOn: on, lastOn }
}

function latestVitals(book: Book): Measurement[] {
  const newest = new Map<string, Measurement>()
  for (const visit of book.visits)
    for (const line of vitalsOf(visit)) if (!newest.has(line.code)) newest.set(line.code, line)
  return [...newest.values()]
}

/** Appointments that still lie ahead, the nearest first. */
function reExaminationsOf(book: Book, today: string): Summary['reExaminations'] {
  return book.visits
    .flatMap((visit) => {
      const on = reExaminationOf(visit)
      if (on === undefined || on < today) return []
      return [{ on, facility: book.nameOf(visit.facility), visit: visit.id }]
    })
    .toSorted((one, other) => (one.on < other.on ? -1 : 1))
}

function recentMedicines(book: Book): Summary['recentMedicines'] {
  return book.visits
    .filter((visit) => ofType(visit, 'MedicationRequest').length > 0)
    .slice(0, MEDICINE_VISITS)
    .flatMap((visit) =>
      medicinesOf(visit).map((medicine) => ({
        ...medicine,
        facility: book.nameOf(visit.facility),
        visit: visit.id,
      })),
    )
}

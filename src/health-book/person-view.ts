import { identifierSystem, type Patient } from '#fhir'
import type { PersonCard } from '#people'
import { type Book, ofType, startOf } from './book.ts'
import {
  conceptIn,
  conceptToCoded,
  dayOf,
  facilityCodeOf,
  known,
  referenceIn,
} from './concept-words.ts'
import type { Insurance, Person } from './views.ts'

const SEXES: Readonly<Record<string, Person['sex']>> = { male: 'male', female: 'female' }

/** The person as the newest visit names them. */
export function patientToPerson(patient: Patient | undefined): Person {
  const numbers = (system: string) =>
    (patient?.identifier ?? [])
      .filter((identifier) => identifier.system === identifierSystem(system))
      .flatMap(({ value }) => value ?? [])
  return {
    name: patient?.name?.[0]?.text ?? '',
    birthDate: patient?.birthDate ?? '',
    sex: SEXES[patient?.gender ?? ''] ?? 'unknown',
    patientNumbers: numbers('patient-number'),
    ...known({
      citizenNumber: numbers('citizen-number')[0] ?? numbers('other-number')[0],
      address: patient?.address?.[0]?.text,
      phone: patient?.telecom?.[0]?.value,
      ethnicGroup: wordsOf(patient, 'ethnic-group'),
      occupation: wordsOf(patient, 'occupation'),
      nationality: wordsOf(patient, 'nationality'),
    }),
  }
}

/** What is filed of a person, as the least that tells one person from another. */
export function cardToPatient({
  person,
  name,
  birthDate,
  sex,
  citizenNumber,
}: PersonCard): Patient {
  const system = identifierSystem('citizen-number')
  return {
    resourceType: 'Patient',
    id: person,
    gender: sex,
    ...(name === '' ? {} : { name: [{ text: name }] }),
    ...(birthDate === '' ? {} : { birthDate }),
    ...(citizenNumber === undefined ? {} : { identifier: [{ system, value: citizenNumber }] }),
  }
}

function wordsOf(patient: Patient | undefined, name: string): string | undefined {
  return patient && conceptToCoded(conceptIn(patient, name))?.name
}

/** How many former cards are worth showing. */
const CARDS_MAX = 2

/** The cards that visits named, the newest first, each once. */
export function insuranceOf(book: Book): Insurance[] {
  const seen = new Map<string, Insurance>()
  for (const visit of book.visits) {
    for (const coverage of ofType(visit, 'Coverage')) {
      const card = coverage.subscriberId ?? ''
      if (card === '' || seen.has(card)) continue
      const registered = facilityCodeOf(referenceIn(coverage, 'registered-facility'))
      seen.set(card, {
        card,
        seenOn: dayOf(startOf(visit)),
        ...known({
          validFrom: coverage.period?.start?.slice(0, 10),
          validTo: coverage.period?.end?.slice(0, 10),
          registeredAt: registered === undefined ? undefined : book.nameOf(registered),
        }),
      })
    }
  }
  return [...seen.values()].slice(0, CARDS_MAX)
}

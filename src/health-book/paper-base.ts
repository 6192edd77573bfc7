import type { PersonOnPaper, SignerOnPaper, VisitPaper } from '#documents'
import type { Lists } from '#terminology'
import { type Book, type BookVisit, ofType, startOf } from './book.ts'
import { dayOf, known } from './concept-words.ts'
import { diagnosesOf } from './diagnoses.ts'
import type { PaperNeeds } from './paper-of-visit.ts'
import { patientToPerson } from './person-view.ts'
import { linkCodeOf, notesOf, reExaminationOf } from './visit-view.ts'

/** What every paper of a visit shares, with what comes next as the summary tells it. */
export type IssuedBase = Pick<
  VisitPaper,
  | 'facility'
  | 'person'
  | 'linkCode'
  | 'diagnosis'
  | 'codes'
  | 'arrivedAt'
  | 'leftAt'
  | 'admittedAt'
  | 'issuedOn'
  | 'doctor'
  | 'head'
> & { readonly plan: string }

export function issuedBase(book: Book, visit: BookVisit, needs: PaperNeeds): IssuedBase {
  const [encounter] = ofType(visit, 'Encounter')
  const { summary, advice } = notesOf(visit)
  const codes = diagnosesOf(visit).map(({ code, name }) => ({ code, name }))
  const on = reExaminationOf(visit)
  const again = on && `khám lại ngày ${on.split('-').reverse().join('/')}`
  return {
    facility: { ...book.nameOf(visit.facility), ...needs.facility },
    person: personOnPaper(book, visit),
    linkCode: linkCodeOf(encounter),
    diagnosis: summary?.description ?? codes.map(({ name }) => name).join('; '),
    codes,
    plan: [advice, again].filter(Boolean).join('; '),
    ...known({
      arrivedAt: instant(startOf(visit)),
      leftAt: instant(encounter?.period?.end),
      admittedAt: instant(admittedAt(visit)),
    }),
  }
}

function admittedAt(visit: BookVisit): string | undefined {
  const [encounter] = ofType(visit, 'Encounter')
  return encounter?.extension?.find(({ url }) => url.endsWith('/admitted-at'))?.valueDateTime
}

function instant(dateTime: string | undefined): Date | undefined {
  return dateTime ? new Date(dateTime) : undefined
}

/** The person as the forms want them, with the cards of this visit. */
export function personOnPaper(book: Book, visit: BookVisit | undefined): PersonOnPaper {
  const person = patientToPerson(book.patient)
  const coverages = visit ? ofType(visit, 'Coverage') : []
  const last = coverages.at(-1)?.period?.end
  return {
    name: person.name,
    birthDate: person.birthDate,
    sex: person.sex,
    insuranceCards: coverages.flatMap(({ subscriberId }) => subscriberId ?? []),
    ...known({
      cardValidTo: last && dayOf(last),
      citizenNumber: person.citizenNumber,
      ethnicGroup: person.ethnicGroup,
      nationality: person.nationality,
      occupation: person.occupation,
      address: person.address,
    }),
  }
}

/** Who signed the original: the licence as sent, the name as the facility's list has it. */
export function signerOf(
  lists: Lists,
  facility: string,
  licence: string | undefined,
  name?: string,
): SignerOnPaper | undefined {
  if (licence === undefined && name === undefined) return undefined
  const known = licence === undefined ? undefined : lists.find('staff', licence, facility)
  const shown = name ?? known?.display
  return {
    ...(shown === undefined ? {} : { name: shown }),
    ...(licence === undefined ? {} : { licence }),
  }
}

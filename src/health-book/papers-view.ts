import { codeSystem, type Composition } from '#fhir'
import { type Book, type BookVisit, ofType, startOf } from './book.ts'
import { dayOf, known } from './concept-words.ts'
import type { PaperEntry } from './views.ts'

/** The papers of facilities that the book can print, by the code of the paper in the record. */
const PRINTED = ['discharge', 'referral', 're-examination', 'record-summary'] as const

export type IssuedKind = (typeof PRINTED)[number]

/** Which papers a visit has: those that the facility issued, and the book's own summary of the visit. */
export function papersOf(book: Book, visit: BookVisit): PaperEntry[] {
  const facility = book.nameOf(visit.facility)
  const issued = ofType(visit, 'Composition').flatMap((composition): PaperEntry[] => {
    const kind = kindOf(composition)
    if (kind === undefined) return []
    const on = dayOf(composition.date)
    return [
      { kind, visit: visit.id, facility, on, ...known({ number: composition.identifier?.value }) },
    ]
  })
  const own: PaperEntry = { kind: 'visit', visit: visit.id, facility, on: dayOf(startOf(visit)) }
  return [...issued, own]
}

/** The first paper of a kind that the facility issued at a visit. */
export function findIssued(visit: BookVisit, kind: IssuedKind): Composition | undefined {
  return ofType(visit, 'Composition').find((composition) => kindOf(composition) === kind)
}

function kindOf(composition: Composition): IssuedKind | undefined {
  const code = composition.type.coding?.find(({ system }) => system === codeSystem('paper'))?.code
  return PRINTED.find((kind) => kind === code)
}

import { setImmediate } from 'node:timers/promises'
import type { z } from 'zod'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { isRecordId, type RecordId } from '#vocabulary/record-id'
import { vietnamDay } from '#vocabulary/vietnam-time'
import type { Book } from './book.ts'
import type { readRecord as recordPromise } from './contract.ts'
import { papersOf } from './papers-view.ts'
import { type BookNeeds, readBook } from './read-book.ts'
import { labSeries } from './results-view.ts'
import { bookToSummary } from './summary-view.ts'
import type { LabSeries, PaperEntry, Summary, Visit, VisitLine } from './views.ts'
import { visitToLine, visitToView } from './visit-view.ts'

/** Which whole-record view is asked for, by the word that stands in the citizen's log. */
export type BookView = 'summary' | 'visits' | 'labs' | 'papers'

type Views = {
  readonly summary: Summary
  readonly visits: { readonly visits: VisitLine[] }
  readonly labs: { readonly series: LabSeries[] }
  readonly papers: { readonly papers: PaperEntry[] }
}

/** One's own book in one of its views. Refuses `health-book.no-person`. */
export async function showOwnBook<View extends BookView>(
  needs: BookNeeds,
  caller: Caller,
  what: View,
): Promise<Outcome<Views[View]>> {
  const { person } = caller
  if (person === undefined) return refuse('not-found', 'health-book.no-person')
  const today = vietnamDay(needs.now())
  return readBook(needs, caller, { person, what }, (book) => accept(LOOKS[what](book, today)))
}

const LOOKS: { readonly [View in BookView]: (book: Book, today: string) => Views[View] } = {
  summary: bookToSummary,
  visits: (book) => ({ visits: book.visits.map((visit) => visitToLine(book, visit)) }),
  labs: (book) => ({ series: labSeries(book) }),
  papers: (book) => ({ papers: book.visits.flatMap((visit) => papersOf(book, visit)) }),
}

/** A patient's whole record for a doctor, with the ground on which it is shown. Refuses `health-book.no-ground`. */
export async function showRecord(
  needs: BookNeeds,
  caller: Caller,
  person: string,
): Promise<Outcome<z.input<typeof recordPromise.response>>> {
  if (!isRecordId(person)) return refuse('not-found', 'health-book.no-ground')
  const today = vietnamDay(needs.now())
  return readBook(needs, caller, { person, what: 'record' }, async (book) => {
    const summary = LOOKS.summary(book, today)
    await setImmediate()
    const { visits } = LOOKS.visits(book, today)
    await setImmediate()
    const labs = labSeries(book)
    await setImmediate()
    const { ground, purpose } = book.decision
    return accept({ ground, purpose, summary, visits, labs, ...LOOKS.papers(book, today) })
  })
}

/** One visit, of one's own book or of a patient. Refuses `health-book.unknown-visit`. */
export async function showVisit(
  needs: BookNeeds,
  caller: Caller,
  person: RecordId | string | undefined,
  visit: string,
): Promise<Outcome<Visit>> {
  if (person === undefined) return refuse('not-found', 'health-book.no-person')
  if (!isRecordId(person)) return refuse('not-found', 'health-book.no-ground')
  if (!isRecordId(visit)) return refuse('not-found', 'health-book.unknown-visit')
  return readBook(needs, caller, { person, visit, what: 'visit' }, (book) => {
    const found = book.visits.find(({ id }) => id === visit)
    if (found === undefined) return refuse('not-found', 'health-book.unknown-visit')
    return accept(visitToView(book, found))
  })
}

import { setImmediate } from 'node:timers/promises'
import { type Paper, type PaperKind, renderPaper } from '#documents'
import type { BytesAnswer } from '#foundation/serve'
import type { Facility } from '#registry'
import type { Lists } from '#terminology'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { searchKey } from '#vocabulary/person-name'
import { isRecordId, type RecordId } from '#vocabulary/record-id'
import { vietnamDay } from '#vocabulary/vietnam-time'
import type { Book, BookVisit } from './book.ts'
import { dayOfVisit, type PaperNeeds, paperOfVisit } from './paper-of-visit.ts'
import { type BookNeeds, readBook } from './read-book.ts'
import { bookToPaper } from './visit-paper.ts'

type Wish = { readonly largePrint: boolean }

/** The whole of one's own book on paper. Refuses `health-book.no-person`. */
export async function printOwnBook(
  needs: BookNeeds,
  caller: Caller,
  wish: Wish,
): Promise<Outcome<BytesAnswer>> {
  const { person } = caller
  if (person === undefined) return refuse('not-found', 'health-book.no-person')
  return printBook(needs, caller, person, wish)
}

/** The whole of a book on paper, of whomever the caller may read. Refuses `health-book.no-ground`. */
export async function printBook(
  needs: BookNeeds,
  caller: Caller,
  person: RecordId,
  wish: Wish,
): Promise<Outcome<BytesAnswer>> {
  const asked = { person, what: 'book', action: 'export' as const }
  const paper = await readBook(needs, caller, asked, (book) =>
    accept(bookToPaper(book, vietnamDay(needs.now()))),
  )
  return paper.ok ? setPaper(needs, paper.value, wish) : paper
}

/**
 * One paper of a visit as PDF, of one's own book or of a patient.
 *
 * Refuses `health-book.no-person`, `health-book.no-ground`, `health-book.unknown-visit`, `health-book.unknown-paper`.
 */
export async function printVisitPaper(
  needs: BookNeeds,
  caller: Caller,
  asked: {
    readonly person: string | undefined
    readonly visit: string
    readonly kind: Exclude<PaperKind, 'book'>
  },
  wish: Wish,
): Promise<Outcome<BytesAnswer>> {
  const { person, visit, kind } = asked
  if (person === undefined) return refuse('not-found', 'health-book.no-person')
  if (!isRecordId(person)) return refuse('not-found', 'health-book.no-ground')
  if (!isRecordId(visit)) return refuse('not-found', 'health-book.unknown-visit')
  const reading = { person, visit, what: 'paper', action: 'export' as const }
  const paper = await readBook(needs, caller, reading, async (book): Promise<Outcome<Paper>> => {
    const found = book.visits.find(({ id }) => id === visit)
    if (found === undefined) return refuse('not-found', 'health-book.unknown-visit')
    return readPaper(needs, book, found, kind)
  })
  return paper.ok ? setPaper(needs, paper.value, wish) : paper
}

async function readPaper(
  needs: BookNeeds,
  book: Book,
  visit: BookVisit,
  kind: Exclude<PaperKind, 'book'>,
): Promise<Outcome<Paper>> {
  const day = dayOfVisit(visit)
  const lists = await needs.listsFor(day, visit.facility)
  const facility = await needs.registry.findFacility(visit.facility, day)
  const owner = facility && ownerOf(facility, lists)
  const paperNeeds: PaperNeeds = {
    lists,
    facility: {
      ...(facility ? { address: facility.address } : {}),
      ...(owner === undefined ? {} : { owner }),
    },
  }
  const paper = paperOfVisit(book, visit, kind, paperNeeds)
  return paper === undefined ? refuse('not-found', 'health-book.unknown-paper') : accept(paper)
}

/** The body above a public facility: the ministry for a central one, else the province's health department. */
function ownerOf({ kind, province }: Facility, lists: Lists): string | undefined {
  if (kind === 'private-hospital' || kind === 'clinic') return undefined
  if (kind === 'central-hospital') return 'Bộ Y tế'
  const name = lists.find('province', province)?.display
  return name === undefined ? undefined : `Sở Y tế ${name}`
}

/** Set after the record was let go: a slow printer holds no snapshot. */
async function setPaper(
  needs: BookNeeds,
  paper: Paper,
  { largePrint }: Wish,
): Promise<Outcome<BytesAnswer>> {
  await setImmediate()
  const name = `${paper.kind}-${searchKey(paper.person.name).replaceAll(' ', '-')}.pdf`
  return accept({
    status: 200,
    contentType: 'application/pdf',
    body: await renderPaper(paper, { printedAt: needs.now(), largePrint }),
    headers: {
      'content-disposition': `inline; filename="${name}"`,
      'cache-control': 'private, no-store',
    },
  })
}

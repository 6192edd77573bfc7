import type { BytesAnswer } from '#foundation/serve'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { bookToDocument } from './book-to-document.ts'
import { printOwnBook } from './print-book.ts'
import { type BookNeeds, readBook } from './read-book.ts'

/**
 * A copy of one's own data, to read (PDF) or for other software (FHIR document); on record as an export.
 *
 * Refuses `health-book.no-person`. Source: Law 91/2025/QH15 and Decree 356/2025 (right to be given one's data).
 */
export async function copyOwnBook(
  needs: BookNeeds,
  caller: Caller,
  form: 'pdf' | 'fhir',
): Promise<Outcome<BytesAnswer>> {
  if (form === 'pdf') return printOwnBook(needs, caller, { largePrint: false })
  const { person } = caller
  if (person === undefined) return refuse('not-found', 'health-book.no-person')
  const asked = { person, what: 'copy', action: 'export' as const }
  const document = await readBook(needs, caller, asked, (book) =>
    accept(bookToDocument(book, needs.now())),
  )
  if (!document.ok) return document
  return accept({
    status: 200,
    contentType: 'application/fhir+json',
    body: JSON.stringify(document.value),
    headers: {
      'content-disposition': 'attachment; filename="ban-sao-ho-so.fhir.json"',
      'cache-control': 'private, no-store',
    },
  })
}

import type { BytesAnswer } from '#foundation/serve'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome } from '#vocabulary/outcome'
import type { RecordId } from '#vocabulary/record-id'
import { bookToDocument } from './book-to-document.ts'
import { printBook } from './print-book.ts'
import { type BookNeeds, readBook } from './read-book.ts'

/**
 * A copy of one's own data, or of a child's as its guardian, to read (PDF) or for other software (FHIR document); on record as
 * an export. What family was let see is shown to it, and no copy is made of it.
 *
 * Refuses `health-book.no-ground`. Source: Law 91/2025/QH15 (right to be given one's data; art. 24: the representative of a
 * child) and Decree 356/2025.
 */
export async function copyBook(
  needs: BookNeeds,
  caller: Caller,
  person: RecordId,
  form: 'pdf' | 'fhir',
): Promise<Outcome<BytesAnswer>> {
  if (form === 'pdf') return printBook(needs, caller, person, { largePrint: false })
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

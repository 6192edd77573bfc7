import type { Caller } from '#vocabulary/caller'
import type { DataClass } from '#vocabulary/data-class'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { bookToDocument } from './book-to-document.ts'
import { type BookNeeds, readBook } from './read-book.ts'

/**
 * What a citizen is about to share, as a FHIR document for the own browser, which seals it: of the classes that were chosen,
 * without the visits that the citizen hid. On record as an export.
 *
 * Refuses `health-book.no-person`.
 */
export async function giveShareContent(
  needs: BookNeeds,
  caller: Caller,
  classes: readonly DataClass[],
): Promise<Outcome<{ document: Record<string, unknown> }>> {
  const { person } = caller
  if (person === undefined) return refuse('not-found', 'health-book.no-person')
  const asked = { person, what: 'share', action: 'export' as const, sharing: { classes } }
  return readBook(needs, caller, asked, (book) =>
    accept({ document: { ...bookToDocument(book, needs.now()) } }),
  )
}

import { decideRecordAccess, findConsentFacts, type PermittedRecord } from '#access'
import { type AuditAction, recordAudit } from '#audit'
import type { Database, Trx } from '#foundation/database'
import { findBirthDate, keysOf, type PersonCard, whoseRecord } from '#people'
import { type DataKeys, fetchEntries, openEntries, type StoredEntry } from '#records'
import type { Registry } from '#registry'
import type { Terminology } from '#terminology'
import type { Caller } from '#vocabulary/caller'
import type { DataClass } from '#vocabulary/data-class'
import { parseFacilityCode } from '#vocabulary/facility-code'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { RandomBytes, RecordId } from '#vocabulary/record-id'
import { type Book, entriesToVisits } from './book.ts'
import { facilitiesNamedIn } from './named-facilities.ts'
import { cardToPatient } from './person-view.ts'
import { readingFor, VISITS_MAX } from './reading.ts'

export type BookNeeds = {
  readonly database: Database
  readonly now: () => Date
  readonly random: RandomBytes
  readonly dataKeys: DataKeys
  readonly registry: Pick<Registry, 'findFacility'>
  readonly listsFor: Terminology['listsFor']
}

/** What a reader wants to see: a whole record, or one visit of it. */
export type Asked = {
  readonly person: RecordId
  readonly visit?: RecordId
  /** In the words of the citizen's log: 'summary', 'visits', 'visit', 'labs', 'paper' … */
  readonly what: string
  readonly action?: Extract<AuditAction, 'read' | 'export'>
  /** For others to read: only these classes, and nothing that the person hid. */
  readonly sharing?: { readonly classes: readonly DataClass[] }
}

/**
 * Reads a book, as four steps: which record → may it be seen → fetch what may be seen → how it looks.
 *
 * The decision falls before anything is read, an entry that may not be seen is never opened, and the reading stands
 * in the citizen's log before the answer leaves. Decision, log and fetching are one snapshot; opening comes after it,
 * so that a huge record holds no transaction, and gives others their turn.
 *
 * Refuses `health-book.no-ground` (also on record) and whatever `look` refuses.
 */
export async function readBook<View>(
  needs: BookNeeds,
  caller: Caller,
  asked: Asked,
  look: (book: Book) => Outcome<View> | Promise<Outcome<View>>,
): Promise<Outcome<View>> {
  const found = await needs.database
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      const persons = await whichRecord(trx, asked.person)
      const decision = await mayBeSeen(trx, needs.now(), caller, asked, persons)
      if (!decision.ok) return decision
      const closed = await fetchEntries(trx, decision.value, boundsOf(asked))
      const isShared = await whatIsShared(trx, needs.now(), asked, persons)
      const card = await whoseRecord(trx, decision.value)
      return accept({ closed, isShared, card, decision: decision.value })
    })
  if (!found.ok) return found
  const { closed, isShared, card, decision } = found.value
  const opened = await openEntries(needs.dataKeys, closed, readingFor(asked.what))
  const book = bookOf(asked.person, decision, opened.filter(isShared), card)
  const nameOf = await nameFacilities(needs, facilitiesNamedIn(book.visits))
  return look({ ...book, nameOf })
}

/** Which entries go out when the book is read for others: everything when it is not. */
async function whatIsShared(
  trx: Trx,
  at: Date,
  { sharing }: Asked,
  persons: readonly RecordId[],
): Promise<(entry: StoredEntry) => boolean> {
  if (sharing === undefined) return () => true
  const { hiddenVisits } = await findConsentFacts(trx, persons, at)
  return ({ dataClass, visit }) =>
    sharing.classes.includes(dataClass) && (visit === undefined || !hiddenVisits.has(visit))
}

function boundsOf({ visit }: Asked) {
  return visit === undefined ? { visits: VISITS_MAX } : { visit }
}

/** Every key under which this one person is filed. */
function whichRecord(trx: Trx, person: RecordId): Promise<RecordId[]> {
  return keysOf(trx, person)
}

/** Decides, and puts the reading or the refusal on record. */
async function mayBeSeen(
  trx: Trx,
  at: Date,
  caller: Caller,
  { person, visit, what, action = 'read' }: Asked,
  persons: readonly RecordId[],
): Promise<Outcome<PermittedRecord>> {
  const bornOn = await findBirthDate(trx, persons)
  const decision = await decideRecordAccess(trx, caller, persons, at, undefined, bornOn)
  const event = { at, caller, person, what, ...(visit === undefined ? {} : { visit }) }
  if (!decision.permit) {
    await recordAudit(trx, [{ ...event, action: 'refused', detail: { reason: decision.reason } }])
    return refuse('forbidden', 'health-book.no-ground')
  }
  const { ground, purpose } = decision
  await recordAudit(trx, [{ ...event, action, ground, purpose }])
  return accept(decision)
}

/**
 * What may be seen, sorted. The newest Patient speaks for the person; where none may be seen, for others wrote it, what is filed of the
 * person does. Who calls through an app sees no more of the person than its scopes open.
 */
function bookOf(
  person: RecordId,
  decision: PermittedRecord,
  entries: readonly StoredEntry[],
  card: PersonCard | undefined,
): Omit<Book, 'nameOf'> {
  const { visits, patient } = entriesToVisits(entries)
  const filed = card && decision.scopes === undefined ? cardToPatient(card) : undefined
  const known = patient ?? filed
  return { person, decision, visits, ...(known ? { patient: known } : {}) }
}

/** The names of facilities as they are now; one that nobody knows is named by its code. */
export async function nameFacilities(
  needs: Pick<BookNeeds, 'registry'>,
  codes: Iterable<string>,
): Promise<Book['nameOf']> {
  const names = new Map<string, string>()
  for (const text of codes) {
    const code = parseFacilityCode(text)
    const found = code.ok ? await needs.registry.findFacility(code.value) : undefined
    if (found) names.set(text, found.name)
  }
  return (code) => ({ code, name: names.get(code) ?? code })
}

import { addCareRelations, endCareRelations } from '#access'
import { type MessageToQueue, queueMessages } from '#delivery'
import { noteVisit } from '#follow-up'
import type { Trx } from '#foundation/database'
import { type IdentifierSystem, seekPerson, settlePerson, type SoughtPerson } from '#people'
import { partId, writeVisit } from '#records'
import type { FacilityCode } from '#vocabulary/facility-code'
import { bucketOf, newRecordId, type RecordId } from '#vocabulary/record-id'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { dossierToFhir } from './dossier-to-fhir/dossier-to-fhir.ts'
import { claimOfPerson } from './dossier-to-fhir/person-claim.ts'
import { isLarge, restBetweenStages } from './large-gate.ts'
import type { IntakeNeeds } from './needs.ts'
import { noteState } from './note-state.ts'
import type { Arriving } from './arriving.ts'
import type { KnownVisit } from './submission.ts'
import { findCheckedIn } from './submission-store.ts'
import { keepText } from './text-store.ts'
import { careRelationsOf, notedVisitOf, type VisitFacts, visitFacts } from './visit-facts.ts'
import { addVisit, holdVisit, replaceVisit } from './visit-store.ts'

/** One visit on its way into the record. */
type Recording = {
  readonly arriving: Arriving
  readonly receipt: RecordId
  readonly receivedAt: Date
  readonly facts: VisitFacts
  /** What the link code named until now; then this is a correction. */
  readonly former: KnownVisit | undefined
  readonly person: RecordId
  readonly visit: RecordId
}

/** What a submission is about, and the writing of it, which waits for no answer and can travel with other statements. */
export type ToWrite = {
  readonly person?: RecordId
  readonly visit?: RecordId
  /** The number that is somebody else's, so that the person is a provisional one. */
  readonly contradicts?: IdentifierSystem | undefined
  readonly write: () => Promise<unknown>
}

/** What is known before a visit is written: whom and which visit the dossier may mean. */
export type Acquaintance = {
  readonly former: KnownVisit | undefined
  /** The persons of check-ins that announced it. */
  readonly checkedIn: readonly RecordId[]
  readonly sought: SoughtPerson
}

/** Asks everything at once that recording a dossier needs to know. Changes nothing. */
export async function acquaint(
  trx: Trx,
  { sender: { facility }, dossier }: Arriving,
): Promise<Acquaintance> {
  const [former, checkedIn, sought] = await Promise.all([
    holdVisit(trx, facility, dossier.linkCode),
    findCheckedIn(trx, facility, dossier.linkCode),
    seekPerson(trx, claimOfPerson(dossier.tables, facility)),
  ])
  return { former, checkedIn, sought }
}

/**
 * Writes an accepted dossier into the person's record, and tells everyone who is owed it.
 *
 * A later dossier with the same link code corrects the visit: it keeps its id, what vanished is entered in error, and
 * when the person is another one the visit leaves the first record at once.
 */
export async function recordVisit(
  trx: Trx,
  needs: IntakeNeeds,
  arriving: Arriving,
  { former, checkedIn, sought }: Acquaintance,
  { receipt, receivedAt }: Pick<Recording, 'receipt' | 'receivedAt'>,
): Promise<ToWrite> {
  const { digest, sender, dossier } = arriving
  const { facility } = sender
  const { person, isNew, contradicts } = await settlePerson(trx, sought, needs)
  const visit = former?.visit ?? newRecordId(receivedAt, bucketOf(person), needs.random)
  const facts = visitFacts(dossier.tables)
  const recording = { arriving, receipt, receivedAt, facts, former, person, visit }
  const { bytes } = dossier
  const text = { digest, facility, subject: person, bytes, isNew }
  const keep = () => keepText(trx, needs.dataKeys, text)
  const write = async () => {
    const kept = keep()
    // Small dossiers send everything together; a large one lets others go between sealing, mapping and writing.
    if (isLarge(bytes.length)) {
      await kept
      await restBetweenStages(bytes.length)
    }
    await Promise.all([
      kept,
      writeRecord(trx, needs, recording),
      queueMessages(trx, [messageOf(recording)]),
      keepVisit(trx, recording),
      noteVisit(trx, notedVisitOf(facts, visit, person, facility, receivedAt)),
      relateCare(trx, recording, checkedIn),
      noteState(trx, needs, { ...recording, at: receivedAt, facility, tables: dossier.tables }),
    ])
  }
  return { person, visit, contradicts, write }
}

async function writeRecord(trx: Trx, needs: IntakeNeeds, recording: Recording): Promise<void> {
  const { arriving, receipt, receivedAt, former, person, visit } = recording
  const { facility } = arriving.sender
  const { lists, ruleSet, counts } = arriving.judged
  const withErrors = counts.error > 0
  const name = arriving.places.facilityName
  const { tables } = arriving.dossier
  const common = { person, visit, submission: receipt, acceptedAt: receivedAt, ruleSet }
  const entries = dossierToFhir({
    ...common,
    tables,
    facility: { code: facility, name },
    lists,
    withErrors,
  })
  const { length } = arriving.dossier.bytes
  if (isLarge(length)) await restBetweenStages(length)
  const movedFrom = former && former.person !== person ? { formerPerson: former.person } : {}
  await writeVisit(trx, needs.dataKeys, {
    ...common,
    ...movedFrom,
    facility,
    entries,
    mode: former ? 'correction' : 'first',
  })
}

async function keepVisit(trx: Trx, recording: Recording): Promise<void> {
  const { arriving, receipt, receivedAt, facts, former, person, visit } = recording
  const kept = {
    facility: arriving.sender.facility,
    linkCode: arriving.dossier.linkCode,
    visit,
    person,
    submission: receipt,
    version: (former?.version ?? 0) + 1,
    visitEnd: facts.endsAt,
    acceptedAt: receivedAt,
    insured: facts.insured,
  }
  await (former ? replaceVisit(trx, kept) : addVisit(trx, kept))
}

/** Who may look because of this visit; what rested on a former word, or on the check-in, ends. */
async function relateCare(
  trx: Trx,
  { arriving, receivedAt, facts, former, person, visit }: Recording,
  checkedIn: readonly RecordId[],
): Promise<void> {
  const { facility } = arriving.sender
  if (former) await endCareRelations(trx, former.person, former.visit, receivedAt)
  for (const one of checkedIn) {
    await endCareRelations(trx, one, checkInSource(facility, arriving.dossier.linkCode), receivedAt)
  }
  const { station } = arriving.places
  await addCareRelations(trx, careRelationsOf(facts, visit, person, facility, station, receivedAt))
}

/** What the relation of an open visit rests on until its dossier comes. */
export function checkInSource(facility: FacilityCode, linkCode: string): string {
  return `check-in:${facility}:${linkCode}`
}

function messageOf(recording: Recording): MessageToQueue {
  const { arriving, receipt, receivedAt, facts, former, person, visit } = recording
  const { sender, dossier, digest } = arriving
  return {
    id: messageId(receipt),
    channel: 'insurance-portal',
    kind: 'dossier',
    facility: sender.facility,
    linkCode: dossier.linkCode,
    submission: receipt,
    visit,
    person,
    payload: digest.toString('hex'),
    variant: sender.variant ?? variantOn(facts.endsAt ?? receivedAt),
    queuedAt: receivedAt,
    ...(facts.endsAt ? { visitEnd: facts.endsAt } : {}),
    ...(former && !former.withdrawn ? { supersedes: messageId(former.submission) } : {}),
  }
}

/** A submission owes the portal one message; its id follows from the receipt, so that a correction can name it. */
export function messageId(receipt: RecordId): RecordId {
  return partId(receipt, 'insurance-portal')
}

/** The first day on which one form was for all. Source: QĐ 3176/QĐ-BYT 2024. */
const FORM_3176_FROM = '2025-01-01'

export function variantOn(event: Date): '4750' | '3176' {
  return vietnamDay(event) >= FORM_3176_FROM ? '3176' : '4750'
}

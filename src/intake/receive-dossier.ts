import { hash } from 'node:crypto'
import { recordAudit } from '#audit'
import { inTransaction, isLostRace, type Trx } from '#foundation/database'
import { enterScope } from '#foundation/scope'
import { accept } from '#vocabulary/outcome'
import { newPersonId, type RecordId } from '#vocabulary/record-id'
import type { Arriving, Places } from './arriving.ts'
import type { SentDossier } from './dossier-xml/sent-dossier.ts'
import { findingLines, whoseIs } from './finding-lines.ts'
import { tellContradiction } from './identity-finding.ts'
import { judgeSent } from './judge-sent.ts'
import { isLarge, restBetweenStages } from './large-gate.ts'
import type { IntakeNeeds } from './needs.ts'
import { recordCheckIn } from './record-check-in.ts'
import { acquaint, recordVisit, type ToWrite } from './record-visit.ts'
import type { ReceiveOptions, Sender } from './sender.ts'
import type { JudgedStatus, Submission } from './submission.ts'
import { fileSubmission, findSame, type SubmissionToFile } from './submission-store.ts'
import { keepText } from './text-store.ts'
import { visitFacts } from './visit-facts.ts'

/** The answer to one dossier. `isNew` is false when the same bytes had their receipt already. */
export type Received = { readonly submission: Submission; readonly isNew: boolean }

/** How often the story is told again because another sender was first with the same dossier, visit or person. */
const TELLINGS_MAX = 12

/**
 * Takes one dossier or check-in from text to receipt: judged, kept, and when it is not refused recorded, queued
 * for delivery, and told to those who must know of it. One transaction: all of it or nothing.
 *
 * The same bytes again get the same receipt and change nothing; only a refusal is judged again when rules or lists
 * have changed since, or when the sender now wants it recorded as it is. Of two senders at once one is first, and the
 * other gets its answer.
 */
export async function receiveDossier(
  needs: IntakeNeeds,
  sender: Sender,
  dossier: SentDossier,
  options: ReceiveOptions,
  file?: Buffer,
): Promise<Received> {
  const judged = await judgeSent(needs, sender, dossier, options)
  await restBetweenStages(dossier.bytes.length)
  const places = await placesOf(needs, sender, dossier)
  const digest = digestOf(dossier.bytes)
  const arriving: Arriving = { sender, dossier, judged, digest, file, options, places }
  return untilFirst(async () => {
    const told = await inTransaction(needs.database, async (trx) => {
      enterScope(trx, { work: 'filing' })
      return accept(await receiveInto(trx, needs, arriving))
    })
    if (!told.ok) throw new Error('receiving a dossier refuses by its answer only')
    return told.value
  })
}

async function placesOf(
  { registry }: IntakeNeeds,
  { facility }: Sender,
  { tables }: SentDossier,
): Promise<Places> {
  const { commune } = visitFacts(tables)
  const known = await registry.findFacility(facility)
  const station = commune ? await registry.stationOf(commune) : undefined
  return { facilityName: known?.name ?? facility, station }
}

async function receiveInto(trx: Trx, needs: IntakeNeeds, arriving: Arriving): Promise<Received> {
  const { facility } = arriving.sender
  const status = statusOf(arriving)
  const isVisit = status !== 'refused' && arriving.dossier.kind === 'dossier'
  const [same, acquaintance] = await Promise.all([
    findSame(trx, facility, arriving.digest),
    isVisit ? acquaint(trx, arriving) : undefined,
  ])
  if (same && isLastWord(same, arriving)) return { submission: same, isNew: false }

  const receivedAt = needs.now()
  const receipt = newPersonId(receivedAt, needs.random)
  const filed = submissionOf(arriving, receipt, receivedAt, status, same)
  const { write, contradicts, ...about } =
    status === 'refused'
      ? keepRefused(trx, needs, arriving, receipt)
      : acquaintance
        ? await recordVisit(trx, needs, arriving, acquaintance, filed)
        : await recordCheckIn(trx, needs, arriving, filed)
  const told = contradicts ? tellContradiction(filed, contradicts, arriving.dossier) : filed
  const submission = { ...told, ...about }
  const filing = fileSubmission(trx, submission)
  // What writes a large dossier rests between its stages, and must not go on when the filing has failed.
  if (isLarge(arriving.dossier.bytes.length)) await filing
  const [former] = await Promise.all([
    filing,
    write(),
    recordAudit(trx, [auditOf(arriving, submission)]),
  ])
  return { submission: { ...submission, standing: 'current', former }, isNew: true }
}

/** A refusal speaks again when it would be another one, or when the sender now wants the dossier recorded as it is. */
function isLastWord(same: Submission, { judged, options }: Arriving): boolean {
  if (same.status !== 'refused') return true
  const judgedAlike = same.ruleSet === judged.ruleSet && same.lists === judged.fingerprint
  const wantsRecord = judged.recordable && options.onError === 'record'
  return judgedAlike && !wantsRecord
}

function statusOf({ judged, options }: Arriving): JudgedStatus {
  if (!judged.recordable) return 'refused'
  if (judged.counts.error === 0) return 'accepted'
  return options.onError === 'record' ? 'with-errors' : 'refused'
}

function submissionOf(
  { sender, dossier, judged, digest, file, options }: Arriving,
  receipt: RecordId,
  receivedAt: Date,
  status: JudgedStatus,
  same: Submission | undefined,
): SubmissionToFile {
  const facts = visitFacts(dossier.tables)
  const whose = judged.findings.map(({ at }) => whoseIs(at, dossier.tables))
  return {
    receipt,
    receivedAt,
    status,
    digest,
    file,
    facility: sender.facility,
    kind: dossier.kind,
    attempt: (same?.attempt ?? 0) + 1,
    judgedBefore: same?.receipt,
    door: sender.door,
    sender: sender.caller.account,
    linkCode: dossier.linkCode.slice(0, 255),
    patientNumber: facts.patientNumber.slice(0, 255),
    visitEnd: facts.endsAt,
    ward: facts.ward.slice(0, 100),
    reason: status === 'with-errors' ? options.reason : undefined,
    counts: judged.counts,
    truncated: judged.truncated,
    ruleSet: judged.ruleSet,
    lists: judged.fingerprint,
    findings: judged.findings,
    whose,
    lines: findingLines(judged.findings, whose),
  }
}

/** A refused dossier leaves its text and its findings, and nothing in any record. */
function keepRefused(
  trx: Trx,
  needs: IntakeNeeds,
  { sender: { facility }, dossier: { bytes }, digest }: Arriving,
  receipt: RecordId,
): ToWrite {
  const text = { digest, facility, subject: receipt, bytes, isNew: true }
  return { write: () => keepText(trx, needs.dataKeys, text) }
}

function auditOf({ sender, dossier }: Arriving, filed: SubmissionToFile) {
  const { visit, person, receipt, status, counts } = filed
  return {
    at: filed.receivedAt,
    action: 'create',
    caller: sender.caller,
    what: dossier.kind,
    ...(person ? { person } : {}),
    ...(visit ? { visit } : {}),
    purpose: 'administration',
    detail: { receipt, status, errors: counts.error, warnings: counts.warning, door: sender.door },
  } as const
}

export function digestOf(bytes: Buffer): Buffer {
  return hash('sha256', bytes, 'buffer')
}

/** Tells the story from its start as often as another writer was first, within a bound. */
async function untilFirst<Value>(tell: () => Promise<Value>): Promise<Value> {
  for (let telling = 1; ; telling += 1) {
    try {
      return await tell()
    } catch (error) {
      if (!isLostRace(error) || telling >= TELLINGS_MAX) throw error
    }
  }
}

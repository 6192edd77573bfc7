import { recordAudit } from '#audit'
import { inTransaction, type Trx } from '#foundation/database'
import { enterScope } from '#foundation/scope'
import { accept, type Outcome, type Problem, refuse } from '#vocabulary/outcome'
import { isRecordId } from '#vocabulary/record-id'
import { type Asker, auditCallerOf } from './asker.ts'
import { noteClaims } from './note-claims.ts'
import { placesOf } from './places-store.ts'
import type { Change } from './profile-change.ts'
import type { Writer } from './profile-definition.ts'
import type { DataState, Head } from './profile-head.ts'
import type { ProfileNeeds } from './profile-needs.ts'
import { findVersion, lockHead } from './profile-store.ts'
import type { Profile } from './profile.ts'
import { type Place, reachOf, writerOf } from './reach.ts'
import { BESIDE_THE_PERSON, boundsOfFacility, sectionsOf } from './writer-bounds.ts'
import { type Claim, recordVersion } from './record-version.ts'

export type StatementsToWrite = {
  readonly subject: string
  /** The version that the writer saw: of two who write at once one is told to look again. */
  readonly version: number
  readonly changes: readonly Change[]
}

/**
 * Adds, corrects, ends or withdraws statements of one file, all or none.
 *
 * Refuses `registry.unknown`; `registry.not-own-authority` for a file out of reach, which is put on record; `registry.in-review` while somebody
 * reviews it; `registry.version-stale`; and everything that `judgeProfile` finds, each at its field. A second call with the same version is
 * refused as stale.
 */
export async function writeStatements(
  needs: ProfileNeeds,
  asker: Asker,
  asked: StatementsToWrite,
): Promise<Outcome<Head>> {
  const claims: Claim[] = []
  const outcome = await inTransaction(needs.database, (trx) => {
    enterScope(trx, { work: 'registry' })
    return writeWithin(trx, needs, asker, asked, (claim) => claims.push(claim))
  })
  if (!outcome.ok) await noteClaims(needs, asker, claims, asked.subject)
  return outcome
}

async function writeWithin(
  trx: Trx,
  needs: ProfileNeeds,
  asker: Asker,
  asked: StatementsToWrite,
  onClaim: (claim: Claim) => void,
): Promise<Outcome<Head>> {
  const head = isRecordId(asked.subject) ? await lockHead(trx, asked.subject) : undefined
  if (head === undefined) return refuse('not-found', 'registry.unknown', 'subject')
  const places = head.kind === 'practitioner' ? await placesOf(trx, head.subject) : []
  const kept = await findVersion(trx, head.subject, { version: head.version })
  const before = kept?.profile ?? { subject: head.subject, kind: head.kind, statements: [] }
  const writing = judgeWriting(asker, { head, places, before }, asked)
  if (!writing.ok) {
    if (isOutOfReach(writing.problems)) await recordRefusal(needs, asker, head)
    return writing
  }
  const { writer, dataState } = writing.value
  return recordVersion(trx, needs, {
    head,
    changes: asked.changes,
    by: asker,
    writer,
    source: writer === 'facility' ? 'facility' : 'practitioner',
    why: 'write',
    dataState,
    onClaim,
  })
}

const OUT_OF_REACH = 'registry.not-own-authority'

/** Whether a writer reached for a file that is not theirs, which is put on record. */
export function isOutOfReach(problems: readonly Problem[]): boolean {
  return problems.some(({ code }) => code === OUT_OF_REACH)
}

/** A file as it stands, with where its practitioner works. */
export type FileAsItStands = {
  readonly head: Head
  readonly places: readonly Place[]
  readonly before: Profile
}

/** As whom somebody writes into a file, and how the file stands afterwards; refuses as `writeStatements` does. Pure. */
export function judgeWriting(
  asker: Asker,
  { head, places, before }: FileAsItStands,
  { version, changes }: Pick<StatementsToWrite, 'version' | 'changes'>,
): Outcome<{ readonly writer: Writer; readonly dataState: DataState }> {
  const reach = reachOf(asker, head, places)
  const writer = reach && writerOf(reach)
  if (writer === undefined) return refuse('forbidden', OUT_OF_REACH, 'subject')
  if (head.version !== version) return refuse('conflict', 'registry.version-stale', 'version')
  const [first, ...rest] =
    writer === 'facility' ? boundsOfFacility(before, head, asker, changes) : []
  if (first) return { ok: false, problems: [first, ...rest] }
  const sections = sectionsOf(before, changes)
  if (isInReview(head, writer, sections)) return refuse('conflict', 'registry.in-review')
  return accept({ writer, dataState: stateAfterWriting(head, writer, sections) })
}

/** A refusal outlives the transaction that it ends. */
export async function recordRefusal(
  needs: ProfileNeeds,
  asker: Asker,
  { subject }: Pick<Head, 'subject'>,
): Promise<void> {
  await recordAudit(needs.database, [
    {
      at: needs.now(),
      action: 'refused',
      caller: auditCallerOf(asker),
      what: 'registry-profile',
      detail: { subject, reason: 'registry.not-own-authority' },
    },
  ])
}

/** What is being reviewed stands still, but for what happens at a facility meanwhile. */
function isInReview(head: Head, writer: Writer, sections: readonly string[]): boolean {
  if (head.kind === 'facility') return head.dataState === 'submitted'
  if (head.dataState !== 'declared') return false
  return writer === 'practitioner' || sections.some((one) => !BESIDE_THE_PERSON.has(one))
}

/** A file that changed is to be reviewed anew; what was published stays published until then. */
function stateAfterWriting(head: Head, writer: Writer, sections: readonly string[]): DataState {
  if (head.kind === 'facility') return 'draft'
  if (writer === 'facility' && sections.every((one) => BESIDE_THE_PERSON.has(one)))
    return head.dataState
  return head.account === undefined ? 'unclaimed' : 'claimed'
}

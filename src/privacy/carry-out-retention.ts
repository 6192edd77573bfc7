import { recordAudit } from '#audit'
import { SYSTEM } from '#cases'
import { type Database, inTransaction, type Trx } from '#foundation/database'
import {
  isSignedBy,
  type NoteSigner,
  type NoteVerifier,
  noteToText,
  parseNote,
  sha256,
  signNote,
} from '#signing'
import { accept } from '#vocabulary/outcome'
import { keptSince, readRetentionRules, type RetentionRule } from './retention.ts'
import {
  insertProof,
  lastDone,
  lastProof,
  listProofs,
  type RetentionProof,
} from './retention-store.ts'

/** Removes what lies before an instant, in the transaction of the proof; answers how much. */
export type Removal = (trx: Trx, before: Date) => Promise<number>

export type RetentionNeeds = {
  readonly database: Database
  readonly now: () => Date
  /** The key of the audit log, which may be changed while this runs. */
  readonly openSigner: () => Promise<NoteSigner>
  /** Whether the clock can be gone by: a clock that jumped would make everything too old. */
  readonly isClockTrusted: () => Promise<boolean>
  /** Who can remove what, by the id of the rule. */
  readonly removals: Readonly<Record<string, Removal>>
  readonly rules?: readonly RetentionRule[]
}

/** A rule is carried out once a day. */
const EVERY_MS = 86_400_000
/** Proofs read at once by whoever checks them. */
const PAGE = 1_000

/**
 * Carries out every retention rule that is the worker's and due today, each with its proof in the same transaction:
 * what is gone is gone with a signed note, and a note stands only for what is gone. Answers how many were carried out.
 * A second call on the same day does nothing; nor does any while the clock is doubted.
 */
export async function carryOutRetention(needs: RetentionNeeds): Promise<number> {
  let done = 0
  for (const rule of needs.rules ?? readRetentionRules()) {
    const removal = needs.removals[rule.id]
    if (rule.by !== 'loop' || removal === undefined) continue
    const last = await lastDone(needs.database, rule.id)
    if (last !== undefined && needs.now().getTime() - last.getTime() < EVERY_MS) continue
    if (!(await needs.isClockTrusted())) return done
    await carryOut(needs, rule, removal)
    done += 1
  }
  return done
}

async function carryOut(needs: RetentionNeeds, rule: RetentionRule, remove: Removal) {
  const doneAt = needs.now()
  const signer = await needs.openSigner()
  await inTransaction(needs.database, async (trx) => {
    const former = await lastProof(trx)
    const since = keptSince(rule, doneAt)
    const removed = await remove(trx, since)
    const told = {
      number: (former?.number ?? 0) + 1,
      rule: rule.id,
      doneAt,
      keptSince: since,
      removed,
    }
    const text = proofText(told, former)
    const note = noteToText({ text, signatures: [signNote(text, signer)] })
    await insertProof(trx, { ...told, note })
    const detail = { rule: rule.id, number: told.number, removed }
    const caller = { ...SYSTEM, role: 'system' as const }
    await recordAudit(trx, [{ at: doneAt, action: 'delete', caller, what: 'retention', detail }])
    return accept(undefined)
  })
}

/** What is signed: each note names the digest of the one before, so that none can be left out. */
function proofText(
  proof: Omit<RetentionProof, 'note'>,
  former: Pick<RetentionProof, 'note'> | undefined,
): string {
  return [
    'mach/retention',
    `number ${proof.number}`,
    `rule ${proof.rule}`,
    `done ${proof.doneAt.toISOString()}`,
    `kept-since ${proof.keptSince.toISOString()}`,
    `removed ${proof.removed}`,
    `former ${former === undefined ? '-' : sha256(Buffer.from(former.note)).toString('hex')}`,
    '',
  ].join('\n')
}

/** The first proof that is not as it was signed, or is missing; undefined when all are whole. Needs the public keys only: of all that signed. */
export async function findBrokenProof(
  db: Database,
  verifiers: readonly NoteVerifier[],
): Promise<number | undefined> {
  let former: RetentionProof | undefined
  for (;;) {
    const page = await listProofs(db, former?.number ?? 0, PAGE)
    for (const proof of page) {
      const note = parseNote(proof.note)
      const isWhole =
        note.ok &&
        proof.number === (former?.number ?? 0) + 1 &&
        note.value.text === proofText(proof, former) &&
        verifiers.some((verifier) => isSignedBy(note.value, verifier))
      if (!isWhole) return (former?.number ?? 0) + 1
      former = proof
    }
    if (page.length < PAGE) return undefined
  }
}

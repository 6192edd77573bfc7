import { type Database, inTransaction, type Trx } from '#foundation/database'
import {
  isSignedBy,
  makeNoteKey,
  makeVerifier,
  type NoteSigner,
  type NoteVerifier,
  noteToText,
  openNoteSigner,
  parseNote,
  signNote,
} from '#signing'
import { accept } from '#vocabulary/outcome'
import { recordAudit } from './event-store.ts'
import {
  findSigningKey,
  forgetKeysBefore,
  insertLogKey,
  listLogKeys,
  listRemovals,
  lockKeysAndRemovals,
  putRemovalNote,
} from './key-store.ts'
import { type KeySealer, openSigners } from './open-log-key.ts'
import { OWNER } from './retire-months.ts'

export type RotateNeeds = {
  /** The database as its owner: the application itself can change no key. */
  readonly owner: Database
  readonly now: () => Date
  readonly sealer: KeySealer
}

/**
 * Makes a new key for the log. The next checkpoint, still signed with the former key, names it; from then on it signs alone
 * (`batchEvents`). Statements of removal get its signature beside the former one, so that they count under both. The event
 * that tells of it is what the next checkpoint takes in.
 *
 * A second call before the log was handed over goes on with the same new key. Throws without a key, or when the former one
 * was sealed under another master key.
 */
export async function rotateLogKey(needs: RotateNeeds): Promise<NoteVerifier> {
  const outcome = await inTransaction(needs.owner, async (trx) => {
    await lockKeysAndRemovals(trx)
    const { signer, next } = await openSigners(trx, needs.sealer)
    if (next !== undefined) return accept(next.verifier)
    const made = await makeNext(trx, needs, signer.verifier, signer.keyNumber + 1)
    await signRemovals(trx, [signer.verifier], made)
    await recordAudit(trx, [
      {
        at: needs.now(),
        action: 'configure',
        caller: OWNER,
        what: 'audit-log-key',
        detail: { former: signer.verifier.keyId, next: made.verifier.keyId },
      },
    ])
    return accept(made.verifier)
  })
  if (!outcome.ok) throw new Error(outcome.problems[0].code)
  return outcome.value
}

/**
 * Ends a change of keys once the log was handed over: the private halves of the former keys are forgotten. False while it was
 * not: to be asked again. A second call changes nothing.
 */
export async function completeRotation(
  { owner, sealer }: Pick<RotateNeeds, 'owner' | 'sealer'>,
  to: NoteVerifier,
): Promise<boolean> {
  const outcome = await inTransaction(owner, async (trx) => {
    await lockKeysAndRemovals(trx)
    const current = await findSigningKey(trx)
    const keys = await listLogKeys(trx)
    const isOver = keys.some(
      ({ number, publicKey }) => number === current && publicKey.equals(to.publicKey),
    )
    if (!isOver) return accept(undefined)
    const { signer } = await openSigners(trx, sealer)
    const former = keys.filter(({ number }) => number < signer.keyNumber)
    const verifiers = former.map(({ name, publicKey }) => makeVerifier(name, publicKey))
    await signRemovals(trx, verifiers, signer)
    return accept(current)
  })
  if (!outcome.ok || outcome.value === undefined) return false
  await forgetKeysBefore(owner, outcome.value)
  return true
}

async function makeNext(
  trx: Trx,
  { now, sealer }: RotateNeeds,
  { name }: NoteVerifier,
  number: number,
): Promise<NoteSigner> {
  const { publicKey, privateKey } = makeNoteKey()
  await insertLogKey(trx, { number, name, publicKey, sealed: sealer.seal(privateKey) }, now())
  return openNoteSigner(name, publicKey, privateKey)
}

/** Adds the signature of a key to every statement of removal that a former key signed and this one did not. */
async function signRemovals(
  trx: Trx,
  former: readonly NoteVerifier[],
  signer: NoteSigner,
): Promise<void> {
  for (const { number, note: content } of await listRemovals(trx)) {
    const note = parseNote(content)
    if (!note.ok || isSignedBy(note.value, signer.verifier)) continue
    if (!former.some((key) => isSignedBy(note.value, key))) continue
    const { text, signatures } = note.value
    const both = [...signatures, signNote(text, signer)]
    await putRemovalNote(trx, { number, note: noteToText({ text, signatures: both }) })
  }
}

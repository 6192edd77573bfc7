import type { Trx } from '#foundation/database'
import { noteToText, sha256, signNote } from '#signing'
import { lockKeysAndRemovals } from './key-store.ts'
import { findLastCheckpoint } from './log-store.ts'
import { type KeySealer, openSigners } from './open-log-key.ts'
import { type Removal, removalToText } from './removal.ts'
import { insertRemoval } from './retire-store.ts'

/**
 * Writes down, signed, that the events of some leaves are removed in this transaction, and why. Where another key waits to take
 * the log over, it signs too, so that the statement counts under both. Answers the digest of the statement, for the event that
 * tells of it. Only the owner of the database may.
 */
export async function stateRemoval(
  trx: Trx,
  { now, sealer }: { readonly now: () => Date; readonly sealer: KeySealer },
  { ground, leaves }: Pick<Removal, 'ground' | 'leaves'>,
): Promise<string> {
  await lockKeysAndRemovals(trx)
  const { signer, next } = await openSigners(trx, sealer)
  const at = now()
  const size = (await findLastCheckpoint(trx))?.size ?? 0
  const text = removalToText({ origin: signer.verifier.name, size, at, ground, leaves })
  const signatures = [signer, ...(next === undefined ? [] : [next])].map((one) =>
    signNote(text, one),
  )
  await insertRemoval(trx, at, noteToText({ text, signatures }))
  return sha256(Buffer.from(text)).toString('hex')
}

import { insistOnPermit, type PermittedFacility, type PermittedWork } from '#access'
import type { Database, Trx } from '#foundation/database'
import { enterScope, withScope } from '#foundation/scope'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { RecordId } from '#vocabulary/record-id'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { TEXT_CLASS_NUMBER } from './class-numbers.ts'
import type { DataKeys } from './data-keys.ts'
import { DOSSIERS } from './dictionaries.ts'
import { findWrapped, keyFor, keyOwner, makeFirstKey } from './key-store.ts'
import { findTombstone } from './erase-store.ts'
import { compress, decompress } from './pack.ts'
import { open, seal } from './seal.ts'

/**
 * Compresses and encrypts a text as it came, under the key of its subject: the person, or for a text that names
 * nobody we know, the id of its receipt. Whoever keeps the sealed bytes must keep the subject beside them.
 *
 * @param isNew the subject was made in this very transaction, and this is its first text
 */
export async function sealText(
  trx: Trx,
  keys: DataKeys,
  subject: RecordId,
  bytes: Uint8Array,
  isNew = false,
): Promise<Buffer> {
  enterScope(trx, { work: 'filing' })
  const key = isNew
    ? makeFirstKey(trx, keys, subject, TEXT_CLASS_NUMBER)
    : await keyFor(trx, keys, subject, TEXT_CLASS_NUMBER)
  return seal(key, compress(bytes, DOSSIERS), subject)
}

/**
 * The very bytes that were sealed, for whoever holds a permit: the facility that sent them, or a loop that delivers them.
 * Refuses `records.text-erased`, with day and ground, when the subject's key was destroyed.
 * Throws when a bit was changed, or the policy did not make the permit.
 */
export async function openText(
  db: Database | Trx,
  keys: DataKeys,
  permit: PermittedFacility | PermittedWork,
  subject: RecordId,
  sealed: Uint8Array,
): Promise<Outcome<Buffer>> {
  insistOnPermit(permit)
  const wrapped = await withScope(db, { persons: [subject] }, (trx) =>
    findWrapped(trx, subject, TEXT_CLASS_NUMBER),
  )
  try {
    if (!wrapped) throw new Error('the key of this text is gone')
    const key = keys.unwrap(wrapped, keyOwner(subject, TEXT_CLASS_NUMBER))
    return accept(decompress(open(key, sealed, subject)))
  } catch (error) {
    // A key made after an erasure opens nothing of before: the cipher tells it by throwing.
    const tombstone = await findTombstone(db, subject, TEXT_CLASS_NUMBER)
    if (!tombstone) throw error
    const { erasedAt, ground } = tombstone
    return refuse('not-found', 'records.text-erased', `${vietnamDay(erasedAt)}: ${ground}`)
  }
}

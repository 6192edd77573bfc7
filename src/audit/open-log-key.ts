import type { Database } from '#foundation/database'
import { makeNoteKey, makeVerifier, type NoteSigner, openNoteSigner, sha256 } from '#signing'
import { findLogKey, insertLogKey } from './log-store.ts'

/** Seals a text so that it can be kept where others may read, and opens it again. */
export type KeySealer = {
  readonly seal: (plain: string) => Buffer
  readonly open: (sealed: Uint8Array) => string | undefined
}

export type LogSigner = NoteSigner & { readonly keyNumber: number }

/**
 * The key that signs the log's checkpoints: made once per installation, kept sealed in the database.
 * Throws when it was sealed under another master key.
 */
export async function openLogKey(needs: {
  readonly database: Database
  readonly now: () => Date
  readonly sealer: KeySealer
}): Promise<LogSigner> {
  const known = await findLogKey(needs.database)
  if (known === undefined) {
    const made = makeNoteKey()
    const name = `mach/audit/${sha256(made.publicKey).subarray(0, 4).toString('hex')}`
    const sealed = needs.sealer.seal(made.privateKey)
    await insertLogKey(
      needs.database,
      { number: 1, name, publicKey: made.publicKey, sealed },
      needs.now(),
    )
  }
  const kept = known ?? (await findLogKey(needs.database))
  const privateKey = kept && needs.sealer.open(kept.sealed)
  if (kept === undefined || privateKey === undefined)
    throw new Error(
      'the key of the audit log was sealed under another master key than this data folder’s',
    )
  const signer = openNoteSigner(kept.name, kept.publicKey, privateKey)
  return { ...signer, keyNumber: kept.number }
}

/** The published half of the key; undefined before it was made. */
export async function findLogVerifier(database: Database) {
  const kept = await findLogKey(database)
  return kept && makeVerifier(kept.name, kept.publicKey)
}

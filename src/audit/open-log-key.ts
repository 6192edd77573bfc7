import type { Database, Trx } from '#foundation/database'
import {
  makeNoteKey,
  makeVerifier,
  type NoteSigner,
  type NoteVerifier,
  openNoteSigner,
  sha256,
} from '#signing'
import { findSigningKey, insertLogKey, listLogKeys, type StoredKey } from './key-store.ts'

/** Seals a text so that it can be kept where others may read, and opens it again. */
export type KeySealer = {
  readonly seal: (plain: string) => Buffer
  readonly open: (sealed: Uint8Array) => string | undefined
}

export type LogSigner = NoteSigner & { readonly keyNumber: number }

/** Who signs for the log now; and who shall, where another key waits to take over. */
export type LogSigners = { readonly signer: LogSigner; readonly next?: LogSigner }

/**
 * The key that signs the log's checkpoints: made once per installation, kept sealed in the database; where it was changed, the
 * one that signs now. Throws when it was sealed under another master key.
 */
export async function openLogKey(needs: {
  readonly database: Database
  readonly now: () => Date
  readonly sealer: KeySealer
}): Promise<LogSigner> {
  const { database, now, sealer } = needs
  if ((await listLogKeys(database)).length === 0) {
    const made = makeNoteKey()
    const name = `mach/audit/${sha256(made.publicKey).subarray(0, 4).toString('hex')}`
    const sealed = sealer.seal(made.privateKey)
    await insertLogKey(database, { number: 1, name, publicKey: made.publicKey, sealed }, now())
  }
  return (await openSigners(database, sealer)).signer
}

/** Opens the key that signs now, and the one that waits for its turn. Throws when a key was sealed under another master key. */
export async function openSigners(
  database: Database | Trx,
  sealer: KeySealer,
): Promise<LogSigners> {
  const keys = await listLogKeys(database)
  const number = (await findSigningKey(database)) ?? keys[0]?.number
  const current = keys.find((key) => key.number === number)
  const waiting = keys.find((key) => number !== undefined && key.number > number)
  if (current === undefined) throw new Error('the audit log has no key yet')
  const signer = openSigner(current, sealer)
  return waiting === undefined ? { signer } : { signer, next: openSigner(waiting, sealer) }
}

/** Throws when the key was sealed under another master key, or its private half is gone. */
function openSigner({ number, name, publicKey, sealed }: StoredKey, sealer: KeySealer): LogSigner {
  const privateKey = sealed === null ? undefined : sealer.open(sealed)
  if (privateKey === undefined)
    throw new Error(
      'the key of the audit log was sealed under another master key than this data folder’s',
    )
  return { ...openNoteSigner(name, publicKey, privateKey), keyNumber: number }
}

/** The published halves of the keys that signed for the log, the one that signs now last; none before the first was made. */
export async function listLogVerifiers(database: Database): Promise<NoteVerifier[]> {
  const keys = await listLogKeys(database)
  const current = (await findSigningKey(database)) ?? keys[0]?.number ?? 0
  return keys
    .filter(({ number }) => number <= current)
    .map(({ name, publicKey }) => makeVerifier(name, publicKey))
}

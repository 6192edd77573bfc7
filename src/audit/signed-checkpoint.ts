import { isSignedBy, type NoteVerifier, parseNote } from '#signing'
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts'
import { followKeys } from './key-succession.ts'
import type { LogFault } from './log-fault.ts'

/** The newest checkpoint of a log, and an earlier one that was carried off, each under a key that the given one leads to. */
export type SignedCheckpoints = {
  readonly newest: Checkpoint
  /** The key with which the newest is signed. */
  readonly key: NoteVerifier
  readonly earlier: Checkpoint | undefined
}

/**
 * Reads the newest checkpoint, and an earlier one, and sees that they are signed: with the given key or, where the log was
 * handed over, with the key that had it at that size. The chain of keys is followed from the given key, in both directions.
 */
export async function readSignedCheckpoints(
  notes: () => AsyncIterable<string>,
  given: NoteVerifier,
  { newest, earlier }: { readonly newest: string; readonly earlier: string | undefined },
): Promise<SignedCheckpoints | { readonly fault: LogFault }> {
  const plain = readBoth(() => given, newest, earlier)
  if (!('fault' in plain)) return plain
  const keys = followKeys()
  for await (const content of notes()) {
    if (!content.includes('\nhand-over ')) continue
    const note = parseNote(content)
    const checkpoint = note.ok ? parseCheckpoint(note.value) : note
    const fault = note.ok && checkpoint.ok ? keys.take(note.value, checkpoint.value) : undefined
    if (fault) return { fault }
  }
  return keys.has(given) ? readBoth((size) => keys.keyAt(size) ?? given, newest, earlier) : plain
}

type KeyAt = (size: number) => NoteVerifier

function readBoth(
  keyAt: KeyAt,
  newest: string,
  earlier: string | undefined,
): SignedCheckpoints | { readonly fault: LogFault } {
  const last = readSigned(newest, keyAt, 'the newest checkpoint')
  if ('fault' in last) return last
  const key = keyAt(last.checkpoint.size)
  if (earlier === undefined) return { newest: last.checkpoint, key, earlier: undefined }
  const former = readSigned(earlier, keyAt, 'the earlier checkpoint')
  return 'fault' in former ? former : { newest: last.checkpoint, key, earlier: former.checkpoint }
}

function readSigned(
  content: string,
  keyAt: KeyAt,
  what: string,
): { readonly checkpoint: Checkpoint } | { readonly fault: LogFault } {
  const note = parseNote(content)
  const checkpoint = note.ok ? parseCheckpoint(note.value) : note
  if (!note.ok || !checkpoint.ok)
    return { fault: { kind: 'signature', leaf: 0, text: `${what} is no signed checkpoint` } }
  const { origin, size } = checkpoint.value
  const key = keyAt(size)
  if (origin === key.name && isSignedBy(note.value, key)) return { checkpoint: checkpoint.value }
  const text = `${what}, of size ${size}, is not signed with the key ${key.name}+${key.keyId}`
  return { fault: { kind: 'signature', leaf: size, text } }
}

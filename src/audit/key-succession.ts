import { isSignedBy, type NoteVerifier, type SignedNote } from '#signing'
import type { Checkpoint, HandOver } from './checkpoint.ts'
import type { LogFault } from './log-fault.ts'

/** Which key signs from which size on, as the checkpoints themselves say it, one after the other. */
export type KeySuccession = {
  /** Takes the next checkpoint. A fault when it hands the log over under a key that does not have it, or did not sign it. */
  readonly take: (note: SignedNote, checkpoint: Checkpoint) => LogFault | undefined
  /** The key that had to sign the checkpoint of a size; undefined where no key was ever changed. */
  readonly keyAt: (size: number) => NoteVerifier | undefined
  /** Whether the key ever signed for this log; false where none was changed. */
  readonly has: (key: NoteVerifier) => boolean
}

export function followKeys(): KeySuccession {
  const handOvers: (HandOver & { readonly size: number })[] = []
  return {
    take: (note, { size, handOver }) => {
      if (handOver === undefined) return undefined
      const last = handOvers.at(-1)
      if (last !== undefined && !isSameKey(last.to, handOver.from))
        return keyFault(size, `names ${textOf(handOver.from)} as the former key, which it was not`)
      if (!isSignedBy(note, handOver.from))
        return keyFault(size, `is not signed with the former key ${textOf(handOver.from)}`)
      handOvers.push({ ...handOver, size })
      return undefined
    },
    keyAt: (size) =>
      handOvers.findLast((handOver) => handOver.size < size)?.to ?? handOvers[0]?.from,
    has: (key) => handOvers.some(({ from, to }) => isSameKey(from, key) || isSameKey(to, key)),
  }
}

export function isSameKey(one: NoteVerifier, other: NoteVerifier): boolean {
  return one.name === other.name && one.publicKey.equals(other.publicKey)
}

function textOf(key: NoteVerifier): string {
  return `${key.name}+${key.keyId}`
}

function keyFault(size: number, what: string): LogFault {
  const text = `the hand-over to another key in the checkpoint of size ${size} ${what}`
  return { kind: 'key', leaf: size, text }
}

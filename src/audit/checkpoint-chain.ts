import { type NoteVerifier, parseNote, type SignedNote } from '#signing'
import { type Checkpoint, checkpointHash, NO_FORMER, parseCheckpoint } from './checkpoint.ts'
import { followKeys, isSameKey } from './key-succession.ts'
import type { LogFault } from './log-fault.ts'

/**
 * Follows the checkpoints of a log from the first to the newest, whose signature was checked: since each is named by the
 * hash of the one after it, all stand under that signature. Where one hands the log over to another key, the key before must
 * have signed it.
 */
export type CheckpointChain = {
  /** To be called once, before anything else. */
  readonly start: () => Promise<void>
  /** At how many leaves the next checkpoint waits; infinity when none is left. */
  readonly nextSize: () => number
  /** The tree has reached that size. */
  readonly meet: (size: number, root: Buffer) => Promise<LogFault | undefined>
  /** The tree is whole: so must the chain be. */
  readonly end: () => LogFault | undefined
  readonly count: () => number
}

/** @param key with which the newest is signed */
export function followChain(
  notes: AsyncIterable<string>,
  newest: Checkpoint,
  key: NoteVerifier,
): CheckpointChain {
  const rest = notes[Symbol.asyncIterator]()
  let former: Pick<Checkpoint, 'size'> & { readonly hash: Buffer } = { size: 0, hash: NO_FORMER }
  const keys = followKeys()
  let count = 0
  let next: Read | 'faulty' | undefined

  const advance = async () => {
    const { value, done } = await rest.next()
    next = done === true ? undefined : (readNote(value) ?? 'faulty')
  }
  return {
    start: advance,
    nextSize: () => (typeof next === 'object' ? next.checkpoint.size : Number.POSITIVE_INFINITY),
    meet: async (size, root) => {
      if (typeof next !== 'object') return undefined
      const { note, checkpoint } = next
      const follows = checkpoint.former.equals(former.hash) && checkpoint.origin === newest.origin
      if (checkpoint.size !== size || !follows)
        return chainFault(former.size, 'is followed by another')
      if (!checkpoint.root.equals(root)) return rootFault(former.size, size)
      const fault = keys.take(note, checkpoint)
      if (fault) return fault
      former = { size, hash: checkpointHash(checkpoint) }
      count += 1
      await advance()
      return undefined
    },
    end: () => {
      if (next !== undefined) return chainFault(former.size, 'is followed by none of this log')
      if (!former.hash.equals(checkpointHash(newest)))
        return chainFault(former.size, 'is the last, and not the newest')
      return isSameKey(keys.keyAt(newest.size) ?? key, key) ? undefined : formerKey(newest.size)
    },
    count: () => count,
  }
}

type Read = { readonly note: SignedNote; readonly checkpoint: Checkpoint }

function readNote(content: string): Read | undefined {
  const note = parseNote(content)
  const read = note.ok ? parseCheckpoint(note.value) : note
  return note.ok && read.ok ? { note: note.value, checkpoint: read.value } : undefined
}

function formerKey(size: number): LogFault {
  const text = `the newest checkpoint, of size ${size}, is signed with a key that had handed the log over before`
  return { kind: 'key', leaf: size, text }
}

function chainFault(size: number, what: string): LogFault {
  const text = `the chain of checkpoints is broken: the one of size ${size} ${what}`
  return { kind: 'chain', leaf: size, text }
}

function rootFault(from: number, to: number): LogFault {
  const text = `leaves ${from} to ${to - 1} are not those of the checkpoint of size ${to}`
  return { kind: 'root', leaf: from, text }
}

import { parseNote } from '#signing'
import { type Checkpoint, checkpointHash, NO_FORMER, parseCheckpoint } from './checkpoint.ts'
import type { LogFault } from './log-fault.ts'

/**
 * Follows the checkpoints of a log from the first to the newest, whose signature was checked: since each is named by the
 * hash of the one after it, all stand under that signature.
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

export function followChain(notes: AsyncIterable<string>, newest: Checkpoint): CheckpointChain {
  const rest = notes[Symbol.asyncIterator]()
  let former: Pick<Checkpoint, 'size'> & { readonly hash: Buffer } = { size: 0, hash: NO_FORMER }
  let count = 0
  let next: Checkpoint | 'faulty' | undefined

  const advance = async () => {
    const { value, done } = await rest.next()
    next = done === true ? undefined : (readNote(value) ?? 'faulty')
  }
  return {
    start: advance,
    nextSize: () => (typeof next === 'object' ? next.size : Number.POSITIVE_INFINITY),
    meet: async (size, root) => {
      if (typeof next !== 'object') return undefined
      const follows = next.former.equals(former.hash) && next.origin === newest.origin
      if (next.size !== size || !follows) return chainFault(former.size, 'is followed by another')
      if (!next.root.equals(root)) return rootFault(former.size, size)
      former = { size, hash: checkpointHash(next) }
      count += 1
      await advance()
      return undefined
    },
    end: () => {
      if (next !== undefined) return chainFault(former.size, 'is followed by none of this log')
      return former.hash.equals(checkpointHash(newest))
        ? undefined
        : chainFault(former.size, 'is the last, and not the newest')
    },
    count: () => count,
  }
}

function readNote(content: string): Checkpoint | undefined {
  const note = parseNote(content)
  const read = note.ok ? parseCheckpoint(note.value) : note
  return read.ok ? read.value : undefined
}

function chainFault(size: number, what: string): LogFault {
  const text = `the chain of checkpoints is broken: the one of size ${size} ${what}`
  return { kind: 'chain', leaf: size, text }
}

function rootFault(from: number, to: number): LogFault {
  const text = `leaves ${from} to ${to - 1} are not those of the checkpoint of size ${to}`
  return { kind: 'root', leaf: from, text }
}

import {
  HASH_BYTES,
  type NoteSigner,
  type NoteVerifier,
  parseVerifier,
  sha256,
  type SignedNote,
  signNote,
  verifierToText,
} from '#signing'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'

/**
 * A statement about the log at one instant: it has so many leaves, and they have this root.
 * Its form is that of C2SP tlog-checkpoint with two further lines, the time and the hash of the checkpoint before it; and a
 * third where another key takes over.
 */
export type Checkpoint = {
  /** The name of the log: that of its first key, and of every key after it. */
  readonly origin: string
  readonly size: number
  readonly root: Buffer
  readonly at: Date
  /** SHA-256 of the text of the checkpoint before; zeros for the first. */
  readonly former: Buffer
  /** From here on another key signs. Said by the key before, which signs nothing after it. */
  readonly handOver?: HandOver
}

/** One key gives the log to the next. */
export type HandOver = { readonly from: NoteVerifier; readonly to: NoteVerifier }

/** What the first checkpoint says of the one before it. */
export const NO_FORMER: Buffer = Buffer.alloc(HASH_BYTES)

/** A note beyond this is none of ours: 10 kB. */
const NOTE_CHARACTERS_MAX = 10_000

const TEXT =
  /^([^\s+]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\ntime (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\nformer ([A-Za-z0-9+/]{43}=)\n(?:hand-over (\S+) (\S+)\n)?$/

export function checkpointToText({ origin, size, root, at, former, handOver }: Checkpoint): string {
  const next =
    handOver === undefined
      ? ''
      : `hand-over ${verifierToText(handOver.from)} ${verifierToText(handOver.to)}\n`
  return `${origin}\n${size}\n${root.toString('base64')}\ntime ${at.toISOString()}\nformer ${former.toString('base64')}\n${next}`
}

/** By which the next checkpoint names this one. */
export function checkpointHash(checkpoint: Checkpoint): Buffer {
  return sha256(Buffer.from(checkpointToText(checkpoint)))
}

export function signCheckpoint(checkpoint: Checkpoint, signer: NoteSigner): SignedNote {
  const text = checkpointToText(checkpoint)
  return { text, signatures: [signNote(text, signer)] }
}

/** Reads the text of a note as a checkpoint; who signed it is not looked at. Refuses `note.malformed`. */
export function parseCheckpoint({ text }: SignedNote): Outcome<Checkpoint> {
  const found = text.length > NOTE_CHARACTERS_MAX ? null : TEXT.exec(text)
  if (found === null) return refuse('incorrect', 'note.malformed')
  const [, origin = '', size = '', root = '', at = '', former = '', from, to] = found
  const handOver = parseHandOver(origin, from, to)
  if (handOver === 'faulty') return refuse('incorrect', 'note.malformed')
  return accept({
    origin,
    size: Number(size),
    root: Buffer.from(root, 'base64'),
    at: new Date(at),
    former: Buffer.from(former, 'base64'),
    ...(handOver === undefined ? {} : { handOver }),
  })
}

/** Both keys have the name of the log. */
function parseHandOver(
  origin: string,
  from?: string,
  to?: string,
): HandOver | 'faulty' | undefined {
  if (from === undefined || to === undefined) return undefined
  const [former, next] = [parseVerifier(from), parseVerifier(to)]
  if (!former.ok || !next.ok) return 'faulty'
  const isOurs = former.value.name === origin && next.value.name === origin
  return isOurs ? { from: former.value, to: next.value } : 'faulty'
}

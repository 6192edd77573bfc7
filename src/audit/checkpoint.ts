import { HASH_BYTES, type NoteSigner, sha256, type SignedNote, signNote } from '#signing'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'

/**
 * A statement about the log at one instant: it has so many leaves, and they have this root.
 * Its form is that of C2SP tlog-checkpoint with two further lines, the time and the hash of the checkpoint before it.
 */
export type Checkpoint = {
  /** The name of the log: that of its key. */
  readonly origin: string
  readonly size: number
  readonly root: Buffer
  readonly at: Date
  /** SHA-256 of the text of the checkpoint before; zeros for the first. */
  readonly former: Buffer
}

/** What the first checkpoint says of the one before it. */
export const NO_FORMER: Buffer = Buffer.alloc(HASH_BYTES)

/** A note beyond this is none of ours: 10 kB. */
const NOTE_CHARACTERS_MAX = 10_000

const TEXT =
  /^([^\s+]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\ntime (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\nformer ([A-Za-z0-9+/]{43}=)\n$/

export function checkpointToText({ origin, size, root, at, former }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\ntime ${at.toISOString()}\nformer ${former.toString('base64')}\n`
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
  const [, origin = '', size = '', root = '', at = '', former = ''] = found
  return accept({
    origin,
    size: Number(size),
    root: Buffer.from(root, 'base64'),
    at: new Date(at),
    former: Buffer.from(former, 'base64'),
  })
}

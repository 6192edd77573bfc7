import { constants, createZstdCompress, zstdCompressSync } from 'node:zlib'
import { dictionaryOf } from './dictionaries.ts'

/** Level 1 takes a visit to a sixth in a tenth of a millisecond; higher levels cost more than they save. */
const ZSTD_LEVEL = 1

/** What is longer is compressed in a context of its own: 250 kB, five hundred resources. */
const SHARED_BYTES_MAX = 250_000

/** The dictionary from whose beginning a context without one is tried. */
const SAMPLE = 1

/** More than the longest frame of so many bytes: ZSTD_COMPRESSBOUND adds a 256th and 64 bytes. */
const FRAME_BYTES_MAX = 262_144

type Compress = (bytes: Uint8Array) => Buffer

const shared = new Map<number, Compress | undefined>()

/** In place of the number of a dictionary: none. */
const NO_DICTIONARY = 0

/**
 * One zstd frame by a dictionary, or by none. What is small shares a context per dictionary: to make one, and to read the
 * dictionary anew, would be paid again for every visit; and the megabytes of each would call for the collector of garbage.
 */
export function zstdFrame(bytes: Uint8Array, dictionary: number = NO_DICTIONARY): Buffer {
  if (bytes.length === 0 || bytes.length > SHARED_BYTES_MAX) return ownContext(bytes, dictionary)
  if (!shared.has(dictionary)) shared.set(dictionary, sharedContext(dictionary))
  return shared.get(dictionary)?.(bytes) ?? ownContext(bytes, dictionary)
}

function optionsOf(dictionary: number) {
  const params = { [constants.ZSTD_c_compressionLevel]: ZSTD_LEVEL }
  return dictionary === NO_DICTIONARY
    ? { params }
    : { params, dictionary: dictionaryOf(dictionary) }
}

function ownContext(bytes: Uint8Array, dictionary: number): Buffer {
  return zstdCompressSync(bytes, optionsOf(dictionary))
}

/**
 * The context within a stream of Node's, used at once instead of through its queue; a frame that is ended makes it
 * ready for the next. Undefined where this Node.js keeps it elsewhere, or when it does not give the very same frames.
 */
function sharedContext(dictionary: number): Compress | undefined {
  const stream = createZstdCompress(optionsOf(dictionary))
  const context: unknown = Reflect.get(stream, '_handle')
  const state: unknown = Reflect.get(stream, '_writeState')
  if (typeof context !== 'object' || context === null || !(state instanceof Uint32Array)) return
  const write: unknown = Reflect.get(context, 'writeSync')
  if (typeof write !== 'function') return

  const out = Buffer.allocUnsafeSlow(FRAME_BYTES_MAX)
  const compress: Compress = (bytes) => {
    const { ZSTD_e_end: end } = constants
    Reflect.apply(write, context, [end, bytes, 0, bytes.length, out, 0, out.length])
    const [left = 0] = state
    return Buffer.from(out.subarray(0, out.length - left))
  }
  const sample = dictionaryOf(dictionary || SAMPLE).subarray(0, 2_000)
  const expected = ownContext(sample, dictionary)
  return compress(sample).equals(expected) && compress(sample).equals(expected)
    ? compress
    : undefined
}

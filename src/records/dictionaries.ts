import { readFileSync } from 'node:fs'
import { zstdCompressSync } from 'node:zlib'

/**
 * Texts that look like what we keep, by which it is compressed: a visit's resources shrink by a third more, most of a
 * dossier's tags vanish. One number for ever means one content: whatever was written by it is read by it.
 */
const FILES = ['1-resources.txt', '2-dossiers.txt'] as const

export const RESOURCES = 1
export const DOSSIERS = 2

const dictionaries: readonly Buffer[] = FILES.map((file) =>
  readFileSync(new URL(`../../catalogues/compression/${file}`, import.meta.url)),
)

/** Throws for a number that no dictionary has: the bytes are none of ours, or newer than this program. */
export function dictionaryOf(number: number): Buffer {
  const dictionary = dictionaries[number - 1]
  if (!dictionary) throw new RangeError(`no dictionary has the number ${number}`)
  return dictionary
}

// A runtime that does not know the option would pass over it in silence, and what it wrote could not be read elsewhere.
const [known = Buffer.alloc(0)] = dictionaries
if (zstdCompressSync(known, { dictionary: known }).length > known.length / 10)
  throw new Error('this Node.js compresses without dictionaries; the newest of its line is needed')

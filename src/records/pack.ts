import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { dictionaryOf, RESOURCES } from './dictionaries.ts'

/** Level 1 takes a visit to a sixth in a tenth of a millisecond; higher levels cost more than they save. */
const ZSTD_LEVEL = 1

/** Seven bits of a number per byte, the eighth says that more follow. */
const MORE = 0x80

/** The first byte of every zstd frame; where it comes first, no dictionary was used. Source: RFC 8878, 3.1.1. */
const FRAME = 0x28

/** The number of the dictionary, then a zstd frame. */
export function compress(bytes: Uint8Array, dictionary: number): Buffer {
  const frame = zstdCompressSync(bytes, {
    params: { [constants.ZSTD_c_compressionLevel]: ZSTD_LEVEL },
    dictionary: dictionaryOf(dictionary),
  })
  return Buffer.concat([Uint8Array.of(dictionary), frame])
}

export function decompress(bytes: Uint8Array): Buffer {
  const [first = FRAME] = bytes
  return first === FRAME
    ? zstdDecompressSync(bytes)
    : zstdDecompressSync(bytes.subarray(1), { dictionary: dictionaryOf(first) })
}

/** Packs the JSON of several resources into one block, with a directory in front so that one can be cut out. */
export function pack(resources: readonly string[]): Buffer {
  const contents = resources.map((json) => Buffer.from(json))
  const directory: number[] = []
  putNumber(directory, contents.length)
  for (const content of contents) putNumber(directory, content.length)
  return compress(Buffer.concat([Uint8Array.from(directory), ...contents]), RESOURCES)
}

/** Of each resource this much is shown to whoever decides whether it is wanted: enough for its type. */
const BEGINNING_BYTES = 48

/** The JSON of all resources, or of those wanted by position and beginning; a position that is not there is left out. */
export function unpack(
  packed: Uint8Array,
  wanted?: (position: number, beginning: string) => boolean,
): string[] {
  const block = decompress(packed)
  const { lengths, start } = readDirectory(block)
  const found: string[] = []
  let at = start
  for (const [position, length] of lengths.entries()) {
    const beginning = block.toString('latin1', at, at + Math.min(length, BEGINNING_BYTES))
    if (!wanted || wanted(position, beginning)) found.push(block.toString('utf8', at, at + length))
    at += length
  }
  return found
}

function putNumber(bytes: number[], number: number): void {
  let rest = number
  while (rest >= MORE) {
    bytes.push((rest % MORE) | MORE)
    rest = Math.floor(rest / MORE)
  }
  bytes.push(rest)
}

function readDirectory(block: Buffer): { lengths: number[]; start: number } {
  let at = 0
  const next = () => {
    let number = 0
    let weight = 1
    for (;;) {
      const byte = block.readUInt8(at)
      at += 1
      number += (byte % MORE) * weight
      if (byte < MORE) return number
      weight *= MORE
    }
  }
  const lengths = Array.from({ length: next() }, next)
  return { lengths, start: at }
}

import { zstdDecompressSync } from 'node:zlib'
import { dictionaryOf, RESOURCES } from './dictionaries.ts'
import { zstdFrame } from './zstd-frames.ts'

/** Seven bits of a number per byte, the eighth says that more follow. */
const MORE = 0x80

/** Of a length below 2^35. */
const NUMBER_BYTES_MAX = 5

/** Of one sign of a JavaScript text. */
const UTF8_BYTES_MAX = 3

/** The first byte of every zstd frame; where it comes first, no dictionary was used. Source: RFC 8878, 3.1.1. */
const FRAME = 0x28

/** The number of the dictionary, then a zstd frame. */
export function compress(bytes: Uint8Array, dictionary: number): Buffer {
  return Buffer.concat([Uint8Array.of(dictionary), zstdFrame(bytes, dictionary)])
}

export function decompress(bytes: Uint8Array): Buffer {
  const [first = FRAME] = bytes
  return first === FRAME
    ? zstdDecompressSync(bytes)
    : zstdDecompressSync(bytes.subarray(1), { dictionary: dictionaryOf(first) })
}

/** Packs the JSON of several resources into one block, with a directory in front so that one can be cut out. */
export function pack(resources: readonly string[]): Buffer {
  // Written once into one block: at most three bytes per sign, and room for the directory before them.
  const room = (resources.length + 1) * NUMBER_BYTES_MAX
  const signs = resources.reduce((sum, json) => sum + json.length, 0)
  const block = Buffer.allocUnsafe(room + signs * UTF8_BYTES_MAX)
  const directory: number[] = []
  putNumber(directory, resources.length)
  let at = room
  for (const json of resources) {
    const length = block.write(json, at)
    putNumber(directory, length)
    at += length
  }
  const start = room - directory.length
  block.set(directory, start)
  return compress(block.subarray(start, at), RESOURCES)
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

import { Deflate, Inflate } from 'fflate'
import { accept, type Outcome, type Refusal, refuse } from '#vocabulary/outcome'
import { crcOfMore } from './crc32.ts'

/** Parts of one workbook; spreadsheet programs write some dozens. */
const PARTS_MAX = 2_000

/** All parts unpacked, as the archive declares and as it turns out: 600 MiB. 50,000 rows of 24 columns take about 80. */
const UNPACKED_BYTES_MAX = 600 * 1024 * 1024

/** Packed bytes unpacked at a step: at deflate's best, 1,032 to 1, a step gives 16 MiB before limits are asked. */
const STEP_BYTES = 16 * 1024

const METHOD_STORED = 0
const METHOD_DEFLATED = 8
const FLAG_ENCRYPTED = 0x0001
const FLAG_UTF8 = 0x0800

/** One part of a workbook as it lies in its archive, packed. */
export type Part = {
  readonly name: string
  readonly method: number
  readonly crc: number
  readonly size: number
  readonly time: number
  readonly packed: Uint8Array
}

export type Parts = ReadonlyMap<string, Part>

/**
 * The parts of a zip archive by its central directory, without unpacking any. The bytes are kept, not copied.
 *
 * Refuses `workbooks.not-a-workbook`, `workbooks.encrypted`, `workbooks.unreadable`, `workbooks.unpacks-too-large`.
 */
export function readParts(bytes: Uint8Array): Outcome<Parts> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOfDirectory(view)
  if (end === undefined) return refuse('incorrect', 'workbooks.not-a-workbook')
  const count = view.getUint16(end + 10, true)
  if (count > PARTS_MAX) return refuse('too-large', 'workbooks.unpacks-too-large')

  const parts = new Map<string, Part>()
  let at = view.getUint32(end + 16, true)
  let declared = 0
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) return unreadable()
    if ((view.getUint16(at + 8, true) & FLAG_ENCRYPTED) !== 0)
      return refuse('incorrect', 'workbooks.encrypted')
    const nameLength = view.getUint16(at + 28, true)
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength))
    const part = partAt(bytes, view, at, name)
    if (part === undefined || parts.has(name)) return unreadable()
    parts.set(name, part)
    declared += part.size
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return declared > UNPACKED_BYTES_MAX
    ? refuse('too-large', 'workbooks.unpacks-too-large')
    : accept(parts)
}

/** Where the archive's last record begins: at most a comment's length before the end. */
function endOfDirectory(view: DataView): number | undefined {
  const first = Math.max(0, view.byteLength - 22 - 0xffff)
  for (let at = view.byteLength - 22; at >= first; at -= 1)
    if (view.getUint32(at, true) === 0x06054b50) return at
  return undefined
}

function partAt(bytes: Uint8Array, view: DataView, entry: number, name: string): Part | undefined {
  const method = view.getUint16(entry + 10, true)
  const local = view.getUint32(entry + 42, true)
  if (![METHOD_STORED, METHOD_DEFLATED].includes(method)) return undefined
  if (local + 30 > bytes.length || view.getUint32(local, true) !== 0x04034b50) return undefined
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
  const end = start + view.getUint32(entry + 20, true)
  if (end > bytes.length) return undefined
  return {
    name,
    method,
    crc: view.getUint32(entry + 16, true),
    size: view.getUint32(entry + 24, true),
    time: view.getUint32(entry + 12, true),
    packed: bytes.subarray(start, end),
  }
}

function unreadable(): Refusal {
  return refuse('incorrect', 'workbooks.unreadable')
}

/**
 * Unpacks a part piece by piece, whatever size it declares; gives at its end why it could not be unpacked to the end.
 * Refuses `workbooks.unreadable`, `workbooks.unpacks-too-large`.
 */
export function* unpackPart(
  part: Part,
  bytesMax = UNPACKED_BYTES_MAX,
): Generator<Uint8Array, Refusal | undefined> {
  if (part.method === METHOD_STORED) {
    yield part.packed
    return undefined
  }
  let chunks: Uint8Array[] = []
  let left = bytesMax
  const inflate = new Inflate((chunk) => chunks.push(chunk))
  for (let at = 0; at < part.packed.length; at += STEP_BYTES) {
    const isLast = at + STEP_BYTES >= part.packed.length
    if (!push(inflate, part.packed.subarray(at, at + STEP_BYTES), isLast)) return unreadable()
    for (const chunk of chunks) {
      left -= chunk.length
      if (left < 0) return refuse('too-large', 'workbooks.unpacks-too-large', part.name)
      yield chunk
    }
    chunks = []
  }
  return undefined
}

/** fflate says by throwing that bytes are not sound; here that is an answer. */
function push(inflate: Inflate, chunk: Uint8Array, isLast: boolean): boolean {
  try {
    inflate.push(chunk, isLast)
    return true
  } catch {
    return false
  }
}

/** Packs pieces into a part as they come. */
export function packPart(
  name: string,
  time = DAY_OF_NO_MEANING,
): { readonly push: (piece: Uint8Array) => void; readonly end: () => Part } {
  const packed: Uint8Array[] = []
  let size = 0
  let crc = 0
  const deflate = new Deflate({ level: 4 }, (chunk) => packed.push(chunk))
  return {
    push: (piece) => {
      size += piece.length
      crc = crcOfMore(crc, piece)
      deflate.push(piece, false)
    },
    end: () => {
      deflate.push(new Uint8Array(0), true)
      return { name, method: METHOD_DEFLATED, crc, size, time, packed: joined(packed) }
    },
  }
}

/** 01/01/2026 00:00 in the archive's own form: the same workbook has the same bytes whenever it is made. */
const DAY_OF_NO_MEANING = ((2026 - 1980) << 25) | (1 << 21) | (1 << 16)

/** A part of plain text. */
export function textPart(name: string, text: string): Part {
  const packer = packPart(name)
  packer.push(new TextEncoder().encode(text))
  return packer.end()
}

/** A zip archive of parts, in their order. Packed bytes go over as they are: an untouched part stays the same to the byte. */
export function joinParts(parts: Iterable<Part>): Uint8Array {
  const pieces: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let offset = 0
  let count = 0
  for (const part of parts) {
    const name = new TextEncoder().encode(part.name)
    const local = header(0x04034b50, part, name, 30)
    local.bytes.set(name, 30)
    const central = header(0x02014b50, part, name, 46)
    central.view.setUint32(42, offset, true)
    central.bytes.set(name, 46)
    pieces.push(local.bytes, part.packed)
    directory.push(central.bytes)
    offset += local.bytes.length + part.packed.length
    count += 1
  }
  const directoryBytes = joined(directory)
  const end = new DataView(new ArrayBuffer(22))
  end.setUint32(0, 0x06054b50, true)
  end.setUint16(8, count, true)
  end.setUint16(10, count, true)
  end.setUint32(12, directoryBytes.length, true)
  end.setUint32(16, offset, true)
  return joined([...pieces, directoryBytes, new Uint8Array(end.buffer)])
}

/** What a local and a central header have in common; the central one has its version of the maker before it. */
function header(sign: number, part: Part, name: Uint8Array, length: number) {
  const bytes = new Uint8Array(length + name.length)
  const view = new DataView(bytes.buffer)
  const shift = length === 46 ? 2 : 0
  view.setUint32(0, sign, true)
  if (shift > 0) view.setUint16(4, 20, true)
  view.setUint16(4 + shift, 20, true)
  view.setUint16(6 + shift, FLAG_UTF8, true)
  view.setUint16(8 + shift, part.method, true)
  view.setUint32(10 + shift, part.time, true)
  view.setUint32(14 + shift, part.crc, true)
  view.setUint32(18 + shift, part.packed.length, true)
  view.setUint32(22 + shift, part.size, true)
  view.setUint16(26 + shift, name.length, true)
  return { bytes, view }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

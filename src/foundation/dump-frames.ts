import type { DumpPiece } from './dump-database.ts'

const CONTENT = 0x44
const WORDS = 0x4a
/** A kind of piece and its length: 5 bytes. */
const HEAD_BYTES = 5
/** PostgreSQL gives content in pieces of tens of kilobytes; anything larger than this is no piece of ours: 256 MiB. */
const PIECE_BYTES_MAX = 256 * 1024 * 1024

/** Writes pieces of a dump one after another, so that they can be told apart again. */
export async function* piecesToBytes(pieces: AsyncIterable<DumpPiece>): AsyncGenerator<Buffer> {
  for await (const piece of pieces) {
    const isContent = piece.kind === 'content'
    const body = isContent ? piece.bytes : Buffer.from(JSON.stringify(piece))
    const head = Buffer.alloc(HEAD_BYTES)
    head.writeUInt8(isContent ? CONTENT : WORDS)
    head.writeUInt32BE(body.length, 1)
    yield head
    yield body
  }
}

/** Reads them again. Throws when the bytes end in the middle of a piece: what was sealed was never whole. */
export async function* bytesToPieces(bytes: AsyncIterable<Buffer>): AsyncGenerator<DumpPiece> {
  let held: Buffer = Buffer.alloc(0)
  for await (const part of bytes) {
    held = held.length === 0 ? part : Buffer.concat([held, part])
    let at = 0
    while (held.length - at >= HEAD_BYTES) {
      const size = held.readUInt32BE(at + 1)
      if (size > PIECE_BYTES_MAX) throw new Error('a piece of the backup is too large to be ours')
      if (held.length - at - HEAD_BYTES < size) break
      const body = held.subarray(at + HEAD_BYTES, at + HEAD_BYTES + size)
      yield held[at] === CONTENT
        ? { kind: 'content', bytes: body }
        : (JSON.parse(body.toString('utf8')) as DumpPiece)
      at += HEAD_BYTES + size
    }
    held = held.subarray(at)
  }
  if (held.length > 0) throw new Error('the backup ends in the middle of a piece')
}

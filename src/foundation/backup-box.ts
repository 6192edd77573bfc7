import {
  createCipheriv,
  createDecipheriv,
  createHash,
  hkdfSync,
  randomBytes,
  scrypt,
} from 'node:crypto'
import { promisify } from 'node:util'
import { z } from 'zod'

/** Says what the file is before anything else does. */
const MAGIC = Buffer.from('MACHBK01')

/** What is sealed at once: 1 MiB. A reader holds no more than this before it knows that it is genuine. */
const CHUNK_BYTES = 1024 * 1024
const HEADER_BYTES_MAX = 4_096
const KEY_BYTES = 32
const TAG_BYTES = 16
/** Nonce: 7 random bytes of the file, the number of the chunk (4), whether it is the last (1): the STREAM construction (Hoang et al. 2015). */
const NONCE_PREFIX_BYTES = 7

/** About 0.4 s and 128 MiB for a guess: OWASP Password Storage, scrypt N=2^17. */
const SCRYPT = { N: 2 ** 17, r: 8, p: 1, maxmem: 192 * 1024 * 1024 }
/** Shorter passphrases are not worth sealing with; TCVN 14423:2026 asks as many of a password without a second factor. */
const PASSPHRASE_CHARACTERS_MIN = 14

const Header = z.strictObject({
  key: z.enum(['key-file', 'passphrase']),
  salt: z.base64(),
  nonce: z.base64(),
  madeAt: z.iso.datetime(),
})
type Header = z.infer<typeof Header>

/** What opens a backup: 32 bytes, or words of which a key is made. */
export type BackupKey =
  | { readonly kind: 'key-file'; readonly bytes: Buffer }
  | { readonly kind: 'passphrase'; readonly words: string }

/** Why a backup cannot be read; the message is for the operator. */
export class BackupFault extends Error {}

/**
 * Reads the content of a key file: 32 bytes as they are, in hexadecimal or in base64; any other text is a passphrase.
 * Throws a `BackupFault` when a passphrase is shorter than 14 characters.
 */
export function readBackupKey(content: Buffer): BackupKey {
  if (content.length === KEY_BYTES) return { kind: 'key-file', bytes: content }
  const text = content.toString('utf8').trim()
  if (/^[0-9a-f]{64}$/i.test(text)) return { kind: 'key-file', bytes: Buffer.from(text, 'hex') }
  if (/^[A-Za-z0-9+/]{43}=$/.test(text))
    return { kind: 'key-file', bytes: Buffer.from(text, 'base64') }
  if (text.length < PASSPHRASE_CHARACTERS_MIN)
    throw new BackupFault(
      `the key is neither 32 bytes nor a passphrase of at least ${PASSPHRASE_CHARACTERS_MIN} characters`,
    )
  return { kind: 'passphrase', words: text }
}

/**
 * Seals a stream: AES-256-GCM chunk by chunk, each bound to its place, to the header and to whether it is the last, so
 * that no chunk can be changed, left out, doubled, reordered, or the end cut off without the reader noticing.
 */
export async function* sealBackup(
  plain: AsyncIterable<Buffer>,
  key: BackupKey,
  madeAt: Date,
): AsyncGenerator<Buffer> {
  const header: Header = {
    key: key.kind,
    salt: randomBytes(KEY_BYTES).toString('base64'),
    nonce: randomBytes(NONCE_PREFIX_BYTES).toString('base64'),
    madeAt: madeAt.toISOString(),
  }
  const head = Buffer.from(JSON.stringify(header))
  const seal = chunkSealer(await fileKey(key, header), header, head)
  yield Buffer.concat([MAGIC, lengthOf(head.length), head])

  let waiting: Buffer[] = []
  let size = 0
  for await (const part of plain) {
    waiting.push(part)
    size += part.length
    if (size <= CHUNK_BYTES) continue
    const all = Buffer.concat(waiting)
    let at = 0
    // Strictly more must follow: the last chunk is sealed as such, and may be empty only when everything is.
    for (; all.length - at > CHUNK_BYTES; at += CHUNK_BYTES)
      yield seal(all.subarray(at, at + CHUNK_BYTES), false)
    waiting = [all.subarray(at)]
    size = all.length - at
  }
  yield seal(Buffer.concat(waiting), true)
}

/** Opens what was sealed. Throws a `BackupFault` at the first byte that is not as it was written, and when the end is missing. */
export async function* openBackup(
  sealed: AsyncIterable<Buffer>,
  key: BackupKey,
): AsyncGenerator<Buffer> {
  const reader = readerOf(sealed)
  const magic = await reader.take(MAGIC.length)
  if (magic === undefined || !magic.equals(MAGIC))
    throw new BackupFault('this is no backup of Mạch')
  const head = await takeSized(reader, HEADER_BYTES_MAX)
  const header = readHeader(head)
  if (header.key !== key.kind)
    throw new BackupFault(`the backup was sealed with a ${header.key}, not a ${key.kind}`)
  const open = chunkOpener(await fileKey(key, header), header, head)
  for (;;) {
    const sealedChunk = await takeSized(reader, CHUNK_BYTES + TAG_BYTES + 1)
    const { bytes, isLast } = open(sealedChunk)
    yield bytes
    if (!isLast) continue
    if ((await reader.take(1)) !== undefined)
      throw new BackupFault('something follows the end of the backup')
    return
  }
}

function readHeader(head: Buffer): Header {
  const read = Header.safeParse(parseJson(head.toString('utf8')))
  if (!read.success) throw new BackupFault('the header of the backup is damaged')
  return read.data
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const derive = promisify<string, Buffer, number, typeof SCRYPT, Buffer>(scrypt)

/** Another key for every file, so that no two files share a nonce under one key. */
async function fileKey(key: BackupKey, header: Header): Promise<Buffer> {
  const salt = Buffer.from(header.salt, 'base64')
  if (key.kind === 'passphrase') return derive(key.words.normalize('NFC'), salt, KEY_BYTES, SCRYPT)
  return Buffer.from(hkdfSync('sha256', key.bytes, salt, 'mach backup', KEY_BYTES))
}

function nonceOf(prefix: Buffer, chunk: number, isLast: boolean): Buffer {
  return Buffer.concat([prefix, lengthOf(chunk), Buffer.of(isLast ? 1 : 0)])
}

function lengthOf(count: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(count)
  return bytes
}

function chunkSealer(key: Buffer, header: Header, head: Buffer) {
  const prefix = Buffer.from(header.nonce, 'base64')
  const bound = createHash('sha256').update(head).digest()
  let chunk = 0
  return (bytes: Buffer, isLast: boolean): Buffer => {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(prefix, chunk, isLast))
    cipher.setAAD(bound)
    chunk += 1
    const content = Buffer.concat([cipher.update(bytes), cipher.final()])
    const size = lengthOf(1 + content.length + TAG_BYTES)
    return Buffer.concat([size, Buffer.of(isLast ? 1 : 0), content, cipher.getAuthTag()])
  }
}

function chunkOpener(key: Buffer, header: Header, head: Buffer) {
  const prefix = Buffer.from(header.nonce, 'base64')
  const bound = createHash('sha256').update(head).digest()
  let chunk = 0
  return (sealed: Buffer): { bytes: Buffer; isLast: boolean } => {
    const isLast = sealed[0] === 1
    const cipher = createDecipheriv('aes-256-gcm', key, nonceOf(prefix, chunk, isLast))
    cipher.setAAD(bound)
    if (sealed.length < 1 + TAG_BYTES) throw new BackupFault(`chunk ${chunk} is damaged`)
    cipher.setAuthTag(sealed.subarray(-TAG_BYTES))
    const bytes = cipher.update(sealed.subarray(1, -TAG_BYTES))
    try {
      cipher.final()
    } catch {
      throw new BackupFault(
        chunk === 0
          ? 'the key is another, or the backup was changed at its beginning'
          : `the backup was changed at chunk ${chunk}`,
      )
    }
    chunk += 1
    return { bytes, isLast }
  }
}

type Reader = { readonly take: (count: number) => Promise<Buffer | undefined> }

async function takeSized(reader: Reader, bytesMax: number): Promise<Buffer> {
  const size = (await reader.take(4))?.readUInt32BE()
  const bytes = size === undefined || size > bytesMax ? undefined : await reader.take(size)
  if (bytes === undefined) throw new BackupFault('the backup is cut off, or damaged')
  return bytes
}

/** Takes exactly so many bytes; undefined when fewer are left. */
function readerOf(source: AsyncIterable<Buffer>): Reader {
  const parts = source[Symbol.asyncIterator]()
  let held: Buffer = Buffer.alloc(0)
  return {
    take: async (count) => {
      const more: Buffer[] = [held]
      let size = held.length
      while (size < count) {
        const next = await parts.next()
        if (next.done === true) break
        more.push(next.value)
        size += next.value.length
      }
      const all = more.length === 1 ? held : Buffer.concat(more)
      if (all.length < count) {
        held = all
        return undefined
      }
      held = all.subarray(count)
      return all.subarray(0, count)
    },
  }
}

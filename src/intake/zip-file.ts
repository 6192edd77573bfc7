import { Unzip, UnzipInflate } from 'fflate'
import { accept, type Outcome, type Refusal, refuse } from '#vocabulary/outcome'

/** Files in one archive: a month of a clinic, one dossier each. */
const FILES_MAX = 2_000

/** All files unpacked: 100 MiB. Each is bounded by the size of a dossier file on top. */
const UNPACKED_BYTES_MAX = 100 * 1024 * 1024

/** Packed bytes unpacked at a step: at deflate's best, 1,032 to 1, a step gives 16 MiB before limits are asked. */
const STEP_BYTES = 16 * 1024

const NAME_LENGTH_MAX = 255

export type ZippedFile = { readonly name: string; readonly bytes: Buffer }

/** Whether bytes begin as a zip archive does: a file, or at once the end of an empty one. */
export function isZip(bytes: Buffer): boolean {
  return bytes.length >= 4 && [0x04034b50, 0x06054b50].includes(bytes.readUInt32LE(0))
}

/**
 * Unpacks the XML files of a zip archive, in the order of their names. The only place that unpacks one.
 *
 * Sizes are counted while unpacking, whatever the archive declares; nothing is written to any disk.
 * Refuses `intake.zip-unreadable`, `intake.zip-path-outside`, `intake.zip-too-many-files`, `intake.zip-too-large`,
 * `intake.zip-other-files`, `intake.zip-name-twice`, `intake.zip-empty`.
 */
export function unzipFiles(bytes: Buffer, fileBytesMax: number): Outcome<ZippedFile[]> {
  const archive: Archive = { files: new Map(), bytesLeft: UNPACKED_BYTES_MAX, fault: undefined }
  const unzip = new Unzip((file) => {
    archive.fault ??= faultOfName(file.name, archive)
    if (archive.fault || isFolderOrLitter(file.name)) return
    const chunks: Uint8Array[] = []
    archive.files.set(file.name, chunks)
    let left = fileBytesMax
    file.ondata = (error, chunk) => {
      left -= chunk?.length ?? 0
      archive.bytesLeft -= chunk?.length ?? 0
      if (error) archive.fault ??= refuse('incorrect', 'intake.zip-unreadable', shown(file.name))
      else if (left < 0 || archive.bytesLeft < 0) {
        archive.fault ??= refuse('too-large', 'intake.zip-too-large', shown(file.name))
      } else chunks.push(chunk)
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  for (let at = 0; at < bytes.length && !archive.fault; at += STEP_BYTES) {
    if (!push(unzip, bytes.subarray(at, at + STEP_BYTES), at + STEP_BYTES >= bytes.length)) {
      archive.fault ??= refuse('incorrect', 'intake.zip-unreadable')
    }
  }
  return archive.fault ?? filesOf(archive)
}

type Archive = {
  readonly files: Map<string, Uint8Array[]>
  bytesLeft: number
  fault: Refusal | undefined
}

/** fflate says by throwing that bytes are not a sound archive; here that is an answer. */
function push(unzip: Unzip, chunk: Uint8Array, isLast: boolean): boolean {
  try {
    unzip.push(chunk, isLast)
    return true
  } catch {
    return false
  }
}

function faultOfName(name: string, archive: Archive): Refusal | undefined {
  if (isOutside(name)) return refuse('incorrect', 'intake.zip-path-outside', shown(name))
  if (isFolderOrLitter(name)) return undefined
  if (!/\.xml$/i.test(name)) return refuse('incorrect', 'intake.zip-other-files', shown(name))
  if (archive.files.has(name)) return refuse('incorrect', 'intake.zip-name-twice', shown(name))
  return archive.files.size >= FILES_MAX
    ? refuse('too-large', 'intake.zip-too-many-files')
    : undefined
}

function isOutside(name: string): boolean {
  return (
    name.length > NAME_LENGTH_MAX ||
    name.includes('\0') ||
    /^[/\\]|^[A-Za-z]:/.test(name) ||
    name.split(/[/\\]/).includes('..')
  )
}

/** Folders, and what operating systems leave in archives by themselves. */
function isFolderOrLitter(name: string): boolean {
  return /\/$|^__MACOSX\/|(?:^|\/)(?:\.DS_Store|Thumbs\.db|desktop\.ini)$/i.test(name)
}

function filesOf({ files }: Archive): Outcome<ZippedFile[]> {
  if (files.size === 0) return refuse('incorrect', 'intake.zip-empty')
  const named = [...files].map(([name, chunks]) => ({ name, bytes: Buffer.concat(chunks) }))
  return accept(named.sort((one, other) => (one.name < other.name ? -1 : 1)))
}

function shown(name: string): string {
  return name.replace(/[^ -~\u00a0-\uffff]/g, '?').slice(0, NAME_LENGTH_MAX)
}

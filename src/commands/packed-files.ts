import { gunzipSync } from 'node:zlib'
import { isZip, unzipFiles } from '#intake'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'

/** As much as intake reads: 20 MiB unpacked. */
const UNPACKED_BYTES_MAX = 20 * 1024 * 1024

/** Where a file names its facility: in its first 8 kB, or nowhere. */
const HEAD_BYTES = 8_192

export type Packing = 'gzip' | 'zip' | 'none'

export function packingOf(file: string, bytes: Buffer): Packing {
  if (isZip(bytes)) return 'zip'
  return file.toLowerCase().endsWith('.gz') ? 'gzip' : 'none'
}

/** The XML files that one file holds: itself, unpacked, or those of a zip by their names. */
export function xmlFilesIn(
  bytes: Buffer,
  packing: Packing,
): Outcome<{ readonly name?: string; readonly bytes: Buffer }[]> {
  if (packing === 'none') return accept([{ bytes }])
  if (packing === 'zip') return unzipFiles(bytes, UNPACKED_BYTES_MAX)
  try {
    return accept([{ bytes: gunzipSync(bytes, { maxOutputLength: UNPACKED_BYTES_MAX }) }])
  } catch {
    return refuse('incorrect', 'check.gzip-unreadable')
  }
}

/** The beginning of the file's XML, of the first one in a zip; empty when it cannot be unpacked. */
export function headOf(bytes: Buffer, packing: Packing): string {
  const files = xmlFilesIn(bytes, packing)
  const first = files.ok ? files.value[0] : undefined
  return first?.bytes.toString('latin1', 0, HEAD_BYTES) ?? ''
}

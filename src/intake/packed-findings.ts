import { zstdDecompressSync } from 'node:zlib'
import { zstdFrame } from '#records'
import type { Finding } from '#vocabulary/finding'

/** Unpacked, the findings of one submission stay below this: 8 MiB. */
const UNPACKED_BYTES_MAX = 8 * 1024 * 1024

/** Whose a finding is: the ward and practitioner of its place. */
export type Whose = { readonly ward: string; readonly doctor: string }

export type PackedFindings = {
  readonly findings: readonly Finding[]
  /** By the position of the finding. */
  readonly whose: readonly Whose[]
}

/** Findings as they are kept: they repeat themselves, and compress to a twentieth. Null for none. */
export function packFindings(packed: PackedFindings): Buffer | null {
  return packed.findings.length === 0 ? null : zstdFrame(Buffer.from(JSON.stringify(packed)))
}

export function unpackFindings(packed: Buffer | null): PackedFindings {
  if (packed === null) return { findings: [], whose: [] }
  const text = zstdDecompressSync(packed, { maxOutputLength: UNPACKED_BYTES_MAX }).toString('utf8')
  return JSON.parse(text) as PackedFindings
}

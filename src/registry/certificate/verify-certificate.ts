import { base64url, compactVerify, createLocalJWKSet, type JSONWebKeySet } from 'jose'
import {
  ALGORITHM,
  CERTIFICATE_TYPE,
  CertificateClaims,
  STATUS_TYPE,
  StatusClaims,
} from './certificate.ts'

/**
 * What a certificate is worth at an instant.
 * - `valid`: signed by us, not over, and the list says that it holds.
 * - `unlisted`: signed by us and not over, but no list at hand is new enough to tell whether it was suspended or revoked since.
 * - `expired`: the licence is over.
 * - `withdrawn`: the list says that the licence does not hold: suspended, revoked or replaced.
 * - `false`: not ours, or altered.
 */
export type CertificateWorth =
  | {
      readonly is: 'valid' | 'unlisted' | 'expired' | 'withdrawn'
      readonly claims: CertificateClaims
    }
  | { readonly is: 'false' }

/** A text longer than this is no certificate: characters. */
const TEXT_MAX = 8_000

/**
 * Verifies a certificate without asking anybody: with the published keys, and the status list as it was last fetched. Never throws for what it is
 * given: whatever is not ours is `false`. A status list that is not ours, or older than a day, is as none.
 */
export async function verifyCertificate(
  text: string,
  known: {
    readonly keys: JSONWebKeySet
    readonly statusList?: string | undefined
    readonly now: Date
  },
): Promise<CertificateWorth> {
  const seconds = known.now.getTime() / 1000
  const read = CertificateClaims.safeParse(
    text.length > TEXT_MAX
      ? undefined
      : await openStatement(text.trim(), CERTIFICATE_TYPE, known.keys),
  )
  if (!read.success) return { is: 'false' }
  const claims = read.data
  if (claims.exp !== undefined && claims.exp <= seconds) return { is: 'expired', claims }
  const bits = known.statusList && (await readStatusList(known.statusList, known.keys, seconds))
  const { idx } = claims.status.status_list
  const byte = bits ? bits[idx >> 3] : undefined
  if (byte === undefined) return { is: 'unlisted', claims }
  return { is: (byte >> (idx & 7)) & 1 ? 'withdrawn' : 'valid', claims }
}

async function readStatusList(
  text: string,
  keys: JSONWebKeySet,
  seconds: number,
): Promise<Uint8Array | undefined> {
  const read = StatusClaims.safeParse(await openStatement(text.trim(), STATUS_TYPE, keys))
  if (!read.success || read.data.exp <= seconds) return undefined
  const packed = new Blob([Uint8Array.from(base64url.decode(read.data.status_list.lst))])
  const stream = packed.stream().pipeThrough(new DecompressionStream('deflate'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

/** The payload of one of our statements; undefined when it is not signed by us, or is of another kind. */
async function openStatement(text: string, type: string, keys: JSONWebKeySet): Promise<unknown> {
  try {
    const opened = await compactVerify(text, createLocalJWKSet(keys), { algorithms: [ALGORITHM] })
    if (opened.protectedHeader.typ !== type) return undefined
    return JSON.parse(new TextDecoder().decode(opened.payload))
  } catch {
    // Whatever cannot be read is not ours: the answer is the same for every way of being false.
    return undefined
  }
}

import { createHash, createPublicKey, X509Certificate } from 'node:crypto'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'

/** A public key of a client, or a certificate with its key. Private parts are never taken. */
export type ClientKey = {
  /** The thumbprint of RFC 7638: the same key has the same name everywhere. */
  readonly kid: string
  readonly kind: 'key' | 'certificate'
  readonly jwk: PublicJwk
  readonly validFrom: Date
  /** The first instant at which it is of no more use. */
  readonly validUntil: Date
}

export type PublicJwk = {
  readonly kty: 'RSA' | 'EC' | 'OKP'
  readonly n?: string
  readonly e?: string
  readonly crv?: string
  readonly x?: string
  readonly y?: string
  /** The certificate in DER, base64. */
  readonly x5c?: readonly string[]
}

/** A key of a client lives two years at most, as certificates of machines do; then it is made anew. */
export const KEY_DAYS_MAX = 730

const DAY_MS = 86_400_000

/** A key shorter than this is broken in our lifetime: NIST SP 800-131A. */
const RSA_BITS_MIN = 2_048

/** Curves of ES256, ES384 and EdDSA. */
const CURVES = new Set(['P-256', 'P-384', 'Ed25519'])

/**
 * Takes a public key as JWK (RFC 7517), good between two instants.
 * Refuses `access.key-malformed`, `access.key-private` when secret parts came with it, `access.key-too-weak`, `access.key-life`.
 */
export function parseClientKey(
  jwk: Readonly<Record<string, unknown>>,
  life: { readonly from: Date; readonly until: Date },
): Outcome<ClientKey> {
  if (['d', 'p', 'q', 'k', 'dp', 'dq', 'qi', 'oth'].some((part) => part in jwk))
    return refuse('incorrect', 'access.key-private', 'key')
  const key = readPublicKey(jwk)
  return key === undefined
    ? refuse('incorrect', 'access.key-malformed', 'key')
    : withLife(key, 'key', life)
}

/**
 * Takes a certificate in PEM; it is good as long as it says, and no longer than asked.
 * Refuses `access.certificate-malformed`, `access.key-too-weak`, `access.key-life`.
 */
export function parseClientCertificate(
  pem: string,
  life: { readonly from: Date; readonly until: Date },
): Outcome<ClientKey> {
  const certificate = readCertificate(pem)
  const key = certificate && readPublicKey(certificate.publicKey.export({ format: 'jwk' }))
  if (certificate === undefined || key === undefined)
    return refuse('incorrect', 'access.certificate-malformed', 'certificate')
  const jwk = { ...key, x5c: [certificate.raw.toString('base64')] }
  return withLife(jwk, 'certificate', {
    from: later(life.from, certificate.validFromDate),
    until: earlier(life.until, certificate.validToDate),
  })
}

/** The keys that are good at an instant. */
export function usableKeys(keys: readonly ClientKey[], now: Date): readonly ClientKey[] {
  return keys.filter((key) => key.validFrom <= now && now < key.validUntil)
}

export type KeyLife = 'future' | 'good' | 'days-30' | 'days-14' | 'days-3' | 'expired'

/** How a key stands: soon at its end is told 30, 14 and 3 days before. */
export function lifeOf(key: Pick<ClientKey, 'validFrom' | 'validUntil'>, now: Date): KeyLife {
  const days = (key.validUntil.getTime() - now.getTime()) / DAY_MS
  if (days <= 0) return 'expired'
  if (key.validFrom > now) return 'future'
  if (days <= 3) return 'days-3'
  if (days <= 14) return 'days-14'
  return days <= 30 ? 'days-30' : 'good'
}

/** How the last of a client's keys stands; undefined when it has none. A client whose new key is in place has nothing to hurry for. */
export function lifeOfLast(keys: readonly ClientKey[], now: Date): KeyLife | undefined {
  const [last] = keys.toSorted((a, b) => b.validUntil.getTime() - a.validUntil.getTime())
  return last && lifeOf(last, now)
}

export function readCertificate(text: string | Buffer): X509Certificate | undefined {
  try {
    return new X509Certificate(text)
  } catch {
    return undefined
  }
}

/** A key that Node can use, reduced to its public parts. */
function readPublicKey(jwk: Readonly<Record<string, unknown>>): PublicJwk | undefined {
  try {
    const { kty, n, e, crv, x, y } = createPublicKey({
      key: jwk,
      format: 'jwk',
    }).export({
      format: 'jwk',
    })
    if (kty === 'RSA' && n !== undefined && e !== undefined) return { kty, n, e }
    if (kty === 'EC' && crv !== undefined && x !== undefined && y !== undefined)
      return { kty, crv, x, y }
    if (kty === 'OKP' && crv !== undefined && x !== undefined) return { kty, crv, x }
    return undefined
  } catch {
    return undefined
  }
}

function withLife(
  jwk: PublicJwk,
  kind: ClientKey['kind'],
  life: { readonly from: Date; readonly until: Date },
): Outcome<ClientKey> {
  const weak =
    jwk.kty === 'RSA'
      ? Buffer.from(jwk.n ?? '', 'base64url').length * 8 < RSA_BITS_MIN
      : !CURVES.has(jwk.crv ?? '')
  if (weak) return refuse('incorrect', 'access.key-too-weak', kind)
  const days = (life.until.getTime() - life.from.getTime()) / DAY_MS
  if (!(days > 0 && days <= KEY_DAYS_MAX)) return refuse('incorrect', 'access.key-life', 'until')
  return accept({ kid: thumbprint(jwk), kind, jwk, validFrom: life.from, validUntil: life.until })
}

/** RFC 7638: SHA-256 over the necessary members in the order of their names. A certificate is named by itself. */
function thumbprint({ kty, n, e, crv, x, y, x5c }: PublicJwk): string {
  const [certificate] = x5c ?? []
  const named =
    certificate !== undefined
      ? Buffer.from(certificate, 'base64')
      : JSON.stringify(
          kty === 'RSA' ? { e, kty, n } : { crv, kty, x, ...(y === undefined ? {} : { y }) },
        )
  return createHash('sha256').update(named).digest('base64url')
}

function later(one: Date, other: Date): Date {
  return one > other ? one : other
}

function earlier(one: Date, other: Date): Date {
  return one < other ? one : other
}

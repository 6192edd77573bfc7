import { createHash, timingSafeEqual, verify, X509Certificate } from 'node:crypto'
import { readSignature } from './envelope-xml.ts'
import type { PartsProblem, ReferenceParts, SignatureParts } from './signature-parts.ts'

/**
 * What can be said of the signature in an envelope. `valid`: the bytes are those that the holder of the certificate
 * signed, and the certificate was in its time; who issued it is not judged here. `unchecked`: there is something
 * of a kind that we cannot check, which is no fault of the sender.
 */
export type EnvelopeSignature = {
  readonly state: 'absent' | 'valid' | 'invalid' | 'unchecked'
  /** Stable, for messages: 'document-changed', 'certificate-expired' … */
  readonly reason?: string
  readonly subject?: string
  readonly issuer?: string
  readonly serialNumber?: string
  readonly validFrom?: Date
  readonly validTo?: Date
}

/** SHA-1 and MD5 are answered as too weak; the portal's guide asks for SHA-256. */
const DIGESTS: Readonly<Record<string, 'sha256' | 'sha384' | 'sha512'>> = {
  'http://www.w3.org/2001/04/xmlenc#sha256': 'sha256',
  'http://www.w3.org/2001/04/xmldsig-more#sha384': 'sha384',
  'http://www.w3.org/2001/04/xmlenc#sha512': 'sha512',
}

const METHODS: Readonly<Record<string, { keyType: string; ieee: boolean }>> = {
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256': { keyType: 'rsa', ieee: false },
  'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256': { keyType: 'ec', ieee: true },
}

const WEAK = /(?:#|-)(?:sha1|rsa-sha1|dsa-sha1|ecdsa-sha1|md5|rsa-md5)$/

/** What nothing can be said about. The other problems are faults of the signature. */
const UNCHECKED: ReadonlySet<PartsProblem> = new Set([
  'unknown-profile',
  'unknown-canonicalisation',
  'too-many-elements',
])

/**
 * Checks the enveloped signature inside CHUKYDONVI (QĐ 4750/QĐ-BYT 2023; SHA-256 by the portal's guide to QĐ 3176).
 *
 * @param at the instant at which the certificate must have been in its time; without it the dates are only reported
 */
export function verifyEnvelopeSignature(xml: Uint8Array | string, at?: Date): EnvelopeSignature {
  const parts = readSignature(typeof xml === 'string' ? Buffer.from(xml) : xml)
  if (parts === 'absent') return { state: 'absent' }
  if (typeof parts === 'string')
    return { state: UNCHECKED.has(parts) ? 'unchecked' : 'invalid', reason: parts }

  const certificate = certificateOf(parts)
  if (!certificate) return { state: 'invalid', reason: 'certificate-missing' }
  const who = {
    subject: certificate.subject,
    issuer: certificate.issuer,
    serialNumber: certificate.serialNumber,
    validFrom: new Date(certificate.validFrom),
    validTo: new Date(certificate.validTo),
  }
  const problem = problemOf(parts, certificate) ?? problemOfTime(who, at)
  if (!problem) return { state: 'valid', ...who }
  return {
    state: problem === 'unknown-algorithm' ? 'unchecked' : 'invalid',
    reason: problem,
    ...who,
  }
}

function certificateOf({ certificate }: SignatureParts): X509Certificate | undefined {
  if (!certificate) return undefined
  try {
    return new X509Certificate(certificate)
  } catch {
    return undefined
  }
}

function problemOf(parts: SignatureParts, certificate: X509Certificate): string | undefined {
  const names = [parts.method, ...parts.references.map(({ digestMethod }) => digestMethod)]
  if (names.some((name) => WEAK.test(name))) return 'algorithm-too-weak'
  const method = METHODS[parts.method]
  const key = certificate.publicKey
  if (!method || parts.references.some(({ digestMethod }) => !DIGESTS[digestMethod]))
    return 'unknown-algorithm'
  if (key.asymmetricKeyType !== method.keyType) return 'key-of-another-kind'
  for (const reference of parts.references)
    if (!hasDigest(reference))
      return reference.covers === 'document' ? 'document-changed' : 'properties-changed'
  const options = method.ieee ? { key, dsaEncoding: 'ieee-p1363' as const } : { key }
  return verify('sha256', parts.signedInfo, options, parts.value) ? undefined : 'signature-wrong'
}

function hasDigest({ digestMethod, digest, content }: ReferenceParts): boolean {
  const made = createHash(DIGESTS[digestMethod] ?? 'sha256')
    .update(content)
    .digest()
  return made.length === digest.length && timingSafeEqual(made, digest)
}

function problemOfTime(
  { validFrom, validTo }: { readonly validFrom: Date; readonly validTo: Date },
  at: Date | undefined,
): string | undefined {
  if (!at) return undefined
  if (at < validFrom) return 'certificate-not-yet-valid'
  return at > validTo ? 'certificate-expired' : undefined
}

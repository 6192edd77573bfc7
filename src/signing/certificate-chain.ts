import type { X509Certificate } from 'node:crypto'

/** Longer chains than root, two authorities and the signer are not issued: 6 with room. */
const LENGTH_MAX = 6

/** An authority that still signs by these is not believed. */
const WEAK = /sha1|md5|md2/i

export type ChainProblem = 'untrusted' | 'certificate-expired' | 'certificate-not-yet-valid'

/**
 * What is wrong with the chain from a certificate to one of the anchors; undefined when it holds at every one of the instants. Each step is named by the
 * certificate, signed by the next, and the next may issue. Whether a certificate was revoked is not asked: that needs the network.
 */
export function chainProblem(
  signer: X509Certificate,
  given: readonly X509Certificate[],
  anchors: readonly X509Certificate[],
  instants: readonly Date[],
): ChainProblem | undefined {
  let problem: ChainProblem = 'untrusted'
  const walk = (certificate: X509Certificate, length: number): boolean => {
    const late = instants.map((at) => timeProblem(certificate, at)).find(Boolean)
    if (late !== undefined) {
      problem = late
      return false
    }
    if (anchors.some((anchor) => anchor.fingerprint256 === certificate.fingerprint256)) return true
    if (length >= LENGTH_MAX) return false
    return [...anchors, ...given].some(
      (issuer) =>
        issuer.fingerprint256 !== certificate.fingerprint256 &&
        issuer.ca &&
        certificate.checkIssued(issuer) &&
        !WEAK.test(certificate.signatureAlgorithm ?? '') &&
        certificate.verify(issuer.publicKey) &&
        walk(issuer, length + 1),
    )
  }
  return walk(signer, 1) ? undefined : problem
}

function timeProblem(certificate: X509Certificate, at: Date): ChainProblem | undefined {
  if (at < new Date(certificate.validFrom)) return 'certificate-not-yet-valid'
  return at > new Date(certificate.validTo) ? 'certificate-expired' : undefined
}

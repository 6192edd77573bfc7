import { X509Certificate } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { TLSSocket } from 'node:tls'
import { readCertificate } from '../systems/client-key.ts'
import { isAllowed } from '../wire/allowed-addresses.ts'

/** What is needed to know and judge the certificate of a caller (RFC 8705). */
export type CertificateNeeds = {
  readonly now: () => Date
  /** Addresses and networks of proxies that end TLS for us and may tell of a certificate. None: nobody may. */
  readonly trustedProxies?: readonly string[]
  /** Authorities, as PEM, whose certificates systems may show. */
  readonly clientAuthorities?: readonly string[]
}

/**
 * The certificate that the caller showed: to us, or to a proxy that is trusted, which tells of it in `Client-Cert` (RFC 9440) or,
 * as PEM in percent-encoding, in `X-SSL-Client-Cert`. From anybody else these headers are not read.
 */
export function peerCertificate(
  request: IncomingMessage,
  needs: CertificateNeeds,
): X509Certificate | undefined {
  if (request.socket instanceof TLSSocket) {
    const shown = request.socket.getPeerX509Certificate()
    if (shown !== undefined) return shown
  }
  const proxies = needs.trustedProxies ?? []
  const from = request.socket.remoteAddress ?? ''
  return proxies.length > 0 && isAllowed(proxies, from) ? forwarded(request) : undefined
}

function forwarded({ headers }: IncomingMessage): X509Certificate | undefined {
  const { 'client-cert': standard, 'x-ssl-client-cert': escaped } = headers
  if (typeof standard === 'string') {
    const [, base64] = /^:([A-Za-z0-9+/]+=*):$/.exec(standard) ?? []
    return base64 === undefined ? undefined : readCertificate(Buffer.from(base64, 'base64'))
  }
  if (typeof escaped !== 'string' || !/^(?:[^%]|%[0-9a-f]{2})*$/i.test(escaped)) return undefined
  return readCertificate(decodeURIComponent(escaped))
}

/** Whether one of the authorities issued a certificate itself, and it is in its time. */
export function isIssued(certificate: X509Certificate, needs: CertificateNeeds): boolean {
  const now = needs.now()
  if (now < certificate.validFromDate || certificate.validToDate <= now) return false
  return (needs.clientAuthorities ?? []).some((pem) => {
    const authority = readCertificate(pem)
    return (
      authority?.ca === true &&
      now < authority.validToDate &&
      certificate.checkIssued(authority) &&
      certificate.verify(authority.publicKey)
    )
  })
}

/** Whether a certificate is in the name that was registered, whichever end the name begins at (RFC 4514). */
export function isNamed(certificate: X509Certificate, registered: string): boolean {
  const shown = certificate.subject.split('\n').map((part) => part.trim())
  const wanted = registered.split(/,\s*(?=[A-Za-z.0-9]+=)/).map((part) => part.trim())
  const isSame = (parts: readonly string[]) =>
    parts.length === wanted.length && parts.every((part, at) => part === wanted[at])
  return isSame(shown) || isSame(shown.toReversed())
}

import type { ServerResponse } from 'node:http'

/** What every answer carries unless its own kind says otherwise: nothing is loaded, framed, guessed, kept or passed on. */
const ON_EVERY_ANSWER: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy':
    'accelerometer=(), camera=(self), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), publickey-credentials-create=(self), publickey-credentials-get=(self), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
  'cache-control': 'no-store',
}

/** Two years, as browsers' own lists ask. Said only where the server is reached by TLS. */
const ONLY_BY_TLS = 'max-age=63072000; includeSubDomains'

/**
 * The portal's pages: scripts of ours only, none inline. Styles inline, because the component library sets them on
 * elements; papers are shown from memory (`blob:`).
 */
export const PORTAL_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "media-src 'self' blob:",
  "manifest-src 'self'",
  "object-src 'self' blob:",
  "frame-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/**
 * Sets the headers on the raw answer, before anything else is asked, so that refusals, failures and pages of libraries
 * that write past the door carry them too.
 */
export function securityHeaders(isByTls: boolean): (answer: ServerResponse) => void {
  const headers = Object.entries({
    ...ON_EVERY_ANSWER,
    ...(isByTls ? { 'strict-transport-security': ONLY_BY_TLS } : {}),
  })
  return (answer) => {
    for (const [name, value] of headers) answer.setHeader(name, value)
  }
}

/** The same for what is answered before a request exists: a line that is no HTTP. */
export const RAW_HEADERS = Object.entries(ON_EVERY_ANSWER)
  .map(([name, value]) => `${name}: ${value}\r\n`)
  .join('')

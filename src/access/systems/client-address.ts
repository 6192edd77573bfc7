import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { isLoopback } from '../wire/allowed-addresses.ts'

/**
 * Where a browser may be sent back to: an address with TLS, or on the person's own machine one without (RFC 8252, 7.3).
 * It is compared letter by letter, so it has no pattern, no fragment, no name or password, no path that climbs.
 * Schemes of one's own are not taken: any app on a telephone can claim them. Refuses `access.redirect-uri`.
 */
export function parseRedirectUri(text: string): Outcome<string> {
  const isWhole = isWebAddress(text) && new URL(text).href === text && !/[*\\]|%2e/i.test(text)
  return isWhole ? accept(text) : refuse('incorrect', 'access.redirect-uri', text.slice(0, 200))
}

/** An address with TLS, or of this machine without; nothing hidden in it. */
export function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password } = new URL(text)
  const isPlain = username === '' && password === '' && !text.includes('#')
  return isPlain && (protocol === 'https:' || (protocol === 'http:' && isOwnMachine(hostname)))
}

/** Whether an app runs on the person's own machine, where its port changes from start to start. */
export function isNative(redirectUris: readonly string[]): boolean {
  return redirectUris.every((uri) => new URL(uri).protocol === 'http:')
}

/** Where keys are published: with TLS, on a host with a name. Refuses `access.keys-uri`. */
export function parseKeysUri(text: string, demo: boolean): Outcome<string> {
  const isGood = isWebAddress(text) && (demo || new URL(text).protocol === 'https:')
  return isGood ? accept(text) : refuse('incorrect', 'access.keys-uri', 'keysUri')
}

function isOwnMachine(hostname: string): boolean {
  return hostname === 'localhost' || isLoopback(hostname.replace(/^\[|\]$/g, ''))
}

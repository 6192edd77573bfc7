import { createPrivateKey, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { SignJWT } from 'jose'
import { demoToken } from './demo-token.ts'
import { WordsError } from './words.ts'

/** The options of a command that calls as a registered tool or system. */
export const CLIENT_WORDS = ['client', 'client-key'] as const

/** A good bearer token, asked for anew before the former one ends. */
export type CommandToken = () => Promise<string>

/** An assertion lives a minute; a token is asked for anew so long before its end. */
const ASSERTION_SECONDS = 60
const RENEWAL_MS = 60_000

const CURVES: Readonly<Record<string, string>> = {
  'P-256': 'ES256',
  'P-384': 'ES384',
  Ed25519: 'EdDSA',
}

type Key = { readonly client: string; readonly file: string }

/**
 * Where a command has its token from: `MACH_TOKEN`; or a registered client, which proves its key (private-key JWT, RFC 7523), by
 * `--client ID --client-key FILE` or `MACH_CLIENT` and `MACH_CLIENT_KEY`. Undefined when neither is given: then the demo's.
 * Refuses one of the two without the other.
 */
export function commandToken(
  origin: string,
  values: Readonly<Record<string, string>>,
  scope: string,
): CommandToken | undefined {
  const given = process.env['MACH_TOKEN']
  const client = values['client'] ?? process.env['MACH_CLIENT']
  const file = values['client-key'] ?? process.env['MACH_CLIENT_KEY']
  if (client !== undefined && file !== undefined)
    return renewing(() => askForToken(origin, { client, file }, scope))
  if (client !== undefined || file !== undefined)
    throw new WordsError('--client ID and --client-key FILE belong together')
  return given === undefined || given === '' ? undefined : () => Promise.resolve(given)
}

/** As `commandToken`, and in demo mode one of the demo's accounts when nothing else is given. */
export function commandOrDemoToken(
  origin: string,
  values: Readonly<Record<string, string>>,
  scope: string,
  account: string,
): CommandToken {
  return commandToken(origin, values, scope) ?? (() => demoToken(origin, account))
}

type Given = { readonly token: string; readonly seconds: number }

function renewing(ask: () => Promise<Given>): CommandToken {
  let known: { readonly token: Promise<string>; readonly until: number } | undefined
  return () => {
    if (known !== undefined && performance.now() < known.until) return known.token
    const asked = ask()
    const fresh = { token: asked.then(({ token }) => token), until: Number.POSITIVE_INFINITY }
    known = fresh
    asked.then(
      ({ seconds }) => {
        if (known === fresh)
          known = { ...fresh, until: performance.now() + seconds * 1_000 - RENEWAL_MS }
      },
      () => {
        if (known === fresh) known = undefined
      },
    )
    return fresh.token
  }
}

async function askForToken(origin: string, key: Key, scope: string): Promise<Given> {
  const answer = await fetch(`${origin}/oidc/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      scope,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await makeAssertion(key, await findIssuer(origin)),
    }),
  }).catch(() => undefined)
  if (answer === undefined) throw new Error(`no Mạch answers at ${origin}`)
  const content: unknown = await answer.json().catch(() => undefined)
  if (
    answer.ok &&
    typeof content === 'object' &&
    content !== null &&
    'access_token' in content &&
    typeof content.access_token === 'string' &&
    'expires_in' in content &&
    typeof content.expires_in === 'number'
  )
    return { token: content.access_token, seconds: content.expires_in }
  throw new Error(`no token for ${key.client}: ${JSON.stringify(content)}`)
}

/**
 * Whom the assertion is made for. A house elsewhere must be the one that was asked: else it could carry the proof on to another. On this
 * machine the server is asked by its port and says by which name browsers reach it.
 */
async function findIssuer(origin: string): Promise<string> {
  const answer = await fetch(`${origin}/oidc/.well-known/openid-configuration`).catch(
    () => undefined,
  )
  if (answer === undefined) throw new Error(`no Mạch answers at ${origin}`)
  const content: unknown = await answer.json().catch(() => undefined)
  if (
    typeof content !== 'object' ||
    content === null ||
    !('issuer' in content) ||
    typeof content.issuer !== 'string'
  )
    throw new Error(`${origin} is no Mạch: it names no issuer`)
  const { hostname } = new URL(origin)
  const isHere = hostname === '127.0.0.1' || hostname === '[::1]' || hostname === 'localhost'
  if (!isHere && content.issuer !== `${origin}/oidc`)
    throw new Error(`${origin} gives itself out as ${content.issuer}`)
  return content.issuer
}

async function makeAssertion({ client, file }: Key, issuer: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) throw new Error(`${file} cannot be read`)
  const read = readKey(text)
  if (read === undefined) throw new Error(`${file} holds no private key (JWK)`)
  return new SignJWT({})
    .setProtectedHeader({ alg: read.algorithm, typ: 'JWT' })
    .setIssuer(client)
    .setSubject(client)
    .setAudience(issuer)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime(`${ASSERTION_SECONDS}s`)
    .sign(read.key)
}

function readKey(text: string) {
  try {
    const jwk: unknown = JSON.parse(text)
    if (typeof jwk !== 'object' || jwk === null) return undefined
    const curve = 'crv' in jwk && typeof jwk.crv === 'string' ? jwk.crv : ''
    return {
      key: createPrivateKey({ key: { ...jwk }, format: 'jwk' }),
      algorithm: CURVES[curve] ?? 'RS256',
    }
  } catch {
    return undefined
  }
}

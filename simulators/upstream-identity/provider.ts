import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import type { Fault } from './faults.ts'
import type { Person } from './persons.ts'

/** One provider: what it is called, and which levels it vouches for. */
export type ProviderKind = {
  readonly id: string
  readonly title: string
  readonly acr: Readonly<Record<number, string>>
}

export const PROVIDERS: readonly ProviderKind[] = [
  { id: 'vneid', title: 'VNeID (mô phỏng)', acr: { 1: 'urn:vneid:loa:1', 2: 'urn:vneid:loa:2' } },
  {
    id: 'public-service',
    title: 'Cổng Dịch vụ công quốc gia (mô phỏng)',
    acr: { 1: 'urn:dvcqg:loa:1' },
  },
]

/** The secret of every client. */
const CLIENT_SECRET = 'simulated'

const CODE_SECONDS = 60
const TOKEN_SECONDS = 300

type Granted = {
  readonly person: Person
  readonly level: number
  readonly client: string
  readonly redirect: string
  readonly challenge: string
  readonly nonce: string
  readonly expiresAt: number
}

export type TokenAnswer = { readonly status: number; readonly content: object }

type Keys = { readonly own: CryptoKey; readonly strange: CryptoKey }

/** A running provider: its key, the codes it gave out. What it does wrong it is told at each call. */
export async function openProvider(kind: ProviderKind, issuer: string, now: () => Date) {
  const [own, strange] = [await generateKeyPair('RS256'), await generateKeyPair('RS256')]
  const key: JWK = { ...(await exportJWK(own.publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }
  const keys = { own: own.privateKey, strange: strange.privateKey }
  const codes = new Map<string, Granted>()
  return {
    kind,
    jwks: { keys: [key] },
    discovery: discoveryOf(kind, issuer),
    /** Where the browser goes on: with a code for the person, or with `access_denied` when nobody was chosen. */
    goOn: (asked: URLSearchParams, chosen: Chosen | undefined) =>
      leave(codes, issuer, asked, chosen, now()),
    /** Redeems a code, once. */
    token: async (
      authorization: string | undefined,
      form: URLSearchParams,
      fault: Fault,
    ): Promise<TokenAnswer> => {
      const client = clientOf(authorization)
      if (client === undefined) return { status: 401, content: { error: 'invalid_client' } }
      const granted = take(codes, client, form, now())
      if (granted === undefined) return { status: 400, content: { error: 'invalid_grant' } }
      const content = {
        access_token: randomBytes(24).toString('base64url'),
        token_type: 'Bearer',
        expires_in: TOKEN_SECONDS,
        id_token: await idToken(keys, kind, issuer, granted, fault, now()),
      }
      return { status: 200, content }
    },
    forget: () => codes.clear(),
  }
}

export type Provider = Awaited<ReturnType<typeof openProvider>>

type Chosen = { readonly person: Person; readonly level: number }

function discoveryOf(kind: ProviderKind, issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['client_secret_basic'],
    scopes_supported: ['openid', 'profile'],
    acr_values_supported: Object.values(kind.acr),
    authorization_response_iss_parameter_supported: true,
  }
}

/** What is wrong with an authorization request; undefined when nothing is. */
export function refusalOf(asked: URLSearchParams): string | undefined {
  if (asked.get('response_type') !== 'code') return 'unsupported_response_type'
  const isWhole = ['client_id', 'redirect_uri', 'state', 'nonce'].every(
    (name) => (asked.get(name) ?? '') !== '',
  )
  const hasProof = asked.get('code_challenge_method') === 'S256' && asked.has('code_challenge')
  return isWhole && hasProof ? undefined : 'invalid_request'
}

function leave(
  codes: Map<string, Granted>,
  issuer: string,
  asked: URLSearchParams,
  chosen: Chosen | undefined,
  now: Date,
): string {
  const next = new URL(asked.get('redirect_uri') ?? '')
  next.searchParams.set('state', asked.get('state') ?? '')
  next.searchParams.set('iss', issuer)
  if (chosen === undefined) {
    next.searchParams.set('error', 'access_denied')
    return next.href
  }
  const code = randomBytes(24).toString('base64url')
  codes.set(code, {
    ...chosen,
    client: asked.get('client_id') ?? '',
    redirect: asked.get('redirect_uri') ?? '',
    challenge: asked.get('code_challenge') ?? '',
    nonce: asked.get('nonce') ?? '',
    expiresAt: now.getTime() + CODE_SECONDS * 1_000,
  })
  next.searchParams.set('code', code)
  return next.href
}

function take(
  codes: Map<string, Granted>,
  client: string,
  form: URLSearchParams,
  now: Date,
): Granted | undefined {
  const code = form.get('code') ?? ''
  const granted = codes.get(code)
  codes.delete(code)
  const isGood =
    granted?.client === client &&
    granted.redirect === form.get('redirect_uri') &&
    granted.expiresAt > now.getTime() &&
    granted.challenge === challengeOf(form.get('code_verifier') ?? '')
  return isGood ? granted : undefined
}

function idToken(
  keys: Keys,
  kind: ProviderKind,
  issuer: string,
  granted: Granted,
  fault: Fault,
  now: Date,
): Promise<string> | string {
  const seconds = Math.floor(now.getTime() / 1_000) - (fault === 'expired' ? 3_600 : 0)
  const claims = {
    iss: fault === 'wrong-issuer' ? `${issuer}-other` : issuer,
    sub: granted.person.subject,
    aud: fault === 'wrong-audience' ? 'somebody-else' : granted.client,
    iat: seconds,
    exp: seconds + TOKEN_SECONDS,
    nonce: fault === 'wrong-nonce' ? 'another' : granted.nonce,
    acr: kind.acr[granted.level],
    citizen_number: granted.person.number,
    name: granted.person.name,
    birthdate: granted.person.birthDate,
  }
  if (fault === 'alg-none') {
    const part = (content: object) => Buffer.from(JSON.stringify(content)).toString('base64url')
    return `${part({ alg: 'none' })}.${part(claims)}.`
  }
  const signer = fault === 'wrong-key' ? keys.strange : keys.own
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'k1' }).sign(signer)
}

function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url')
}

/** The client of HTTP Basic, when its secret is right. */
function clientOf(authorization = ''): string | undefined {
  const coded = /^Basic (.+)$/.exec(authorization)?.[1] ?? ''
  const [client = '', secret = ''] = Buffer.from(coded, 'base64')
    .toString('utf8')
    .split(':')
    .map(decodeURIComponent)
  const [given, wanted] = [Buffer.from(secret), Buffer.from(CLIENT_SECRET)]
  return client !== '' && given.length === wanted.length && timingSafeEqual(given, wanted)
    ? client
    : undefined
}

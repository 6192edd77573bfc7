import { X509Certificate } from 'node:crypto'
import type { Client as ProviderClient, Configuration, KoaContextWithOIDC } from 'oidc-provider'
import { type Outgoing, outgoingFetch } from '#foundation/outgoing'
import type { AccessNeeds } from '../access.ts'
import { type Client, isProviderScope } from '../systems/client.ts'
import { findClient } from '../systems/client-store.ts'
import { isWithin } from '../systems/scope-allows.ts'
import { parseSmartScopes } from '../systems/smart-scope.ts'
import { errors } from './library.ts'
import { isIssued, isNamed, peerCertificate } from './peer-certificate.ts'

/** What tokens of systems and apps are for: the record as FHIR, and the house that holds it. SMART calls it `aud`. */
export function fhirAddress(origin: string): string {
  return `${origin}/fhir`
}

/** What a vendor's token is for: one facility. RFC 8707. */
export function facilityAddress(origin: string, facility: string): string {
  return `${origin}/facilities/${facility}`
}

/** A system asks for a new token every ten minutes, an app after a quarter of an hour: so long lives one that was stolen at most. */
export const SYSTEM_TOKEN_SECONDS = 600
export const APP_TOKEN_SECONDS = 900

/** An assertion lives five minutes at most. Source: SMART App Launch 2.2, asymmetric client authentication. */
const ASSERTION_SECONDS_MAX = 300
/** So far may a client's clock be ahead of ours. */
const CLOCK_SECONDS = 15

/** Signatures with public keys only; RS384 and ES384 are those of SMART. Never `none`, never HMAC, which a public key would open. */
const ALGORITHMS = ['RS256', 'RS384', 'PS256', 'ES256', 'ES384', 'EdDSA', 'Ed25519'] as const

/** The part of the provider's settings that is for systems and apps. */
export function clientSettings(
  needs: AccessNeeds,
  outgoing: Outgoing,
  portalId: string,
): Pick<
  Configuration,
  | 'allowOmittingSingleRegisteredRedirectUri'
  | 'assertJwtClientAuthClaimsAndHeader'
  | 'clientAuthMethods'
  | 'enabledJWA'
  | 'extraParams'
  | 'fetch'
  | 'rotateRefreshToken'
> & { readonly features: NonNullable<Configuration['features']> } {
  const fetchKeys = outgoingFetch(outgoing)
  return {
    allowOmittingSingleRegisteredRedirectUri: false,
    assertJwtClientAuthClaimsAndHeader: (ctx, claims) => {
      const { issuer } = ctx.oidc.provider
      judgeAssertion(claims, needs.now(), [issuer, `${issuer}/token`])
      return Promise.resolve()
    },
    clientAuthMethods: [
      'client_secret_basic',
      'private_key_jwt',
      'tls_client_auth',
      'self_signed_tls_client_auth',
      'none',
    ],
    enabledJWA: { clientAuthSigningAlgValues: ALGORITHMS, dPoPSigningAlgValues: ALGORITHMS },
    extraParams: ['aud', 'launch'],
    fetch: (address, init) => fetchKeys(address instanceof Request ? address.url : address, init),
    rotateRefreshToken: () => true,
    features: {
      clientCredentials: { enabled: true },
      dPoP: { enabled: true },
      mTLS: certificateFeature(needs),
      pushedAuthorizationRequests: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: (ctx, client) => defaultResource(needs, ctx, client, portalId),
        useGrantedResource: () => true,
        getResourceServerInfo: (ctx, resource, client) => resourceOf(needs, ctx, resource, client),
      },
    },
  }
}

/** @throws the provider's own refusal, which it turns into `invalid_client` */
function judgeAssertion(
  claims: Readonly<Record<string, unknown>>,
  at: Date,
  audiences: readonly string[],
): void {
  const { exp, iat, sub, iss, aud, jti } = claims
  const now = Math.floor(at.getTime() / 1_000)
  const isShort = typeof exp === 'number' && exp <= now + ASSERTION_SECONDS_MAX + CLOCK_SECONDS
  const isPast = iat === undefined || (typeof iat === 'number' && iat <= now + CLOCK_SECONDS)
  if (!isShort || !isPast) throw new errors.InvalidClientAuth('lives too long or begins later')
  if (sub !== iss) throw new errors.InvalidClientAuth('sub and iss differ')
  // One audience: an assertion that is good elsewhere too could be carried on from there.
  if (typeof aud !== 'string' && !(Array.isArray(aud) && aud.length === 1))
    throw new errors.InvalidClientAuth('more than one audience')
  // Our issuer, or as SMART backend services write it the address at which tokens are given; no other address of ours.
  if (!audiences.includes(String(aud))) throw new errors.InvalidClientAuth('audience')
  if (typeof jti !== 'string' || jti.length > 200) throw new errors.InvalidClientAuth('jti')
}

function certificateFeature(needs: AccessNeeds) {
  const shown = (ctx: KoaContextWithOIDC) => peerCertificate(ctx.req, needs)
  return {
    enabled: true,
    certificateBoundAccessTokens: true,
    selfSignedTlsClientAuth: true,
    tlsClientAuth: true,
    getCertificate: (ctx: KoaContextWithOIDC) => shown(ctx),
    certificateAuthorized: (ctx: KoaContextWithOIDC) => {
      const certificate = shown(ctx)
      return certificate instanceof X509Certificate && isIssued(certificate, needs)
    },
    certificateSubjectMatches: (
      ctx: KoaContextWithOIDC,
      property: string,
      expected: string,
    ): boolean => {
      const certificate = shown(ctx)
      return (
        property === 'tls_client_auth_subject_dn' &&
        certificate !== undefined &&
        isNamed(certificate, expected)
      )
    },
  } as const
}

/** Where an app begins to ask for a code. */
const BEGINNINGS: ReadonlySet<string> = new Set(['authorization', 'pushed_authorization_request'])

/**
 * Every token but our own portal's is for the record. Who asks for a code names it in `aud`, as SMART says: an app that was led to the wrong
 * house would else hand it a code that is good here. Another house is refused.
 */
async function defaultResource(
  { origin }: AccessNeeds,
  ctx: KoaContextWithOIDC,
  client: ProviderClient,
  portalId: string,
): Promise<string | undefined> {
  if (client.clientId === portalId) return undefined
  const asked = ctx.oidc.params?.['aud']
  if (asked === undefined && BEGINNINGS.has(ctx.oidc.route))
    throw new errors.InvalidTarget('aud is missing')
  if (asked !== undefined && asked !== fhirAddress(origin) && asked !== origin)
    throw new errors.InvalidTarget('aud is not of this house')
  return fhirAddress(origin)
}

async function resourceOf(
  needs: AccessNeeds,
  ctx: KoaContextWithOIDC,
  resource: string,
  asking: ProviderClient,
) {
  const client = await findClient(needs.database, asking.clientId)
  if (client === undefined || !isFor(needs, client, resource)) throw new errors.InvalidTarget()
  const asked = askedScopes(ctx)
  if (client.kind !== 'app') judgeSystemScopes(client, asked)
  return {
    scope: asked
      .filter((scope) => !isProviderScope(scope) && isWithin(scope, client.scopes))
      .join(' '),
    audience: resource,
    accessTokenFormat: 'opaque' as const,
    accessTokenTTL: client.kind === 'app' ? APP_TOKEN_SECONDS : SYSTEM_TOKEN_SECONDS,
  }
}

function isFor({ origin }: AccessNeeds, client: Client, resource: string): boolean {
  if (resource === fhirAddress(origin)) return true
  return (
    client.kind !== 'app' &&
    client.facilities.some((facility) => resource === facilityAddress(origin, facility))
  )
}

/** What is asked now, or what a code or a refresh token stands for. */
function askedScopes({ oidc }: KoaContextWithOIDC): readonly string[] {
  const { AuthorizationCode, RefreshToken } = oidc.entities
  const texts = [oidc.params?.['scope'], AuthorizationCode?.scope, RefreshToken?.scope]
  const scopes = texts.flatMap((text) => (typeof text === 'string' ? text.split(' ') : []))
  return [...new Set(scopes.filter((scope) => scope !== ''))]
}

/** A system is told what it may not have; it would else find out at three in the morning. */
function judgeSystemScopes(client: Client, asked: readonly string[]): void {
  if (asked.length === 0) throw new errors.InvalidScope('scope is missing', '')
  const clinical = parseSmartScopes(asked.filter((scope) => scope.includes('/')))
  const wrong = asked.find((scope) => !isWithin(scope, client.scopes))
  if (!clinical.ok || wrong !== undefined)
    throw new errors.InvalidScope(
      'scope is malformed, or not registered for this system',
      wrong ?? '',
    )
}

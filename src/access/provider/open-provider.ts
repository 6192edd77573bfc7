import {
  type ClientMetadata,
  type Configuration,
  type KoaContextWithOIDC,
  Provider,
} from 'oidc-provider'
import type { AccessNeeds } from '../access.ts'
import { findAccount } from '../accounts/account-store.ts'
import { derivedToken, makeSealer } from '../sealing.ts'
import { failurePage } from '../pages/failure-page.ts'
import { PAGE_HEADERS, readLanguage } from '../pages/page.ts'
import { providerItems } from './provider-item-store.ts'
import { readSigningKey } from './read-signing-key.ts'

/** Where the provider is mounted; its issuer is the origin with this path. */
export const PROVIDER_PATH = '/oidc'

/** The cookie of a browser's session at the provider. */
export const PROVIDER_SESSION_COOKIE = 'mach_provider'

/** Our own portal, which signs people in through the provider like any other client. */
export const PORTAL_CLIENT = 'mach-portal'

/** What a token must be for to be of use in this house. */
export const HOUSE_SCOPE = 'openid mach'

const MINUTE = 60
const HOUR = 3_600

/** Seconds of life of everything that the provider hands out or keeps. */
const LIFETIMES = {
  AccessToken: HOUR,
  AuthorizationCode: MINUTE,
  BackchannelAuthenticationRequest: 10 * MINUTE,
  ClientCredentials: 10 * MINUTE,
  DeviceCode: 10 * MINUTE,
  Grant: 12 * HOUR,
  IdToken: 5 * MINUTE,
  Interaction: 15 * MINUTE,
  RefreshToken: 12 * HOUR,
  Session: 12 * HOUR,
} as const

/** The portal's own client: a confidential one, with a secret that is made from the installation's. */
export function portalClient(needs: Pick<AccessNeeds, 'origin' | 'secrets'>): {
  readonly id: string
  readonly secret: string
  readonly redirect: string
} {
  return {
    id: PORTAL_CLIENT,
    secret: derivedToken(needs.secrets.cookieKey, 'client', PORTAL_CLIENT),
    redirect: `${needs.origin}/session/callback`,
  }
}

/** The OpenID provider of this installation, over our own accounts and database. */
export async function openProvider(needs: AccessNeeds): Promise<Provider> {
  const sealer = makeSealer(needs.secrets.masterKey, 'provider', needs.random)
  const key = await readSigningKey({ ...needs, sealer })
  const provider = new Provider(`${needs.origin}${PROVIDER_PATH}`, {
    ...settings(needs),
    adapter: (model) => providerItems({ ...needs, sealer }, model),
    clients: [portalMetadata(needs)],
    jwks: { keys: [key] },
  })
  // The mount states host and protocol by our own origin, never by what a caller sent.
  provider.proxy = true
  return provider
}

function portalMetadata(needs: AccessNeeds): ClientMetadata {
  const client = portalClient(needs)
  return {
    client_id: client.id,
    client_secret: client.secret,
    client_name: 'Mạch',
    redirect_uris: [client.redirect],
    grant_types: ['authorization_code'],
    response_types: ['code'],
    token_endpoint_auth_method: 'client_secret_basic',
    id_token_signed_response_alg: 'RS256',
  }
}

function settings(needs: AccessNeeds): Configuration {
  return {
    claims: { openid: ['sub'], mach: ['name', 'role'] },
    clientBasedCORS: () => false,
    cookies: {
      keys: [derivedToken(needs.secrets.cookieKey, 'cookies', 'provider')],
      names: { session: PROVIDER_SESSION_COOKIE, interaction: 'mach_step', resume: 'mach_resume' },
      long: { httpOnly: true, sameSite: 'lax', signed: true, path: PROVIDER_PATH },
      short: { httpOnly: true, sameSite: 'lax', signed: true },
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      revocation: { enabled: true },
      userinfo: { enabled: true },
    },
    findAccount: async (_ctx, id) => {
      const account = await findAccount(needs.database, id)
      if (account === undefined || account.locked || (account.demo && !needs.demo)) return undefined
      return {
        accountId: id,
        claims: () => ({ sub: id, name: account.name, role: account.role }),
      }
    },
    interactions: { url: (_ctx, interaction) => `${needs.origin}/sign-in/${interaction.uid}` },
    loadExistingGrant: grantOurOwn,
    pkce: { required: () => true },
    renderError: (ctx, out) => {
      ctx.type = 'html'
      ctx.set(PAGE_HEADERS)
      ctx.body = failurePage(readLanguage(ctx.query['ui_locales']), 'sign-in-broken', out.error)
    },
    scopes: ['openid', 'mach'],
    ttl: LIFETIMES,
  }
}

/** Our own portal needs nobody's consent to know who signed in to it; it is the only client. */
async function grantOurOwn(ctx: KoaContextWithOIDC) {
  const { provider, client, session, result } = ctx.oidc
  const accountId = session?.accountId
  if (client?.clientId !== PORTAL_CLIENT || accountId === undefined) return undefined
  const known = result?.consent?.grantId ?? session?.grantIdFor(client.clientId)
  const grant = known === undefined ? undefined : await provider.Grant.find(known)
  if (grant?.accountId === accountId) return grant

  const fresh = new provider.Grant({ accountId, clientId: client.clientId })
  fresh.addOIDCScope(HOUSE_SCOPE)
  await fresh.save()
  return fresh
}

import type {
  Client as ProviderClient,
  ClientMetadata,
  Configuration,
  KoaContextWithOIDC,
  Provider as OpenProvider,
} from 'oidc-provider'
import { openOutgoing } from '#foundation/outgoing'
import type { AccessNeeds } from '../access.ts'
import { findAccount } from '../accounts/account-store.ts'
import { derivedToken, makeSealer } from '../sealing.ts'
import { failurePage } from '../pages/failure-page.ts'
import { PAGE_HEADERS, readLanguage } from '../pages/page.ts'
import { parseAllowedAddresses } from '../wire/allowed-addresses.ts'
import { CONSENT_PATH } from '../systems/consent-path.ts'
import { clientSettings, fhirAddress } from './client-settings.ts'
import { Provider } from './library.ts'
import { providerItems } from './provider-item-store.ts'
import { readSigningKey } from './read-signing-key.ts'
import { registeredClients } from './registered-clients.ts'
import { singleUse } from './single-use-store.ts'
import { watchProvider } from './watch-provider.ts'

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
const DAY = 86_400

type ForResource = {
  readonly resourceServer?: { readonly accessTokenTTL?: number | undefined } | undefined
}

/** Seconds of life of everything that the provider hands out or keeps. A token for a resource lives as long as the resource says. */
const LIFETIMES = {
  AccessToken: (_ctx: unknown, token: ForResource) => token.resourceServer?.accessTokenTTL ?? HOUR,
  AuthorizationCode: MINUTE,
  BackchannelAuthenticationRequest: 10 * MINUTE,
  ClientCredentials: (_ctx: unknown, token: ForResource) =>
    token.resourceServer?.accessTokenTTL ?? 10 * MINUTE,
  DeviceCode: 10 * MINUTE,
  Grant: 12 * HOUR,
  IdToken: 5 * MINUTE,
  Interaction: 15 * MINUTE,
  // Of an app that the person lets go on; it ends with the person's word, a year at most, or when it lies unused for a month.
  RefreshToken: 30 * DAY,
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

/** The OpenID provider of this installation, over our own accounts and database. Throws when a trusted proxy is no address: a server that trusts otherwise than told must not start. */
export async function openProvider(needs: AccessNeeds): Promise<OpenProvider> {
  const proxies = parseAllowedAddresses(needs.trustedProxies ?? [])
  if (!proxies.ok) throw new Error(`trusted proxy: ${proxies.problems[0].at ?? ''} is no address`)
  const sealer = makeSealer(needs.secrets.masterKey, 'provider', needs.random)
  const key = await readSigningKey({ ...needs, sealer })
  const provider = new Provider(`${needs.origin}${PROVIDER_PATH}`, {
    ...settings(needs),
    adapter: (model) =>
      model === 'Client'
        ? registeredClients(needs)
        : singleUse(needs, model, providerItems({ ...needs, sealer }, model)),
    clients: [portalMetadata(needs)],
    jwks: { keys: [key] },
  })
  // The mount states host and protocol by our own origin, never by what a caller sent.
  provider.proxy = true
  watchProvider(provider, needs)
  // What fails within the library never reaches the door: it answers `server_error` by itself.
  provider.on('server_error', (_context, error) => needs.logFailure?.(error))
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
  const forClients = clientSettings(needs, needs.outgoing ?? openOutgoing([]), PORTAL_CLIENT)
  return {
    ...forClients,
    claims: { openid: ['sub'], mach: ['name', 'role'], fhirUser: ['fhirUser'] },
    clientBasedCORS: (_ctx, origin, client) => isOwnPage(origin, client),
    cookies: {
      keys: [derivedToken(needs.secrets.cookieKey, 'cookies', 'provider')],
      names: { session: PROVIDER_SESSION_COOKIE, interaction: 'mach_step', resume: 'mach_resume' },
      long: { httpOnly: true, sameSite: 'lax', signed: true, path: PROVIDER_PATH },
      short: { httpOnly: true, sameSite: 'lax', signed: true },
    },
    features: {
      ...forClients.features,
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      revocation: { enabled: true },
      userinfo: { enabled: true },
    },
    findAccount: (_ctx, id) => findPerson(needs, id),
    interactions: {
      url: (_ctx, { uid, prompt }) =>
        `${needs.origin}${prompt.name === 'consent' ? CONSENT_PATH : '/sign-in'}/${uid}`,
    },
    // What an app may do when the person is away was said on the page, not by the life of a browser's session.
    expiresWithSession: (_ctx, source) => !source.scopes.has('offline_access'),
    loadExistingGrant: loadGrant,
    pkce: { required: () => true },
    renderError: (ctx, out) => {
      ctx.type = 'html'
      ctx.set(PAGE_HEADERS)
      ctx.body = failurePage(readLanguage(ctx.query['ui_locales']), 'sign-in-broken', out.error)
    },
    responseTypes: ['code'],
    scopes: ['openid', 'mach', 'fhirUser', 'offline_access'],
    ttl: LIFETIMES,
  }
}

/** Whether a call by script comes from a page of the app itself. */
function isOwnPage(origin: string, client: ProviderClient): boolean {
  return (
    client.clientId !== PORTAL_CLIENT &&
    (client.redirectUris ?? []).some((uri) => new URL(uri).origin === origin)
  )
}

async function findPerson(needs: AccessNeeds, id: string) {
  const account = await findAccount(needs.database, id)
  if (account === undefined || account.locked || (account.demo && !needs.demo)) return undefined
  const { name, role, citizenNumber } = account
  const fhirUser = async () => {
    const person = citizenNumber === undefined ? undefined : await needs.findPerson(citizenNumber)
    const kind = role === 'citizen' ? 'Patient' : 'Practitioner'
    return `${fhirAddress(needs.origin)}/${kind}/${person ?? encodeURIComponent(id)}`
  }
  return {
    accountId: id,
    claims: async (_use: string, scope: string) => ({
      sub: id,
      name,
      role,
      ...(scope.split(' ').includes('fhirUser') ? { fhirUser: await fhirUser() } : {}),
    }),
  }
}

/**
 * Our own portal needs nobody's consent to know who signed in to it. An app has what the person said just now, and nothing from
 * an earlier time: each new sign-in to an app is shown and allowed anew.
 */
async function loadGrant(ctx: KoaContextWithOIDC) {
  const { provider, client, session, result } = ctx.oidc
  const accountId = session?.accountId
  if (client === undefined || accountId === undefined) return undefined
  if (client.clientId !== PORTAL_CLIENT) {
    const allowed = result?.consent?.grantId
    const grant = allowed === undefined ? undefined : await provider.Grant.find(allowed)
    return grant?.accountId === accountId && grant.clientId === client.clientId ? grant : undefined
  }
  const known = result?.consent?.grantId ?? session?.grantIdFor(client.clientId)
  const grant = known === undefined ? undefined : await provider.Grant.find(known)
  if (grant?.accountId === accountId) return grant

  const fresh = new provider.Grant({ accountId, clientId: client.clientId })
  fresh.addOIDCScope(HOUSE_SCOPE)
  await fresh.save()
  return fresh
}

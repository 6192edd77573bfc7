import type { KoaContextWithOIDC, Provider } from 'oidc-provider'
import { type AuditEvent, recordAudit } from '#audit'
import type { AccessNeeds } from '../access.ts'
import { makeShortMemory } from '../short-memory.ts'
import { findAppGrant } from '../systems/app-grant-store.ts'
import { type Client, isProviderScope, stateOf } from '../systems/client.ts'
import { usableKeys } from '../systems/client-key.ts'
import { findClient } from '../systems/client-store.ts'

/** Refusals of nobody known are written down once a minute for each address, or a flood would fill the log. */
const ANONYMOUS_MS = 60_000
const ANONYMOUS_MAX = 10_000

/** What the library's refusals say beyond what the caller reads. */
type Refusal = { readonly error: string; readonly detail: string }

/**
 * Stands around every call to the provider: what it gave out or refused to a system or an app is in the log before the answer
 * leaves; a refusal for a reason that the client's owner can mend says so; a token for an open record says whose.
 */
export function watchProvider(provider: Provider, needs: AccessNeeds): void {
  const refusals = new WeakMap<object, Refusal>()
  const told = makeShortMemory<true>(ANONYMOUS_MS, ANONYMOUS_MAX)
  const keep = (ctx: KoaContextWithOIDC, error: Error & { error_detail?: string | undefined }) => {
    refusals.set(ctx.req, { error: error.message, detail: error.error_detail ?? '' })
  }
  provider.on('grant.error', keep)
  provider.on('authorization.error', keep)
  provider.on('pushed_authorization_request.error', keep)
  provider.on('revocation.error', keep)
  provider.on('userinfo.error', keep)
  provider.use(async (context, next) => {
    // The provider adds its own part to every context that it answers; of an address that it does not know, none.
    const ctx = context as KoaContextWithOIDC
    askForConsent(ctx)
    await next()
    const client = 'oidc' in ctx ? await knownClient(needs, ctx) : undefined
    const refusal = refusals.get(ctx.req)
    if (refusal !== undefined) {
      if (client !== undefined) explain(needs, ctx, client)
      await recordRefusal(needs, ctx, client, refusal, told)
    } else if (client !== undefined && ctx.oidc.route === 'token') {
      await addContext(needs, ctx)
      await recordToken(needs, ctx, client)
    }
  })
}

/** Staying power is only given with consent asked for (OpenID Connect Core 11), which SMART apps do not say and our page always does. */
function askForConsent(ctx: KoaContextWithOIDC): void {
  const { query } = ctx
  const wants =
    typeof query['scope'] === 'string' && query['scope'].split(' ').includes('offline_access')
  if (ctx.method !== 'GET' || ctx.path !== '/auth' || !wants || query['prompt'] !== undefined)
    return
  const { req } = ctx
  const whole = 'originalUrl' in req && typeof req.originalUrl === 'string' ? req.originalUrl : ''
  const mount = whole.slice(0, whole.length - ctx.url.length)
  ctx.query = { ...query, prompt: 'consent' }
  // The library finds where it is mounted by comparing the two.
  Object.assign(req, { originalUrl: `${mount}${ctx.url}` })
}

/** The client that called or claimed to; undefined for our own portal and for names that nobody has. */
async function knownClient(
  { database }: AccessNeeds,
  { oidc }: KoaContextWithOIDC,
): Promise<Client | undefined> {
  const id = oidc.client?.clientId ?? claimedId(oidc.params)
  return id === undefined || id.length > 60 ? undefined : findClient(database, id)
}

function claimedId(params: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const { client_id: id, client_assertion: assertion } = params ?? {}
  if (typeof id === 'string') return id
  if (typeof assertion !== 'string') return undefined
  try {
    const claims: { sub?: unknown } = JSON.parse(
      Buffer.from(assertion.split('.')[1] ?? '', 'base64url').toString(),
    )
    return typeof claims.sub === 'string' ? claims.sub : undefined
  } catch {
    return undefined
  }
}

/** Tells the owner of a system what the library hides: it waits, was closed, or its keys ran out. */
function explain({ now }: AccessNeeds, ctx: KoaContextWithOIDC, client: Client): void {
  const body: { error?: unknown } =
    typeof ctx.body === 'object' && ctx.body !== null ? ctx.body : {}
  if (body.error !== 'invalid_client') return
  const state = stateOf(client)
  const isSpent =
    client.keys.length > 0 &&
    client.keysUri === undefined &&
    usableKeys(client.keys, now()).length === 0
  const reason =
    state === 'closed'
      ? 'access.client-closed: this client was closed'
      : state === 'waiting'
        ? 'access.client-waiting: an administrator has not confirmed this client yet'
        : isSpent
          ? 'access.client-keys-expired: no key of this client is valid now; add one'
          : undefined
  if (reason !== undefined) ctx.body = { ...body, error_description: reason }
}

/** SMART App Launch 2.2, launch context: whose record, and which visit, the token is for. */
async function addContext(needs: AccessNeeds, ctx: KoaContextWithOIDC): Promise<void> {
  const id = ctx.oidc.entities.Grant?.jti
  const grant = id === undefined ? undefined : await findAppGrant(needs.database, id, needs.now())
  if (grant === undefined || typeof ctx.body !== 'object' || ctx.body === null) return
  const scope = [
    ...grant.scopes.filter(isProviderScope),
    ...(ctx.oidc.entities.AccessToken?.scope?.split(' ') ?? []),
  ]
  const { person, visit } = grant
  ctx.body = {
    ...ctx.body,
    scope: scope.join(' '),
    ...(person === undefined ? {} : { patient: person, need_patient_banner: true }),
    ...(visit === undefined ? {} : { encounter: visit }),
  }
}

async function recordToken(
  needs: AccessNeeds,
  ctx: KoaContextWithOIDC,
  client: Client,
): Promise<void> {
  const { ClientCredentials, AccessToken } = ctx.oidc.entities
  const scope = (ClientCredentials ?? AccessToken)?.scope ?? ''
  await recordAudit(needs.database, [
    {
      at: needs.now(),
      action: 'sign-in',
      caller: auditCaller(ctx, client),
      what: 'token',
      detail: {
        client: client.id,
        scope: scope.slice(0, 500),
        grant: String(ctx.oidc.params?.['grant_type']),
      },
    },
  ])
}

async function recordRefusal(
  needs: AccessNeeds,
  ctx: KoaContextWithOIDC,
  client: Client | undefined,
  refusal: Refusal,
  told: ReturnType<typeof makeShortMemory<true>>,
): Promise<void> {
  const now = needs.now()
  const caller = auditCaller(ctx, client)
  if (client === undefined) {
    if (told.recall(caller.address, now)) return
    told.remember(caller.address, true, now)
  }
  const { error, detail } = refusal
  await recordAudit(needs.database, [
    {
      at: now,
      action: 'sign-in-failed',
      caller,
      what: ctx.oidc.route ?? 'oidc',
      detail: { error, reason: detail.slice(0, 200) },
    },
  ])
}

function auditCaller(ctx: KoaContextWithOIDC, client: Client | undefined): AuditEvent['caller'] {
  const address = ctx.ip
  if (client === undefined)
    return { account: 'anonymous', name: 'anonymous', role: 'anonymous', address }
  const { id, name, facility, kind } = client
  const account = ctx.oidc.entities.Account?.accountId
  if (kind === 'app') return { account: account ?? id, name, role: 'system', address }
  return {
    account: id,
    name,
    role: 'facility-clerk',
    address,
    ...(facility === undefined ? {} : { facility }),
  }
}

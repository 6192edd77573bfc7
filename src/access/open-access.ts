import type { FastifyRequest } from 'fastify'
import type { Provider } from 'oidc-provider'
import { recordAudit } from '#audit'
import { openOutgoing } from '#foundation/outgoing'
import { personAsked } from '#foundation/person-asked'
import { type Door, refuseWith } from '#foundation/serve'
import type { Caller } from '#vocabulary/caller'
import type { Access, AccessNeeds } from './access.ts'
import { accountRoutes, passwordAddress } from './accounts/account-routes.ts'
import { makeFirstAdministratorToken } from './accounts/set-password.ts'
import { readConsentKey } from './consent/consent-key.ts'
import type { ConsentNeeds } from './consent/consent-needs.ts'
import { consentRoutes } from './consent/consent-routes.ts'
import { noteGuardian } from './consent/note-guardian.ts'
import { inspectionRoutes } from './inspections/inspection-routes.ts'
import { giveDemoToken } from './contract.ts'
import { counterRoutes } from './counter/counter-routes.ts'
import { securityRoutes } from './factors/security-routes.ts'
import { listIdentities, openUpstream } from './upstream/open-upstream.ts'
import { upstreamRoutes } from './upstream/upstream-routes.ts'
import { recoveryRoutes } from './recovery/recovery-routes.ts'
import { openProvider, portalClient, PROVIDER_PATH } from './provider/open-provider.ts'
import { providerRoutes } from './provider/provider-routes.ts'
import {
  type Identification,
  isConfirmedAt,
  makeIdentification,
} from './sessions/identify-caller.ts'
import { openIssuerClient } from './sessions/issuer-client.ts'
import { sessionRoutes } from './sessions/session-routes.ts'
import { signInRoutes } from './sessions/sign-in-routes.ts'
import { makeSealer } from './sealing.ts'
import { shareRoutes } from './shares/share-routes.ts'
import { makeShortMemory } from './short-memory.ts'
import { CONSENT_PATH } from './systems/consent-path.ts'
import { systemRoutes, withClients } from './systems/system-routes.ts'
import { sweepExpired } from './sweep-store.ts'
import { isLoopback } from './wire/allowed-addresses.ts'
import { openWireDesk } from './wire/open-wire-desk.ts'
import { wireRoutes } from './wire/wire-routes.ts'

/** Refusals of nobody in particular are written down once a minute for each address and route, or a flood would fill the log. */
const ANONYMOUS_MS = 60_000
const ANONYMOUS_MAX = 10_000

/** Pages of ours that carry their own protection: the provider's cookies, or a one-time token. */
const OWN_FORMS = [`${PROVIDER_PATH}/`, '/sign-in/', '/password/', `${CONSENT_PATH}/`]

/** Opens access for one server process: reads or makes the signing key, then waits to be mounted. */
export async function makeAccess(needs: AccessNeeds): Promise<Access> {
  const provider = await openProvider(needs)
  const identification = withClients(needs, makeIdentification(needs))
  const consent = await consentNeeds(needs)
  return {
    identify: identification.identify,
    onForbidden: recordForbidden(needs),
    isConfirmed: (caller) => isConfirmedAt(needs.now(), caller),
    mount: (door) => {
      mount(door, needs, provider, identification)
      consentRoutes(door, consent)
      inspectionRoutes(door, consent)
      shareRoutes(door, { ...consent, origin: needs.origin })
    },
    noteGuardian: async (trx, tie) => {
      await noteGuardian(trx, consent, tie)
    },
    wire: openWireDesk(needs),
    makeFirstAdministratorLink: async () => {
      const token = await makeFirstAdministratorToken(needs)
      return token === undefined ? undefined : passwordAddress(needs.origin, token)
    },
    sweep: () => sweepExpired(needs.database, needs.now()),
  }
}

async function consentNeeds(needs: AccessNeeds): Promise<ConsentNeeds> {
  const sealer = makeSealer(needs.secrets.masterKey, 'consent', needs.random)
  const key = await readConsentKey({ ...needs, sealer })
  return { ...needs, sealer, key }
}

function mount(
  door: Door,
  needs: AccessNeeds,
  provider: Provider,
  identification: Identification,
): void {
  const { app } = door
  app.addHook('onRequest', async (request, reply) => {
    if (isOwnForm(request)) return
    if (isProxiedDemo(request, needs.origin))
      return refuseWith(door, reply, [{ kind: 'forbidden', code: 'access.demo-not-local' }])
    if (await identification.isForged(request)) {
      await door.onForged?.(request)
      return refuseWith(door, reply, [{ kind: 'forbidden', code: 'access.csrf-missing' }])
    }
  })
  providerRoutes(app, provider, needs.origin)
  const client = openIssuerClient(app, new URL(provider.issuer), portalClient(needs))
  const { forgetAll } = identification
  const upstream = openUpstream(
    needs.upstream ?? [],
    needs.origin,
    needs.outgoing ?? openOutgoing([]),
  )
  signInRoutes(app, { ...needs, provider, client, forgetAll, upstream })
  upstreamRoutes(door, { ...needs, provider, identification, upstream })
  sessionRoutes(door, { ...needs, provider, identification })
  accountRoutes(door, { ...needs, forgetAll })
  const identitiesOf = (account: string) => listIdentities(needs.database, account, upstream)
  securityRoutes(door, { ...needs, identification, identitiesOf })
  counterRoutes(door, needs)
  recoveryRoutes(door, { ...needs, forgetAll })
  wireRoutes(door, needs)
  systemRoutes(door, { ...needs, provider, forgetAll })
}

function isOwnForm(request: FastifyRequest): boolean {
  return OWN_FORMS.some((path) => request.url.startsWith(path))
}

/** A proxy on this machine makes the whole world look local, and so does a browser that was led to us by a foreign name. */
function isProxiedDemo(request: FastifyRequest, origin: string): boolean {
  if (request.routeOptions.url !== giveDemoToken.path) return false
  const { headers, hostname } = request
  const isOwnName =
    hostname === 'localhost' || hostname === new URL(origin).hostname || isLoopback(hostname)
  return (
    !isOwnName || headers['x-forwarded-for'] !== undefined || headers['forwarded'] !== undefined
  )
}

function recordForbidden(needs: AccessNeeds): Door['onForbidden'] {
  const told = makeShortMemory<true>(ANONYMOUS_MS, ANONYMOUS_MAX)
  return async (caller, route, request) => {
    const now = needs.now()
    const key = `${request.ip} ${route}`
    if (caller === undefined && told.recall(key, now)) return
    if (caller === undefined) told.remember(key, true, now)
    // Nobody in particular is told to no person: keys that somebody outside guesses would fill the logs of others.
    const person = caller === undefined ? undefined : personAsked(request)
    await recordAudit(needs.database, [
      {
        at: now,
        action: 'refused',
        caller: caller ?? anonymous(request),
        what: route,
        ...(person === undefined ? {} : { person }),
        ...(caller === undefined ? {} : { detail: { reason: 'access.right-missing' } }),
      },
    ])
  }
}

function anonymous(request: FastifyRequest): Pick<Caller, 'account' | 'name' | 'address'> & {
  readonly role: 'anonymous'
} {
  return { account: 'anonymous', name: 'anonymous', role: 'anonymous', address: request.ip }
}

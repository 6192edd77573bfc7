import { z } from 'zod'
import { contract } from '#foundation/contract'

const TEXT_MAX = 200
const ADDRESS_MAX = 500

const Id = z.string().max(60)
const Name = z.string().trim().min(1).max(TEXT_MAX)
const Scope = z.string().min(1).max(300)

export const KeyLives = z.enum(['future', 'good', 'days-30', 'days-14', 'days-3', 'expired'])

export const ClientListed = z.object({
  client: z.string(),
  kind: z.enum(['facility-system', 'vendor-system', 'app', 'tool']),
  name: z.string(),
  publisher: z.string(),
  facility: z.string().optional(),
  facilityName: z.string().optional(),
  /** For whom a system acts: its own facility and those that gave written consent. */
  facilities: z.array(z.string()),
  method: z.enum(['private_key_jwt', 'tls_client_auth', 'self_signed_tls_client_auth', 'none']),
  scopes: z.array(z.string()),
  redirectUris: z.array(z.string()),
  launchUri: z.string().optional(),
  keysUri: z.string().optional(),
  certificateSubject: z.string().optional(),
  keys: z.array(
    z.object({
      key: z.string(),
      kind: z.enum(['key', 'certificate']),
      from: z.iso.datetime(),
      until: z.iso.datetime(),
      life: KeyLives,
    }),
  ),
  /** How the last of the keys stands; absent when there is none here. */
  life: KeyLives.optional(),
  state: z.enum(['waiting', 'open', 'closed']),
  registeredAt: z.iso.datetime(),
  registeredBy: z.string(),
  closedReason: z.string().optional(),
})

/** One public key, as JWK or as certificate. Without times it is good from now for two years at most. */
const NewKey = {
  jwk: z
    .record(z.string().max(20), z.union([z.string().max(2_000), z.array(z.string()).max(5)]))
    .optional(),
  certificate: z.string().max(20_000).optional(),
  from: z.iso.datetime().optional(),
  until: z.iso.datetime().optional(),
}

/** How software proves who it is: exactly one of `keys`, `keysUri`, `certificateSubject`. */
const Proof = {
  keys: z.array(z.strictObject(NewKey)).min(1).max(10).optional(),
  keysUri: z.url().max(ADDRESS_MAX).optional(),
  certificateSubject: z.string().min(3).max(ADDRESS_MAX).optional(),
}

const Page = {
  after: z.string().max(TEXT_MAX).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
}
const Listed = z.object({ clients: z.array(ClientListed), next: z.string().optional() })

export const listOwnSystems = contract({
  method: 'GET',
  path: '/systems',
  summary: 'The systems that act for one’s own facility, with the life of their keys',
  right: 'system.register-own',
  request: z.strictObject(Page),
  response: Listed,
})

export const registerSystem = contract({
  method: 'POST',
  path: '/systems',
  summary: 'Register the facility’s software, or a vendor’s; an administrator confirms it',
  right: 'system.register-own',
  request: z.strictObject({
    kind: z.enum(['facility-system', 'vendor-system']),
    name: Name,
    publisher: Name,
    scopes: z.array(Scope).min(1).max(50),
    ...Proof,
  }),
  response: z.object({ client: z.string() }),
})

export const addSystemKey = contract({
  method: 'POST',
  path: '/systems/:client/keys',
  summary: 'Add a key beside the present ones, so that one takes over from the other without a gap',
  right: 'system.register-own',
  request: z.strictObject({ client: Id, ...NewKey }),
  response: z.object({ key: z.string() }),
})

export const endSystemKey = contract({
  method: 'POST',
  path: '/systems/:client/keys/:key/end',
  summary: 'Let a key end, now or at an instant before its own end',
  right: 'system.register-own',
  request: z.strictObject({
    client: Id,
    key: z.string().max(100),
    until: z.iso.datetime().optional(),
  }),
  response: z.object({}),
})

export const closeOwnSystem = contract({
  method: 'POST',
  path: '/systems/:client/close',
  summary: 'Close a system that the own facility registered: its tokens end within five seconds',
  right: 'system.register-own',
  request: z.strictObject({ client: Id, reason: Name }),
  response: z.object({}),
})

export const allowVendor = contract({
  method: 'POST',
  path: '/systems/:client/consent',
  summary: 'Write down the own facility’s consent that a vendor’s system acts for it',
  right: 'system.register-own',
  request: z.strictObject({ client: Id, consent: Name }),
  response: z.object({}),
})

export const endVendor = contract({
  method: 'POST',
  path: '/systems/:client/consent/end',
  summary:
    'Take back the own facility’s consent: the system acts for it no more within five seconds',
  right: 'system.register-own',
  request: z.strictObject({ client: Id }),
  response: z.object({}),
})

export const listOwnTools = contract({
  method: 'GET',
  path: '/tools/own',
  summary: 'The commands that act for one’s own account, with the life of their keys',
  right: 'account.self',
  request: z.strictObject({}),
  response: z.object({ tools: z.array(ClientListed) }),
})

export const registerTool = contract({
  method: 'POST',
  path: '/tools',
  summary: 'Register a command that acts for one’s own account; an administrator confirms it',
  right: 'account.self',
  stepUp: true,
  request: z.strictObject({
    name: Name,
    scopes: z.array(Scope).min(1).max(10),
    keys: z.array(z.strictObject(NewKey)).min(1).max(10),
  }),
  response: z.object({ client: z.string() }),
})

export const closeOwnTool = contract({
  method: 'POST',
  path: '/tools/:client/close',
  summary: 'Close a command of one’s own account: its tokens end within five seconds, for good',
  right: 'account.self',
  request: z.strictObject({ client: Id, reason: Name }),
  response: z.object({}),
})

export const listRegisteredClients = contract({
  method: 'GET',
  path: '/clients',
  summary: 'Every registered system and app, with the life of their keys',
  right: 'system.operate',
  request: z.strictObject({ kind: z.enum(['system', 'app']).optional(), ...Page }),
  response: Listed.extend({
    /** How many open clients have no key that lasts 30 days more. */
    ending: z.number(),
  }),
})

export const registerApp = contract({
  method: 'POST',
  path: '/clients/apps',
  summary: 'Register an app for citizens or doctors: public with DPoP, or confidential with a key',
  right: 'system.operate',
  stepUp: true,
  request: z.strictObject({
    name: Name,
    publisher: Name,
    scopes: z.array(Scope).min(1).max(50),
    redirectUris: z.array(z.string().max(ADDRESS_MAX)).min(1).max(10),
    launchUri: z.url().max(ADDRESS_MAX).optional(),
    keys: Proof.keys,
    keysUri: Proof.keysUri,
  }),
  response: z.object({ client: z.string() }),
})

export const confirmClient = contract({
  method: 'POST',
  path: '/clients/:client/confirm',
  summary: 'Confirm a system that a facility registered: from now on it gets tokens',
  right: 'system.operate',
  stepUp: true,
  request: z.strictObject({ client: Id }),
  response: z.object({}),
})

export const closeClient = contract({
  method: 'POST',
  path: '/clients/:client/close',
  summary: 'Close a system or an app: its tokens end within five seconds, for good',
  right: 'system.operate',
  stepUp: true,
  request: z.strictObject({ client: Id, reason: Name }),
  response: z.object({}),
})

export const AppGrantListed = z.object({
  grant: z.string(),
  client: z.string(),
  name: z.string(),
  publisher: z.string(),
  scopes: z.array(z.object({ scope: z.string(), vi: z.string(), en: z.string() })),
  grantedAt: z.iso.datetime(),
  until: z.iso.datetime(),
})

export const listOwnApps = contract({
  method: 'GET',
  path: '/apps/own',
  summary: 'The apps that one allowed, what each may read and until when',
  right: 'app.allow-own',
  request: z.strictObject({}),
  response: z.object({ apps: z.array(AppGrantListed) }),
})

export const endOwnApp = contract({
  method: 'POST',
  path: '/apps/own/:grant/end',
  summary: 'Take back what one allowed an app: its tokens end at once',
  right: 'app.allow-own',
  request: z.strictObject({ grant: z.string().max(100) }),
  response: z.object({}),
})

export const listLaunchableApps = contract({
  method: 'GET',
  path: '/apps/launchable',
  summary: 'The apps that can be opened from an open record',
  right: 'record.read',
  request: z.strictObject({}),
  response: z.object({
    apps: z.array(z.object({ client: z.string(), name: z.string(), publisher: z.string() })),
  }),
})

export const launchApp = contract({
  method: 'POST',
  path: '/apps/launch',
  summary: 'Open an app for a record that one may read (SMART EHR launch)',
  right: 'record.read',
  request: z.strictObject({
    client: Id,
    person: z.string().max(60),
    visit: z.string().max(60).optional(),
  }),
  response: z.object({ address: z.string() }),
})

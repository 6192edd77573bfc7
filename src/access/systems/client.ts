import type { FacilityCode } from '#vocabulary/facility-code'
import type { Right } from '#vocabulary/rights'
import type { ClientKey } from './client-key.ts'

export const CLIENT_KINDS = ['facility-system', 'vendor-system', 'app', 'tool'] as const
export type ClientKind = (typeof CLIENT_KINDS)[number]

/** How software proves who it is: RFC 7523, RFC 8705 (two ways), or not at all (an app on a person's device, RFC 8252). */
export const CLIENT_METHODS = [
  'private_key_jwt',
  'tls_client_auth',
  'self_signed_tls_client_auth',
  'none',
] as const
export type ClientMethod = (typeof CLIENT_METHODS)[number]

/** Software that may ask for tokens. `id` is what the audit log shows. */
export type Client = {
  readonly id: string
  readonly kind: ClientKind
  readonly name: string
  readonly publisher: string
  /** The facility that registered a system; none of apps and tools. A tool acts for the account that registered it. */
  readonly facility?: FacilityCode
  /** For whom a system may act now: its own facility, and those that gave written consent. */
  readonly facilities: readonly FacilityCode[]
  readonly method: ClientMethod
  readonly scopes: readonly string[]
  readonly redirectUris: readonly string[]
  /** Where a doctor's portal opens an app for an open record. */
  readonly launchUri?: string
  /** Where the keys are published, instead of being handed in. */
  readonly keysUri?: string
  /** The subject (RFC 4514) of certificates that an authority issues to it. */
  readonly certificateSubject?: string
  readonly keys: readonly ClientKey[]
  readonly registeredAt: Date
  readonly registeredBy: string
  readonly confirmedAt?: Date
  readonly closedAt?: Date
  readonly closedReason?: string
}

/** A system acts at the front door of intake as a clerk would, and asks who may practise; a scope is the very name of the right. */
const SYSTEM_RIGHTS: readonly Right[] = [
  'dossier.submit',
  'dossier.read-own-facility',
  'dossier.withdraw',
  'delivery.import-results',
  'practice.ask',
]

/** What staff let a command do in their place: to carry off what is too large for a browser. Whoever registers it must hold the right. */
const TOOL_RIGHTS: readonly Right[] = ['audit.export', 'privacy.extract']

const PROVIDER_SCOPES: readonly string[] = ['openid', 'fhirUser', 'offline_access']

/** Whether a scope is about the sign-in itself; every other is for what is read with the token. */
export function isProviderScope(scope: string): boolean {
  return PROVIDER_SCOPES.includes(scope)
}

/** Whether a scope is one of a system's: a right of the front door, or a clinical scope of its own level. */
export function isSystemScope(scope: string): boolean {
  return SYSTEM_RIGHTS.some((right) => right === scope) || scope.startsWith('system/')
}

/** What a system may do with a token of these scopes. */
export function rightsOfSystem(scopes: readonly string[]): ReadonlySet<Right> {
  return new Set(SYSTEM_RIGHTS.filter((right) => scopes.includes(right)))
}

/** What a tool may be registered for by somebody, or do with a token of these scopes: never more than its account. */
export function rightsOfTool(scopes: readonly string[], own: ReadonlySet<Right>): Set<Right> {
  return new Set(TOOL_RIGHTS.filter((right) => scopes.includes(right) && own.has(right)))
}

export type ClientState = 'waiting' | 'open' | 'closed'

export function stateOf(client: Pick<Client, 'confirmedAt' | 'closedAt'>): ClientState {
  if (client.closedAt !== undefined) return 'closed'
  return client.confirmedAt === undefined ? 'waiting' : 'open'
}

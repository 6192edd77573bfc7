import { type AuditCaller, recordAudit } from '#audit'
import type { Trx } from '#foundation/database'
import type { Caller } from '#vocabulary/caller'
import type { FacilityCode } from '#vocabulary/facility-code'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { RandomBytes } from '#vocabulary/record-id'
import {
  type Client,
  type ClientKind,
  type ClientMethod,
  isSystemScope,
  rightsOfTool,
} from './client.ts'
import {
  type ClientKey,
  KEY_DAYS_MAX,
  parseClientCertificate,
  parseClientKey,
} from './client-key.ts'
import { insertClient, insertClientKey, insertFacilityConsent } from './client-store.ts'
import { isWebAddress, parseKeysUri, parseRedirectUri } from './client-address.ts'
import { parseSmartScopes } from './smart-scope.ts'

export type RegisterNeeds = {
  readonly now: Date
  readonly random: RandomBytes
  readonly by: AuditCaller
  /** Whether addresses of this machine may be named without TLS: where synthetic data is shown. */
  readonly demo: boolean
}

/** A key as it is handed in. */
export type HandedKey = {
  readonly jwk?: Readonly<Record<string, unknown>> | undefined
  readonly certificate?: string | undefined
  readonly from?: string | undefined
  readonly until?: string | undefined
}

/** How software will prove who it is: exactly one of the three. */
type HandedProof = {
  readonly keys?: readonly HandedKey[] | undefined
  readonly keysUri?: string | undefined
  readonly certificateSubject?: string | undefined
}

type Proof = {
  readonly method: ClientMethod
  readonly keys: readonly ClientKey[]
  readonly keysUri?: string
  readonly certificateSubject?: string
}

/**
 * Registers software of a facility or of its vendor. It gets no token before an administrator confirmed it.
 * A second call registers another one.
 *
 * Refuses what `parseSmartScopes`, the keys and addresses refuse; `access.system-scope` for what is no system's;
 * `access.client-proof` when not exactly one way of proof is given.
 */
export async function registerSystem(
  trx: Trx,
  needs: RegisterNeeds,
  asked: HandedProof & {
    readonly kind: Exclude<ClientKind, 'app'>
    readonly facility: FacilityCode
    readonly name: string
    readonly publisher: string
    readonly scopes: readonly string[]
  },
): Promise<Outcome<{ readonly client: string }>> {
  const wrong = asked.scopes.find((scope) => !isSystemScope(scope))
  if (wrong !== undefined) return refuse('incorrect', 'access.system-scope', wrong)
  const clinical = parseSmartScopes(asked.scopes.filter((scope) => scope.includes('/')))
  if (!clinical.ok) return clinical
  const proof = parseProof(needs, asked)
  if (!proof.ok) return proof

  const { kind, name, publisher, facility } = asked
  const id = newClientId(needs, `SYS-${facility}`)
  await insert(
    trx,
    needs,
    { id, kind, name, publisher, facility, redirectUris: [] },
    asked.scopes,
    proof.value,
  )
  await insertFacilityConsent(trx, {
    client: id,
    facility,
    consent: 'registered',
    at: needs.now,
    by: needs.by.account,
  })
  return accept({ client: id })
}

/**
 * Registers an app for citizens or doctors, open at once. With keys it is confidential and must push its requests;
 * without it is public and must bind its tokens to a key of its own (DPoP).
 * Refuses as `registerSystem` does; `access.app-scope` for scopes of systems; `access.redirect-uri`.
 */
export async function registerApp(
  trx: Trx,
  needs: RegisterNeeds,
  asked: Omit<HandedProof, 'certificateSubject'> & {
    readonly name: string
    readonly publisher: string
    readonly scopes: readonly string[]
    readonly redirectUris: readonly string[]
    readonly launchUri?: string | undefined
  },
): Promise<Outcome<{ readonly client: string }>> {
  const scopes = parseSmartScopes(asked.scopes)
  if (!scopes.ok) return scopes
  const wrong = asked.scopes.find((scope) => scope.startsWith('system/'))
  if (wrong !== undefined) return refuse('incorrect', 'access.app-scope', wrong)
  for (const uri of asked.redirectUris) {
    const parsed = parseRedirectUri(uri)
    if (!parsed.ok) return parsed
  }
  if (asked.launchUri !== undefined && !isWebAddress(asked.launchUri))
    return refuse('incorrect', 'access.redirect-uri', 'launchUri')
  const isPublic = asked.keys === undefined && asked.keysUri === undefined
  const proof = isPublic ? accept<Proof>({ method: 'none', keys: [] }) : parseProof(needs, asked)
  if (!proof.ok) return proof
  if (proof.value.method === 'self_signed_tls_client_auth')
    return refuse('incorrect', 'access.client-proof', 'keys')

  const { name, publisher, redirectUris, launchUri } = asked
  const id = newClientId(needs, 'APP')
  await insert(
    trx,
    needs,
    {
      id,
      kind: 'app',
      name,
      publisher,
      redirectUris,
      ...(launchUri === undefined ? {} : { launchUri }),
      confirmedAt: needs.now,
    },
    asked.scopes,
    proof.value,
  )
  return accept({ client: id })
}

/**
 * Registers a command with a key of its own, for the account that calls: it acts for that account within these scopes, as long as the
 * account stands open and holds them. It gets no token before somebody else, an administrator, confirmed it. A second call
 * registers another one.
 *
 * Refuses `access.tool-scope` for what the account may not do itself or no tool may; `access.client-proof` for anything but public keys.
 */
export async function registerTool(
  trx: Trx,
  needs: RegisterNeeds,
  caller: Caller,
  asked: {
    readonly name: string
    readonly scopes: readonly string[]
    readonly keys: readonly HandedKey[]
  },
): Promise<Outcome<{ readonly client: string }>> {
  const may: ReadonlySet<string> = rightsOfTool(asked.scopes, caller.rights)
  const wrong = asked.scopes.find((scope) => !may.has(scope))
  if (wrong !== undefined) return refuse('forbidden', 'access.tool-scope', wrong)
  const proof = parseProof(needs, { keys: asked.keys })
  if (!proof.ok) return proof
  if (proof.value.method !== 'private_key_jwt')
    return refuse('incorrect', 'access.client-proof', 'keys')
  const id = newClientId(needs, 'TOOL')
  const { name } = asked
  const client = { id, kind: 'tool', name, publisher: caller.name, redirectUris: [] } as const
  await insert(trx, needs, client, asked.scopes, proof.value)
  return accept({ client: id })
}

/** Reads one key as it was handed in: good from now, and for two years at most, when nothing else is said. */
export function parseHandedKey(now: Date, handed: HandedKey): Outcome<ClientKey> {
  const { jwk, certificate } = handed
  const from = handed.from === undefined ? now : new Date(handed.from)
  const life = {
    from,
    until:
      handed.until === undefined
        ? new Date(from.getTime() + KEY_DAYS_MAX * 86_400_000)
        : new Date(handed.until),
  }
  if (jwk !== undefined && certificate === undefined) return parseClientKey(jwk, life)
  if (certificate !== undefined && jwk === undefined)
    return parseClientCertificate(certificate, life)
  return refuse('incorrect', 'access.client-proof', 'keys')
}

function parseProof(needs: RegisterNeeds, handed: HandedProof): Outcome<Proof> {
  const { keys, keysUri, certificateSubject } = handed
  const given = [keys, keysUri, certificateSubject].filter((one) => one !== undefined)
  if (given.length !== 1) return refuse('incorrect', 'access.client-proof')
  if (certificateSubject !== undefined)
    return accept({ method: 'tls_client_auth', keys: [], certificateSubject })
  if (keysUri !== undefined) {
    const parsed = parseKeysUri(keysUri, needs.demo)
    return parsed.ok ? accept({ method: 'private_key_jwt', keys: [], keysUri }) : parsed
  }
  const read: ClientKey[] = []
  for (const handedKey of keys ?? []) {
    const key = parseHandedKey(needs.now, handedKey)
    if (!key.ok) return key
    read.push(key.value)
  }
  const kinds = new Set(read.map((key) => key.kind))
  if (kinds.size !== 1) return refuse('incorrect', 'access.client-proof', 'keys')
  const method = kinds.has('certificate') ? 'self_signed_tls_client_auth' : 'private_key_jwt'
  return accept({ method, keys: read })
}

/** Upper case, so that the audit log never takes software for a person: sign-in names are in lower case. */
function newClientId(needs: RegisterNeeds, begin: string): string {
  return `${begin}-${Buffer.from(needs.random(6)).toString('hex').toUpperCase()}`
}

async function insert(
  trx: Trx,
  { now, by }: RegisterNeeds,
  client: Pick<Client, 'id' | 'kind' | 'name' | 'publisher' | 'redirectUris'> & Partial<Client>,
  scopes: readonly string[],
  proof: Proof,
): Promise<void> {
  const { method, keysUri, certificateSubject, keys } = proof
  await insertClient(trx, {
    ...client,
    scopes: [...new Set(scopes)],
    method,
    ...(keysUri === undefined ? {} : { keysUri }),
    ...(certificateSubject === undefined ? {} : { certificateSubject }),
    registeredAt: now,
    registeredBy: by.account,
  })
  for (const key of keys) await insertClientKey(trx, client.id, key, now, by.account)
  await recordAudit(trx, [
    {
      at: now,
      action: 'configure',
      caller: by,
      what: 'client',
      purpose: 'administration',
      detail: { client: client.id, change: 'registered', scopes: scopes.join(' '), method },
    },
  ])
}

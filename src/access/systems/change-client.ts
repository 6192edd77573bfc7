import { type AuditCaller, recordAudit } from '#audit'
import type { Trx } from '#foundation/database'
import type { FacilityCode } from '#vocabulary/facility-code'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { type Client, stateOf } from './client.ts'
import {
  closeClientRow,
  confirmClientRow,
  endClientKey,
  endFacilityConsent,
  findClient,
  insertClientKey,
  insertFacilityConsent,
} from './client-store.ts'
import { type HandedKey, parseHandedKey } from './register-client.ts'

type Needs = { readonly now: Date; readonly by: AuditCaller }

/** So many keys beside one another are enough for any change of keys. */
const KEYS_MAX = 20

/**
 * Adds a key beside the present ones; until one ends, all of them are good.
 * Refuses `access.client-unknown` for another facility's, `access.client-proof` for a key of another kind than the client's,
 * `access.key-known` for one that it has, and what reading the key refuses.
 */
export async function addClientKey(
  trx: Trx,
  needs: Needs,
  facility: FacilityCode,
  clientId: string,
  handed: HandedKey,
): Promise<Outcome<{ readonly key: string }>> {
  const client = await ownClient(trx, facility, clientId)
  if (!client.ok) return client
  const key = parseHandedKey(needs.now, handed)
  if (!key.ok) return key
  const { method, keys, keysUri } = client.value
  const kind = method === 'private_key_jwt' ? 'key' : 'certificate'
  if (key.value.kind !== kind || keysUri !== undefined || method === 'tls_client_auth')
    return refuse('incorrect', 'access.client-proof')
  if (keys.length >= KEYS_MAX) return refuse('conflict', 'access.keys-too-many')
  if (!(await insertClientKey(trx, clientId, key.value, needs.now, needs.by.account)))
    return refuse('conflict', 'access.key-known')
  await recordChange(trx, needs, clientId, { change: 'key-added', key: key.value.kid })
  return accept({ key: key.value.kid })
}

/** Lets a key end at an instant. Refuses `access.client-unknown`, `access.key-unknown` when it ends before that anyway. */
export async function endKey(
  trx: Trx,
  needs: Needs,
  facility: FacilityCode,
  asked: { readonly client: string; readonly key: string; readonly until: Date },
): Promise<Outcome<Record<string, never>>> {
  const client = await ownClient(trx, facility, asked.client)
  if (!client.ok) return client
  const until = asked.until < needs.now ? needs.now : asked.until
  if (!(await endClientKey(trx, asked.client, asked.key, until)))
    return refuse('not-found', 'access.key-unknown')
  await recordChange(trx, needs, asked.client, { change: 'key-ended', key: asked.key })
  return accept({})
}

/**
 * Lets a registered system or tool get tokens. Refuses `access.client-not-waiting`: unknown, confirmed before, or closed;
 * `access.client-own` for whoever registered it.
 */
export async function confirmClient(
  trx: Trx,
  needs: Needs,
  clientId: string,
): Promise<Outcome<Record<string, never>>> {
  const client = await findClient(trx, clientId)
  if (client?.registeredBy === needs.by.account) return refuse('forbidden', 'access.client-own')
  if (!(await confirmClientRow(trx, clientId, needs.now, needs.by.account)))
    return refuse('conflict', 'access.client-not-waiting')
  await recordChange(trx, needs, clientId, { change: 'confirmed' })
  return accept({})
}

/**
 * Closes a client for good; its tokens end within 5 s.
 * @param facility of a clerk, who closes only what the own facility registered; an administrator closes any
 * @param account of whoever closes a tool of the own account
 * Refuses `access.client-unknown`, also for one that is closed.
 */
export async function closeClient(
  trx: Trx,
  needs: Needs,
  asked: {
    readonly client: string
    readonly reason: string
    readonly facility?: FacilityCode | undefined
    readonly account?: string | undefined
  },
): Promise<Outcome<Record<string, never>>> {
  if (asked.account !== undefined) {
    const client = await findClient(trx, asked.client)
    if (client?.kind !== 'tool' || client.registeredBy !== asked.account)
      return refuse('not-found', 'access.client-unknown')
  }
  if (asked.facility !== undefined) {
    const client = await ownClient(trx, asked.facility, asked.client)
    if (!client.ok) return client
  }
  if (!(await closeClientRow(trx, asked.client, needs.now, needs.by.account, asked.reason)))
    return refuse('not-found', 'access.client-unknown')
  await recordChange(trx, needs, asked.client, { change: 'closed' })
  return accept({})
}

/** A facility consents that a vendor's system acts for it. Refuses `access.client-unknown`, `access.consent-given` before. */
export async function allowVendor(
  trx: Trx,
  needs: Needs,
  facility: FacilityCode,
  asked: { readonly client: string; readonly consent: string },
): Promise<Outcome<Record<string, never>>> {
  const client = await findClient(trx, asked.client)
  if (client?.kind !== 'vendor-system' || stateOf(client) === 'closed')
    return refuse('not-found', 'access.client-unknown')
  const given = { ...asked, facility, at: needs.now, by: needs.by.account }
  if (!(await insertFacilityConsent(trx, given))) return refuse('conflict', 'access.consent-given')
  await recordChange(trx, needs, asked.client, { change: 'facility-consented', for: facility })
  return accept({})
}

/** Takes a facility's consent back. Refuses `access.client-unknown` when there is none. */
export async function endVendor(
  trx: Trx,
  needs: Needs,
  facility: FacilityCode,
  clientId: string,
): Promise<Outcome<Record<string, never>>> {
  const ended = { client: clientId, facility, at: needs.now, by: needs.by.account }
  if (!(await endFacilityConsent(trx, ended))) return refuse('not-found', 'access.client-unknown')
  await recordChange(trx, needs, clientId, { change: 'facility-withdrew', for: facility })
  return accept({})
}

async function ownClient(
  trx: Trx,
  facility: FacilityCode,
  clientId: string,
): Promise<Outcome<Client>> {
  const client = await findClient(trx, clientId)
  const isOwn = client?.facility === facility && stateOf(client) !== 'closed'
  return client !== undefined && isOwn
    ? accept(client)
    : refuse('not-found', 'access.client-unknown')
}

async function recordChange(
  trx: Trx,
  needs: Needs,
  client: string,
  detail: Readonly<Record<string, string>>,
): Promise<void> {
  await recordAudit(trx, [
    {
      at: needs.now,
      action: 'configure',
      caller: needs.by,
      what: 'client',
      purpose: 'administration',
      detail: { client, ...detail },
    },
  ])
}

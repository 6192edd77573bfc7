import type { Adapter, ClientMetadata } from 'oidc-provider'
import type { AccessNeeds } from '../access.ts'
import { accountOfTool } from '../systems/account-of-tool.ts'
import { isNative } from '../systems/client-address.ts'
import { type Client, isProviderScope, stateOf } from '../systems/client.ts'
import { usableKeys } from '../systems/client-key.ts'
import { findClient } from '../systems/client-store.ts'

type Needs = Pick<AccessNeeds, 'database' | 'now' | 'demo'>

/**
 * Registered systems, apps and tools as the OpenID provider asks for them: open ones only, a tool as long as its account may sign in, with
 * the keys that are good now. It writes none.
 */
export function registeredClients(needs: Needs): Adapter {
  const refuse = () => Promise.reject(new Error('clients are registered elsewhere'))
  const nothing = () => Promise.resolve(undefined)
  return {
    find: async (id) => {
      const client = await findClient(needs.database, id)
      if (client === undefined || stateOf(client) !== 'open') return undefined
      if (client.kind === 'tool' && (await accountOfTool(needs, client)) === undefined)
        return undefined
      return clientMetadata(client, needs.now())
    },
    findByUid: nothing,
    findByUserCode: nothing,
    upsert: refuse,
    consume: refuse,
    destroy: refuse,
    revokeByGrantId: refuse,
  }
}

function clientMetadata(client: Client, now: Date): ClientMetadata {
  return {
    client_id: client.id,
    client_name: client.name,
    token_endpoint_auth_method: client.method,
    scope: [...new Set(['openid', ...client.scopes.filter(isProviderScope)])].join(' '),
    ...proofOf(client, now),
    ...(client.kind === 'app' ? appMetadata(client) : systemMetadata(client)),
  }
}

function proofOf(client: Client, now: Date): Partial<ClientMetadata> {
  if (client.method === 'none') return {}
  if (client.keysUri !== undefined) return { jwks_uri: client.keysUri }
  if (client.certificateSubject !== undefined)
    return { tls_client_auth_subject_dn: client.certificateSubject }
  const keys = usableKeys(client.keys, now).map(({ kid, jwk }) => ({
    ...jwk,
    kid,
    ...(jwk.x5c === undefined ? {} : { x5c: [...jwk.x5c] }),
  }))
  return { jwks: { keys } }
}

function systemMetadata({ method }: Client): Partial<ClientMetadata> {
  return {
    redirect_uris: [],
    response_types: [],
    grant_types: ['client_credentials'],
    ...(method === 'private_key_jwt' ? {} : { tls_client_certificate_bound_access_tokens: true }),
  }
}

function appMetadata(client: Client): Partial<ClientMetadata> {
  const isPublic = client.method === 'none'
  return {
    redirect_uris: [...client.redirectUris],
    application_type: isNative(client.redirectUris) ? 'native' : 'web',
    response_types: ['code'],
    grant_types: client.scopes.includes('offline_access')
      ? ['authorization_code', 'refresh_token']
      : ['authorization_code'],
    id_token_signed_response_alg: 'RS256',
    require_pushed_authorization_requests: !isPublic,
    dpop_bound_access_tokens: isPublic,
  }
}

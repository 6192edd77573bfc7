import type { Database } from '#foundation/database'
import { type Outgoing, outgoingFetch } from '#foundation/outgoing'
import { openUpstreamClient, type UpstreamClient } from '../sessions/issuer-client.ts'
import { listLinkedIdentities } from './identity-store.ts'
import { UPSTREAM_ISSUERS, type UpstreamIssuer } from './upstream-identity.ts'

/** What the operator sets for one provider: where it is, and as whom we are registered there. */
export type UpstreamSetting = {
  /** `vneid` or `public-service`: an issuer of catalogues/security/upstream-identity.json. */
  readonly id: string
  readonly address: string
  readonly client: string
  readonly secret: string
}

/** A provider that can be used. */
export type Upstream = {
  readonly id: string
  readonly issuer: UpstreamIssuer
  readonly client: UpstreamClient
}

/** Opens the providers that the operator has set; nothing is called yet. Throws for one that the catalogue does not know. */
export function openUpstream(
  settings: readonly UpstreamSetting[],
  origin: string,
  outgoing: Outgoing,
): readonly Upstream[] {
  return settings.map(({ id, address, client, secret }) => {
    const issuer = UPSTREAM_ISSUERS.find((known) => known.id === id)
    if (issuer === undefined) throw new Error(`upstream ${id} is not in the catalogue`)
    const redirect = `${origin}/sign-in/upstream/${id}`
    const ours = { id: client, secret, redirect }
    return {
      id,
      issuer,
      client: openUpstreamClient(new URL(address), ours, outgoingFetch(outgoing)),
    }
  })
}

/** The providers that there are, and since when an account is linked at each. */
export async function listIdentities(
  database: Database,
  account: string,
  upstream: readonly Upstream[],
): Promise<{ issuer: string; name: string; linkedAt?: string }[]> {
  const linked = await listLinkedIdentities(database, account)
  return upstream.map(({ id, issuer }) => {
    const since = linked.find((one) => one.issuer === id)?.linkedAt
    return {
      issuer: id,
      name: issuer.name,
      ...(since === undefined ? {} : { linkedAt: since.toISOString() }),
    }
  })
}

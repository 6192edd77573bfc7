import { sql } from 'kysely'
import type { AdapterPayload } from 'oidc-provider'
import type { Database } from '#foundation/database'
import { isIssuedLater } from '../clock-slack.ts'
import type { Sealer } from '../sealing.ts'
import { tokenHash } from '../sealing.ts'

/** A token of a system or an app, as it was given out. */
export type ClientToken = {
  readonly client: string
  readonly scopes: readonly string[]
  readonly issuedAt: Date
  readonly expiresAt: Date
  /** What it is for: the record, or one facility. */
  readonly audience?: string
  readonly grant?: string
  readonly account?: string
  /** Thumbprint of the key that the caller must prove to have (RFC 9449). */
  readonly proofKey?: string
  /** Thumbprint of the certificate that the caller must show (RFC 8705). */
  readonly certificate?: string
}

type TokenRow = {
  client: string
  scope: string | null
  sealed: Buffer
  expires_at: Date
  grant_id: string | null
  account: string | null
}

/**
 * The token behind a text, when it is one of a registered client's and in its time: one that says it was issued later than now
 * is none. Tokens of our own portal are not.
 */
export async function findClientToken(
  { database, sealer }: { readonly database: Database; readonly sealer: Sealer },
  token: string,
  now: Date,
): Promise<ClientToken | undefined> {
  const { rows } = await sql<TokenRow>`
    select item.client, item.scope, item.sealed, item.expires_at, item.grant_id, item.account
    from access.provider_item item join access.client on client.id = item.client
    where item.model in ('AccessToken', 'ClientCredentials') and item.id_hash = ${tokenHash(token)}
      and item.expires_at > ${now} and item.consumed_at is null
  `.execute(database)
  const row = rows[0]
  const text = row && sealer.open(row.sealed)
  if (row === undefined || text === undefined) return undefined
  const { aud, iat, jkt, 'x5t#S256': certificate }: AdapterPayload = JSON.parse(text)
  if (typeof iat !== 'number' || isIssuedLater(iat, now)) return undefined
  return {
    client: row.client,
    scopes: (row.scope ?? '').split(' ').filter((scope) => scope !== ''),
    issuedAt: new Date(iat * 1_000),
    expiresAt: row.expires_at,
    ...(typeof aud === 'string' ? { audience: aud } : {}),
    ...(row.grant_id === null ? {} : { grant: row.grant_id }),
    ...(row.account === null ? {} : { account: row.account }),
    ...(typeof jkt === 'string' ? { proofKey: jkt } : {}),
    ...(typeof certificate === 'string' ? { certificate } : {}),
  }
}

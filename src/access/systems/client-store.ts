import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { Client, ClientKind, ClientMethod } from './client.ts'
import type { ClientKey, PublicJwk } from './client-key.ts'

type KeyRow = {
  kid: string
  kind: ClientKey['kind']
  jwk: PublicJwk
  valid_from: string
  valid_until: string
}

type ClientRow = {
  id: string
  kind: ClientKind
  name: string
  publisher: string
  facility: FacilityCode | null
  facilities: FacilityCode[] | null
  method: ClientMethod
  scopes: string[]
  redirect_uris: string[]
  launch_uri: string | null
  keys_uri: string | null
  certificate_subject: string | null
  keys: KeyRow[] | null
  registered_at: Date
  registered_by: string
  confirmed_at: Date | null
  closed_at: Date | null
  closed_reason: string | null
}

/** A client with its keys and the facilities that it acts for now. */
const CLIENT = sql`
  select client.*,
    (select jsonb_agg(to_jsonb(key) order by key.valid_until desc)
      from access.client_key key where key.client = client.id) as keys,
    (select array_agg(facility order by facility) from access.client_facility part
      where part.client = client.id and part.ended_at is null) as facilities
  from access.client client`

export async function findClient(
  database: Database | Trx,
  id: string,
): Promise<Client | undefined> {
  const { rows } = await sql<ClientRow>`${CLIENT} where client.id = ${id}`.execute(database)
  return rows[0] && rowToClient(rows[0])
}

/** Clients by id, after one already seen. `facility`: those that it registered or gave its consent. */
export async function listClients(
  database: Database,
  asked: {
    readonly kinds: readonly ClientKind[]
    readonly facility?: FacilityCode | undefined
    /** Tools of this account. */
    readonly account?: string | undefined
    readonly after?: string | undefined
    readonly limit: number
  },
): Promise<Client[]> {
  const { rows } = await sql<ClientRow>`${CLIENT}
    where client.kind = any(${[...asked.kinds]}) and client.id > ${asked.after ?? ''}
      and (${asked.facility ?? null}::text is null or client.facility = ${asked.facility ?? null}
        or exists (select 1 from access.client_facility part
          where part.client = client.id and part.facility = ${asked.facility ?? null} and part.ended_at is null))
      and (${asked.account ?? null}::text is null or client.registered_by = ${asked.account ?? null})
    order by client.id limit ${asked.limit}`.execute(database)
  return rows.map(rowToClient)
}

/** How many keys of open clients end before an instant, those that ended already among them. */
export async function countEndingKeys(database: Database, before: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select key.client from access.client_key key join access.client on client.id = key.client
      where client.closed_at is null group by key.client having max(key.valid_until) < ${before}
    ) as ending
  `.execute(database)
  return rows[0]?.count ?? 0
}

export async function insertClient(
  trx: Trx,
  client: Omit<Client, 'keys' | 'facilities'>,
): Promise<void> {
  await sql`
    insert into access.client (id, kind, name, publisher, facility, method, scopes, redirect_uris, launch_uri, keys_uri,
      certificate_subject, registered_at, registered_by, confirmed_at, confirmed_by)
    values (${client.id}, ${client.kind}, ${client.name}, ${client.publisher}, ${client.facility ?? null}, ${client.method},
      ${[...client.scopes]}, ${[...client.redirectUris]}, ${client.launchUri ?? null}, ${client.keysUri ?? null},
      ${client.certificateSubject ?? null}, ${client.registeredAt}, ${client.registeredBy}, ${client.confirmedAt ?? null},
      ${client.confirmedAt === undefined ? null : client.registeredBy})
  `.execute(trx)
}

/** Adds a key. Answers false when the client has this very key. */
export async function insertClientKey(
  trx: Trx,
  client: string,
  key: ClientKey,
  at: Date,
  by: string,
): Promise<boolean> {
  const { rows } = await sql`
    insert into access.client_key (client, kid, jwk, kind, valid_from, valid_until, added_at, added_by)
    values (${client}, ${key.kid}, ${JSON.stringify(key.jwk)}::jsonb, ${key.kind}, ${key.validFrom}, ${key.validUntil}, ${at}, ${by})
    on conflict do nothing returning kid
  `.execute(trx)
  return rows.length === 1
}

/** Lets a key end earlier. Answers false when there is none that lasts longer. */
export async function endClientKey(
  trx: Trx,
  client: string,
  kid: string,
  until: Date,
): Promise<boolean> {
  const { rows } = await sql`
    update access.client_key set valid_until = ${until}
    where client = ${client} and kid = ${kid} and valid_until > ${until} and valid_from < ${until}
    returning kid
  `.execute(trx)
  return rows.length === 1
}

/** Answers false when the client is not waiting. */
export async function confirmClientRow(
  trx: Trx,
  client: string,
  at: Date,
  by: string,
): Promise<boolean> {
  const { rows } = await sql`
    update access.client set confirmed_at = ${at}, confirmed_by = ${by}
    where id = ${client} and confirmed_at is null and closed_at is null returning id
  `.execute(trx)
  return rows.length === 1
}

/** Closes a client and destroys its tokens. Answers false when it was closed before. */
export async function closeClientRow(
  trx: Trx,
  client: string,
  at: Date,
  by: string,
  reason: string,
): Promise<boolean> {
  const { rows } = await sql`
    update access.client set closed_at = ${at}, closed_by = ${by}, closed_reason = ${reason}
    where id = ${client} and closed_at is null returning id
  `.execute(trx)
  if (rows.length === 0) return false
  await sql`delete from access.provider_item where client = ${client}`.execute(trx)
  await sql`
    update access.app_grant set ended_at = ${at}, ended_by = ${by} where client = ${client} and ended_at is null
  `.execute(trx)
  return true
}

/** Writes down a facility's consent. Answers false when there is one already. */
export async function insertFacilityConsent(
  trx: Trx,
  given: {
    readonly client: string
    readonly facility: FacilityCode
    readonly consent: string
    readonly at: Date
    readonly by: string
  },
): Promise<boolean> {
  const { rows } = await sql`
    insert into access.client_facility (client, facility, position, consent, consented_at, consented_by)
    select ${given.client}, ${given.facility},
      1 + (select count(*) from access.client_facility where client = ${given.client} and facility = ${given.facility}),
      ${given.consent}, ${given.at}, ${given.by}
    on conflict do nothing returning position
  `.execute(trx)
  return rows.length === 1
}

/** Ends a facility's consent. Answers false when there is none. */
export async function endFacilityConsent(
  trx: Trx,
  ended: {
    readonly client: string
    readonly facility: FacilityCode
    readonly at: Date
    readonly by: string
  },
): Promise<boolean> {
  const { rows } = await sql`
    update access.client_facility set ended_at = ${ended.at}, ended_by = ${ended.by}
    where client = ${ended.client} and facility = ${ended.facility} and ended_at is null returning position
  `.execute(trx)
  return rows.length === 1
}

function rowToClient(row: ClientRow): Client {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    publisher: row.publisher,
    ...(row.facility === null ? {} : { facility: row.facility }),
    facilities: row.facilities ?? [],
    method: row.method,
    scopes: row.scopes,
    redirectUris: row.redirect_uris,
    ...(row.launch_uri === null ? {} : { launchUri: row.launch_uri }),
    ...(row.keys_uri === null ? {} : { keysUri: row.keys_uri }),
    ...(row.certificate_subject === null ? {} : { certificateSubject: row.certificate_subject }),
    keys: (row.keys ?? []).map((key) => ({
      kid: key.kid,
      kind: key.kind,
      jwk: key.jwk,
      validFrom: new Date(key.valid_from),
      validUntil: new Date(key.valid_until),
    })),
    registeredAt: row.registered_at,
    registeredBy: row.registered_by,
    ...(row.confirmed_at === null ? {} : { confirmedAt: row.confirmed_at }),
    ...(row.closed_at === null ? {} : { closedAt: row.closed_at }),
    ...(row.closed_reason === null ? {} : { closedReason: row.closed_reason }),
  }
}

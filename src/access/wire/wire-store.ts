import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { FacilityCode } from '#vocabulary/facility-code'

export type WireDoorState = {
  readonly username: string
  readonly facility: FacilityCode
  readonly secretHash: string
  readonly allowedAddresses: readonly string[]
}

type DoorRow = {
  username: string
  facility: FacilityCode
  secret_hash: string
  allowed_addresses: string[]
  opened_at: Date
  closed_at: Date | null
}

/** The door of a user name while it is open. */
export async function findWireDoor(
  database: Database,
  username: string,
): Promise<WireDoorState | undefined> {
  const { rows } = await sql<DoorRow>`
    select username, facility, secret_hash, allowed_addresses, opened_at, closed_at
    from access.wire_door where username = ${username} and closed_at is null
  `.execute(database)
  const row = rows[0]
  return (
    row && {
      username: row.username,
      facility: row.facility,
      secretHash: row.secret_hash,
      allowedAddresses: row.allowed_addresses,
    }
  )
}

/** Opens a door, or opens it anew with other secret and addresses. Answers false when the name belongs to another facility. */
export async function upsertWireDoor(
  trx: Trx,
  door: WireDoorState,
  openedAt: Date,
  openedBy: string,
): Promise<boolean> {
  const { rows } = await sql`
    insert into access.wire_door as known (username, facility, secret_hash, allowed_addresses, opened_at, opened_by)
    values (${door.username}, ${door.facility}, ${door.secretHash}, ${[...door.allowedAddresses]}::text[], ${openedAt}, ${openedBy})
    on conflict (username) do update set secret_hash = excluded.secret_hash, allowed_addresses = excluded.allowed_addresses,
      opened_at = excluded.opened_at, opened_by = excluded.opened_by, closed_at = null
    where known.facility = excluded.facility
    returning username
  `.execute(trx)
  return rows.length === 1
}

/** Closes a door and ends its tokens. Answers its facility, or undefined when it was not open. */
export async function closeDoor(
  trx: Trx,
  username: string,
  at: Date,
): Promise<FacilityCode | undefined> {
  const { rows } = await sql<{ facility: FacilityCode }>`
    update access.wire_door set closed_at = ${at} where username = ${username} and closed_at is null returning facility
  `.execute(trx)
  await sql`delete from access.wire_token where username = ${username}`.execute(trx)
  return rows[0]?.facility
}

export type ListedWireDoor = Omit<WireDoorState, 'secretHash'> & {
  readonly openedAt: Date
  readonly closedAt?: Date
}

/** Every door, by facility: some hundreds in a province. */
export async function listDoors(database: Database): Promise<ListedWireDoor[]> {
  const { rows } = await sql<DoorRow>`
    select username, facility, secret_hash, allowed_addresses, opened_at, closed_at
    from access.wire_door order by facility, username limit 5000
  `.execute(database)
  return rows.map((row) => ({
    username: row.username,
    facility: row.facility,
    allowedAddresses: row.allowed_addresses,
    openedAt: row.opened_at,
    ...(row.closed_at === null ? {} : { closedAt: row.closed_at }),
  }))
}

export async function insertWireTokens(
  database: Database | Trx,
  tokens: {
    readonly accessTokenHash: Buffer
    readonly idTokenHash: Buffer
    readonly username: string
    readonly expiresAt: Date
  },
): Promise<void> {
  await sql`
    insert into access.wire_token (access_token_hash, id_token_hash, username, expires_at)
    values (${tokens.accessTokenHash}, ${tokens.idTokenHash}, ${tokens.username}, ${tokens.expiresAt})
  `.execute(database)
}

/**
 * Until when a pair of tokens is good for a user name; undefined when it is not.
 *
 * @param latest the latest end of what was issued by now
 */
export async function findWireTokens(
  database: Database,
  tokens: {
    readonly accessTokenHash: Buffer
    readonly idTokenHash: Buffer
    readonly username: string
  },
  now: Date,
  latest: Date,
): Promise<Date | undefined> {
  const { rows } = await sql<{ expires_at: Date }>`
    select token.expires_at from access.wire_token token join access.wire_door door on door.username = token.username
    where token.access_token_hash = ${tokens.accessTokenHash} and token.id_token_hash = ${tokens.idTokenHash}
      and token.username = ${tokens.username} and token.expires_at > ${now} and token.expires_at <= ${latest}
      and door.closed_at is null
  `.execute(database)
  return rows[0]?.expires_at
}

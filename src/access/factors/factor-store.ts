import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { SecondFactor } from './factor.ts'
import type { Passkey } from './passkey.ts'

type FactorRow = {
  id: string
  account: string
  kind: 'totp' | 'passkey'
  name: string
  created_at: Date
  last_used_at: Date | null
}

type PasskeyRow = {
  id: string
  account: string
  credential_id: string
  public_key: Buffer
  counter: number
  transports: string[] | null
  single_device: boolean | null
}

/** The second factors of an account, the oldest first. */
export async function listFactors(
  database: Database | Trx,
  account: string,
): Promise<SecondFactor[]> {
  const { rows } = await sql<FactorRow>`
    select id, account, kind, name, created_at, last_used_at
    from access.second_factor where account = ${account} order by created_at, id
  `.execute(database)
  return rows.map((row) => ({
    id: row.id,
    account: row.account,
    kind: row.kind,
    name: row.name,
    createdAt: row.created_at,
    ...(row.last_used_at === null ? {} : { lastUsedAt: row.last_used_at }),
  }))
}

export async function countFactors(database: Database | Trx, account: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from access.second_factor where account = ${account}
  `.execute(database)
  return rows[0]?.count ?? 0
}

/** Locks the account's row, so that two requests count its factors one after the other. */
export async function holdAccount(trx: Trx, account: string): Promise<void> {
  await sql`select 1 from access.account where id = ${account} for update`.execute(trx)
}

export type NewFactor = Pick<SecondFactor, 'id' | 'account' | 'kind' | 'name' | 'createdAt'>

export async function insertTotp(
  trx: Trx,
  factor: NewFactor,
  sealed: Buffer,
  lastStep: number,
): Promise<void> {
  await sql`
    insert into access.second_factor (id, account, kind, name, sealed, last_step, created_at, last_used_at)
    values (${factor.id}, ${factor.account}, 'totp', ${factor.name}, ${sealed}, ${lastStep}, ${factor.createdAt}, ${factor.createdAt})
  `.execute(trx)
}

/** Keeps a new passkey. Answers false when the same key is kept already. */
export async function insertPasskey(
  trx: Trx,
  factor: NewFactor,
  passkey: Omit<Passkey, 'factor' | 'account'>,
): Promise<boolean> {
  const { rows } = await sql`
    insert into access.second_factor
      (id, account, kind, name, credential_id, public_key, counter, transports, single_device, created_at)
    values (${factor.id}, ${factor.account}, 'passkey', ${factor.name}, ${passkey.credentialId}, ${passkey.publicKey},
      ${passkey.counter}, ${[...passkey.transports]}, ${passkey.singleDevice}, ${factor.createdAt})
    on conflict do nothing returning id
  `.execute(trx)
  return rows.length === 1
}

export type KeptTotp = { readonly id: string; readonly sealed: Buffer; readonly lastStep: number }

export async function listTotp(database: Database, account: string): Promise<KeptTotp[]> {
  const { rows } = await sql<{ id: string; sealed: Buffer; last_step: number | null }>`
    select id, sealed, last_step from access.second_factor where account = ${account} and kind = 'totp'
  `.execute(database)
  return rows.map((row) => ({ id: row.id, sealed: row.sealed, lastStep: row.last_step ?? 0 }))
}

/** Uses a time step up. Answers false when it, or a later one, was used meanwhile: of two who try at once, one passes. */
export async function takeStep(
  database: Database,
  id: string,
  step: number,
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`
    update access.second_factor set last_step = ${step}, last_used_at = ${now}
    where id = ${id} and coalesce(last_step, 0) < ${step} returning id
  `.execute(database)
  return rows.length === 1
}

export async function findPasskey(
  database: Database,
  credentialId: string,
): Promise<Passkey | undefined> {
  const { rows } = await sql<PasskeyRow>`
    select id, account, credential_id, public_key, counter, transports, single_device
    from access.second_factor where credential_id = ${credentialId}
  `.execute(database)
  return rows[0] && rowToPasskey(rows[0])
}

export async function listPasskeys(database: Database | Trx, account: string): Promise<Passkey[]> {
  const { rows } = await sql<PasskeyRow>`
    select id, account, credential_id, public_key, counter, transports, single_device
    from access.second_factor where account = ${account} and kind = 'passkey'
  `.execute(database)
  return rows.map(rowToPasskey)
}

function rowToPasskey(row: PasskeyRow): Passkey {
  return {
    factor: row.id,
    account: row.account,
    credentialId: row.credential_id,
    publicKey: row.public_key,
    counter: row.counter,
    transports: row.transports ?? [],
    singleDevice: row.single_device === true,
  }
}

export async function notePasskeyUse(
  database: Database,
  id: string,
  counter: number,
  now: Date,
): Promise<void> {
  await sql`
    update access.second_factor set counter = greatest(counter, ${counter}), last_used_at = ${now} where id = ${id}
  `.execute(database)
}

/** Removes one factor of an account. Answers false when there is none. */
export async function deleteFactor(trx: Trx, account: string, id: string): Promise<boolean> {
  const { rows } = await sql`
    delete from access.second_factor where account = ${account} and id = ${id} returning id
  `.execute(trx)
  return rows.length === 1
}

export async function deleteAllFactors(trx: Trx, account: string): Promise<void> {
  await sql`delete from access.second_factor where account = ${account}`.execute(trx)
  await sql`delete from access.recovery_code where account = ${account}`.execute(trx)
}

/** Keeps new recovery codes; the former ones are of no more use. */
export async function replaceRecoveryCodes(
  trx: Trx,
  account: string,
  hashes: readonly Buffer[],
  now: Date,
): Promise<void> {
  await sql`delete from access.recovery_code where account = ${account}`.execute(trx)
  for (const hash of hashes)
    await sql`
      insert into access.recovery_code (account, code_hash, made_at) values (${account}, ${hash}, ${now})
    `.execute(trx)
}

/** Uses a recovery code up. Answers false when it is unknown or was used. */
export async function takeRecoveryCode(
  database: Database,
  account: string,
  hash: Buffer,
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`
    update access.recovery_code set used_at = ${now}
    where account = ${account} and code_hash = ${hash} and used_at is null returning code_hash
  `.execute(database)
  return rows.length === 1
}

export async function countRecoveryCodes(
  database: Database | Trx,
  account: string,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from access.recovery_code where account = ${account} and used_at is null
  `.execute(database)
  return rows[0]?.count ?? 0
}

import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { Role } from '#vocabulary/caller'
import type { CitizenNumber } from '#vocabulary/citizen-number'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { Account } from './account.ts'

export type AccountRow = {
  id: string
  sign_in_name: string
  name: string
  role: Role
  facility: FacilityCode | null
  province: string | null
  citizen_number: CitizenNumber | null
  licence: string | null
  demo: boolean
  password_hash: string | null
  locked_at: Date | null
}

/** The columns of an account, in the shape of `AccountRow`. */
export const ACCOUNT_COLUMNS = sql`account.id, account.sign_in_name, account.name, account.role, account.facility,
  account.province, account.citizen_number, account.licence, account.demo, account.password_hash, account.locked_at`

export function rowToAccount(row: AccountRow): Account {
  return {
    id: row.id,
    signInName: row.sign_in_name,
    name: row.name,
    role: row.role,
    ...(row.facility === null ? {} : { facility: row.facility }),
    ...(row.province === null ? {} : { province: row.province }),
    ...(row.citizen_number === null ? {} : { citizenNumber: row.citizen_number }),
    ...(row.licence === null ? {} : { licence: row.licence }),
    demo: row.demo,
    ...(row.password_hash === null ? {} : { passwordHash: row.password_hash }),
    locked: row.locked_at !== null,
  }
}

/** Writes a new account. Answers false when the sign-in name, or the id, is taken. */
export async function insertAccount(
  database: Database | Trx,
  account: Omit<Account, 'locked'>,
  createdAt: Date,
  createdBy: string,
): Promise<boolean> {
  const { rows } = await sql`
    insert into access.account
      (id, sign_in_name, name, role, facility, province, citizen_number, licence, demo, password_hash, created_at, created_by)
    values (${account.id}, ${account.signInName}, ${account.name}, ${account.role}, ${account.facility ?? null},
      ${account.province ?? null}, ${account.citizenNumber ?? null}, ${account.licence ?? null}, ${account.demo},
      ${account.passwordHash ?? null}, ${createdAt}, ${createdBy})
    on conflict do nothing
    returning id
  `.execute(database)
  return rows.length === 1
}

export async function findAccountByName(
  database: Database | Trx,
  signInName: string,
): Promise<Account | undefined> {
  const { rows } = await sql<AccountRow>`
    select ${ACCOUNT_COLUMNS} from access.account where sign_in_name = ${signInName}
  `.execute(database)
  return rows[0] && rowToAccount(rows[0])
}

export async function findAccount(
  database: Database | Trx,
  id: string,
): Promise<Account | undefined> {
  const { rows } = await sql<AccountRow>`
    select ${ACCOUNT_COLUMNS} from access.account where id = ${id}
  `.execute(database)
  return rows[0] && rowToAccount(rows[0])
}

/** Whether a real administrator has set a password: then no first link is made any more. */
export async function hasAdministrator(database: Database | Trx): Promise<boolean> {
  const { rows } = await sql`
    select 1 from access.account
    where role = 'administrator' and not demo and password_hash is not null limit 1
  `.execute(database)
  return rows.length === 1
}

export async function setPasswordHash(trx: Trx, account: string, hash: string): Promise<void> {
  await sql`update access.account set password_hash = ${hash} where id = ${account}`.execute(trx)
}

/** Locks or opens an account. Answers false when there is none. */
export async function setLocked(trx: Trx, account: string, at: Date | null): Promise<boolean> {
  const { rows } = await sql`
    update access.account set locked_at = ${at} where id = ${account} returning id
  `.execute(trx)
  return rows.length === 1
}

export type ListedAccount = Account & { readonly createdAt: Date; readonly lastSeenAt?: Date }

type ListedRow = AccountRow & { created_at: Date; last_seen_at: Date | null }

/** Staff accounts by sign-in name, after a name already seen. */
export async function listStaffAccounts(
  database: Database,
  asked: {
    readonly query?: string | undefined
    readonly role?: Role | undefined
    readonly facility?: string | undefined
    readonly after?: string | undefined
    readonly limit: number
  },
): Promise<ListedAccount[]> {
  const { rows } = await sql<ListedRow>`
    select ${ACCOUNT_COLUMNS}, account.created_at,
      (select max(seen_at) from access.session where session.account = account.id) as last_seen_at
    from access.account
    where role <> 'citizen'
      and sign_in_name > ${asked.after ?? ''}
      and (${asked.role ?? null}::text is null or role = ${asked.role ?? null})
      and (${asked.facility ?? null}::text is null or facility = ${asked.facility ?? null})
      and (strpos(sign_in_name, lower(${asked.query ?? ''})) > 0 or strpos(lower(name), lower(${asked.query ?? ''})) > 0)
    order by sign_in_name
    limit ${asked.limit}
  `.execute(database)
  return rows.map((row) => ({
    ...rowToAccount(row),
    createdAt: row.created_at,
    ...(row.last_seen_at === null ? {} : { lastSeenAt: row.last_seen_at }),
  }))
}

export async function countCitizenAccounts(database: Database): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from access.account where role = 'citizen'
  `.execute(database)
  return rows[0]?.count ?? 0
}

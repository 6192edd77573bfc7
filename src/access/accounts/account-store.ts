import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { Role } from '#vocabulary/caller'
import type { CitizenNumber } from '#vocabulary/citizen-number'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { Account, AccountMade } from './account.ts'

export type AccountRow = {
  id: string
  sign_in_name: string
  name: string
  role: Role
  facility: FacilityCode | null
  province: string | null
  citizen_number: CitizenNumber | null
  practitioner: CitizenNumber | null
  licence: string | null
  demo: boolean
  password_hash: string | null
  locked_at: Date | null
  password_set_at: Date | null
  password_alone: boolean
  created_at: Date
  last_sign_in_at: Date | null
  reopened_at: Date | null
  birth_date: string | null
}

/** The columns of an account, in the shape of `AccountRow`. */
export const ACCOUNT_COLUMNS = sql`account.id, account.sign_in_name, account.name, account.role, account.facility,
  account.province, account.citizen_number, account.practitioner, account.licence, account.demo, account.password_hash, account.locked_at,
  account.password_set_at, account.password_alone, account.created_at, account.last_sign_in_at, account.reopened_at, account.birth_date`

export function rowToAccount(row: AccountRow): Account {
  return {
    id: row.id,
    signInName: row.sign_in_name,
    name: row.name,
    role: row.role,
    ...(row.facility === null ? {} : { facility: row.facility }),
    ...(row.province === null ? {} : { province: row.province }),
    ...(row.citizen_number === null ? {} : { citizenNumber: row.citizen_number }),
    ...(row.practitioner === null ? {} : { practitioner: row.practitioner }),
    ...(row.licence === null ? {} : { licence: row.licence }),
    demo: row.demo,
    ...(row.password_hash === null ? {} : { passwordHash: row.password_hash }),
    locked: row.locked_at !== null,
    ...(row.password_set_at === null ? {} : { passwordSetAt: row.password_set_at }),
    passwordAlone: row.password_alone,
    createdAt: row.created_at,
    ...(row.last_sign_in_at === null ? {} : { lastSignInAt: row.last_sign_in_at }),
    ...(row.reopened_at === null ? {} : { reopenedAt: row.reopened_at }),
    ...(row.birth_date === null ? {} : { birthDate: row.birth_date }),
  }
}

/** Writes a new account. Answers false when the sign-in name, or the id, is taken. */
export async function insertAccount(
  database: Database | Trx,
  account: AccountMade,
  createdAt: Date,
  createdBy: string,
): Promise<boolean> {
  const { rows } = await sql`
    insert into access.account
      (id, sign_in_name, name, role, facility, province, citizen_number, practitioner, licence, demo, identified_by, birth_date, created_at, created_by)
    values (${account.id}, ${account.signInName}, ${account.name}, ${account.role}, ${account.facility ?? null},
      ${account.province ?? null}, ${account.citizenNumber ?? null}, ${account.practitioner ?? null}, ${account.licence ?? null}, ${account.demo},
      ${account.identifiedBy ?? null}, ${account.birthDate ?? null}, ${createdAt}, ${createdBy})
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

/** The real administrators with a password who are not locked. While one of them can sign in, no first link is made. */
export async function listAdministrators(database: Database | Trx): Promise<Account[]> {
  const { rows } = await sql<AccountRow>`
    select ${ACCOUNT_COLUMNS} from access.account
    where role = 'administrator' and not demo and password_hash is not null and locked_at is null
  `.execute(database)
  return rows.map(rowToAccount)
}

/** Whether somebody who is not locked administers a facility, however the account was made. */
export async function hasAdministrator(trx: Trx, facility: string): Promise<boolean> {
  const { rows } = await sql`
    select id from access.account
    where facility = ${facility} and role = 'facility-administrator' and locked_at is null limit 1
  `.execute(trx)
  return rows.length > 0
}

/** The citizen's own account, made at a counter or after an upstream sign-in; demo accounts are not among them. */
export async function findCitizenAccount(
  database: Database | Trx,
  citizenNumber: CitizenNumber,
): Promise<Account | undefined> {
  const { rows } = await sql<AccountRow>`
    select ${ACCOUNT_COLUMNS} from access.account where citizen_number = ${citizenNumber} and not demo
  `.execute(database)
  return rows[0] && rowToAccount(rows[0])
}

/** Who an account says its person is, and who compared that before the account was made. */
type AccountIdentity = {
  readonly name: string
  readonly citizenNumber?: CitizenNumber
  readonly practitioner?: CitizenNumber
  readonly identifiedBy?: 'counter' | 'upstream'
}

/** Undefined when there is no such account. */
export async function findIdentity(
  trx: Trx,
  account: string,
): Promise<AccountIdentity | undefined> {
  const { rows } = await sql<{
    name: string
    citizen_number: CitizenNumber | null
    practitioner: CitizenNumber | null
    identified_by: 'counter' | 'upstream' | null
  }>`
    select name, citizen_number, practitioner, identified_by from access.account where id = ${account}
  `.execute(trx)
  const [row] = rows
  return (
    row && {
      name: row.name,
      ...(row.citizen_number === null ? {} : { citizenNumber: row.citizen_number }),
      ...(row.practitioner === null ? {} : { practitioner: row.practitioner }),
      ...(row.identified_by === null ? {} : { identifiedBy: row.identified_by }),
    }
  )
}

/** Keeps a new password; the former ones beyond the count that may not come again are forgotten. */
export async function insertPassword(
  trx: Trx,
  account: string,
  password: { readonly hash: string; readonly alone: boolean },
  now: Date,
  formerKept: number,
): Promise<void> {
  await sql`
    update access.account set password_hash = ${password.hash}, password_alone = ${password.alone},
      password_set_at = ${now}, reopened_at = ${now}
    where id = ${account}
  `.execute(trx)
  await sql`
    insert into access.former_password (account, number, hash, set_at)
    select ${account}, coalesce(max(number), 0) + 1, ${password.hash}, ${now}
    from access.former_password where account = ${account}
  `.execute(trx)
  await sql`
    delete from access.former_password
    where account = ${account} and number <= (
      select max(number) from access.former_password where account = ${account}) - ${formerKept}::integer
  `.execute(trx)
}

/** The hashes of the passwords that may not come again, the newest first. */
export async function listFormerPasswords(
  database: Database | Trx,
  account: string,
): Promise<string[]> {
  const { rows } = await sql<{ hash: string }>`
    select hash from access.former_password where account = ${account} order by number desc
  `.execute(database)
  return rows.map((row) => row.hash)
}

/** Takes an account's password away, so that only a link opens it. */
export async function clearPassword(trx: Trx, account: string): Promise<void> {
  await sql`
    update access.account set password_hash = null, password_alone = true where id = ${account}
  `.execute(trx)
}

/** Notes that a person signed in, by which the days without use begin anew. */
export async function noteSignIn(database: Database | Trx, account: string, now: Date) {
  await sql`update access.account set last_sign_in_at = ${now} where id = ${account}`.execute(
    database,
  )
}

/** Lets the days without use begin anew. */
export async function reopenAccount(trx: Trx, account: string, now: Date): Promise<void> {
  await sql`update access.account set reopened_at = ${now} where id = ${account}`.execute(trx)
}

/** Locks or opens an account. Answers false when there is none. */
export async function setLocked(trx: Trx, account: string, at: Date | null): Promise<boolean> {
  const { rows } = await sql`
    update access.account set locked_at = ${at} where id = ${account} returning id
  `.execute(trx)
  return rows.length === 1
}

export type ListedAccount = Account & { readonly lastSeenAt?: Date; readonly factors: number }

type ListedRow = AccountRow & { last_seen_at: Date | null; factors: number }

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
    select ${ACCOUNT_COLUMNS},
      (select count(*) from access.second_factor factor where factor.account = account.id) as factors,
      (select max(seen_at) from access.session where session.account = account.id) as last_seen_at
    from access.account
    where role not in ('citizen', 'practitioner')
      and sign_in_name > ${asked.after ?? ''}
      and (${asked.role ?? null}::text is null or role = ${asked.role ?? null})
      and (${asked.facility ?? null}::text is null or facility = ${asked.facility ?? null})
      and (strpos(sign_in_name, lower(${asked.query ?? ''})) > 0 or strpos(lower(name), lower(${asked.query ?? ''})) > 0)
    order by sign_in_name
    limit ${asked.limit}
  `.execute(database)
  return rows.map((row) => ({
    ...rowToAccount(row),
    factors: row.factors,
    ...(row.last_seen_at === null ? {} : { lastSeenAt: row.last_seen_at }),
  }))
}

export async function countCitizenAccounts(database: Database): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from access.account where role = 'citizen'
  `.execute(database)
  return rows[0]?.count ?? 0
}

import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { insertAccount } from '../src/access/accounts/account-store.ts'
import { tokenHash } from '../src/access/sealing.ts'
import { insertSession } from '../src/access/sessions/session-store.ts'
import { type Database, openDatabase } from '../src/foundation/database.ts'
import { type FacilityCode, parseFacilityCode } from '../src/vocabulary/facility-code.ts'

/** Somebody who has signed in: the cookie of the session, and whom the person works for. */
export type SignedIn = {
  readonly cookie: string
  readonly facility?: FacilityCode
  readonly province: string
}

/** A working day. */
const SESSION_MS = 8 * 3_600_000

/** Signs in one administrator of each of so many facilities with staff, and one officer of each of so many authorities with most of them. */
export async function signInUsers(
  urls: { readonly url: string; readonly ownerUrl: string },
  counts: { readonly users: number; readonly officers: number },
): Promise<{ readonly users: readonly SignedIn[]; readonly officers: readonly SignedIn[] }> {
  const owner = openDatabase(urls.ownerUrl, 1)
  const { rows } = await sql<{ facility: string; authority: string }>`
    select facility, min(authority) as authority from registry.registration
    where valid_to is null group by facility having count(*) >= 3 order by md5(facility) limit ${counts.users}
  `.execute(owner)
  await owner.destroy()
  const database = openDatabase(urls.url)
  const users = await Promise.all(
    rows.map(({ facility, authority }) => signInUser(database, facility, authority)),
  )
  const size = Map.groupBy(rows, ({ authority }) => authority)
  const provinces = [...size].sort((one, other) => other[1].length - one[1].length)
  const officers = await Promise.all(
    Array.from({ length: counts.officers }, (_, index) => {
      const province = provinces[index % provinces.length]?.[0] ?? '51'
      return signInOfficer(database, province, index)
    }),
  )
  await database.destroy()
  return { users, officers }
}

async function signInUser(database: Database, code: string, province: string): Promise<SignedIn> {
  const facility = parseFacilityCode(code)
  if (!facility.ok) throw new Error(`no facility code: ${code}`)
  const account = {
    id: `load-${code}`,
    signInName: `load.${code}`,
    name: `Quản trị ${code}`,
    role: 'facility-administrator',
    facility: facility.value,
    demo: false,
  } as const
  await insertAccount(database, account, new Date(), 'bench')
  return { cookie: await open(database, account.id), facility: facility.value, province }
}

async function signInOfficer(
  database: Database,
  province: string,
  index: number,
): Promise<SignedIn> {
  const account = {
    id: `load-officer-${province}-${index}`,
    signInName: `load.officer.${province}.${index}`,
    name: `Cán bộ ${province}`,
    role: 'department-officer',
    province,
    demo: false,
  } as const
  await insertAccount(database, account, new Date(), 'bench')
  return { cookie: await open(database, account.id), province }
}

async function open(database: Database, account: string): Promise<string> {
  const cookie = randomBytes(32).toString('base64url')
  const createdAt = new Date()
  await insertSession(database, {
    tokenHash: tokenHash(cookie),
    account,
    createdAt,
    expiresAt: new Date(createdAt.getTime() + SESSION_MS),
    address: '127.0.0.1',
    agent: 'bench',
    means: ['pwd', 'otp'],
    assurance: 2,
  })
  return cookie
}

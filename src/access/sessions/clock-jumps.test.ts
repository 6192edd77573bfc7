import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Trx } from '#foundation/database'
import { newPersonId } from '#vocabulary/record-id'
import { NAME_BRAKE } from '../accounts/brake.ts'
import { takeAttempt } from '../accounts/brake-store.ts'
import { findLinkAccount, insertPasswordLink, takeLink } from '../accounts/password-link-store.ts'
import { insertPass, takePass } from '../care/record-pass-store.ts'
import { makeSealer } from '../sealing.ts'
import { findTokenAccount, providerItems } from '../provider/provider-item-store.ts'
import { makeShortMemory } from '../short-memory.ts'
import { findClientToken } from '../systems/client-token-store.ts'
import { findLaunch, insertLaunch, LAUNCH_MS, useLaunch } from '../systems/launch-store.ts'
import { sweepExpired } from '../sweep-store.ts'
import {
  type AccessWorld,
  accessWorld,
  type Browser,
  DEMO_PASSWORD,
} from '../testing/access-world.ts'
import { isConfirmedAt } from './identify-caller.ts'

const noon = new Date('2026-11-20T05:00:00Z')
const HOUR = 60
const YEAR = 365 * 24 * HOUR
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000)

async function isSignedIn(browser: Browser): Promise<boolean> {
  const answer: { session: object | null } = JSON.parse((await browser.open('/session')).text)
  return answer.session !== null
}

const within = <Value>({ temporary }: AccessWorld, work: (trx: Trx) => Promise<Value>) =>
  temporary.database.transaction().execute(work)

test('a session that was found too old stays ended when the clock is set back', async () => {
  await using world = await accessWorld()
  const browser = world.browser()
  await browser.signIn('clerk@01999', DEMO_PASSWORD)
  world.pass(31)
  expect(await isSignedIn(browser)).toBe(false)
  world.pass(-25)
  expect(await isSignedIn(browser)).toBe(false)
})

test('a session from a time that has not come is good for nothing, and its person signs in anew', async () => {
  await using world = await accessWorld()
  const browser = world.browser()
  world.pass(YEAR)
  await browser.signIn('clerk@01999', DEMO_PASSWORD)
  expect(await isSignedIn(browser)).toBe(true)
  world.pass(-YEAR)
  expect(await isSignedIn(browser)).toBe(false)
  await browser.signIn('clerk@01999', DEMO_PASSWORD)
  expect(await isSignedIn(browser)).toBe(true)
})

test('a session that was used while the clock ran ahead is idle half an hour after it was set right, not a day later', async () => {
  await using world = await accessWorld()
  const browser = world.browser()
  await browser.signIn('clerk@01999', DEMO_PASSWORD)
  world.pass(20)
  expect(await isSignedIn(browser)).toBe(true)
  world.pass(-15)
  expect(await isSignedIn(browser)).toBe(true)
  world.pass(31)
  expect(await isSignedIn(browser)).toBe(false)
})

test('what was remembered for seconds is not remembered for a year', () => {
  const memory = makeShortMemory<string>(5_000, 10)
  memory.remember('token', 'somebody', later(YEAR))
  expect(memory.recall('token', later(YEAR))).toBe('somebody')
  expect(memory.recall('token', noon)).toBeUndefined()
})

test('who proved something in a time that has not come must prove it again', () => {
  expect(isConfirmedAt(noon, { strongAt: later(-1) })).toBe(true)
  expect(isConfirmedAt(noon, { strongAt: later(2) })).toBe(false)
})

test('a brake that was set while the clock ran ahead holds nobody for ever, and still holds who goes on guessing', async () => {
  await using world = await accessWorld()
  const { database } = world.temporary
  const tryAt = (at: Date) => takeAttempt(database, 'name:x', NAME_BRAKE, at)
  for (let count = 0; count < 6; count += 1) await tryAt(later(YEAR))
  expect(await tryAt(later(YEAR))).toBeInstanceOf(Date)
  expect(await tryAt(noon)).toBeUndefined()
  const until = await tryAt(noon)
  expect(until?.getTime()).toBeLessThanOrEqual(later(15).getTime())
  expect(until?.getTime()).toBeGreaterThan(noon.getTime())
})

test('a link that a newer one replaced, or that was found too old, is not revived by a clock that is set back', async () => {
  await using world = await accessWorld()
  const { database } = world.temporary
  await world.browser().signIn('clerk@01999', DEMO_PASSWORD)
  const [first, second] = [randomBytes(32), randomBytes(32)]
  const link = { account: 'clerk@01999', expiresAt: later(HOUR) }
  await within(world, (trx) => insertPasswordLink(trx, { ...link, tokenHash: first }, noon))
  await within(world, (trx) => insertPasswordLink(trx, { ...link, tokenHash: second }, later(10)))
  expect(await within(world, (trx) => takeLink(trx, first, later(5)))).toBeUndefined()
  expect(await findLinkAccount(database, second, later(11))).toBeDefined()
  expect(await findLinkAccount(database, second, later(HOUR + 1))).toBeUndefined()
  expect(await within(world, (trx) => takeLink(trx, second, later(11)))).toBeUndefined()
})

test('a pass that a newer one replaced opens nothing when the clock is set back, nor does one that is not issued yet', async () => {
  await using world = await accessWorld()
  const person = newPersonId(noon, randomBytes)
  const [first, second] = [randomBytes(32), randomBytes(32)]
  const issue = (codeHash: Buffer, issuedAt: Date) =>
    within(world, (trx) =>
      insertPass(trx, { codeHash, person, issuedAt, expiresAt: new Date(+issuedAt + 600_000) }),
    )
  const take = (codeHash: Buffer, at: Date) =>
    within(world, (trx) => takePass(trx, codeHash, 'doctor@51001', at))
  await issue(first, noon)
  await issue(second, later(8))
  expect(await take(first, later(5))).toBeUndefined()
  expect(await take(second, later(-YEAR))).toBeUndefined()
  expect(await take(second, later(9))).toBe(person)
})

test('a token that was found too old is gone, and one from a time that has not come is none', async () => {
  await using world = await accessWorld()
  const { database } = world.temporary
  const clock = { now: noon }
  const sealer = makeSealer(world.needs.secrets.masterKey, 'provider', randomBytes)
  const items = providerItems({ database, sealer, now: () => clock.now }, 'RefreshToken')
  await items.upsert('old', { iat: noon.getTime() / 1_000 }, 600)
  await items.upsert('early', { iat: later(YEAR).getTime() / 1_000 }, 600)
  expect(await items.find('old')).toBeDefined()
  expect(await items.find('early')).toBeUndefined()
  clock.now = later(11)
  expect(await items.find('old')).toBeUndefined()
  clock.now = later(5)
  expect(await items.find('old')).toBeUndefined()
})

test('a bearer token, of a person or of software, from a time that has not come is good for nothing beyond a minute', async () => {
  await using world = await accessWorld()
  const { database, owner } = world.temporary
  await world.browser().signIn('clerk@01999', DEMO_PASSWORD)
  const client = 'SYS-01999-AAAAAA'
  await sql`
    insert into access.client (id, kind, name, publisher, facility, method, scopes, registered_at, registered_by)
    values (${client}, 'facility-system', 'HIS', 'A', '01999', 'private_key_jwt', '{}', ${noon}, 'admin')
  `.execute(owner)
  const sealer = makeSealer(world.needs.secrets.masterKey, 'provider', randomBytes)
  const needs = { database, sealer }
  const items = providerItems({ ...needs, now: () => noon }, 'AccessToken')
  const isGood = async (issuedAt: Date) => {
    const token = randomBytes(24).toString('base64url')
    const iat = issuedAt.getTime() / 1_000
    await items.upsert(`p${token}`, { iat, accountId: 'clerk@01999', scope: 'openid mach' }, 3_600)
    await items.upsert(`c${token}`, { iat, clientId: client, scope: 'system/x' }, 3_600)
    return [
      (await findTokenAccount(needs, `p${token}`, noon)) !== undefined,
      (await findClientToken(needs, `c${token}`, noon)) !== undefined,
    ]
  }
  expect(await isGood(noon)).toEqual([true, true])
  expect(await isGood(new Date(+noon + 59_000)), 'two clocks of one house').toEqual([true, true])
  expect(await isGood(new Date(+noon + 61_000))).toEqual([false, false])
  expect(await isGood(later(YEAR))).toEqual([false, false])
})

test('an app that was opened while the clock ran ahead is not opened by it once it was set right', async () => {
  await using world = await accessWorld()
  const { database } = world.temporary
  await world.browser().signIn('clerk@01999', DEMO_PASSWORD)
  const client = 'APP-AAAAAA'
  await sql`
    insert into access.client (id, kind, name, publisher, method, scopes, registered_at, registered_by)
    values (${client}, 'app', 'App', 'A', 'none', '{}', ${noon}, 'admin')
  `.execute(world.temporary.owner)
  const person = newPersonId(noon, randomBytes)
  const asked = { token: 'launch', client, account: 'clerk@01999' }
  const expiresAt = new Date(+later(HOUR) + LAUNCH_MS)
  await within(world, (trx) => insertLaunch(trx, { ...asked, person, expiresAt }))
  expect(await findLaunch(database, { ...asked, now: noon })).toBeUndefined()
  expect(await within(world, (trx) => useLaunch(trx, 'launch', noon))).toBe(false)
  expect(await findLaunch(database, { ...asked, now: later(HOUR) })).toEqual({ person })
})

test('a clock that runs days ahead removes nothing that is good once it is set right', async () => {
  await using world = await accessWorld()
  const { database, owner } = world.temporary
  const sealer = makeSealer(world.needs.secrets.masterKey, 'provider', randomBytes)
  const items = providerItems({ database, sealer, now: () => noon }, 'RefreshToken')
  await items.upsert('kept', { iat: noon.getTime() / 1_000 }, 3_600)
  await sweepExpired(database, later(6 * 24 * HOUR))
  expect(await items.find('kept')).toBeDefined()
  await sweepExpired(database, later(8 * 24 * HOUR))
  const { rows } = await sql`select from access.provider_item`.execute(owner)
  expect(rows).toEqual([])
})

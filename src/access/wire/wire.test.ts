import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { inTransaction } from '#foundation/database'
import { accept } from '#vocabulary/outcome'
import { temporaryDatabase } from '../../../tests/temporary-database.ts'
import { facilityCode } from '../testing/access-world.ts'
import { isAllowed, parseAllowedAddresses } from './allowed-addresses.ts'
import { closeWireDoor, md5Upper, openWireDoor } from './open-wire-door.ts'
import { openWireDesk } from './open-wire-desk.ts'

const facility = facilityCode('51001')
const admin = {
  account: 'admin',
  name: 'admin',
  role: 'administrator',
  address: '127.0.0.1',
} as const
const md5 = md5Upper('mật khẩu của bệnh viện')
const inside = '10.1.2.3'
const account = { username: '51001_BV', facility }

async function withDoor() {
  const temporary = await temporaryDatabase()
  const { database } = temporary
  let now = new Date('2026-11-10T05:00:00Z')
  const needs = { database, now: () => now, random: randomBytes }
  const open = (fields: Partial<Parameters<typeof openWireDoor>[2]> = {}) =>
    inTransaction(database, (trx) =>
      openWireDoor(
        trx,
        { now, random: randomBytes, by: admin },
        {
          facility,
          username: account.username,
          md5Upper: md5,
          allowedAddresses: ['10.1.0.0/16', '2001:db8::/48'],
          ...fields,
        },
      ),
    )
  await open()
  const close = () =>
    inTransaction(database, (trx) => closeWireDoor(trx, { now, by: admin }, account.username))
  const pass = (seconds: number) => {
    now = new Date(now.getTime() + seconds * 1_000)
  }
  return {
    database,
    owner: temporary.owner,
    desk: openWireDesk(needs),
    open,
    close,
    pass,
    [Symbol.asyncDispose]: () => temporary[Symbol.asyncDispose](),
  }
}

test('hospital software is known by name, MD5 and address, and by nothing less', async () => {
  await using world = await withDoor()
  const { desk } = world
  expect(await desk.checkCredential(account.username, md5, inside)).toEqual(accept(account))
  expect(await desk.checkCredential(account.username, md5, '2001:db8:0:7::1')).toEqual(
    accept(account),
  )
  expect(await desk.checkCredential(account.username, md5, '192.0.2.1')).toMatchObject({
    problems: [{ kind: 'forbidden', code: 'access.wire-address', at: '192.0.2.1' }],
  })
  expect(await desk.checkCredential(account.username, md5Upper('other'), inside)).toMatchObject({
    problems: [{ kind: 'unauthenticated', code: 'access.wire-unknown' }],
  })
  expect(await desk.checkCredential('nobody', md5, inside)).toMatchObject({
    problems: [{ code: 'access.wire-unknown' }],
  })
})

test('the MD5 is kept under Argon2id, never as it came', async () => {
  await using world = await withDoor()
  const { rows } = await sql<{
    text: string
  }>`select to_jsonb(d)::text as text from access.wire_door d`.execute(world.owner)
  expect(rows[0]?.text).toContain('$argon2id$v=19$')
  expect(rows[0]?.text.toUpperCase()).not.toContain(md5)
})

test('a credential that was checked costs no second Argon2id within a minute', async () => {
  await using world = await withDoor()
  const check = () => world.desk.checkCredential(account.username, md5, inside)
  const started = performance.now()
  await check()
  const first = performance.now() - started
  for (let count = 0; count < 200; count += 1) await check()
  const others = performance.now() - started - first
  expect(others, 'two hundred times Argon2id would cost two hundred times the first').toBeLessThan(
    50 * first,
  )
})

test('tokens are good as a pair, for their account, for two hours', async () => {
  await using world = await withDoor()
  const { desk } = world
  const { accessToken, idToken, expiresAt } = await desk.issueTokens(account)
  const { accessToken: second } = await desk.issueTokens(account)
  const call = { accessToken, idToken, username: account.username, md5Upper: md5, address: inside }
  expect(expiresAt).toEqual(new Date('2026-11-10T07:00:00Z'))
  expect(await desk.checkCall(call)).toEqual(accept(account))
  const refused = { problems: [{ kind: 'unauthenticated', code: 'access.wire-token' }] }
  expect(await desk.checkCall({ ...call, accessToken: second })).toMatchObject(refused)
  expect(await desk.checkCall({ ...call, idToken: accessToken })).toMatchObject(refused)
  expect(await desk.checkCall({ ...call, md5Upper: md5Upper('x') })).toMatchObject({
    problems: [{ code: 'access.wire-unknown' }],
  })
  world.pass(7_199)
  expect(await desk.checkCall(call)).toEqual(accept(account))
  world.pass(1)
  expect(await desk.checkCall(call)).toMatchObject(refused)
})

test('a closed door lets nothing in after a minute, and opens again with another password', async () => {
  await using world = await withDoor()
  await world.desk.checkCredential(account.username, md5, inside)
  await world.close()
  world.pass(60)
  expect(await world.desk.checkCredential(account.username, md5, inside)).toMatchObject({
    ok: false,
  })
  await world.open({ md5Upper: md5Upper('new') })
  expect(await world.desk.checkCredential(account.username, md5, inside)).toMatchObject({
    ok: false,
  })
  expect(await world.desk.checkCredential(account.username, md5Upper('new'), inside)).toMatchObject(
    { ok: true },
  )
  expect(await world.open({ facility: facilityCode('01999') })).toMatchObject({
    problems: [{ code: 'access.wire-name-taken' }],
  })
})

test('wrong passwords from one address hold up that address, not the hospital', async () => {
  await using world = await withDoor()
  for (let count = 0; count < 12; count += 1)
    await world.desk.checkCredential(account.username, md5Upper('wrong'), '10.1.9.9')
  expect(await world.desk.checkCredential(account.username, md5, '10.1.9.9')).toMatchObject({
    problems: [{ code: 'access.sign-in-must-wait' }],
  })
  expect(await world.desk.checkCredential(account.username, md5, inside)).toEqual(accept(account))
})

test.each([
  ['10.1.2.3', ['10.1.2.3'], true],
  ['::ffff:10.1.2.3', ['10.1.2.3'], true],
  ['10.1.2.4', ['10.1.2.3'], false],
  ['10.1.255.255', ['10.1.0.0/16'], true],
  ['10.2.0.0', ['10.1.0.0/16'], false],
  ['2001:db8::1', ['2001:db8::/32'], true],
  ['2001:db9::1', ['2001:db8::/32'], false],
  ['fe80::1%eth0', ['fe80::/10'], true],
  ['not an address', ['10.0.0.0/8'], false],
  ['10.1.2.3', [], false],
])('%s among %j: %s', (address, entries, allowed) => {
  expect(isAllowed(entries, address)).toBe(allowed)
})

test.each([
  '0.0.0.0/0',
  '::/0',
  '10.1.2',
  '10.1.2.3/33',
  '10.1.2.3/8/8',
  '2001:db8::/129',
  'localhost',
  '',
])('the entry %j is refused', (entry) => {
  expect(parseAllowedAddresses(['10.0.0.1', entry])).toMatchObject({
    problems: [{ code: 'access.address-malformed', at: entry }],
  })
})

test('an address is always in its own network', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.ipV4().map((ip) => [ip, 32] as const),
        fc.ipV6().map((ip) => [ip, 128] as const),
      ),
      fc.integer({ min: 1, max: 128 }),
      ([address, bits], width) => {
        const network = `${address}/${Math.min(bits, width)}`
        expect(parseAllowedAddresses([network])).toMatchObject({ ok: true })
        expect(isAllowed([network], address)).toBe(true)
      },
    ),
  )
})

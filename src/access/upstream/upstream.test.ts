import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { inTransaction } from '#foundation/database'
import { openOutgoing } from '#foundation/outgoing'
import { type Simulator, startSimulator } from '../../../tests/simulators.ts'
import { createAccount } from '../accounts/create-account.ts'
import {
  type AccessWorld,
  accessWorld,
  type Browser,
  facilityCode,
  type Page,
} from '../testing/access-world.ts'
import { parseCitizenNumber } from '#vocabulary/citizen-number'
import { agrees, readIdentity, UPSTREAM_ISSUERS } from './upstream-identity.ts'

const HA = { number: '051190000123', name: 'Đinh Thị Hà', birthDate: '1990-05-12', subject: 'p-2' }
const PASSWORD = 'Thuyền Về Bến 48!'

type Record = { readonly name: string; readonly birthDate: string }

/** A house beside the simulated providers. @param records what the records say of numbers */
async function houseBeside(identity: Simulator, records: ReadonlyMap<string, Record> = new Map()) {
  const settings = (id: string) => ({
    id,
    address: `${identity.url}/${id}`,
    client: 'mach',
    secret: 'simulated',
  })
  return accessWorld({
    demo: false,
    given: {
      upstream: [settings('vneid'), settings('public-service')],
      outgoing: openOutgoing([new URL(identity.url).host]),
      agreesWithRecord: async (number, claimed) => {
        const known = records.get(number)
        return known && known.name === claimed.name && known.birthDate === claimed.birthDate
      },
    },
  })
}

/** From the sign-in page to the provider's page, where a person and a level are chosen; the last page that was reached. */
async function come(browser: Browser, choice: string, issuer = 'vneid'): Promise<Page> {
  const page = await browser.open('/session/sign-in?return=/registry')
  const there = await browser.open(`${new URL(page.url).pathname}/upstream/${issuer}`)
  return choose(browser, there, choice)
}

function choose(browser: Browser, there: Page, choice: string): Promise<Page> {
  const url = new URL(there.url)
  return browser.submit(`${url.origin}${url.pathname}`, { query: url.search, choice })
}

type Session = { account: string; name: string; role: string } | null

async function sessionOf(browser: Browser): Promise<Session> {
  const { session }: { session: Session } = JSON.parse((await browser.open('/session')).text)
  return session
}

test('a citizen comes by VNeID at level 2 for the first time, gets an account, and is the same person the next time', async () => {
  await using identity = await startSimulator('upstream-identity')
  await using world = await houseBeside(identity)
  const browser = world.browser()
  expect((await browser.open('/session/sign-in')).text).toContain('Đăng nhập bằng VNeID')
  expect((await come(browser, 'p-2|2')).url).toBe(`${world.origin}/registry`)
  const session = await sessionOf(browser)
  expect(session).toMatchObject({ role: 'citizen', name: HA.name })
  expect(session?.account).toMatch(/^citizen-[0-9a-f]{16}$/)
  const again = world.browser()
  await come(again, 'p-2|2')
  expect((await sessionOf(again))?.account).toBe(session?.account)

  const { rows } = await sql<{ text: string }>`
    select string_agg(t::text, ' ') as text from (
      select to_jsonb(e) as t from audit.event e union all select to_jsonb(l) from access.linked_identity l) kept
  `.execute(world.temporary.owner)
  expect(rows[0]?.text).not.toContain(HA.number)
})

test('level 1 of VNeID opens nothing, and says what to do (NĐ 69/2024/NĐ-CP)', async () => {
  await using identity = await startSimulator('upstream-identity')
  await using world = await houseBeside(identity)
  const browser = world.browser()
  expect((await come(browser, 'p-2|1')).text).toContain('Mức định danh chưa đủ')
  expect(await sessionOf(browser)).toBeNull()
})

test('the National Public Service Portal makes no account', async () => {
  await using identity = await startSimulator('upstream-identity')
  await using world = await houseBeside(identity)
  const browser = world.browser()
  expect((await come(browser, 'p-2|1', 'public-service')).text).toContain('chưa liên kết')
  expect(await sessionOf(browser)).toBeNull()
})

test.each([
  ['name', { ...HA, name: 'Đinh Thị Hải' }],
  ['birth date', { ...HA, birthDate: '1990-05-13' }],
])('a record of the same number with another %s is never opened', async (_what, record) => {
  await using identity = await startSimulator('upstream-identity')
  await using world = await houseBeside(identity, new Map([[HA.number, record]]))
  const browser = world.browser()
  expect((await come(browser, 'p-2|2')).text).toContain('không khớp')
  expect(await sessionOf(browser)).toBeNull()
})

test('who signed in once is kept out when number, name or birth date at the provider change afterwards', async () => {
  await using identity = await startSimulator('upstream-identity')
  await using world = await houseBeside(identity)
  await come(world.browser(), 'p-2|2')
  for (const change of [
    { number: '051190000999' },
    { name: 'Đinh Thị Hải' },
    { birthDate: '1991-05-12' },
  ]) {
    await identity.post('/_persons', { ...HA, ...change })
    const browser = world.browser()
    expect((await come(browser, 'p-2|2')).text).toContain('không khớp')
    expect(await sessionOf(browser)).toBeNull()
  }
  // Another subject with the same number is not the same person until somebody has looked.
  await identity.post('/_persons', { ...HA, subject: 'p-9' })
  const browser = world.browser()
  expect((await come(browser, 'p-9|2')).text).toContain('đã được liên kết')
  expect(await sessionOf(browser)).toBeNull()
})

test.each(['wrong-nonce', 'wrong-audience', 'wrong-issuer', 'expired', 'wrong-key', 'alg-none'])(
  'a provider that answers with %s lets nobody in',
  async (fault) => {
    await using identity = await startSimulator('upstream-identity')
    await using world = await houseBeside(identity)
    await identity.post('/_faults', { issuer: 'vneid', fault })
    const browser = world.browser()
    expect((await come(browser, 'p-2|2')).text).toContain('không hợp lệ hoặc đã bị hủy')
    expect(await sessionOf(browser)).toBeNull()
  },
)

test('a provider that is down is told on the sign-in page, where the password still works', async () => {
  await using identity = await startSimulator('upstream-identity')
  await using world = await houseBeside(identity)
  await identity.post('/_faults', { issuer: 'vneid', fault: 'down' })
  const browser = world.browser()
  const page = await browser.open('/session/sign-in')
  const back = await browser.open(`${new URL(page.url).pathname}/upstream/vneid`)
  expect(back.text).toContain('Chưa kết nối được')
  expect(back.text).toContain('name="password"')
  await identity.post('/_faults', { issuer: 'vneid', fault: 'none' })
  await come(browser, 'p-2|2')
  expect((await sessionOf(browser))?.role).toBe('citizen')
})

test('a person who cancels at the provider is back on the sign-in page', async () => {
  await using identity = await startSimulator('upstream-identity')
  await using world = await houseBeside(identity)
  const back = await come(world.browser(), 'cancel')
  expect(back.text).toContain('đã bị hủy')
  expect(back.text).toContain('Đăng nhập bằng VNeID')
})

test('what the provider sends back opens nothing in another browser, and nothing twice', async () => {
  await using identity = await startSimulator('upstream-identity')
  await using world = await houseBeside(identity)
  const browser = world.browser()
  const page = await browser.open('/session/sign-in')
  const there = await browser.open(`${new URL(page.url).pathname}/upstream/vneid`)
  const url = new URL(there.url)
  const answer = await fetch(`${url.origin}${url.pathname}`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ query: url.search, choice: 'p-2|2' }),
  })
  const callback = answer.headers.get('location') ?? ''
  expect(callback).toContain('/sign-in/upstream/vneid?')
  const stranger = world.browser()
  await stranger.open(
    `${new URL((await stranger.open('/session/sign-in')).url).pathname}/upstream/vneid`,
  )
  await stranger.open(callback)
  expect(await sessionOf(stranger)).toBeNull()
  expect((await world.browser().open(callback)).status).toBe(400)
})

/** A doctor with a password, signed in. */
async function doctor(world: AccessWorld, name: string) {
  const by = { account: 'system', name: 'system', role: 'system', address: '127.0.0.1' } as const
  const { now, random, database } = world.needs
  const account = {
    signInName: 'ha.doctor',
    name,
    role: 'doctor',
    facility: facilityCode('51001'),
  } as const
  const made = await inTransaction(database, (trx) =>
    createAccount(trx, { now: now(), random, by }, account),
  )
  if (!made.ok) throw new Error(made.problems[0].code)
  const browser = world.browser()
  await browser.submit(`/password/${made.value.token}`, { password: PASSWORD, again: PASSWORD })
  await browser.signIn('ha.doctor', PASSWORD)
  return browser
}

async function linkIn(browser: Browser, issuer: string, choice: string): Promise<Page> {
  const asked = await browser.open(`/access/identities/${issuer}/link`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-mach-csrf': await browser.csrf() },
    body: '{}',
  })
  const { next }: { next: string } = JSON.parse(asked.text)
  return choose(browser, await browser.open(next), choice)
}

test('staff link an identity on the security page and sign in with it; one of another name is not linked', async () => {
  await using identity = await startSimulator('upstream-identity')
  await using world = await houseBeside(identity)
  const browser = await doctor(world, HA.name)
  expect((await linkIn(browser, 'vneid', 'p-3|2')).url).toContain('access.upstream-differs')
  expect((await linkIn(browser, 'vneid', 'p-2|2')).url).toBe(`${world.origin}/tai-khoan/bao-mat`)
  expect((await browser.open('/access/security')).text).toContain(
    '"issuer":"vneid","name":"VNeID","linkedAt"',
  )

  const next = world.browser()
  await come(next, 'p-2|2')
  expect(await sessionOf(next)).toMatchObject({ account: 'ha.doctor', role: 'doctor' })

  const parted = await browser.open('/access/identities/vneid/unlink', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-mach-csrf': await browser.csrf() },
    body: '{}',
  })
  expect(parted.status).toBe(200)
  const after = world.browser()
  await come(after, 'p-2|2')
  expect((await sessionOf(after))?.role).toBe('citizen')
})

test('an address that begins to link opens nothing without the asking of a session', async () => {
  await using identity = await startSimulator('upstream-identity')
  await using world = await houseBeside(identity)
  const browser = await doctor(world, HA.name)
  expect((await browser.open('/sign-in/upstream/vneid?link=1')).status).toBe(400)
  expect((await world.browser().open('/sign-in/upstream/vneid?link=1')).status).toBe(400)
})

test('what an identity or an account does not know agrees with nothing', () => {
  const [vneid] = UPSTREAM_ISSUERS
  if (vneid === undefined) throw new Error('no issuer')
  const number = parseCitizenNumber(HA.number)
  if (!number.ok) throw new Error('number')
  const owner = { citizenNumber: number.value, name: HA.name, birthDate: HA.birthDate }
  const claims = {
    sub: 'x',
    acr: 'urn:vneid:loa:2',
    citizen_number: HA.number,
    name: 'ĐINH THỊ HÀ',
    birthdate: HA.birthDate,
  }
  const read = (changed: object) => readIdentity(vneid, { ...claims, ...changed })
  expect(read({})).toMatchObject({ level: 2 })
  expect(read({ acr: 'urn:other:9' })).toMatchObject({ level: 1 })
  expect(read({ sub: 7 })).toBeUndefined()
  const whole = read({})
  expect(whole && agrees(whole, owner)).toBe(true)
  for (const changed of [
    { citizen_number: '12' },
    { name: undefined },
    { birthdate: '12/05/1990' },
    { name: '' },
  ]) {
    const part = read(changed)
    expect(part && agrees(part, owner)).toBe(false)
  }
  const { birthDate: _unknown, ...unborn } = owner
  expect(whole && agrees(whole, unborn)).toBe(false)
})

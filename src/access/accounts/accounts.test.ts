import { sql } from 'kysely'
import { expect, test } from 'vitest'
import {
  type AccessWorld,
  accessWorld,
  type Browser,
  DEMO_PASSWORD,
} from '../testing/access-world.ts'
import { enrolOn } from '../testing/authenticator.ts'

const GOOD = 'Bốn Từ Ghép Lại 4!'

/** A person calling with a demo token, or with none. */
function callerOf(world: AccessWorld, token?: string) {
  return async (method: 'GET' | 'POST', address: string, body: object = {}) => {
    const answer = await fetch(new URL(address, world.origin), {
      method,
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
    })
    const content: Record<string, unknown> = JSON.parse(await answer.text())
    return { status: answer.status, content }
  }
}

async function demoToken(world: AccessWorld, account: string): Promise<string> {
  const { content } = await callerOf(world)('POST', '/demo/token', { account })
  return String(content['token'])
}

async function signedIn(browser: Browser): Promise<unknown> {
  const answer: { session: { account: string } | null } = JSON.parse(
    (await browser.open('/session')).text,
  )
  return answer.session?.account
}

test('an administrator makes an account; its person sets a password by the link and signs in', async () => {
  await using world = await accessWorld()
  const admin = callerOf(world, await demoToken(world, 'admin'))
  const created = await admin('POST', '/accounts', {
    signInName: 'Ha.Dinh',
    name: 'Đinh Thị Hà',
    role: 'facility-clerk',
    facility: '51001',
  })
  expect(created).toMatchObject({ status: 200, content: { account: 'ha.dinh' } })
  const link = new URL(String(created.content['link'])).pathname

  const browser = world.browser()
  expect((await browser.open(link)).text).toContain('ha.dinh')
  expect((await browser.signIn('ha.dinh', GOOD)).status).toBe(401)
  expect((await browser.submit(link, { password: 'short', again: 'short' })).status).toBe(422)
  expect((await browser.submit(link, { password: GOOD, again: `${GOOD}x` })).text).toContain(
    'không giống nhau',
  )
  expect((await browser.submit(link, { password: GOOD, again: GOOD })).status).toBe(200)
  expect((await browser.submit(link, { password: GOOD, again: GOOD })).status).toBe(404)

  await browser.signIn('ha.dinh', GOOD.normalize('NFD'))
  expect(await signedIn(browser)).toBe('ha.dinh')
  expect((await admin('GET', '/accounts?query=ha.d')).content).toMatchObject({
    accounts: [{ signInName: 'ha.dinh', name: 'Đinh Thị Hà', state: 'active', facility: '51001' }],
  })
})

test('a locked account is out of its browser and its token at once, and back in when it is opened', async () => {
  await using world = await accessWorld()
  const admin = callerOf(world, await demoToken(world, 'admin'))
  const clerk = callerOf(world, await demoToken(world, 'clerk@01999'))
  const browser = world.browser()
  await browser.signIn('clerk@01999', DEMO_PASSWORD)
  expect((await clerk('GET', '/session')).content).toMatchObject({
    session: { account: 'clerk@01999' },
  })

  expect((await admin('POST', '/accounts/clerk@01999/lock')).status).toBe(200)
  expect(await signedIn(browser)).toBeUndefined()
  expect((await clerk('GET', '/session')).content).toMatchObject({ session: null })
  expect((await browser.signIn('clerk@01999', DEMO_PASSWORD)).status).toBe(401)

  await admin('POST', '/accounts/clerk@01999/unlock')
  await browser.signIn('clerk@01999', DEMO_PASSWORD)
  expect(await signedIn(browser)).toBe('clerk@01999')
  expect((await admin('POST', '/accounts/admin/lock')).content).toMatchObject({
    problems: [{ code: 'access.own-account' }],
  })
  expect((await admin('POST', '/accounts/nobody/lock')).status).toBe(404)
})

test.each([
  [{ signInName: 'x', name: 'A', role: 'administrator' }, 422, 'access.sign-in-name-malformed'],
  [
    { signInName: 'system', name: 'A', role: 'administrator' },
    422,
    'access.sign-in-name-malformed',
  ],
  [{ signInName: 'abc', name: 'A', role: 'doctor' }, 422, 'access.account-place-missing'],
  [
    { signInName: 'abc', name: 'A', role: 'department-officer', facility: '51001' },
    422,
    'access.account-place-missing',
  ],
  [
    { signInName: 'abc', name: 'A', role: 'doctor', facility: '99999' },
    422,
    'access.facility-unknown',
  ],
  [{ signInName: 'admin', name: 'A', role: 'administrator' }, 409, 'access.sign-in-name-taken'],
  [{ signInName: 'abc', name: 'A', role: 'citizen' }, 422, 'request.malformed'],
  [
    { signInName: 'abc', name: 'A', role: 'administrator', demo: true },
    422,
    'request.unknown-parameter',
  ],
])('an account %j is refused', async (account, status, code) => {
  await using world = await accessWorld()
  const admin = callerOf(world, await demoToken(world, 'admin'))
  expect(await admin('POST', '/accounts', account)).toMatchObject({
    status,
    content: { problems: [{ code }] },
  })
})

test('the first administrator comes in by a link, which a newer one ends, and none is made afterwards', async () => {
  await using world = await accessWorld({ demo: false })
  const former = await world.access.makeFirstAdministratorLink()
  const link = await world.access.makeFirstAdministratorLink()
  const browser = world.browser()
  expect((await browser.open(String(former))).status).toBe(404)
  expect(link).toMatch(new RegExp(`^${world.origin}/password/`))
  await browser.submit(String(link), { password: GOOD, again: GOOD })
  await enrolOn(browser, await browser.signIn('quan-tri', GOOD), world.needs.now())
  expect(await signedIn(browser)).toBe('quan-tri')
  expect(await world.access.makeFirstAdministratorLink()).toBeUndefined()
})

test('a link is over after 24 hours', async () => {
  await using world = await accessWorld({ demo: false })
  const link = String(await world.access.makeFirstAdministratorLink())
  world.pass(24 * 60 + 1)
  expect((await world.browser().open(link)).status).toBe(404)
})

test('a person changes the own password, and every other session of the account ends', async () => {
  await using world = await accessWorld()
  const admin = callerOf(world, await demoToken(world, 'admin'))
  const made = { signInName: 'ha.dinh', name: 'Đinh Thị Hà', role: 'doctor', facility: '51001' }
  const { content } = await admin('POST', '/accounts', made)
  const [browser, other] = [world.browser(), world.browser()]
  await browser.submit(String(content['link']), { password: GOOD, again: GOOD })
  await browser.signIn('ha.dinh', GOOD)
  await other.signIn('ha.dinh', GOOD)
  const csrf = await browser.csrf()
  const change = (former: string, password: string) =>
    browser.open('/session/password', {
      method: 'POST',
      body: JSON.stringify({ former, password }),
      headers: { 'content-type': 'application/json', 'x-mach-csrf': csrf },
    })
  expect((await change('wrong', 'Một Mật Khẩu Khác 5!')).status).toBe(403)
  expect((await change(GOOD, 'quá-ngắn')).status).toBe(422)
  expect((await change(GOOD, GOOD)).text).toContain('access.password-reused')
  expect((await change(GOOD, 'Một Chuyến Đò Khác 5!')).status).toBe(200)
  expect([await signedIn(browser), await signedIn(other)]).toEqual(['ha.dinh', undefined])
  expect((await other.signIn('ha.dinh', GOOD)).status).toBe(401)
  await other.signIn('ha.dinh', 'Một Chuyến Đò Khác 5!')
  expect(await signedIn(other)).toBe('ha.dinh')

  const answers = []
  for (let tries = 0; tries < 7; tries += 1) answers.push((await change('wrong', GOOD)).text)
  expect(answers[0]).toContain('access.password-wrong')
  expect(answers[6], 'a session is no place to guess on').toContain('access.sign-in-must-wait')
  expect((await change('Một Chuyến Đò Khác 5!', GOOD)).text).toContain('access.sign-in-must-wait')
})

test('tries that must wait stand in the log under the account whose name was typed', async () => {
  await using world = await accessWorld()
  const admin = callerOf(world, await demoToken(world, 'admin'))
  const made = { signInName: 'ha.dinh', name: 'Đinh Thị Hà', role: 'doctor', facility: '51001' }
  const { content } = await admin('POST', '/accounts', made)
  for (let tries = 0; tries < 8; tries += 1) await world.browser().signIn('ha.dinh', 'wrong')
  const { rows } = await sql<{ how: string; account: string }>`
    select detail ->> 'how' as how, account from audit.event where action = 'sign-in-failed' and what = 'sign-in'
  `.execute(world.temporary.owner)
  const account = content['account']
  expect(rows.filter(({ how }) => how === 'must-wait').length).toBeGreaterThan(1)
  expect(rows.every((row) => row.account === account)).toBe(true)
})

test('a demo token speaks for its account until it is eight hours old', async () => {
  await using world = await accessWorld()
  const doctor = callerOf(world, await demoToken(world, 'doctor@01999'))
  expect((await doctor('GET', '/session')).content).toMatchObject({
    session: { account: 'doctor@01999', role: 'doctor', facility: { code: '01999' } },
  })
  expect((await doctor('GET', '/session')).content['session']).not.toHaveProperty('csrf')
  world.pass(7.9 * 60)
  expect((await doctor('GET', '/session')).content).toMatchObject({
    session: { account: 'doctor@01999' },
  })
  world.pass(0.2 * 60)
  expect((await doctor('GET', '/session')).content).toMatchObject({ session: null })
  expect((await callerOf(world, 'x'.repeat(43))('GET', '/accounts')).status).toBe(401)
})

test('a demo token is refused outside demo mode, to other machines, through proxies and by foreign names', async () => {
  await using demo = await accessWorld()
  await using real = await accessWorld({ demo: false, besides: demo })
  const ask = async (
    world: AccessWorld,
    extra: { remoteAddress?: string; headers?: Record<string, string> },
  ) => {
    const answer = await world.door.app.inject({
      method: 'POST',
      url: '/demo/token',
      payload: { account: 'admin' },
      ...extra,
      headers: { host: new URL(world.origin).host, ...extra.headers },
    })
    return answer.json<{ problems?: { code: string }[] }>().problems?.[0]?.code ?? 'given'
  }
  expect(await ask(demo, {})).toBe('given')
  expect(await ask(demo, { remoteAddress: '::1' })).toBe('given')
  expect(await ask(demo, { remoteAddress: '10.1.2.3' })).toBe('access.demo-not-local')
  expect(await ask(demo, { headers: { 'x-forwarded-for': '203.0.113.9' } })).toBe(
    'access.demo-not-local',
  )
  expect(await ask(demo, { headers: { host: 'evil.example' } })).toBe('access.demo-not-local')
  expect(await ask(real, {})).toBe('access.demo-off')

  const token = await demoToken(demo, 'admin')
  expect((await callerOf(real, token)('GET', '/session')).content).toMatchObject({ session: null })
})

test.each([
  'clerk@99999',
  'nurse@01999',
  'citizen@123',
  'officer@5',
  'admin@01',
  'root',
  'clerk@01999@01999',
  '',
])('there is no demo account %j', async (account) => {
  await using world = await accessWorld()
  expect(await callerOf(world)('POST', '/demo/token', { account })).toMatchObject({
    status: 404,
    content: { problems: [{ code: 'access.no-demo-account' }] },
  })
})

import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { newPersonId } from '#vocabulary/record-id'
import { accessWorld, type Browser, DEMO_PASSWORD } from '../testing/access-world.ts'
import { readCookie, sessionCookie, sessionCookieName } from './session.ts'

async function whoIs(browser: Browser) {
  const answer: { session: { account: string; person?: string } | null } = JSON.parse(
    (await browser.open('/session')).text,
  )
  return answer.session
}

function post(browser: Browser, address: string, body: object, csrf?: string) {
  return browser.open(address, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: {
      'content-type': 'application/json',
      ...(csrf === undefined ? {} : { 'x-mach-csrf': csrf }),
    },
  })
}

test('a change by cookie needs the token of the session, and only that one', async () => {
  await using world = await accessWorld()
  const [browser, other] = [world.browser(), world.browser()]
  await browser.signIn('clerk@01999', DEMO_PASSWORD)
  await other.signIn('clerk@01999', DEMO_PASSWORD)

  for (const token of [undefined, 'wrong', await other.csrf()]) {
    const refused = await post(browser, '/session/sign-out', {}, token)
    expect(refused.status).toBe(403)
    expect(JSON.parse(refused.text).problems[0]).toMatchObject({
      code: 'access.csrf-missing',
      message: { vi: expect.any(String) },
    })
  }
  expect(await whoIs(browser)).toMatchObject({ account: 'clerk@01999' })
  expect((await post(browser, '/session/sign-out', {}, await browser.csrf())).status).toBe(200)
  expect(await whoIs(browser)).toBeNull()
})

test('an officer acts for a health department by its name, a clerk for a facility', async () => {
  await using world = await accessWorld()
  const [officer, clerk] = [world.browser(), world.browser()]
  await officer.signIn('officer@51', DEMO_PASSWORD)
  expect(await whoIs(officer)).toMatchObject({ organisationName: 'Sở Y tế Quảng Ngãi' })
  await clerk.signIn('clerk@01999', DEMO_PASSWORD)
  expect(await whoIs(clerk)).toMatchObject({ organisationName: 'Bệnh viện 01999' })
})

test('signing out ends the session for good, at the provider too', async () => {
  await using world = await accessWorld()
  const browser = world.browser()
  await browser.signIn('clerk@01999', DEMO_PASSWORD)
  const kept = new Map(browser.cookies)
  await post(browser, '/session/sign-out', {}, await browser.csrf())

  for (const [name, cookie] of kept) browser.cookies.set(name, cookie)
  expect(await whoIs(browser)).toBeNull()
  expect((await browser.open('/session/sign-in')).text).toContain('<form')
})

test('the desk is handed to a colleague by name: the session ends, the password is asked for', async () => {
  await using world = await accessWorld()
  const browser = world.browser()
  await browser.signIn('clerk@01999', DEMO_PASSWORD)
  const answer = await post(
    browser,
    '/session/switch',
    { account: 'doctor@01999', return: '/kham' },
    await browser.csrf(),
  )
  const { next }: { next: string } = JSON.parse(answer.text)
  expect(next).toBe('/session/sign-in?account=doctor%4001999&return=%2Fkham')
  expect(await whoIs(browser)).toBeNull()

  const page = await browser.open(next)
  expect(page.text).toContain('value="doctor@01999"')
  const arrived = await browser.submit(page.url, { name: 'doctor@01999', password: DEMO_PASSWORD })
  expect(arrived.url).toBe(`${world.origin}/kham`)
  expect(await whoIs(browser)).toMatchObject({ account: 'doctor@01999' })
})

test('a browser that nobody touches for 30 minutes is signed out; one that is touched stays, but not beyond 12 hours', async () => {
  await using world = await accessWorld()
  const browser = world.browser()
  await browser.signIn('admin', DEMO_PASSWORD)
  for (let count = 0; count < 28; count += 1) {
    world.pass(25)
    expect(await whoIs(browser)).toMatchObject({ account: 'admin' })
  }
  world.pass(25)
  expect(await whoIs(browser)).toBeNull()

  const idle = world.browser()
  await idle.signIn('admin', DEMO_PASSWORD)
  world.pass(31)
  expect(await whoIs(idle)).toBeNull()
})

test('a new sign-in gives a new session and ends the one before', async () => {
  await using world = await accessWorld()
  const browser = world.browser()
  await browser.signIn('clerk@01999', DEMO_PASSWORD)
  const former = browser.cookies.get('mach_session')
  await browser.signIn('admin', DEMO_PASSWORD)
  expect(await whoIs(browser)).toMatchObject({ account: 'admin' })

  const thief = world.browser()
  if (former) thief.cookies.set('mach_session', former)
  expect(await whoIs(thief)).toBeNull()
})

test('a citizen is their person as soon as there is one, and no longer when the number changes hands', async () => {
  await using world = await accessWorld()
  const browser = world.browser()
  await browser.signIn('citizen@051090000123', DEMO_PASSWORD)
  const first = await whoIs(browser)
  expect(first?.account).toMatch(/^citizen-[0-9a-f]{16}$/)
  expect(first).not.toHaveProperty('person')

  const person = newPersonId(new Date(), randomBytes)
  world.persons.set('051090000123', person)
  world.pass(0.1)
  expect(await whoIs(browser)).toMatchObject({ person })
  world.persons.delete('051090000123')
  world.pass(0.1)
  expect(await whoIs(browser)).not.toHaveProperty('person')
})

test('outside demo mode demo accounts do not exist, in browsers and tokens that are still good neither', async () => {
  await using demo = await accessWorld()
  await using real = await accessWorld({ demo: false, besides: demo })
  const browser = demo.browser()
  await browser.signIn('admin', DEMO_PASSWORD)

  const same = real.browser()
  for (const [name, cookie] of browser.cookies) same.cookies.set(name, cookie)
  expect(await whoIs(same)).toBeNull()
  expect((await real.browser().signIn('admin', DEMO_PASSWORD)).status).toBe(401)
})

test('the cookie is out of reach of scripts and foreign sites, and bound to the host over TLS', () => {
  expect(sessionCookie('http://127.0.0.1:8080', 'x')).toBe(
    'mach_session=x; Path=/; HttpOnly; SameSite=Lax',
  )
  expect(sessionCookie('https://mach.example', 'x')).toBe(
    '__Host-mach_session=x; Path=/; HttpOnly; SameSite=Lax; Secure',
  )
  expect(readCookie('a=1; mach_session=t=1; b=2', sessionCookieName('http://x'))).toBe('t=1')
  expect(readCookie('xmach_session=1', 'mach_session')).toBeUndefined()
})

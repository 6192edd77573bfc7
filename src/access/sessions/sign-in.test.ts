import { expect, test } from 'vitest'
import { accessWorld, DEMO_PASSWORD } from '../testing/access-world.ts'
import { ownPath } from './sign-in-routes.ts'

const WRONG = 'không đúng'

test('a person signs in through the provider and comes back as themselves, to the page asked for', async () => {
  await using world = await accessWorld()
  const browser = world.browser()
  const page = await browser.signIn('Clerk@01999 ', DEMO_PASSWORD, '?return=/registry%3Fa%3D1')
  expect(page.url).toBe(`${world.origin}/registry?a=1`)

  const { text } = await browser.open('/session')
  expect(JSON.parse(text)).toMatchObject({
    demo: true,
    session: {
      account: 'clerk@01999',
      signInName: 'clerk@01999',
      role: 'facility-clerk',
      rights: expect.arrayContaining(['dossier.submit']),
      facility: { code: '01999', name: 'Bệnh viện 01999' },
    },
  })
  expect([...browser.cookies.keys()]).toContain('mach_session')
})

test('nobody is signed in before, and a session is of no use in another browser without its cookie', async () => {
  await using world = await accessWorld()
  await world.browser().signIn('admin', DEMO_PASSWORD)
  const { text } = await world.browser().open('/session')
  expect(JSON.parse(text)).toEqual({ demo: true, session: null })
})

test('the page is in Vietnamese, in English on demand, keeps the name, and loads nothing', async () => {
  await using world = await accessWorld()
  const browser = world.browser()
  const page = await browser.open('/session/sign-in?account=doctor@01999')
  expect(page.text).toContain('<html lang="vi">')
  expect(page.text).toContain('value="doctor@01999"')
  expect(page.headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; style-src 'sha256-/,
  )
  expect(page.text).not.toMatch(/<script|http:\/\/|https:\/\/(?!www\.w3)/)

  const english = await browser.open(`${page.url}?lang=en&name=a"<b>`)
  expect(english.text).toContain('<html lang="en">')
  expect(english.text).toContain('value="a&quot;&lt;b&gt;"')
  expect((await world.browser().open('/session/sign-in?lang=en')).text).toContain(
    '<html lang="en">',
  )
})

test('a wrong password, an unknown name and a locked account read the same', async () => {
  await using world = await accessWorld()
  const browser = world.browser()
  const wrong = await browser.signIn('clerk@01999', 'wrong')
  const unknown = await world.browser().signIn('nobody-at-all', 'wrong')
  const noFacility = await world.browser().signIn('clerk@99999', DEMO_PASSWORD)
  expect([wrong.status, unknown.status, noFacility.status]).toEqual([401, 401, 401])
  for (const page of [wrong, unknown, noFacility]) expect(page.text).toContain(WRONG)

  // The same page lets the person try again.
  const again = await browser.submit(wrong.url, { name: 'clerk@01999', password: DEMO_PASSWORD })
  expect(again.url).toBe(`${world.origin}/`)
})

test('after five wrong passwords even the right one must wait, longer each time, and then works', async () => {
  await using world = await accessWorld()
  const browser = world.browser()
  const { url } = await browser.open('/session/sign-in')
  const attempt = (password: string) => browser.submit(url, { name: 'officer@51', password })
  for (let count = 0; count < 5; count += 1) expect((await attempt('wrong')).status).toBe(401)

  const held = await attempt(DEMO_PASSWORD)
  expect(held.status).toBe(429)
  expect(held.text).toContain('chờ 1 phút')
  world.pass(0.6)
  expect((await attempt('wrong')).status).toBe(401)
  world.pass(0.6)
  expect((await attempt(DEMO_PASSWORD)).status).toBe(429)
  world.pass(0.5)
  expect((await attempt(DEMO_PASSWORD)).url).toBe(`${world.origin}/`)
})

test('of a hundred attempts at once for one name only five are tried', async () => {
  await using world = await accessWorld()
  const { url } = await world.browser().open('/session/sign-in')
  const browsers = await Promise.all(
    Array.from({ length: 40 }, async () => {
      const browser = world.browser()
      return { browser, page: await browser.open('/session/sign-in') }
    }),
  )
  const answers = await Promise.all(
    browsers.map(({ browser, page }) =>
      browser.submit(page.url, { name: 'admin', password: 'wrong' }),
    ),
  )
  expect(answers.filter((answer) => answer.status === 401)).toHaveLength(5)
  expect(answers.filter((answer) => answer.status === 429)).toHaveLength(35)
  expect(url).toContain('/sign-in/')
})

test('a code is redeemed once, and only by the browser that began', async () => {
  await using world = await accessWorld()
  const browser = world.browser()
  const { url } = await browser.open('/session/sign-in')
  const answer = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ name: 'admin', password: DEMO_PASSWORD }),
    headers: {
      cookie: [...browser.cookies].map(([name, { value }]) => `${name}=${value}`).join('; '),
    },
  })
  expect(answer.status).toBe(303)
  const resumed = await fetch(answer.headers.get('location') ?? '', {
    redirect: 'manual',
    headers: {
      cookie: [...browser.cookies].map(([name, { value }]) => `${name}=${value}`).join('; '),
    },
  })
  const callback = resumed.headers.get('location') ?? ''
  expect(callback).toContain('/session/callback?code=')

  const stranger = world.browser()
  await stranger.open('/session/sign-in')
  expect((await stranger.open(callback)).status).toBe(400)
  expect((await world.browser().open(callback)).status).toBe(400)
  expect(JSON.parse((await stranger.open('/session')).text).session).toBeNull()
})

test('a step of sign-in belongs to one browser and is over once finished', async () => {
  await using world = await accessWorld()
  const browser = world.browser()
  const { url } = await browser.open('/session/sign-in')
  const stranger = await world.browser().submit(url, { name: 'admin', password: DEMO_PASSWORD })
  expect(stranger.status).toBe(400)
  expect(stranger.text).toContain('Đăng nhập lại')

  await browser.submit(url, { name: 'admin', password: DEMO_PASSWORD })
  expect((await browser.submit(url, { name: 'admin', password: DEMO_PASSWORD })).status).toBe(400)
})

test('whoever comes by another name of the server is led to the one it is known by', async () => {
  await using world = await accessWorld()
  const { port } = new URL(world.origin)
  const answer = await fetch(`http://localhost:${port}/session/sign-in?return=/x`, {
    redirect: 'manual',
  }).catch(() => undefined)
  // Without IPv4 for the name localhost there is nothing to ask.
  if (answer)
    expect(answer.headers.get('location')).toBe(`${world.origin}/session/sign-in?return=/x`)
})

test.each([
  ['/so-suc-khoe?x=1#y', '/so-suc-khoe?x=1#y'],
  ['https://evil.example/', '/'],
  ['//evil.example/', '/'],
  ['/\\evil.example/', '/'],
  ['javascript:alert(1)', '/'],
  ['http://127.0.0.1:8080//evil.example', '/evil.example'],
  ['', '/'],
])('after signing in %s leads to %s', (asked, led) => {
  expect(ownPath('http://127.0.0.1:8080', asked)).toBe(led)
})

test('the provider demands PKCE and knows no client but the portal', async () => {
  await using world = await accessWorld()
  const ask = (query: string) => world.browser().open(`/oidc/auth?${query}`)
  const redirect = encodeURIComponent(`${world.origin}/session/callback`)
  const bare = await ask(
    `client_id=mach-portal&response_type=code&scope=openid&redirect_uri=${redirect}`,
  )
  expect(bare.url).toContain('error=invalid_request')
  const foreign = await ask(
    'client_id=mach-portal&response_type=code&scope=openid&redirect_uri=https://evil.example/',
  )
  expect(foreign.status).toBe(400)
  expect(foreign.text).toContain('Chưa đăng nhập được')
  expect((await ask('client_id=other&response_type=code&scope=openid')).status).toBe(400)
  const discovery = await world.browser().open('/oidc/.well-known/openid-configuration')
  expect(JSON.parse(discovery.text)).toMatchObject({
    issuer: `${world.origin}/oidc`,
    token_endpoint: `${world.origin}/oidc/token`,
    code_challenge_methods_supported: ['S256'],
  })
})

test('what the provider keeps in the database opens nothing to whoever reads it', async () => {
  await using world = await accessWorld()
  const browser = world.browser()
  await browser.signIn('citizen@051090000123', DEMO_PASSWORD)
  const { sql } = await import('kysely')
  const { rows } = await sql<{ text: string }>`
    select string_agg(t::text, ' ') as text from (
      select to_jsonb(i) as t from access.provider_item i union all select to_jsonb(s) from access.session s
      union all select to_jsonb(e) from audit.event e) all_rows
  `.execute(world.temporary.owner)
  const text = rows[0]?.text ?? ''
  for (const { value } of browser.cookies.values()) expect(text).not.toContain(value)
  expect(text).not.toContain('051090000123')
})

test('of a thousand wrong passwords for a thousand names from one address a hundred are tried', async () => {
  await using world = await accessWorld()
  const browser = world.browser()
  const { url } = await browser.open('/session/sign-in')
  const answers: number[] = []
  for (let round = 0; round < 50; round += 1)
    answers.push(
      ...(await Promise.all(
        Array.from({ length: 20 }, async (_, index) => {
          const name = `person.${round * 20 + index}`
          return (await browser.submit(url, { name, password: 'wrong' })).status
        }),
      )),
    )
  expect(answers.filter((status) => status === 401)).toHaveLength(100)
  expect(answers.filter((status) => status === 429)).toHaveLength(900)
}, 120_000)

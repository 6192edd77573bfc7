import { expect, test } from 'vitest'
import { sql } from 'kysely'
import {
  type AccessWorld,
  accessWorld,
  type Browser,
  DEMO_PASSWORD,
} from '../testing/access-world.ts'
import { codeOf, codesOn, enrolOn, secretOn } from '../testing/authenticator.ts'

const PASSWORD = 'Trăng lên đỉnh núi'
const STEP_MINUTES = 0.5

const at = (page: { readonly url: string }) => new URL(page.url).pathname

async function whoIs(browser: Browser): Promise<string | undefined> {
  const { session }: { session: { account: string } | null } = JSON.parse(
    (await browser.open('/session')).text,
  )
  return session?.account
}

/** The first administrator with an authenticator, signed in. */
async function enrolled(world: AccessWorld) {
  const browser = world.browser()
  const link = String(await world.access.makeFirstAdministratorLink())
  await browser.submit(link, { password: PASSWORD, again: PASSWORD })
  const page = await browser.signIn('quan-tri', PASSWORD)
  return { browser, ...(await enrolOn(browser, page, world.needs.now())) }
}

test('the first administrator sets a password by the link, must enrol a second factor, and is in', async () => {
  await using world = await accessWorld({ demo: false })
  const browser = world.browser()
  const link = String(await world.access.makeFirstAdministratorLink())
  await browser.submit(link, { password: PASSWORD, again: PASSWORD })
  const page = await browser.signIn('quan-tri', PASSWORD)
  expect(page.text).toContain('Đăng ký xác thực lớp thứ hai')
  expect(page.text).toContain('<svg')
  expect(await whoIs(browser)).toBeUndefined()

  const wrong = await browser.submit(`${at(page)}/enrol`, { code: '000000' })
  expect(wrong.status).toBe(422)
  expect(secretOn(wrong)).toBe(secretOn(page))
  const { codes, end } = await enrolOn(browser, wrong, world.needs.now())
  expect(codes).toHaveLength(10)
  expect(end.url).toBe(`${world.origin}/`)
  expect(await whoIs(browser)).toBe('quan-tri')
})

test('the page with the secret, skipped to its end, opens nothing', async () => {
  await using world = await accessWorld({ demo: false })
  const browser = world.browser()
  const link = String(await world.access.makeFirstAdministratorLink())
  await browser.submit(link, { password: PASSWORD, again: PASSWORD })
  const page = await browser.signIn('quan-tri', PASSWORD)
  expect((await browser.submit(`${at(page)}/continue`, {})).text).toContain('Đăng ký xác thực')
  expect((await browser.submit(`${at(page)}/code`, { code: '123456' })).text).toContain('Đăng ký')
  expect(await whoIs(browser)).toBeUndefined()
})

test('the password alone no longer opens; the code of the telephone does, once, and from a clock half a minute off', async () => {
  await using world = await accessWorld({ demo: false })
  const { secret } = await enrolled(world)
  const used = codeOf(secret, world.needs.now())
  const browser = world.browser()
  const page = await browser.signIn('quan-tri', PASSWORD)
  expect(page.text).toContain('Mã xác thực')
  expect(await whoIs(browser)).toBeUndefined()
  expect((await browser.submit(`${at(page)}/code`, { code: used })).status).toBe(422)
  world.pass(STEP_MINUTES)
  const ahead = codeOf(secret, new Date(world.needs.now().getTime() + 30_000))
  expect((await browser.submit(`${at(page)}/code`, { code: ahead })).url).toBe(`${world.origin}/`)
  expect(await whoIs(browser)).toBe('quan-tri')

  const other = world.browser()
  const again = await other.signIn('quan-tri', PASSWORD)
  const { status } = await other.submit(`${at(again)}/code`, { code: ahead })
  expect(status).toBe(422)
  world.pass(3 * STEP_MINUTES)
  const old = codeOf(secret, new Date(world.needs.now().getTime() - 65_000))
  expect((await other.submit(`${at(again)}/code`, { code: old })).status).toBe(422)
})

test('a clock that is set back lets no used code come again', async () => {
  await using world = await accessWorld({ demo: false })
  const { secret } = await enrolled(world)
  world.pass(10)
  const browser = world.browser()
  const page = await browser.signIn('quan-tri', PASSWORD)
  const code = codeOf(secret, world.needs.now())
  await browser.submit(`${at(page)}/code`, { code })
  expect(await whoIs(browser)).toBe('quan-tri')

  world.pass(-5)
  const back = world.browser()
  const again = await back.signIn('quan-tri', PASSWORD)
  const earlier = codeOf(secret, world.needs.now())
  expect((await back.submit(`${at(again)}/code`, { code: earlier })).status).toBe(422)
  expect((await back.submit(`${at(again)}/code`, { code })).status).toBe(422)
})

test('of twenty who send the same right code at once one passes', async () => {
  await using world = await accessWorld({ demo: false })
  const { secret } = await enrolled(world)
  world.pass(2 * STEP_MINUTES)
  const pages = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const browser = world.browser()
      return { browser, page: await browser.signIn('quan-tri', PASSWORD) }
    }),
  )
  const code = codeOf(secret, world.needs.now())
  await Promise.all(pages.map(({ browser, page }) => browser.submit(`${at(page)}/code`, { code })))
  const inside = await Promise.all(pages.map(({ browser }) => whoIs(browser)))
  expect(inside.filter((who) => who !== undefined)).toEqual(['quan-tri'])
})

test('after five wrong codes even the right one must wait, whoever types it', async () => {
  await using world = await accessWorld({ demo: false })
  const { secret } = await enrolled(world)
  world.pass(2 * STEP_MINUTES)
  const browser = world.browser()
  const page = await browser.signIn('quan-tri', PASSWORD)
  const attempt = (code: string) => browser.submit(`${at(page)}/code`, { code })
  for (let count = 0; count < 5; count += 1) expect((await attempt('000000')).status).toBe(422)
  const held = await attempt(codeOf(secret, world.needs.now()))
  expect(held.status).toBe(429)
  expect(held.text).toContain('chờ 1 phút')
  world.pass(1.1)
  expect((await attempt(codeOf(secret, world.needs.now()))).url).toBe(`${world.origin}/`)
})

test('a recovery code opens once in place of the telephone, and the person is told', async () => {
  await using world = await accessWorld({ demo: false })
  const { codes } = await enrolled(world)
  const typed = codes[3]?.toLowerCase().replaceAll('-', ' ') ?? ''
  const use = async () => {
    const browser = world.browser()
    const page = await browser.signIn('quan-tri', PASSWORD)
    await browser.submit(`${at(page)}/code`, { code: typed })
    return whoIs(browser)
  }
  expect(await use()).toBe('quan-tri')
  expect(await use()).toBeUndefined()
  const { rows } = await sql<{ what: string }>`
    select what from access.account_notice where account = 'quan-tri' order by id
  `.execute(world.temporary.owner)
  expect(rows.map((row) => row.what)).toEqual([
    'password-changed',
    'factor-added',
    'recovery-code-used',
  ])
})

test('a step of sign-in passed by one browser opens nothing in another, and is over when a new name is typed', async () => {
  await using world = await accessWorld({ demo: false })
  const { secret } = await enrolled(world)
  world.pass(STEP_MINUTES * 2)
  const browser = world.browser()
  const page = await browser.signIn('quan-tri', PASSWORD)
  const code = codeOf(secret, world.needs.now())
  expect((await world.browser().submit(`${at(page)}/code`, { code })).status).toBe(400)
  const start = await browser.open(`${at(page)}?again=1`)
  expect(start.text).toContain('Tên đăng nhập')
  expect((await browser.submit(`${at(page)}/code`, { code })).status).toBe(400)
})

test('what is kept of secrets and recovery codes opens nothing to whoever reads the database', async () => {
  await using world = await accessWorld({ demo: false })
  const { secret, codes } = await enrolled(world)
  const { rows } = await sql<{ text: string }>`
    select string_agg(t::text, ' ') as text from (
      select to_jsonb(f) as t from access.second_factor f union all select to_jsonb(c) from access.recovery_code c
      union all select to_jsonb(s) from access.sign_in_step s union all select to_jsonb(e) from audit.event e) all_rows
  `.execute(world.temporary.owner)
  const text = rows[0]?.text ?? ''
  for (const kept of [
    secret.replaceAll(' ', ''),
    ...codes,
    ...codes.map((code) => code.replaceAll('-', '')),
  ])
    expect(text).not.toContain(kept)
})

test('a demo account signs in without enrolling, in demo mode only', async () => {
  await using world = await accessWorld()
  await using real = await accessWorld({ demo: false, besides: world })
  const browser = world.browser()
  expect((await browser.signIn('admin', DEMO_PASSWORD)).url).toBe(`${world.origin}/`)
  expect((await real.browser().signIn('admin', DEMO_PASSWORD)).status).toBe(401)
})

test('an administrator’s password of two months gives way to a new one at sign-in (TCVN 14423:2026)', async () => {
  await using world = await accessWorld({ demo: false })
  const { secret } = await enrolled(world)
  // Signed in on the way, or 45 idle days would close the account before.
  const signIn = async () => {
    const browser = world.browser()
    const page = await browser.signIn('quan-tri', PASSWORD)
    return {
      browser,
      page: await browser.submit(`${at(page)}/code`, { code: codeOf(secret, world.needs.now()) }),
    }
  }
  world.pass(40 * 24 * 60)
  expect((await signIn()).page.url).toBe(`${world.origin}/`)
  world.pass(25 * 24 * 60)
  const { browser, page } = await signIn()
  expect(page.text).toContain('Mật khẩu đã quá hai tháng')
  expect(await whoIs(browser)).toBeUndefined()
  const step = at(page).replace(/\/code$/, '')
  const set = (password: string) =>
    browser.submit(`${step}/new-password`, { password, again: password })
  expect((await set(PASSWORD)).text).toContain('10 mật khẩu gần nhất')
  expect((await set('Gió về bến sông')).url).toBe(`${world.origin}/`)
  expect(await whoIs(browser)).toBe('quan-tri')
})

test('after 45 idle days the right password and code open no more; the next start prints a new first link (TCVN 14423:2026)', async () => {
  await using world = await accessWorld({ demo: false })
  const { secret } = await enrolled(world)
  expect(await world.access.makeFirstAdministratorLink()).toBeUndefined()
  world.pass(45 * 24 * 60 + 1)
  const browser = world.browser()
  expect((await browser.signIn('quan-tri', PASSWORD)).status).toBe(401)
  // No administrator can sign in any more. The link gives a new password and leaves the second factor as it is.
  const link = String(await world.access.makeFirstAdministratorLink())
  await browser.submit(link, { password: 'Gió về bến sông', again: 'Gió về bến sông' })
  const page = await browser.signIn('quan-tri', 'Gió về bến sông')
  expect(page.text).toContain('Mã xác thực')
  await browser.submit(`${at(page)}/code`, { code: codeOf(secret, world.needs.now()) })
  expect(await whoIs(browser)).toBe('quan-tri')
  expect(codesOn(page)).toEqual([])
})

test('the last ten passwords may not come again, the eleventh may (TCVN 14423:2026)', async () => {
  await using world = await accessWorld({ demo: false })
  const { secret } = await enrolled(world)
  const words = Array.from({ length: 11 }, (_, index) => `Chim bay qua đồi ${index}`)
  let present = PASSWORD
  const change = async (password: string) => {
    world.pass(1)
    const browser = world.browser()
    const page = await browser.signIn('quan-tri', present)
    await browser.submit(`${at(page)}/code`, { code: codeOf(secret, world.needs.now()) })
    const answer = await browser.open('/session/password', {
      method: 'POST',
      body: JSON.stringify({ former: present, password }),
      headers: { 'content-type': 'application/json', 'x-mach-csrf': await browser.csrf() },
    })
    if (answer.status === 200) present = password
    return answer.text.includes('access.password-reused') ? 'reused' : answer.status
  }
  for (const word of words.slice(0, 9)) expect(await change(word)).toBe(200)
  expect(await change(PASSWORD)).toBe('reused')
  expect(await change(words[0] ?? '')).toBe('reused')
  expect(await change(words[9] ?? '')).toBe(200)
  expect(await change(PASSWORD)).toBe(200)
}, 120_000)

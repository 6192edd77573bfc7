import { expect, test } from 'vitest'
import { inTransaction } from '#foundation/database'
import type { Role } from '#vocabulary/caller'
import { createAccount, type NewAccount } from '../accounts/create-account.ts'
import {
  type AccessWorld,
  accessWorld,
  type Browser,
  facilityCode,
} from '../testing/access-world.ts'
import { codeOf, enrolOn } from '../testing/authenticator.ts'

const PASSWORD = 'Thuyền Về Bến 48!'

/** A person with an account of a role, a password, and an authenticator where the role asks for one. */
async function person(world: AccessWorld, signInName: string, role: Role, facility?: string) {
  const by = { account: 'system', name: 'system', role: 'system', address: '127.0.0.1' } as const
  const { now, random, database } = world.needs
  const account: NewAccount = {
    signInName,
    name: `Người ${signInName.toUpperCase()}`,
    role,
    facility: facility === undefined ? undefined : facilityCode(facility),
  }
  const made = await inTransaction(database, (trx) =>
    createAccount(trx, { now: now(), random, by }, account),
  )
  if (!made.ok) throw new Error(made.problems[0].code)
  const browser = world.browser()
  const enter = async (token: string) => {
    await browser.submit(`/password/${token}`, { password: PASSWORD, again: PASSWORD })
    const page = await browser.signIn(signInName, PASSWORD)
    if (!page.text.includes('id="secret"')) return ''
    return (await enrolOn(browser, page, now())).secret
  }
  const secret = await enter(made.value.token)
  return { browser, secret, enter, call: await callerIn(browser) }
}

async function callerIn(browser: Browser) {
  const csrf = await browser.csrf()
  return async (method: 'GET' | 'POST', path: string, body: object = {}) => {
    const { status, text } = await browser.open(path, {
      method,
      headers: { 'content-type': 'application/json', 'x-mach-csrf': csrf },
      ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
    })
    const content: Record<string, unknown> & { problems?: { code: string }[] } = JSON.parse(text)
    return { status, content, code: content.problems?.[0]?.code }
  }
}

const isIn = async (browser: Browser) =>
  !(await browser.open('/session')).text.includes('"session":null')
const tokenOf = (link: unknown) => new URL(String(link)).pathname.split('/')[2] ?? ''
const reason = 'Mất điện thoại và mã khôi phục'

test('who lost everything comes back by two administrators, never by one, and is told', async () => {
  await using world = await accessWorld({ demo: false })
  const lost = await person(world, 'lost.admin', 'administrator')
  const [first, second] = [
    await person(world, 'first.admin', 'administrator'),
    await person(world, 'second.admin', 'administrator'),
  ]
  const asked = await first.call('POST', '/access/resets', { account: 'lost.admin', reason })
  expect(asked.content).not.toHaveProperty('given')
  const reset = String(asked.content['reset'])
  expect(await isIn(lost.browser)).toBe(true)
  expect((await lost.call('GET', '/access/security')).content).toMatchObject({
    notices: [{ what: 'reset-asked', byName: 'Người FIRST.ADMIN' }, {}, {}],
  })
  expect((await first.call('POST', `/access/resets/${reset}/confirm`)).code).toBe(
    'access.reset-own',
  )
  expect((await lost.call('POST', `/access/resets/${reset}/confirm`)).code).toBe('access.no-reset')

  expect((await second.call('GET', '/access/resets')).content).toMatchObject({
    resets: [{ reset, account: 'lost.admin', askedBy: 'first.admin', own: false }],
  })
  const confirmed = await second.call('POST', `/access/resets/${reset}/confirm`)
  expect(confirmed.status).toBe(200)
  expect((await second.call('POST', `/access/resets/${reset}/confirm`)).code).toBe(
    'access.no-reset',
  )
  expect(await isIn(lost.browser)).toBe(false)
  expect((await world.browser().signIn('lost.admin', PASSWORD)).status).toBe(401)

  // The link lets the person choose a new password, and a new second factor is asked for before anything opens.
  const token = tokenOf(confirmed.content['link'])
  const fresh = 'Mưa rơi hiên nhà'
  await lost.browser.submit(`/password/${token}`, { password: fresh, again: fresh })
  const page = await lost.browser.signIn('lost.admin', fresh)
  expect(page.text).toContain('Đăng ký xác thực lớp thứ hai')
  const { secret } = await enrolOn(lost.browser, page, world.needs.now())
  expect(secret).not.toBe(lost.secret)
  expect(await isIn(lost.browser)).toBe(true)
}, 60_000)

test('a reset that was withdrawn, or is older than 72 hours, is confirmed by nobody', async () => {
  await using world = await accessWorld({ demo: false })
  await person(world, 'lost.admin', 'administrator')
  const first = await person(world, 'first.admin', 'administrator')
  const second = await person(world, 'second.admin', 'administrator')
  const ask = async () =>
    String(
      (await first.call('POST', '/access/resets', { account: 'lost.admin', reason })).content[
        'reset'
      ],
    )
  const withdrawn = await ask()
  expect((await second.call('POST', `/access/resets/${withdrawn}/withdraw`)).status).toBe(200)
  expect((await second.call('POST', `/access/resets/${withdrawn}/confirm`)).code).toBe(
    'access.no-reset',
  )
  const old = await ask()
  world.pass(72 * 60 + 1)
  const page = await second.browser.signIn('second.admin', PASSWORD)
  await second.browser.submit(`${new URL(page.url).pathname}/code`, {
    code: codeOf(second.secret, world.needs.now()),
  })
  const call = await callerIn(second.browser)
  expect((await call('POST', `/access/resets/${old}/confirm`)).code).toBe('access.no-reset')
  expect((await call('GET', '/access/resets')).content).toEqual({ resets: [] })
}, 60_000)

test('the administrator of a facility gives its own staff a link at once, and nobody else', async () => {
  await using world = await accessWorld({ demo: false })
  const doctor = await person(world, 'ha.doctor', 'doctor', '51001')
  await person(world, 'an.doctor', 'doctor', '01999')
  await person(world, 'fa.other', 'facility-administrator', '51001')
  await person(world, 'the.admin', 'administrator')
  const helper = await person(world, 'fa.51001', 'facility-administrator', '51001')
  expect((await helper.call('GET', '/access/staff')).content).toMatchObject({
    staff: [{ account: 'ha.doctor' }],
  })
  for (const account of ['an.doctor', 'fa.other', 'the.admin', 'nobody'])
    expect((await helper.call('POST', '/access/resets', { account, reason })).code, account).toBe(
      'access.no-account',
    )
  expect((await helper.call('POST', '/access/resets', { account: 'fa.51001', reason })).code).toBe(
    'access.own-account',
  )
  const asked = await helper.call('POST', '/access/resets', { account: 'ha.doctor', reason })
  expect(asked.status).toBe(200)
  expect(await isIn(doctor.browser)).toBe(false)
  const { link } = asked.content['given'] as { link: string }
  const fresh = 'Mưa Rơi Hiên Nhà 7!'
  await doctor.browser.submit(`/password/${tokenOf(link)}`, { password: fresh, again: fresh })
  await doctor.browser.signIn('ha.doctor', fresh)
  const call = await callerIn(doctor.browser)
  expect((await call('GET', '/access/security')).content).toMatchObject({
    notices: [
      { what: 'password-changed' },
      { what: 'factors-reset', byName: 'Người FA.51001' },
      {},
    ],
  })
  expect((await call('POST', '/access/resets', { account: 'the.admin', reason })).status).toBe(403)
}, 60_000)

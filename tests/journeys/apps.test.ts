import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../browser.ts'
import { startWorld, type World } from '../world.ts'
import { START_MS, WALK_MS } from './stage.ts'
import { enterHouse, givePassword, leaveHouse, look, signIn, turnTo, WIDTHS } from './visitor.ts'

/** A citizen allows an app in the browser and takes it back; a facility registers its software and an administrator confirms it. */
const CITIZEN = 'citizen@051067314088'
let world: World
let browser: Browser
let app: { readonly server: Server; readonly address: string }
beforeAll(async () => {
  world = await startWorld()
  browser = await openBrowser()
  app = await openApp()
  const xml = await readFile('samples/visit-outpatient.xml', 'utf8')
  expect((await world.send(xml, 'clerk@51001')).status).toBe(201)
}, START_MS)
afterAll(async () => {
  await browser.close()
  app.server.close()
  await world[Symbol.asyncDispose]()
})

/** Where an app on the person's own machine waits for the browser to come back. */
async function openApp() {
  const server = createServer((_request, answer) => {
    answer.setHeader('content-type', 'text/html; charset=utf-8')
    answer.end(
      '<!doctype html><html lang="vi"><title>App</title><link rel="icon" href="data:,"><h1>Đã quay về ứng dụng</h1>',
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { server, address: `http://127.0.0.1:${port}/callback` }
}

async function registerApp(more: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const answer = await fetch(`${world.origin}/clients/apps`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await world.token('admin')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      name: 'Sổ tay huyết áp',
      publisher: 'Công ty B',
      scopes: ['openid', 'launch/patient', 'patient/*.rs', 'offline_access'],
      redirectUris: [app.address],
      ...more,
    }),
  })
  const { client } = (await answer.json()) as { client: string }
  return client
}

test.each(WIDTHS)(
  'a citizen sees what an app asks, allows a part, and takes it back (%s)',
  async (width) => {
    const client = await registerApp()
    const visitor = await enterHouse(browser, width)
    const { page } = visitor
    const verifier = randomBytes(32).toString('base64url')
    const query = new URLSearchParams({
      client_id: client,
      response_type: 'code',
      redirect_uri: app.address,
      scope: 'openid launch/patient patient/Observation.rs patient/Condition.rs offline_access',
      aud: `${world.origin}/fhir`,
      state: 's',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    })
    await page.goto(`${world.origin}/oidc/auth?${query}`)
    await page.getByLabel('Tên đăng nhập').fill(CITIZEN)
    await givePassword(visitor, world)
    await page.getByRole('heading', { name: 'Cho phép ứng dụng?' }).waitFor()
    expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(0)
    await look(visitor)
    await page.getByLabel('Đọc kết quả xét nghiệm và chỉ số đo').check()
    await page.getByLabel('Trong bao lâu').selectOption('30')
    await page.getByRole('button', { name: 'Cho phép', exact: true }).click()
    await page.getByRole('heading', { name: 'Đã quay về ứng dụng' }).waitFor()
    expect(new URL(page.url()).searchParams.get('iss')).toBe(`${world.origin}/oidc`)

    await signIn(visitor, world, CITIZEN)
    await page.goto(`${world.origin}/so-suc-khoe/ung-dung`)
    await page.getByRole('heading', { name: 'Sổ tay huyết áp' }).waitFor()
    await page.getByText('Đọc kết quả xét nghiệm và chỉ số đo').waitFor()
    expect(await page.getByText('Đọc chẩn đoán').count()).toBe(0)
    await look(visitor)
    await page.getByRole('button', { name: 'Thu hồi quyền của Sổ tay huyết áp' }).click()
    await page.getByText('Đã thu hồi.').waitFor()
    await page.getByText('Bạn chưa cho phép ứng dụng nào').waitFor()
    await leaveHouse(visitor)
  },
  WALK_MS,
)

test(
  'a facility registers its software, and an administrator confirms it',
  async () => {
    const clerk = await enterHouse(browser, 'desktop')
    await signIn(clerk, world, 'clerk@51001')
    await turnTo(clerk, '/co-so/phan-mem', 'Phần mềm của cơ sở')
    await look(clerk)
    await clerk.page.getByRole('button', { name: 'Đăng ký phần mềm' }).click()
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    await clerk.page.getByLabel('Tên phần mềm').fill('HIS Sao Mai')
    await clerk.page.getByRole('textbox', { name: 'Nhà cung cấp' }).fill('Công ty A')
    await clerk.page
      .getByLabel('Khóa công khai (JWK) hoặc chứng thư (PEM)')
      .fill(JSON.stringify(publicKey.export({ format: 'jwk' })))
    await look(clerk)
    await clerk.page.getByRole('dialog').getByRole('button', { name: 'Đăng ký phần mềm' }).click()
    await clerk.page.getByText('Đã đăng ký.').waitFor()
    await clerk.page.getByRole('button', { name: 'Xong' }).click()
    await clerk.page.getByText('Chờ xác nhận').waitFor()
    await look(clerk)
    await leaveHouse(clerk)

    const admin = await enterHouse(browser, 'desktop')
    await signIn(admin, world, 'admin')
    await turnTo(admin, '/quan-tri/phan-mem', 'Phần mềm và ứng dụng')
    await look(admin)
    await admin.page.getByRole('button', { name: 'Xác nhận HIS Sao Mai' }).click()
    await admin.page.getByText('Đang dùng').first().waitFor()
    await admin.page.getByRole('button', { name: 'Đóng HIS Sao Mai' }).click()
    await admin.page.getByLabel('Lý do').fill('Thử đóng phần mềm')
    await admin.page.getByRole('dialog').getByRole('button', { name: 'Đóng vĩnh viễn' }).click()
    await admin.page.getByText('Đã đóng').waitFor()
    await leaveHouse(admin)
  },
  WALK_MS,
)

test(
  'a doctor opens an app from the record in view',
  async () => {
    await registerApp({
      name: 'Biểu đồ tăng trưởng',
      scopes: ['openid', 'launch', 'patient/*.rs'],
      launchUri: `${app.address}?mo=1`,
    })
    const doctor = await enterHouse(browser, 'desktop')
    const { page } = doctor
    await signIn(doctor, world, 'doctor@51001')
    await page.goto(`${world.origin}/bac-si/ho-so/${await personOf()}`)
    await page.getByRole('button', { name: 'Mở Biểu đồ tăng trưởng' }).click()
    await page.getByRole('heading', { name: 'Đã quay về ứng dụng' }).waitFor()
    const address = new URL(page.url()).searchParams
    expect(address.get('iss')).toBe(`${world.origin}/fhir`)
    expect(address.get('launch')).toMatch(/^[\w-]{43}$/)
    await leaveHouse(doctor)
  },
  WALK_MS,
)

/** The key of the person whose visit was sent. */
async function personOf(): Promise<string> {
  const answer = await fetch(`${world.origin}/session`, {
    headers: { authorization: `Bearer ${await world.token(CITIZEN)}` },
  })
  const { session } = (await answer.json()) as { session: { person: string } }
  return session.person
}

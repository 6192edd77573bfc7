import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf } from '../../src/access/testing/authenticator.ts'
import type { World } from '../world.ts'
import { OUTPATIENT, readSample } from './dossiers.ts'
import {
  giveAuthenticator,
  growOld,
  type GuardedHouse,
  newAccount,
  openGuardedHouse,
  openMenu,
  PASSWORD,
} from './guarded-house.ts'
import { START_MS, WALK_MS } from './stage.ts'
import {
  enterHouse,
  eventually,
  leaveHouse,
  look,
  seeTitle,
  type Visitor,
  WIDTHS,
} from './visitor.ts'

let house: GuardedHouse
let world: World
let browser: Browser
let origin: string

beforeAll(async () => {
  house = await openGuardedHouse()
  ;({ world, browser, origin } = house)
}, START_MS)
afterAll(() => house[Symbol.asyncDispose]())

describe.each(WIDTHS)('an administrator at a %s', { timeout: WALK_MS }, (width) => {
  let admin: Visitor
  const name = `lua.${width}`
  let secret = ''

  beforeAll(async () => {
    admin = await enterHouse(browser, width)
    await giveAuthenticator(admin.page)
  })
  afterAll(() => leaveHouse(admin, ['403 /accounts']))

  test('sets a password by the link, must enrol a passkey, keeps the recovery codes, and is in', async () => {
    const { page } = admin
    await page.goto(
      await newAccount(house, { signInName: name, name: 'Phan Thị Lụa', role: 'administrator' }),
    )
    await page.getByLabel('Mật khẩu mới', { exact: true }).fill(PASSWORD)
    await page.getByLabel('Nhập lại mật khẩu mới').fill(PASSWORD)
    await look(admin)
    await page.getByRole('button', { name: 'Lưu mật khẩu' }).click()
    await page.getByRole('link', { name: 'Đăng nhập' }).click()
    await page.getByLabel('Mật khẩu').fill(PASSWORD)
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
    await seeTitle(admin, 'Đăng ký xác thực lớp thứ hai')
    await look(admin)
    await page.getByRole('button', { name: 'Tạo khóa truy cập' }).click()
    await seeTitle(admin, 'Mã khôi phục')
    expect(await page.locator('.codes li').count()).toBe(10)
    await look(admin)
    await page.getByRole('button', { name: 'Tôi đã cất giữ' }).click()
    await seeTitle(admin, 'Hàng đợi và sự cố')
  })

  test('leaves, and comes back with the passkey alone', async () => {
    const { page } = admin
    await openMenu(admin, 'Đăng xuất')
    await page.getByRole('link', { name: 'Đăng nhập' }).click()
    await page.getByRole('button', { name: 'Dùng khóa truy cập' }).click()
    await seeTitle(admin, 'Hàng đợi và sự cố')
  })

  test('adds an authenticator on the security page', async () => {
    const { page } = admin
    await openMenu(admin, 'Bảo mật và thiết bị')
    await seeTitle(admin, 'Bảo mật và thiết bị')
    await page.getByRole('button', { name: 'Thêm ứng dụng xác thực' }).click()
    await page.getByRole('dialog').getByText('Không quét được?').click()
    secret = (await page.locator('[data-secret]').textContent()) ?? ''
    await page.getByLabel('Mã 6 chữ số').fill(codeOf(secret, new Date()))
    await page.getByLabel('Đặt tên để nhận ra').fill('Điện thoại của Lụa')
    await look(admin)
    await page.getByRole('button', { name: 'Lưu' }).click()
    await page.getByText('Điện thoại của Lụa').waitFor()
    await look(admin)
  })

  test('sees another device, and signs it out', async () => {
    const { page } = admin
    const other = await enterHouse(browser, width)
    await other.page.goto(`${origin}/session/sign-in?account=${name}&return=/bat-dau`)
    await other.page.getByLabel('Mật khẩu').fill(PASSWORD)
    await other.page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
    await seeTitle(other, 'Xác thực lớp thứ hai')
    await look(other)
    // The code of the enrolment was used; the telephone's next one is not.
    await other.page.getByLabel('Mã xác thực').fill(codeOf(secret, new Date(Date.now() + 30_000)))
    await other.page.getByRole('button', { name: 'Xác nhận' }).click()
    await seeTitle(other, 'Hàng đợi và sự cố')
    await page.reload()
    await page.getByRole('button', { name: 'Đăng xuất mọi thiết bị khác' }).click()
    await page.getByText('Đã đăng xuất 1 thiết bị.').waitFor()
    await other.page.context().close()
  })

  test('confirms with the passkey before a new account is made', async () => {
    const { page } = admin
    await growOld(world, name)
    await page.goto(`${origin}/quan-tri/tai-khoan`)
    await page.getByRole('button', { name: 'Thêm tài khoản' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Họ tên').fill('Lê Văn Tám')
    await dialog.getByLabel('Tên đăng nhập').fill(`tam.${width}`)
    await dialog.getByLabel('Mã cơ sở').fill('51001')
    await dialog.getByRole('button', { name: 'Thêm tài khoản' }).click()
    const confirmation = page.getByRole('dialog', { name: 'Xác nhận chính bạn' })
    await confirmation.getByRole('button', { name: 'Dùng khóa truy cập' }).waitFor()
    await confirmation.getByRole('button', { name: 'Dùng khóa truy cập' }).click()
    await page.getByRole('dialog', { name: /Đường dẫn đặt mật khẩu/ }).waitFor()
  })
})

describe.each(WIDTHS)('at a counter, at a %s', { timeout: WALK_MS }, (width) => {
  test('a clerk gives a citizen a paper', async () => {
    const clerk = await enterHouse(browser, width)
    const { page } = clerk
    await page.goto(`${origin}/session/sign-in?account=clerk@51001&return=/tai-khoan/quay`)
    await page.getByLabel('Mật khẩu').fill(world.demoPassword)
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
    await seeTitle(clerk, 'Định danh người dân tại quầy')
    // Whoever has an account already is seen by two.
    const number = width === 'desktop' ? '051190000777' : '051190000778'
    await page.getByLabel('Số định danh cá nhân').fill(number)
    await page.getByLabel('Họ và tên như trên giấy tờ').fill('Nguyễn Thị Sen')
    await page.getByRole('textbox', { name: 'Ngày sinh' }).fill('12/05/1990')
    await page.getByLabel(/Tôi đã xem bản gốc/).check()
    await look(clerk)
    await page.getByRole('button', { name: 'Cấp phiếu' }).click()
    await seeTitle(clerk, 'Phiếu đăng nhập sổ sức khỏe')
    await look(clerk)
    await leaveHouse(clerk)
  })

  test('a citizen comes by VNeID and meets the own book', async () => {
    // Name and birth date of the record agree with those at the provider, or nothing would open.
    await world.send(await readSample(OUTPATIENT.file), `clerk@${OUTPATIENT.facility}`)
    const citizen = await enterHouse(browser, width)
    const { page } = citizen
    await page.goto(`${origin}/session/sign-in?return=/bat-dau`)
    await look(citizen)
    await page.getByRole('link', { name: 'Đăng nhập bằng VNeID' }).click()
    await page.getByRole('button', { name: 'Mức 2 – Trần Văn Khoa' }).click()
    await eventually(() => new URL(page.url()).pathname.startsWith('/so-suc-khoe'), true)
    await page.locator('main h1').waitFor()
    await leaveHouse(citizen)
  })
})

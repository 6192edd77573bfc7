import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase } from '../../src/foundation/database.ts'
import {
  comeIn,
  enrolPasskey,
  giveAuthenticator,
  type GuardedHouse,
  newAccount,
  openGuardedHouse,
  openMenu,
  PASSWORD,
  setPassword,
} from './guarded-house.ts'
import { START_MS, WALK_MS } from './stage.ts'
import {
  enterHouse,
  leaveHouse,
  look,
  seeTitle,
  tryEnglish,
  turnTo,
  type Visitor,
  WIDTHS,
} from './visitor.ts'

const FACILITY = '51001'
const REASON = 'Mất điện thoại, đã gặp trực tiếp và xem căn cước'

let house: GuardedHouse
beforeAll(async () => {
  house = await openGuardedHouse()
}, START_MS)
afterAll(() => house[Symbol.asyncDispose]())

describe.each(WIDTHS)('at a %s', { timeout: WALK_MS }, (width) => {
  let admin: Visitor
  const adminName = `quan.${width}`
  const clerkName = `mai.${width}`

  beforeAll(async () => {
    await newAccount(house, {
      signInName: clerkName,
      name: `Võ Thị Mai ${width}`,
      role: 'facility-clerk',
      facility: FACILITY,
    })
    admin = await enterHouse(house.browser, width)
    await giveAuthenticator(admin.page)
    await setPassword(
      admin,
      await newAccount(house, {
        signInName: adminName,
        name: `Hồ Văn Quân ${width}`,
        role: 'administrator',
      }),
    )
    await enrolPasskey(admin)
    await seeTitle(admin, 'Hàng đợi và sự cố')
  })
  afterAll(() => leaveHouse(admin))

  test('the administrator of a facility gives a colleague who lost everything a link', async () => {
    const head = await enterHouse(house.browser, width)
    await comeIn(house, head, `facility-admin@${FACILITY}`, '/bat-dau')
    await openMenu(head, 'Giúp nhân viên đăng nhập lại')
    await seeTitle(head, 'Giúp nhân viên đăng nhập lại')
    const { page } = head
    await page.getByLabel('Tìm theo tên').fill('Mai')
    await page.keyboard.press('Enter')
    const again = page.getByRole('button', { name: `Cấp lại từ đầu Võ Thị Mai ${width}` })
    await again.waitFor()
    await look(head)
    await tryEnglish(head, 'Help staff back in')
    await again.click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Lý do').fill(REASON)
    await dialog.getByRole('button', { name: 'Cấp lại từ đầu' }).click()
    const link = page.getByRole('dialog').getByRole('textbox', { name: 'Liên kết đặt mật khẩu' })
    await link.waitFor()
    expect(await link.inputValue()).toContain(house.origin)
    await look(head)
    await leaveHouse(head)
  })

  test('among administrators one asks and another confirms', async () => {
    const { page } = admin
    const token = await house.world.token('admin')
    const asked = await fetch(`${house.world.origin}/access/resets`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ account: clerkName, reason: REASON }),
    })
    expect(await asked.json()).toMatchObject({ reset: expect.any(String) })
    await turnTo(admin, '/quan-tri/tai-khoan', 'Tài khoản')
    await page.getByRole('button', { name: /^Xác nhận và cấp liên kết/ }).waitFor()
    await look(admin)
    await page.getByRole('button', { name: /^Xác nhận và cấp liên kết/ }).click()
    await page.getByRole('dialog', { name: /Đường dẫn đặt mật khẩu/ }).waitFor()
    await look(admin)
    await page.keyboard.press('Escape')

    await page.getByLabel('Tên tài khoản cần đặt lại').fill(clerkName)
    await page.getByRole('textbox', { name: 'Lý do' }).fill(REASON)
    await page.getByRole('button', { name: 'Đề nghị đặt lại' }).click()
    await page.getByRole('button', { name: /^Rút lại/ }).waitFor()
    expect(await page.getByRole('button', { name: /^Xác nhận và cấp liên kết/ }).count()).toBe(0)
    await page.getByRole('button', { name: /^Rút lại/ }).click()
    await page.getByText(REASON).waitFor({ state: 'detached' })
  })

  test('a desk changes hands to whoever has a second factor', async () => {
    const { page } = admin
    await openMenu(admin, 'Đổi người dùng')
    const dialog = page.getByRole('dialog')
    await look(admin)
    await dialog.getByLabel('Tên tài khoản').fill(`clerk@${FACILITY}`)
    await dialog.getByRole('button', { name: 'Tiếp tục' }).click()
    expect(await page.getByLabel('Tên đăng nhập').inputValue()).toBe(`clerk@${FACILITY}`)
    await page.getByLabel('Mật khẩu').fill(house.world.demoPassword)
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
    await seeTitle(admin, 'Hôm nay')

    await openMenu(admin, 'Đổi người dùng')
    await page.getByRole('dialog').getByRole('button', { name: adminName }).click()
    await page.getByLabel('Mật khẩu').fill(PASSWORD)
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
    await seeTitle(admin, 'Xác thực lớp thứ hai')
    await look(admin)
    await page.getByRole('button', { name: 'Dùng khóa truy cập' }).click()
    await seeTitle(admin, 'Hàng đợi và sự cố')
  })

  test('an identity of another name is not linked, and the page says why', async () => {
    const clerk = await enterHouse(house.browser, width)
    await comeIn(house, clerk, `clerk@${FACILITY}`, '/tai-khoan/bao-mat')
    await seeTitle(clerk, 'Bảo mật và thiết bị')
    const { page } = clerk
    await page.getByRole('button', { name: 'Liên kết VNeID' }).click()
    await page.getByRole('button', { name: 'Mức 2 – Trần Văn An' }).click()
    await seeTitle(clerk, 'Bảo mật và thiết bị')
    await page.getByText('Chưa liên kết được').waitFor()
    await page.getByText('họ tên hoặc ngày sinh không khớp').waitFor()
    await look(clerk)
    await tryEnglish(clerk, 'Security and devices')
    await leaveHouse(clerk)
  })

  test('an auditor reads the security events', async () => {
    const auditor = await enterHouse(house.browser, width)
    await comeIn(house, auditor, 'auditor', '/bat-dau')
    await turnTo(auditor, '/su-kien-an-ninh', 'Sự kiện an ninh')
    const { page } = auditor
    await page.getByText('Đổi quyền hoặc cấu hình').first().waitFor()
    await look(auditor)
    await tryEnglish(auditor, 'Security events')
    await page.getByLabel('Đối tượng').fill('nobody')
    await page.keyboard.press('Enter')
    await page.getByText('Không có sự kiện nào').waitFor()
    await look(auditor)
    await leaveHouse(auditor)
  })
})

test.each(WIDTHS)(
  'an auditor at a %s is alarmed by a log that was altered',
  async (width) => {
    await alterLog(house.world.database.ownerUrl)
    const auditor = await enterHouse(house.browser, width)
    await comeIn(house, auditor, 'auditor', '/bat-dau')
    await turnTo(auditor, '/nhat-ky', 'Nhật ký kiểm toán')
    await seeAlarm(auditor)
    await look(auditor)
    await turnTo(auditor, '/su-kien-an-ninh', 'Sự kiện an ninh')
    await auditor.page.getByText('Nhật ký không còn nguyên vẹn').first().waitFor()
    await look(auditor)
    await leaveHouse(auditor)
  },
  WALK_MS,
)

/** As whoever owns the database could, and the application cannot. */
async function alterLog(ownerUrl: string): Promise<void> {
  const owner = openDatabase(ownerUrl, 1)
  await sql`update audit.event set name = 'Ai đó' where number = 2`.execute(owner)
  await owner.destroy()
}

/** The log is walked every ten seconds. */
async function seeAlarm({ page }: Visitor): Promise<void> {
  const alarm = page.getByText('Nhật ký không còn như lúc đã ký')
  await expect
    .poll(
      async () => {
        await page.reload()
        await page.locator('main h1').waitFor()
        return alarm.count()
      },
      { timeout: 60_000, interval: 3_000 },
    )
    .toBe(1)
}

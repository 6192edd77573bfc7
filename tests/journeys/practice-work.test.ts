import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { enterHouse, eventually, leaveHouse, look, seeTitle, type Visitor } from './visitor.ts'
import {
  comeIn,
  enrolPasskey,
  giveAuthenticator,
  type GuardedHouse,
  openGuardedHouse,
} from './guarded-house.ts'
import { type Simulator, startSimulator } from '../simulators.ts'
import { START_MS, WALK_MS } from './stage.ts'
import {
  addPhysician,
  CLINIC,
  CODE,
  complete,
  editFacility,
  HEAD,
  PHYSICIAN,
} from './clinic-papers.ts'
import { fill, fillDay, inDialog, openCaseOf, ownPassword, receiverAt, save } from './file-desk.ts'

let folder: string
let dataCentre: Simulator
let house: GuardedHouse
let citizen: Visitor
let manager: Visitor
let physician: Visitor
let officer: Visitor
let head: Visitor
let traditional: Visitor
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mach-journey-'))
  dataCentre = await startSimulator('data-centre', '--secret', 'simulated')
  house = await openGuardedHouse(await receiverAt(dataCentre.url, folder))
  const enter = () => enterHouse(house.browser, 'desktop')
  ;[citizen, manager, officer, head, traditional] = await Promise.all([
    enter(),
    enter(),
    enter(),
    enter(),
    enter(),
  ])
  physician = await enterHouse(house.browser, 'phone')
}, START_MS)
afterAll(async () => {
  await house[Symbol.asyncDispose]()
  await dataCentre[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

const go = ({ page }: Visitor, path: string) => page.goto(`${house.origin}${path}`)

describe('the work of practice, from the request for an account to what is delivered', {
  timeout: WALK_MS,
}, () => {
  test('somebody asks for the account of a facility, and the health department approves it', async () => {
    await comeIn(house, citizen, 'citizen@051070000901', '/xin-tai-khoan')
    const { page } = citizen
    await fill(page, 'Mã cơ sở khám bệnh, chữa bệnh', CODE)
    await page.getByRole('button', { name: 'Gửi đề nghị' }).click()
    expect(await page.getByText('Chưa điền.').count()).toBeGreaterThan(5)
    await fill(page, 'Tên cơ sở', CLINIC)
    await fill(page, 'Số giấy phép hoạt động', '901/QNG-GPHĐ')
    await fill(page, 'Họ tên người đứng đầu', HEAD)
    await fill(page, 'Số định danh cá nhân của người đứng đầu', '051070000901')
    await fill(page, 'Thư điện tử', 'tra.khuc@example.vn')
    await fill(page, 'Điện thoại', '0912345678')
    await page.getByLabel(/^Chúng tôi giữ kín tài khoản/).check()
    await look(citizen)
    await page.getByRole('button', { name: 'Gửi đề nghị' }).click()
    await page.getByText('Đã gửi đề nghị.').waitFor()

    await comeIn(house, officer, 'officer@51', '/vu-viec')
    await approveFirst(officer, /Phê duyệt/)
    await page.getByRole('link', { name: 'Xem tình trạng' }).click()
    await page.getByRole('button', { name: 'Lấy liên kết đặt mật khẩu' }).click()
    await giveAuthenticator(manager.page)
    await ownPassword(manager.page, await linkOn(page))
    await enrolPasskey(manager)
    await seeTitle(manager, 'Chức trách và quyền')
  })

  test('the facility enters its data, and who works there', async () => {
    const { page } = manager
    await go(manager, '/ho-so-cua-toi')
    await seeTitle(manager, CLINIC)
    await look(manager, 'own-file')
    await editFacility(page)
    await go(manager, '/ho-so-cua-toi/nhan-su/them')
    await addPhysician(page)
    await page.getByText(`Đã thêm ${PHYSICIAN.name}`).waitFor()
    await go(manager, '/ho-so-cua-toi/nhan-su')
    await page.getByRole('link', { name: PHYSICIAN.name }).waitFor()
    await look(manager)
  })

  test('the physician opens an account by personal ID, and claims the file that the facility made', async () => {
    await go(citizen, '/xin-tai-khoan')
    const { page } = citizen
    await page.getByText('Người hành nghề', { exact: true }).click()
    await page.getByRole('combobox', { name: /^Cơ sở nơi bạn hành nghề/ }).fill(CODE)
    await page.getByRole('option', { name: CODE }).click()
    await fill(page, 'Số định danh cá nhân', PHYSICIAN.number)
    await fill(page, 'Họ và tên', PHYSICIAN.name)
    await fillDay(page, 'Ngày sinh', '15/03/1985')
    await fill(page, 'Thư điện tử', PHYSICIAN.email)
    await fill(page, 'Điện thoại', '0912345679')
    await page.getByLabel('Giấy tờ', { exact: true }).check()
    await page.getByLabel(/^Tôi cam đoan thông tin/).check()
    await page.getByRole('button', { name: 'Gửi đề nghị' }).click()
    await page.getByText('Đã gửi đề nghị.').waitFor()

    await go(manager, '/vu-viec')
    await approveFirst(manager, /Đã đối chiếu/)
    await page.getByRole('link', { name: 'Xem tình trạng' }).click()
    await page.getByRole('button', { name: 'Lấy liên kết đặt mật khẩu' }).click()
    await ownPassword(physician.page, await linkOn(page), true)
    await seeTitle(physician, 'Nhận hồ sơ của bạn')
    await physician.page.getByLabel('Tôi cam đoan hồ sơ này là của tôi.').check()
    await look(physician)
    await physician.page.getByRole('button', { name: 'Nhận hồ sơ' }).click()
    await physician.page.getByText('đang chờ cơ sở xác nhận').waitFor()
    await go(manager, '/vu-viec?definition=practitioner-claim')
    await approveFirst(manager, /./)
  })

  test('completes it, declares it, and the facility confirms after it has compared', async () => {
    const { page } = physician
    await go(physician, '/ho-so-cua-toi')
    await seeTitle(physician, PHYSICIAN.name)
    await look(physician, 'own-practice')
    await complete(page)
    await page.getByRole('button', { name: 'Cam đoan hồ sơ đủ và đúng' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(/^Tôi đã kê khai/).check()
    await dialog.getByRole('button', { name: 'Cam đoan hồ sơ đủ và đúng' }).click()
    await page.getByText('Đã cam đoan, chờ xác nhận').first().waitFor()

    await go(manager, '/vu-viec?definition=practitioner-confirmation')
    await manager.page.getByRole('row').nth(1).waitFor()
    await manager.page.keyboard.press('v')
    await manager.page.getByRole('dialog').getByText('Văn bằng').first().waitFor()
    await look(manager, 'bulk-compared')
    await confirmBulk(manager.page)
    await go(physician, '/ho-so-cua-toi')
    await page.getByText('Cơ sở đã xác nhận').first().waitFor()
  })

  test('the facility submits; the department returns it with every point at its field', async () => {
    const { page } = manager
    await go(manager, '/ho-so-cua-toi')
    await page.getByRole('button', { name: 'Nộp hồ sơ để rà soát' }).click()
    const dialog = page.getByRole('dialog')
    await fill(dialog, 'Họ tên người đứng đầu cơ sở', HEAD)
    await fill(dialog, 'Họ tên người chịu trách nhiệm chuyên môn kỹ thuật', PHYSICIAN.name)
    await tickAll(page)
    await dialog.getByRole('button', { name: 'Nộp hồ sơ để rà soát' }).click()
    await page.getByText('Đã nộp, chờ rà soát').first().waitFor()

    await openCaseOf(officer.page, house.origin, 'facility-profile', CLINIC)
    const review = officer.page
    await review.getByRole('button', { name: 'Cần bổ sung: Giờ trong tuần' }).click()
    await review.getByLabel('Cần bổ sung gì: Giờ trong tuần').fill('Ghi cả giờ sáng thứ Bảy.')
    await review.getByRole('button', { name: 'Cần bổ sung: Phạm vi hoạt động' }).click()
    await review.getByLabel(/^Cần bổ sung gì: Phạm vi/).fill('Ghi đủ như trên giấy phép.')
    await look(officer, 'review-file')
    await review.getByRole('heading', { level: 1 }).click()
    await review.keyboard.press('r')
    await inDialog(review, 'Trả lại để bổ sung')
    await review.getByText('Trả lại để bổ sung').first().waitFor()
  })

  test('corrects it where it was told to; the Ministry’s second reviewer agrees, the department verifies', async () => {
    const { page } = manager
    await go(manager, '/ho-so-cua-toi')
    await page.locator('#muc-hours').getByText('Ghi cả giờ sáng thứ Bảy.').waitFor()
    await look(manager)
    await page.getByRole('button', { name: /^Sửa: Thời gian làm việc/ }).click()
    await page.getByRole('button', { name: 'Thêm khung giờ' }).click()
    await page.getByLabel('Khung giờ 2: Thứ Bảy').check()
    await page.reload()
    await page.getByText('Phần đang viết dở được giữ lại').waitFor()
    await save(page)
    await page.getByRole('button', { name: /^Sửa: Giấy phép hoạt động/ }).click()
    await fill(page, 'Phạm vi hoạt động chuyên môn', 'Khám, chữa bệnh bằng y học cổ truyền')
    await save(page)
    await page.getByRole('button', { name: 'Nộp lại' }).click()
    await tickAll(page)
    await inDialog(page, 'Nộp lại')

    await comeIn(house, traditional, 'traditional', '/vu-viec')
    await openCaseOf(traditional.page, house.origin, 'facility-profile', CLINIC)
    await traditional.page.getByText('Lần nộp trước').waitFor()
    await traditional.page.getByRole('button', { name: 'Đồng ý về y học cổ truyền' }).click()
    await inDialog(traditional.page, 'Đồng ý về y học cổ truyền')
    await openCaseOf(officer.page, house.origin, 'facility-profile', CLINIC)
    await officer.page.keyboard.press('v')
    await inDialog(officer.page, 'Xác nhận')
    await officer.page.getByText('Đã xác nhận, chờ ký và công bố').first().waitFor()
  })

  test('the facility signs, the head of the department publishes, and it goes out', async () => {
    const { page } = manager
    await go(manager, '/ho-so-cua-toi')
    await page.getByRole('button', { name: 'Ký hồ sơ' }).click()
    await inDialog(page, 'Ký hồ sơ')
    await comeIn(house, head, 'head@51', '/vu-viec')
    await openCaseOf(head.page, house.origin, 'facility-profile', CLINIC)
    await head.page.keyboard.press('v')
    await inDialog(head.page, 'Công bố')
    await head.page.getByText('Đã công bố').first().waitFor()
    await go(manager, '/ho-so-cua-toi')
    await page.getByText(/công bố \d\d\/\d\d\/\d{4}/).waitFor()
    await eventually(isAtDataCentre, true)
    await eventually(() => acknowledged(manager), true)
    await page.getByRole('link', { name: 'Lịch sử thay đổi' }).click()
    await seeTitle(manager, 'Lịch sử thay đổi')
    await look(manager)
    for (const one of [citizen, officer, head, traditional, manager]) await leaveHouse(one)
    // Before the claim the account has no file: the page asks for it, and leads to the claim.
    await leaveHouse(physician, ['404 /registry/profiles/own'])
  })
})

/** Whether the clinic's own record stands on the shelf of the data centre. */
async function isAtDataCentre(): Promise<boolean> {
  const state = await dataCentre.get('/_state')
  const records = typeof state === 'object' && state !== null && 'records' in state && state.records
  return Object.keys(records || {}).some((key) => key.endsWith(` ${CODE}`))
}

/** Whether the data centre has acknowledged something of the own facility. */
async function acknowledged({ page }: Visitor): Promise<boolean> {
  const answer = await page.request.get(`${house.origin}/registry/outside`)
  const { connections }: { connections: Connection[] } = JSON.parse(await answer.text())
  const ours = connections.find(({ channel }) => channel === 'data-centre')
  return ours?.states.some(({ state, count }) => state === 'acknowledged' && count > 0) === true
}

type Connection = {
  readonly channel: string
  readonly states: readonly { readonly state: string; readonly count: number }[]
}

async function linkOn(page: Page): Promise<string> {
  const link = page.locator('a.code').first()
  await link.waitFor()
  return (await link.getAttribute('href')) ?? ''
}

/** The first of the queue, by keyboard: v, the tick, and the button that says so. */
async function approveFirst({ page }: Visitor, step: RegExp): Promise<void> {
  await page.getByRole('row').nth(1).waitFor()
  await page.keyboard.press('v')
  await page.getByRole('dialog', { name: step }).waitFor()
  await confirmBulk(page)
}

/** Accepts whatever the open window asks to be accepted. */
async function tickAll(page: Page): Promise<void> {
  const boxes = page.getByRole('dialog').getByRole('checkbox')
  await boxes.first().waitFor()
  for (const box of await boxes.all()) await box.check()
}

async function confirmBulk(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('checkbox', { name: /^Tôi đã xem/ }).check()
  await dialog.locator('button[type=submit]').click()
  await dialog.getByText('Đã làm 1 vụ việc.').waitFor()
  await dialog.getByRole('button', { name: 'Đóng' }).last().click()
}

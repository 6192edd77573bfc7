import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { INPATIENT, OUTPATIENT, readSample } from './dossiers.ts'
import { openStage, type Stage, START_MS, WALK_MS } from './stage.ts'
import {
  enterHouse,
  leaveHouse,
  look,
  seeTitle,
  signIn,
  tryEnglish,
  turnTo,
  type Visitor,
  WIDTHS,
} from './visitor.ts'

/** A medicine that stands in the one visit and nowhere else. */
const MEDICINE = 'Betahistin 16'
/** A hospital that nothing connects with the citizen but a code, and a station where there is an emergency. */
const ELSEWHERE = '01999'
const EMERGENCY = INPATIENT.station
const REASON = 'Người bệnh hôn mê sau tai nạn, cần biết tiền sử bệnh và thuốc đã dùng ngay'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  await stage.accept(await readSample(OUTPATIENT.file), OUTPATIENT.facility)
  await stage.accept(await readSample(INPATIENT.file), INPATIENT.facility)
}, START_MS)
afterAll(() => stage[Symbol.asyncDispose]())

describe.each(WIDTHS)('a citizen at a %s', { timeout: WALK_MS }, (width) => {
  let citizen: Visitor
  let link: string
  let passcode: string
  beforeAll(async () => {
    citizen = await enterHouse(stage.browser, width)
    await signIn(citizen, stage.world, `citizen@${OUTPATIENT.citizenNumber}`)
  })
  afterAll(() => leaveHouse(citizen))

  test('finds every page of the book, and the own requests, without pushing the menu sideways', async () => {
    const { page } = citizen
    const menu = page.getByRole('navigation').filter({ has: page.locator('a[href="/vu-viec"]') })
    const hidden = await menu.first().evaluate((bar) => bar.scrollWidth - bar.clientWidth)
    expect(hidden).toBeLessThanOrEqual(0)
  })

  test('hides a visit: the doctor elsewhere sees it no more, the facility that wrote it still does', async () => {
    const { page } = citizen
    await openByCode(width, await passOf(citizen), 'seen')
    await openPrivacy(citizen)
    await page.getByText('Cơ sở đã ghi vẫn thấy phần do chính cơ sở ghi.').waitFor()
    await page.getByRole('button', { name: 'Ẩn: 20/10/2026' }).click()
    await page.getByText('Đang ẩn').waitFor()
    await look(citizen, 'privacy')
    await tryEnglish(citizen, 'Privacy')

    await openByCode(width, await passOf(citizen), 'hidden')
    await openOwn(width)
    await turnTo(citizen, '/so-suc-khoe', 'Sổ sức khỏe của tôi')
    await page.getByText(MEDICINE).first().waitFor()
  })

  test('shares by QR: the recipient opens it with the passcode, and wrong passcodes stop', async () => {
    const { page } = citizen
    await openPrivacy(citizen)
    await page.getByRole('button', { name: /^Hiện lại: 20\/10\/2026/ }).click()
    await page.getByRole('button', { name: /^Ẩn: 20\/10\/2026/ }).waitFor()
    await goToPart(citizen, 'Chia sẻ bằng QR')
    for (const box of await page.getByRole('checkbox').all())
      expect(await box.isChecked()).toBe(false)
    await page.getByLabel('Chia sẻ cho ai').fill('Bác sĩ ở Đà Nẵng')
    await page.getByLabel('Mật mã').fill('730518')
    await look(citizen)
    await page.getByRole('button', { name: 'Tạo liên kết và mã QR' }).click()
    await page.getByRole('img', { name: 'Mã QR của liên kết chia sẻ' }).waitFor()
    await look(citizen, 'share')
    link =
      (await page.getByRole('link', { name: 'Xem sổ được chia sẻ' }).getAttribute('href')) ?? ''
    passcode = '730518'

    const recipient = await enterHouse(stage.browser, width)
    await openLink(recipient, link, '000111')
    await recipient.page.getByText('Mật mã sai. Còn 4 lần thử.').waitFor()
    await look(recipient)
    await openLink(recipient, link, passcode)
    await recipient.page.getByText(OUTPATIENT.name).waitFor()
    await recipient.page.getByText(MEDICINE).first().waitFor()
    await look(recipient, 'shared-book')
    for (const left of [3, 2, 1, 0]) {
      await openLink(recipient, link, '000111')
      await recipient.page.getByText(`Mật mã sai. Còn ${left} lần thử.`).waitFor()
    }
    await openLink(recipient, link, passcode)
    await recipient.page.getByText('Liên kết này không có, đã hết hạn').waitFor()
    const address = new URL(readUrl(link)).pathname
    await leaveHouse(recipient, [
      ...Array.from({ length: 5 }, () => `401 ${address}`),
      `404 ${address}`,
    ])
  })

  test('reads of an emergency opening in notices and log, and questions it', async () => {
    const { page } = citizen
    await breakGlass(width)
    await openPrivacy(citizen)
    await goToPart(citizen, 'Thông báo')
    await page.getByText('Mở khẩn cấp sổ của bạn').first().waitFor()
    await page.getByText('Liên kết chia sẻ đã được mở').first().waitFor()
    await look(citizen, 'notices')
    await page.getByRole('button', { name: 'Đánh dấu đã xem' }).click()
    await page.getByText('Mới', { exact: true }).first().waitFor({ state: 'detached' })

    await turnTo(citizen, '/so-suc-khoe/ai-da-xem', 'Ai đã xem sổ của tôi')
    await page.getByText('để cấp cứu · mở khẩn cấp').first().waitFor()
    await look(citizen)
    const opening = page.getByRole('listitem').filter({ hasText: 'để cấp cứu · mở khẩn cấp' })
    await opening.first().getByRole('button', { name: 'Hỏi về lượt xem này' }).click()
    await page.getByLabel('Bạn muốn hỏi gì').fill('Hôm đó tôi không cấp cứu, vì sao hồ sơ được mở?')
    await page.getByRole('button', { name: 'Gửi' }).last().click()
    await page.waitForURL(/\/vu-viec\/./)
    await page.locator('main h1').waitFor()
    await look(citizen)
  })

  test('lets a member of the family in, who accepts, reads, and is shut out again', async () => {
    const { page } = citizen
    await openPrivacy(citizen)
    await goToPart(citizen, 'Người thân và con')
    await page.getByLabel('Số định danh của người thân').fill(RELATIVE)
    await page.getByLabel('Đến hết ngày', { exact: true }).fill('31/12/2030')
    await page.getByLabel('Phần thông thường').check()
    await look(citizen, 'family')
    await page.getByRole('button', { name: 'Gửi lời mời' }).click()
    await page.getByText('Đã gửi lời mời.').waitFor()

    const relative = await enterHouse(stage.browser, width)
    await signIn(relative, stage.world, `citizen@${RELATIVE}`)
    await relative.page.goto(`${stage.world.origin}/so-suc-khoe/nguoi-than`)
    await relative.page.getByRole('button', { name: 'Nhận lời' }).click()
    await relative.page.getByRole('link', { name: 'Mở sổ' }).click()
    await seeTitle(relative, 'Sổ của người thân')
    await relative.page.getByText(OUTPATIENT.name).first().waitFor()
    await look(relative)

    await page.reload()
    await page.getByRole('button', { name: /^Rút lại/ }).click()
    await page.getByText('Đã chấm dứt').first().waitFor()
    await relative.page.reload()
    await relative.page.getByText('Chưa có căn cứ để mở hồ sơ của người này.').waitFor()
    const refused = relative.troubles.filter((trouble) => !trouble.startsWith('403 /book/of/'))
    expect(refused.filter((trouble) => !trouble.startsWith('404 /book/'))).toEqual([])
    await relative.page.context().close()
  })
})

/** Somebody with a book of the own. */
const RELATIVE = INPATIENT.citizenNumber

describe.each(WIDTHS)('whoever reviews at a %s', { timeout: WALK_MS }, (width) => {
  test('judges the emergency opening, and the citizen reads the verdict', async () => {
    const reviewer = await enterHouse(stage.browser, width)
    await signIn(reviewer, stage.world, `facility-admin@${EMERGENCY}`)
    await turnTo(reviewer, '/xem-xet-khan-cap', 'Xem xét mở khẩn cấp')
    const { page } = reviewer
    await page.getByText(REASON).first().waitFor()
    await look(reviewer, 'review')
    await page.getByRole('button', { name: 'Không có căn cứ' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Lý do').fill('Không có lượt cấp cứu nào của người này tại cơ sở')
    await dialog.getByRole('button', { name: 'Không có căn cứ' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByText('Không có lượt cấp cứu nào của người này').first().waitFor()
    await look(reviewer)
    await leaveHouse(reviewer)

    const citizen = await enterHouse(stage.browser, width)
    await signIn(citizen, stage.world, `citizen@${OUTPATIENT.citizenNumber}`)
    await citizen.page.goto(`${stage.world.origin}/so-suc-khoe/thong-bao`)
    await citizen.page.getByText('Lần mở khẩn cấp đã được xem xét').first().waitFor()
    await leaveHouse(citizen)
  })

  test('at a counter confirms a guardian', async () => {
    const clerk = await enterHouse(stage.browser, width)
    await signIn(clerk, stage.world, `clerk@${OUTPATIENT.facility}`)
    await turnTo(clerk, '/nguoi-giam-ho', 'Xác nhận người giám hộ')
    await look(clerk)
    await leaveHouse(clerk)
  })
})

/** Opens the page of privacy by its line in the menu, wherever one is. */
async function openPrivacy(visitor: Visitor): Promise<void> {
  await turnTo(visitor, '/so-suc-khoe/rieng-tu', 'Quyền riêng tư')
}

/** Goes to a part of privacy by its own row of links. */
async function goToPart(visitor: Visitor, name: string): Promise<void> {
  const parts = visitor.page.getByRole('navigation', { name: 'Các phần của quyền riêng tư' })
  await parts.getByRole('link', { name }).click()
  await seeTitle(visitor, name)
}

/** A code for a doctor, as the citizen reads it out. */
async function passOf(citizen: Visitor): Promise<string> {
  const { page } = citizen
  await turnTo(citizen, '/so-suc-khoe', 'Sổ sức khỏe của tôi')
  await page.getByRole('link', { name: 'Mã QR cho bác sĩ' }).click()
  await page.getByRole('button', { name: 'Tạo mã QR' }).click()
  return page.getByText('Hoặc đọc mã này cho bác sĩ').locator('+ p').innerText()
}

async function openByCode(
  width: Visitor['width'],
  code: string,
  visit: 'seen' | 'hidden',
): Promise<void> {
  const doctor = await enterHouse(stage.browser, width)
  await signIn(doctor, stage.world, `doctor@${ELSEWHERE}`)
  await turnTo(doctor, '/bac-si/tim', 'Tìm người bệnh')
  await doctor.page.getByLabel('Mã trên màn hình của người bệnh').fill(code)
  await doctor.page.getByRole('button', { name: 'Mở hồ sơ bằng mã' }).click()
  await seeTitle(doctor, 'Hồ sơ người bệnh')
  await doctor.page.waitForLoadState('networkidle')
  expect((await doctor.page.getByText(MEDICINE).count()) > 0).toBe(visit === 'seen')
  await leaveHouse(doctor)
}

/** The doctor of the facility that wrote the visit. */
async function openOwn(width: Visitor['width']): Promise<void> {
  const doctor = await enterHouse(stage.browser, width)
  await signIn(doctor, stage.world, `doctor@${OUTPATIENT.facility}`)
  await turnTo(doctor, '/bac-si/tim', 'Tìm người bệnh')
  await doctor.page.getByLabel('Số định danh hoặc số thẻ BHYT').fill(OUTPATIENT.citizenNumber)
  await doctor.page.keyboard.press('Enter')
  await doctor.page.getByRole('link', { name: OUTPATIENT.name }).click()
  await seeTitle(doctor, 'Hồ sơ người bệnh')
  await doctor.page.getByText(MEDICINE).first().waitFor()
  await leaveHouse(doctor)
}

async function breakGlass(width: Visitor['width']): Promise<void> {
  const doctor = await enterHouse(stage.browser, width)
  await signIn(doctor, stage.world, `doctor@${EMERGENCY}`)
  await turnTo(doctor, '/bac-si/tim', 'Tìm người bệnh')
  const { page } = doctor
  await page.getByRole('button', { name: 'Mở khẩn cấp…' }).click()
  await page.getByLabel('Số định danh của người bệnh').fill(OUTPATIENT.citizenNumber)
  await page.getByLabel('Lý do').fill(REASON)
  await page.getByText('Bạn đã mở khẩn cấp').waitFor()
  await look(doctor, 'break-glass')
  await page.getByRole('button', { name: 'Tôi hiểu, mở hồ sơ' }).click()
  await seeTitle(doctor, 'Hồ sơ người bệnh')
  await page.getByText('Căn cứ: mở khẩn cấp. Mục đích: cấp cứu.').waitFor()
  await leaveHouse(doctor)
}

async function openLink(recipient: Visitor, link: string, passcode: string): Promise<void> {
  const { page } = recipient
  await page.goto('about:blank')
  await page.goto(link)
  await page.getByLabel('Tên và nơi làm việc của bạn').fill('BS. Lê Văn Xa, Đà Nẵng')
  await page.getByLabel('Mật mã').fill(passcode)
  await page.getByRole('button', { name: 'Mở', exact: true }).click()
}

/** The address of the manifest in a link. */
function readUrl(link: string): string {
  const payload = link.split('shlink:/')[1] ?? ''
  const read: { url: string } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
  return read.url
}

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { OUTPATIENT, readSample, replaceWords, WITH_ERROR } from './dossiers.ts'
import { openStage, type Stage, START_MS, WALK_MS } from './stage.ts'
import {
  download,
  dropFile,
  enterHouse,
  eventually,
  expectPdf,
  givePassword,
  leaveHouse,
  look,
  seeTitle,
  tabTo,
  tryEnglish,
  turnTo,
  type Visitor,
  WIDTHS,
} from './visitor.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
}, START_MS)
afterAll(() => stage[Symbol.asyncDispose]())

describe.each(WIDTHS)('a clerk at a %s', { timeout: WALK_MS }, (width) => {
  let clerk: Visitor
  // The phone sends visits of its own, because those of the desk are settled by then.
  const ownCode = (code: string) => (width === 'desktop' ? code : code.replace(/\d{3}$/, '901'))
  const clean = ownCode(OUTPATIENT.linkCode)
  const faulty = ownCode(WITH_ERROR.linkCode)
  const faultyXml = async () =>
    replaceWords(await readSample(WITH_ERROR.file), { [WITH_ERROR.linkCode]: faulty })

  beforeAll(async () => {
    clerk = await enterHouse(stage.browser, width)
  })
  afterAll(() => leaveHouse(clerk, ['422 /intake/dossiers']))

  test('signs in on the page of the house', async () => {
    const { page } = clerk
    await page.goto(stage.world.origin)
    await look(clerk, 'landing')
    await tabTo(page, page.getByRole('link', { name: 'Đăng nhập' }))
    await page.keyboard.press('Enter')
    await page.getByLabel('Mật khẩu').waitFor()
    await look(clerk, 'sign-in')
    await page.getByLabel('Tên đăng nhập').fill(`clerk@${OUTPATIENT.facility}`)
    await givePassword(clerk, stage.world)
    await seeTitle(clerk, 'Hôm nay')
    await tryEnglish(clerk, 'Today')
  })

  test('drops a visit, and it is accepted', async () => {
    const { page } = clerk
    await turnTo(clerk, '/co-so/gui', 'Gửi hồ sơ')
    await tabTo(page, page.getByRole('button', { name: 'Chọn tệp' }))
    const xml = await readSample(OUTPATIENT.file)
    const text = replaceWords(xml, { [OUTPATIENT.linkCode]: clean })
    await dropFile(page, page.getByText('Kéo thả tệp XML'), { name: OUTPATIENT.file, text })
    await page.getByRole('row', { name: clean }).getByText('Đã tiếp nhận').waitFor()
  })

  test('drops a visit with an error, and is told so', async () => {
    const { page } = clerk
    const text = await faultyXml()
    await dropFile(page, page.getByText('Kéo thả tệp XML'), { name: WITH_ERROR.file, text })
    const line = page.getByRole('row', { name: faulty })
    await line.getByText('Chưa tiếp nhận – cần sửa').waitFor()
    await look(clerk, 'send')
    await line.getByRole('link', { name: 'Xem lỗi' }).click()
    await seeTitle(clerk, faulty)
  })

  test('follows the finding to the very field', async () => {
    const { page } = clerk
    await page.getByRole('link', { name: WITH_ERROR.place }).first().click()
    await eventually(() => new URL(page.url()).searchParams.get('o'), WITH_ERROR.place)
    const field = page.locator('#o-XML3-2-NGAY_KQ')
    await field.waitFor()
    expect(await field.getAttribute('data-shown')).toBe('true')
    await eventually(() => isInSight(clerk), true)
    await look(clerk, 'submission')
  })

  test('corrects the field, sends again, and it is accepted', async () => {
    const { page } = clerk
    if (width === 'desktop') {
      const corrected = replaceWords(await faultyXml(), { [WITH_ERROR.wrong]: WITH_ERROR.right })
      const chooser = page.waitForEvent('filechooser')
      await page.getByRole('button', { name: 'Tải lên tệp đã sửa' }).click()
      const buffer = Buffer.from(corrected)
      await (await chooser).setFiles({ name: 'da-sua.xml', mimeType: 'text/xml', buffer })
    } else {
      await page.getByRole('button', { name: `(${WITH_ERROR.place})` }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('textbox').fill(WITH_ERROR.right)
      await look(clerk)
      await dialog.getByRole('button', { name: 'Ghi nhận thay đổi' }).click()
      await look(clerk)
      await page.getByRole('button', { name: 'Gửi lại hồ sơ' }).click()
    }
    await page.locator('h1 + *').getByText('Đã tiếp nhận', { exact: true }).waitFor()
    await look(clerk)
  })

  test('narrows the list, and its address says how', async () => {
    const { page } = clerk
    await turnTo(clerk, '/co-so/ho-so', 'Hồ sơ đã gửi')
    await look(clerk)
    await page.getByRole('searchbox', { name: 'Tìm' }).fill(faulty)
    await page.keyboard.press('Enter')
    await eventually(() => new URL(page.url()).searchParams.get('text'), faulty)
    const lines = page.getByRole('link', { name: faulty })
    await eventually(() => lines.count(), 2)
    await page.getByRole('combobox', { name: 'Trạng thái' }).click()
    await page.getByRole('option', { name: 'Đã tiếp nhận', exact: true }).click()
    await eventually(() => lines.count(), 1)
    await page.goto(page.url())
    await eventually(() => lines.count(), 1)
    await look(clerk)
  })

  test('hands the findings to the wards, on paper and as a workbook', async () => {
    const { page } = clerk
    await turnTo(clerk, '/co-so/theo-khoa', 'Lỗi theo khoa')
    await page.getByText('Khoa').first().waitFor()
    await look(clerk, 'by-ward')
    expectPdf(await download(page, page.getByRole('button', { name: 'In tờ giao khoa (A4)' })))
    const workbook = await download(page, page.getByRole('button', { name: 'Tải bảng tính' }))
    expect(workbook.subarray(0, 2).toString('latin1')).toBe('PK')
  })

  test('withdraws a visit with a reason', async () => {
    const { page } = clerk
    await page.goto(`${stage.world.origin}/co-so/ho-so?text=${clean}`)
    await page.getByRole('link', { name: clean }).click()
    await seeTitle(clerk, clean)
    await page.getByRole('button', { name: 'Thu hồi hồ sơ' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox').fill('Gửi nhầm người bệnh')
    await look(clerk)
    await dialog.getByRole('button', { name: 'Thu hồi hồ sơ' }).click()
    await page.getByText('Hồ sơ đã thu hồi').waitFor()
    await look(clerk)
    await page.goto(`${stage.world.origin}/co-so/ho-so-da-rut`)
    await page.getByRole('link', { name: clean }).waitFor()
    await look(clerk)
  })

  test('sees how the day went, and what has to go to the insurance', async () => {
    const { page } = clerk
    await turnTo(clerk, '/co-so', 'Hôm nay')
    const refused = page.getByRole('link', { name: /^Chưa tiếp nhận/ })
    expect(Number((await refused.textContent())?.replace(/\D/g, ''))).toBeGreaterThan(0)
    await look(clerk, 'today')
    await turnTo(clerk, '/co-so/gui-bhxh', 'BHXH và thời hạn')
    await look(clerk)
  })

  test('hands the desk to a colleague and takes it back', async () => {
    const { page } = clerk
    await openUserMenu(clerk, 'Đổi người dùng')
    await page.getByRole('dialog').getByLabel('Tên tài khoản').fill('doctor@51001')
    await look(clerk)
    await page.getByRole('dialog').getByRole('button', { name: 'Tiếp tục' }).click()
    await page.getByLabel('Mật khẩu').waitFor()
    expect(await page.getByLabel('Tên đăng nhập').inputValue()).toBe('doctor@51001')
    await givePassword(clerk, stage.world)
    await seeTitle(clerk, 'Người bệnh cần theo dõi')
    await openUserMenu(clerk, 'Đổi người dùng')
    await page.getByRole('button', { name: 'clerk@51001' }).click()
    await page.getByLabel('Mật khẩu').waitFor()
    await givePassword(clerk, stage.world)
    await seeTitle(clerk, 'Hôm nay')
    await openUserMenu(clerk, 'Đăng xuất')
    await page.getByRole('link', { name: 'Đăng nhập' }).waitFor()
  })
})

async function openUserMenu({ page }: Visitor, item: string): Promise<void> {
  await page.getByRole('button', { name: /^Tài khoản: / }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

/** Whether the field that the address names lies within the screen. */
function isInSight({ page }: Visitor): Promise<boolean> {
  return page.locator('[data-shown]').evaluate((field) => {
    const { top, bottom } = field.getBoundingClientRect()
    return top >= 0 && bottom <= innerHeight
  })
}

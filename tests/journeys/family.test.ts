import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { INPATIENT, OUTPATIENT, readSample, replaceWords } from './dossiers.ts'
import { openStage, type Stage, START_MS, WALK_MS } from './stage.ts'
import {
  download,
  enterHouse,
  expectPdf,
  leaveHouse,
  look,
  seeTitle,
  signIn,
  tryEnglish,
  turnTo,
  type Visitor,
  WIDTHS,
} from './visitor.ts'

/** A child of eight, who is asked too, and whoever brings it to the counter: somebody with a book of the own. */
const CHILD = { number: '051218000777', name: 'Trần Minh Anh', born: '01/05/2018' } as const
const PARENT = INPATIENT.citizenNumber
/** A citizen who has signed in and never been to a facility. */
const NEWCOMER = '051190000321'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  await stage.accept(await readSample(INPATIENT.file), INPATIENT.facility)
  await stage.accept(
    replaceWords(await readSample(OUTPATIENT.file), {
      [OUTPATIENT.linkCode]: '51001.20261020.001790',
      [OUTPATIENT.citizenNumber]: CHILD.number,
      [OUTPATIENT.name]: CHILD.name.toUpperCase(),
      '196707050000': '201805010000',
      DN4519380148051: 'HS4519380149777',
      '51001000486': '51001000777',
      'KB20746.001787': 'KB20746.001790',
      '<MA_NGHE_NGHIEP>33<': '<MA_NGHE_NGHIEP>00<',
    }),
    OUTPATIENT.facility,
  )
}, START_MS)
afterAll(() => stage[Symbol.asyncDispose]())

describe.each(WIDTHS)('at a %s', { timeout: WALK_MS }, (width) => {
  let parent: Visitor

  test('at the counter a clerk sees the birth certificate, and a second person confirms who is the guardian', async () => {
    const clerk = await enterHouse(stage.browser, width)
    await signIn(clerk, stage.world, `clerk@${OUTPATIENT.facility}`)
    await turnTo(clerk, '/nguoi-giam-ho', 'Xác nhận người giám hộ')
    const { page } = clerk
    await page.getByLabel('Số định danh của trẻ').fill(CHILD.number)
    await page.getByLabel('Họ tên của trẻ').fill(CHILD.name)
    await page.getByRole('textbox', { name: 'Ngày sinh của trẻ' }).fill(CHILD.born)
    await page.getByLabel('Số định danh của cha, mẹ hoặc người giám hộ').fill(PARENT)
    await page.getByLabel('Giấy đã xem').fill('Giấy khai sinh số 12, ngày 20/05/2018')
    await page.getByRole('button', { name: 'Xác nhận', exact: true }).click()
    await page
      .getByText('Cần người thứ hai')
      .or(page.getByText('Đã xác nhận. Cha, mẹ hoặc người giám hộ mở được sổ'))
      .first()
      .waitFor()
    await look(clerk)
    await tryEnglish(clerk, 'Confirm a guardian')
    await leaveHouse(clerk)

    const second = await enterHouse(stage.browser, width)
    await signIn(second, stage.world, `facility-admin@${OUTPATIENT.facility}`)
    await turnTo(second, '/nguoi-giam-ho', 'Xác nhận người giám hộ')
    const isOne = second.page.getByRole('button', { name: 'Đúng', exact: true })
    const acts = second.page.getByRole('button', { name: 'Chấm dứt' })
    await isOne.or(acts).first().waitFor()
    if (await isOne.isVisible()) await isOne.click()
    await acts.waitFor()
    await look(second)
    await leaveHouse(second)
  })

  test('the parent chooses for the child, once the child was asked', async () => {
    parent = await enterHouse(stage.browser, width)
    await signIn(parent, stage.world, `citizen@${PARENT}`)
    await openFamily(parent)
    const { page } = parent
    await page.getByText(CHILD.name).first().waitFor()
    await look(parent)
    await page.getByRole('link', { name: 'Chọn thay con' }).click()
    await seeTitle(parent, 'Chọn thay con')
    const hide = page.getByRole('button', { name: 'Ẩn: 20/10/2026' })
    expect(await hide.isDisabled()).toBe(true)
    await page.getByLabel('Con tôi đã được hỏi và đồng ý').check()
    await hide.click()
    await page.getByText('Đang ẩn').waitFor()
    await look(parent)
    await page.getByRole('button', { name: 'Hiện lại: 20/10/2026' }).click()
    await hide.waitFor()
    await tryEnglish(parent, 'Choose for the child')
  })

  test('the parent sees who read the child’s book, has an entry proved, and questions one', async () => {
    const doctor = await enterHouse(stage.browser, width)
    await signIn(doctor, stage.world, `doctor@${OUTPATIENT.facility}`)
    await turnTo(doctor, '/bac-si/tim', 'Tìm người bệnh')
    await doctor.page.getByLabel('Số định danh hoặc số thẻ BHYT').fill(CHILD.number)
    await doctor.page.keyboard.press('Enter')
    await doctor.page.getByRole('link', { name: CHILD.name.toUpperCase() }).click()
    await seeTitle(doctor, 'Hồ sơ người bệnh')
    await leaveHouse(doctor)

    const { page } = parent
    await openFamily(parent)
    await page.locator('main').getByRole('link', { name: 'Ai đã xem', exact: true }).click()
    await seeTitle(parent, `Ai đã xem sổ của ${CHILD.name}`)
    const reading = page.getByRole('listitem').filter({ hasText: 'Bác sĩ – ' })
    await reading.first().waitFor()
    await look(parent)
    await tryEnglish(parent, `Who read the book of ${CHILD.name}`)
    await reading.first().getByRole('button', { name: 'Chứng minh nguyên vẹn' }).click()
    await page.getByText('Nguyên vẹn. Máy của bạn').waitFor()
    await page.keyboard.press('Escape')
    await reading
      .first()
      .getByRole('button', { name: /^Hỏi về lượt xem này/ })
      .click()
    await page
      .getByLabel('Bạn muốn hỏi gì')
      .fill('Hôm đó con tôi không khám, vì sao hồ sơ được mở?')
    await page.getByRole('button', { name: 'Gửi' }).last().click()
    await page.waitForURL(/\/vu-viec\/./)
    await page.locator('main h1').waitFor()
  })

  test('the parent asks for the child: a copy at once, and a correction of one of its visits', async () => {
    const { page } = parent
    await page.goto(`${stage.world.origin}/vu-viec/moi`)
    await seeTitle(parent, 'Gửi yêu cầu về dữ liệu của tôi')
    await page.getByRole('radio', { name: 'Yêu cầu bản sao dữ liệu' }).check()
    await choose(parent, 'Yêu cầu cho ai', CHILD.name)
    await page.getByRole('radio', { name: 'Cả hai' }).check()
    await look(parent)
    await page.getByRole('button', { name: 'Gửi yêu cầu' }).click()
    await page.waitForURL(/\/vu-viec\/(?!moi)./)
    expectPdf(await download(page, page.getByRole('button', { name: 'Tải bản sao PDF' })))
    const copy = await download(page, page.getByRole('button', { name: 'Tải bản sao FHIR' }))
    expect(copy.toString('utf8')).toContain(CHILD.number)
    await look(parent)

    await page.goto(`${stage.world.origin}/vu-viec/moi`)
    await page.getByRole('radio', { name: 'Yêu cầu chỉnh sửa dữ liệu' }).check()
    await choose(parent, 'Yêu cầu cho ai', CHILD.name)
    await page.getByRole('textbox', { name: 'Điều chưa đúng' }).fill('Ghi sai cân nặng của cháu')
    await page.getByRole('textbox', { name: 'Nội dung đúng' }).fill('Cân nặng là 24 kg')
    await choose(parent, 'Lần khám có dữ liệu chưa đúng', /20\/10\/2026/)
    await look(parent)
    await page.getByRole('button', { name: 'Gửi yêu cầu' }).click()
    await page.waitForURL(/\/vu-viec\/(?!moi)./)
    await seeTitle(parent, 'Yêu cầu chỉnh sửa dữ liệu')
    await leaveHouse(parent)
  })

  test('a citizen without a record is told so, and still reaches family and requests', async () => {
    const newcomer = await enterHouse(stage.browser, width)
    await signIn(newcomer, stage.world, `citizen@${NEWCOMER}`)
    await seeTitle(newcomer, 'Sổ sức khỏe của tôi')
    const { page } = newcomer
    await page.getByText('Chưa có sổ gắn với số định danh của bạn').waitFor()
    await look(newcomer)
    for (const path of [
      'lan-kham',
      'xet-nghiem',
      'giay-to',
      'ai-da-xem',
      'rieng-tu',
      'thong-bao',
    ]) {
      await page.goto(`${stage.world.origin}/so-suc-khoe/${path}`)
      await page.locator('main h1').waitFor()
    }
    await page.goto(`${stage.world.origin}/so-suc-khoe`)
    await page.getByRole('link', { name: 'Sổ của người thân và con' }).click()
    await seeTitle(newcomer, 'Người thân và con')
    await look(newcomer)
    const refused = newcomer.troubles.filter((trouble) => !trouble.startsWith('404 /'))
    expect(refused).toEqual([])
    await page.context().close()
  })
})

async function openFamily(visitor: Visitor): Promise<void> {
  await visitor.page.goto(`${stage.world.origin}/so-suc-khoe/nguoi-than`)
  await seeTitle(visitor, 'Người thân và con')
}

/** One of a list that opens under its field. */
async function choose({ page }: Visitor, label: string, option: string | RegExp): Promise<void> {
  await page
    .getByRole('combobox', { name: label })
    .or(page.getByRole('textbox', { name: label }))
    .first()
    .click()
  await page.getByRole('option', { name: option }).click()
}

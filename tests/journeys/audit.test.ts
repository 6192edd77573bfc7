import { afterAll, beforeAll, describe, test } from 'vitest'
import { OUTPATIENT, readSample } from './dossiers.ts'
import { openStage, type Stage, START_MS, WALK_MS } from './stage.ts'
import {
  enterHouse,
  leaveHouse,
  look,
  signIn,
  turnTo,
  tryEnglish,
  type Visitor,
  WIDTHS,
} from './visitor.ts'

let stage: Stage

beforeAll(async () => {
  stage = await openStage()
  await stage.accept(await readSample(OUTPATIENT.file), OUTPATIENT.facility)
}, START_MS)
afterAll(() => stage[Symbol.asyncDispose]())

describe.each(WIDTHS)('at a %s', { timeout: WALK_MS }, (width) => {
  let visitor: Visitor

  test('a citizen has an entry of the log proved on the own device', async () => {
    visitor = await enterHouse(stage.browser, width)
    await signIn(visitor, stage.world, `citizen@${OUTPATIENT.citizenNumber}`)
    await turnTo(visitor, '/so-suc-khoe/ai-da-xem', 'Ai đã xem sổ của tôi')
    const { page } = visitor
    await page.getByRole('button', { name: 'Chứng minh nguyên vẹn' }).first().click()
    await page.getByText('Nguyên vẹn. Máy của bạn').waitFor()
    await look(visitor)
    await page.keyboard.press('Escape')
    await leaveHouse(visitor)
  })

  test('an auditor sees how the log stands and finds what was done', async () => {
    visitor = await enterHouse(stage.browser, width)
    await signIn(visitor, stage.world, 'auditor')
    await turnTo(visitor, '/nhat-ky', 'Nhật ký kiểm toán')
    const { page } = visitor
    await page.getByText('Các mốc gần đây').click()
    await page.getByRole('region', { name: 'Các mốc gần đây' }).waitFor()
    await look(visitor)
    await page.getByRole('textbox', { name: 'Tài khoản' }).fill(`clerk@${OUTPATIENT.facility}`)
    await page.getByRole('button', { name: 'Tìm', exact: true }).click()
    await page
      .getByRole('region', { name: 'Kết quả' })
      .getByText(`clerk@${OUTPATIENT.facility}`)
      .first()
      .waitFor()
    await page.getByLabel('Mã hồ sơ người bệnh').fill('x')
    await page.getByLabel('Lý do tìm theo người bệnh').waitFor()
    await tryEnglish(visitor, 'Audit log')
    await leaveHouse(visitor)
  })
})

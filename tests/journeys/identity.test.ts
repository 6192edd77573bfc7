import { afterAll, beforeAll, describe, test } from 'vitest'
import { OUTPATIENT, readSample, replaceWords } from './dossiers.ts'
import { openStage, type Stage, START_MS, WALK_MS } from './stage.ts'
import {
  enterHouse,
  leaveHouse,
  look,
  seeTitle,
  signIn,
  tryEnglish,
  turnTo,
  WIDTHS,
} from './visitor.ts'

const REASON = 'Đã xem căn cước bản gốc: cơ sở gõ nhầm ngày sinh'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  const dossier = await readSample(OUTPATIENT.file)
  await stage.accept(dossier, OUTPATIENT.facility)
  // The same number, with another day of birth, at another visit.
  await stage.accept(
    replaceWords(dossier, {
      [OUTPATIENT.linkCode]: '51001.20261020.001791',
      '196707050000': '197607050000',
      '51001000486': '51001000778',
      'KB20746.001787': 'KB20746.001791',
    }),
    OUTPATIENT.facility,
  )
}, START_MS)
afterAll(() => stage[Symbol.asyncDispose]())

describe.each(WIDTHS)('at a %s', { timeout: WALK_MS }, (width) => {
  test('an officer of the department compares both sides, says it is one person, and takes it back', async () => {
    const officer = await enterHouse(stage.browser, width)
    await signIn(officer, stage.world, 'officer@51')
    await turnTo(officer, '/doi-chieu-danh-tinh', 'Đối chiếu danh tính')
    const { page } = officer
    const compare = page.getByRole('link', { name: 'So sánh hai người cùng khai số' }).first()
    await compare.waitFor()
    await look(officer)
    await tryEnglish(officer, 'Identity reviews')
    await compare.focus()
    await page.keyboard.press('Enter')
    await seeTitle(officer, 'So sánh hai bên')
    await page.getByText(OUTPATIENT.citizenNumber).first().waitFor()
    await page.getByText('05/07/1976').waitFor()
    await look(officer)
    await tryEnglish(officer, 'Compare both sides')

    await page.getByRole('button', { name: 'Cùng một người' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Lý do').fill(REASON)
    await look(officer)
    await dialog.getByRole('button', { name: 'Cùng một người' }).click()
    await page.getByRole('button', { name: 'Mở lại' }).waitFor()
    await look(officer)
    await page.getByRole('button', { name: 'Mở lại' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Mở lại' }).click()
    await page.getByRole('button', { name: 'Hai người khác nhau' }).waitFor()
    await leaveHouse(officer)
  })
})

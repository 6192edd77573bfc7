import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findPatients } from '#follow-up/contract'
import { writeProvince } from '../../simulators/province/make-province.ts'
import { daysSince, INPATIENT, moveDays, OUTPATIENT, readSample, replaceWords } from './dossiers.ts'
import { openStage, type Stage, START_MS, today, WALK_MS } from './stage.ts'
import {
  enterHouse,
  leaveHouse,
  look,
  seeTitle,
  signIn,
  tabTo,
  tryEnglish,
  turnTo,
  type Visitor,
  WIDTHS,
} from './visitor.ts'

let stage: Stage
let referral: Referral

/** Somebody went home three days ago, is awaited again six days later, and somebody was referred. */
beforeAll(async () => {
  stage = await openStage()
  await stage.accept(await readSample(OUTPATIENT.file), OUTPATIENT.facility)
  const stay = moveDays(await readSample(INPATIENT.file), daysSince(INPATIENT.discharged) - 3)
  await stage.accept(stay, INPATIENT.facility)
  const earlier = otherPerson(await readSample(INPATIENT.file))
  await stage.accept(moveDays(earlier, daysSince(INPATIENT.appointed) - 12), INPATIENT.facility)
  referral = findReferral()
  await stage.accept(referral.xml, referral.from)
}, START_MS)
afterAll(() => stage[Symbol.asyncDispose]())

describe.each(WIDTHS)('a doctor at a %s', { timeout: WALK_MS }, (width) => {
  let doctor: Visitor
  const arrive = async (facility: string) => {
    doctor = await enterHouse(stage.browser, width)
    await signIn(doctor, stage.world, `doctor@${facility}`)
    await seeTitle(doctor, 'Người bệnh cần theo dõi')
  }

  test('sees who is awaited and who did not come', async () => {
    await arrive(INPATIENT.facility)
    const { page } = doctor
    await listOf(doctor, 'Đến hẹn khám lại').getByText(INPATIENT.name).waitFor()
    await listOf(doctor, 'Lỡ hẹn khám lại').getByText(MISSING.name).waitFor()
    await look(doctor, 'doctor')
    await tryEnglish(doctor, 'Patients to follow up')
    await tabTo(page, page.getByRole('link', { name: 'Tìm người bệnh' }).last())
    await leaveHouse(doctor)
  })

  test('at the health station sees who came home to the commune', async () => {
    await arrive(INPATIENT.station)
    await listOf(doctor, 'Về địa bàn sau ra viện').getByText(INPATIENT.name).click()
    await seeTitle(doctor, 'Hồ sơ người bệnh')
    await doctor.page.getByText('Căn cứ: cư trú tại địa bàn trạm.').waitFor()
    await look(doctor)
    await leaveHouse(doctor)
  })

  test('at the hospital that was named sees who was referred, and opens the record', async () => {
    await arrive(referral.to)
    await look(doctor)
    await listOf(doctor, 'Được chuyển đến').getByText(referral.name).first().click()
    await seeTitle(doctor, 'Hồ sơ người bệnh')
    await doctor.page.getByText('Căn cứ: được chuyển đến cơ sở.').waitFor()
    await leaveHouse(doctor)
  })

  test('finds a patient by number, and by name without accents', async () => {
    await arrive(OUTPATIENT.facility)
    const { page } = doctor
    await turnTo(doctor, '/bac-si/tim', 'Tìm người bệnh')
    await page.getByLabel('Số định danh hoặc số thẻ BHYT').fill(OUTPATIENT.citizenNumber)
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: OUTPATIENT.name }).waitFor()
    await page.getByLabel('Số định danh hoặc số thẻ BHYT').fill('')
    await page.getByLabel('Họ tên (không cần dấu)').fill('le van dat')
    await page.getByLabel('Ngày sinh hoặc năm sinh').fill(INPATIENT.birthYear)
    await page.getByRole('button', { name: 'Tìm', exact: true }).click()
    await page.getByRole('link', { name: INPATIENT.name }).waitFor()
    await look(doctor)
  })

  test('opens the record with its ground and purpose, and reads its parts', async () => {
    const { page } = doctor
    await page.getByRole('link', { name: INPATIENT.name }).click()
    await seeTitle(doctor, 'Hồ sơ người bệnh')
    await page.getByText('Mục đích: điều trị.').waitFor()
    await look(doctor)
    for (const part of ['Xét nghiệm', 'Giấy tờ', 'Lần khám']) {
      await page.getByRole('tab', { name: part }).click()
      await look(doctor)
    }
    await page.getByRole('tabpanel').getByRole('link').first().click()
    await page.getByRole('heading', { level: 1, name: /^Khám tại / }).waitFor()
    await look(doctor)
    await leaveHouse(doctor)
  })

  test('stands in the citizen’s log with name, facility and purpose', async () => {
    const citizen = await enterHouse(stage.browser, width)
    await signIn(citizen, stage.world, `citizen@${INPATIENT.citizenNumber}`)
    await turnTo(citizen, '/so-suc-khoe/ai-da-xem', 'Ai đã xem sổ của tôi')
    const lines = citizen.page.locator('main li')
    await lines
      .filter({ hasText: /để điều trị · cơ sở đã điều trị/ })
      .first()
      .waitFor()
    await lines
      .filter({ hasText: /để điều trị · trạm y tế nơi cư trú/ })
      .first()
      .waitFor()
    await look(citizen)
    await leaveHouse(citizen)
  })

  test('of another hospital is refused, and the citizen sees that somebody tried', async () => {
    await arrive(STRANGER)
    const { page } = doctor
    await page.goto(`${stage.world.origin}/bac-si/ho-so/${await personOf(INPATIENT.citizenNumber)}`)
    await seeTitle(doctor, 'Trang không hiển thị được')
    expect(await page.locator('body').innerText()).not.toContain(INPATIENT.name)
    await look(doctor)
    await leaveHouse(doctor, [expect.stringMatching(/^403 /)])
    const citizen = await enterHouse(stage.browser, width)
    await signIn(citizen, stage.world, `citizen@${INPATIENT.citizenNumber}`)
    await turnTo(citizen, '/so-suc-khoe/ai-da-xem', 'Ai đã xem sổ của tôi')
    await citizen.page.getByText('Bị từ chối xem').first().waitFor()
    await leaveHouse(citizen)
  })
})

/** A hospital with which the patients of this file have nothing to do. */
const STRANGER = '01999'

/** Who was to come back twelve days ago. */
const MISSING = { name: 'PHẠM VĂN LỠ', citizenNumber: '051070999988', card: 'GD4517996599999' }

function otherPerson(xml: string): string {
  return replaceWords(xml, {
    [INPATIENT.name]: MISSING.name,
    [INPATIENT.citizenNumber]: MISSING.citizenNumber,
    [INPATIENT.card]: MISSING.card,
    '51001000211': '51001099988',
  })
}

type Referral = {
  readonly xml: string
  readonly from: string
  readonly to: string
  readonly name: string
}

/** The first referral to the hospital in the last weeks of a larger province. */
function findReferral(): Referral {
  const size = { persons: 400, visits: 600, years: 0.07, seed: 11, faultShare: 0 }
  for (const { tables, dossier } of writeProvince({ ...size, endDay: today() })) {
    const to = tables.XML13?.[0]?.['MA_CSKCB_DEN']
    const name = tables.XML1?.[0]?.['HO_TEN']
    if (to === OUTPATIENT.facility && name)
      return { xml: dossier.xml, from: dossier.facility, to, name }
  }
  throw new Error('nobody was referred')
}

function listOf({ page }: Visitor, title: string) {
  return page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: title }) })
    .last()
}

/** The person's id, as the doctor who may find them sees it. */
async function personOf(number: string): Promise<string> {
  const token = await stage.world.token(`doctor@${INPATIENT.facility}`)
  const answer = await fetch(`${stage.world.origin}/follow-up/patients?number=${number}`, {
    headers: { authorization: `Bearer ${token}` },
  })
  const { patients } = findPatients.response.parse(await answer.json())
  return patients[0]?.person ?? ''
}

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { INPATIENT, moveDays, OUTPATIENT, readSample, replaceWords } from './dossiers.ts'
import { openStage, type Stage, START_MS, WALK_MS } from './stage.ts'
import {
  enterHouse,
  expectPdf,
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

/** The stay of the other sample, as this person's; and two visits before, so that results have a course. */
beforeAll(async () => {
  stage = await openStage()
  const { facility, name, citizenNumber } = OUTPATIENT
  const visit = await readSample(OUTPATIENT.file)
  await stage.accept(visit, facility)
  const worse = { '<GIA_TRI>5.3</GIA_TRI>': '<GIA_TRI>7.4</GIA_TRI>' }
  await stage.accept(replaceWords(moveDays(visit, -50), worse), facility)
  const better = { '<GIA_TRI>5.3</GIA_TRI>': '<GIA_TRI>6.1</GIA_TRI>' }
  await stage.accept(replaceWords(moveDays(visit, -24), better), facility)
  const stay = replaceWords(await readSample(INPATIENT.file), {
    [INPATIENT.name]: name,
    [INPATIENT.citizenNumber]: citizenNumber,
    [INPATIENT.card]: 'DN4519380148051',
    '51001000211': '51001000486',
    '197010160000': '196707050000',
    'Thôn 2, xã Nghĩa Hành': 'Thôn Công, xã Bình Sơn',
  })
  await stage.accept(stay, facility)
}, START_MS)
afterAll(() => stage[Symbol.asyncDispose]())

describe.each(WIDTHS)('a citizen at a %s', { timeout: WALK_MS }, (width) => {
  let citizen: Visitor
  beforeAll(async () => {
    citizen = await enterHouse(stage.browser, width)
    await signIn(citizen, stage.world, `citizen@${OUTPATIENT.citizenNumber}`)
  })
  afterAll(() => leaveHouse(citizen))

  test('opens the own book, and reads honest words', async () => {
    const { page } = citizen
    await seeTitle(citizen, 'Sổ sức khỏe của tôi')
    await page.getByText(OUTPATIENT.name).waitFor()
    await page.getByText('Chưa có thông tin dị ứng').waitFor()
    await page.getByRole('heading', { name: 'Thuốc đã cấp' }).waitFor()
    expect(await page.locator('main').innerText()).not.toMatch(/đang (dùng|uống)|không dị ứng\./i)
    await look(citizen, 'book')
    await tryEnglish(citizen, 'My health book')
    await tabTo(page, page.getByRole('link', { name: 'Mã QR cho bác sĩ' }))
  })

  test('reads the visits, and one of them in plain words', async () => {
    const { page } = citizen
    await turnTo(citizen, '/so-suc-khoe/lan-kham', 'Các lần khám')
    expect(await page.locator('ol > li').count()).toBe(4)
    await look(citizen, 'timeline')
    await page.getByRole('link', { name: '20/10' }).click()
    await page.getByRole('heading', { level: 1, name: /^Khám tại / }).waitFor()
    await page.getByRole('heading', { name: 'Nói gọn' }).waitFor()
    await page.getByText('Betahistin 16').waitFor()
    await look(citizen)
  })

  test('sees the course of a result against its range', async () => {
    const { page } = citizen
    await turnTo(citizen, '/so-suc-khoe/xet-nghiem', 'Xét nghiệm theo thời gian')
    await look(citizen)
    await page.getByRole('link', { name: /^Đường máu/ }).click()
    await page.getByRole('img', { name: /^Biểu đồ .+: [3-9] kết quả/ }).waitFor()
    await page.getByText('Xem dạng bảng').click()
    await page.getByRole('cell', { name: /^7,4 mmol\/L/ }).waitFor()
    await look(citizen, 'trend')
  })

  test('opens the papers as PDF', async () => {
    const { page } = citizen
    await turnTo(citizen, '/so-suc-khoe/giay-to', 'Giấy tờ')
    await look(citizen)
    const links = page.getByRole('link', { name: /^Mở PDF: / })
    const names = (await links.allInnerTexts()).map((name) => name.trim())
    expect(names).toEqual(
      expect.arrayContaining(['Giấy ra viện', 'Phiếu hẹn khám lại', 'Tóm tắt hồ sơ bệnh án']),
    )
    for (const link of await links.all()) {
      const address = await link.getAttribute('href')
      const answer = await page.request.get(`${stage.world.origin}${address}`)
      expectPdf(await answer.body())
    }
  })

  test('reads in large letters', async () => {
    const { page } = citizen
    await turnTo(citizen, '/so-suc-khoe', 'Sổ sức khỏe của tôi')
    await page.getByRole('button', { name: 'Chữ lớn' }).click()
    await look(citizen)
    await page.getByRole('button', { name: 'Chữ thường' }).click()
  })

  test('shows a code to a doctor elsewhere, who then may read, and stands in the log at once', async () => {
    const { page } = citizen
    await page.getByRole('link', { name: 'Mã QR cho bác sĩ' }).click()
    await seeTitle(citizen, 'Mã QR cho bác sĩ')
    await page.getByRole('button', { name: 'Tạo mã QR' }).click()
    await page.getByRole('img', { name: /^Mã QR/ }).waitFor()
    await look(citizen, 'pass')
    const code = await page.getByText('Hoặc đọc mã này cho bác sĩ').locator('+ p').innerText()
    await openByCode(width, code)

    await turnTo(citizen, '/so-suc-khoe/ai-da-xem', 'Ai đã xem sổ của tôi')
    await page.getByText('bạn đã đưa mã QR').first().waitFor()
    await look(citizen, 'readers')
    await page.getByRole('switch', { name: 'Ẩn những lần tôi tự xem' }).click()
    await page.getByText('xem sổ của mình').first().waitFor()
    await look(citizen)
  })
})

test('the VNeID book shows the visits once the insurance portal has judged them', {
  timeout: WALK_MS,
}, async () => {
  const address = `${stage.world.book}/book/${OUTPATIENT.citizenNumber}`
  const linkCodes = async () => (await (await fetch(address)).text()).match(/<article>/g)?.length
  await expect.poll(linkCodes, { timeout: 60_000, interval: 500 }).toBe(4)
  for (const width of WIDTHS) {
    const reader = await enterHouse(stage.browser, width)
    await reader.page.goto(address)
    await seeTitle(reader, OUTPATIENT.name)
    const visit = reader.page.locator('article').filter({ hasText: 'Betahistin 16' }).first()
    await visit.getByText('Thuốc đã cấp').click()
    await visit.getByText('Betahistin 16').waitFor()
    await look(reader)
    await leaveHouse(reader)
  }
})

/** A doctor in Hà Nội, whom nothing but the code connects with the citizen. */
async function openByCode(width: Visitor['width'], code: string): Promise<void> {
  const doctor = await enterHouse(stage.browser, width)
  await signIn(doctor, stage.world, 'doctor@01999')
  await turnTo(doctor, '/bac-si/tim', 'Tìm người bệnh')
  await doctor.page.getByLabel('Mã trên màn hình của người bệnh').fill(code)
  await doctor.page.getByRole('button', { name: 'Mở hồ sơ bằng mã' }).click()
  await seeTitle(doctor, 'Hồ sơ người bệnh')
  await doctor.page.getByText('Căn cứ: người bệnh đưa mã QR. Mục đích: điều trị.').waitFor()
  await look(doctor)
  await leaveHouse(doctor)
}

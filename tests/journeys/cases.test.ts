import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { OUTPATIENT, readSample } from './dossiers.ts'
import { openStage, type Stage, START_MS, WALK_MS } from './stage.ts'
import {
  enterHouse,
  expectPdf,
  leaveHouse,
  look,
  seeTitle,
  signIn,
  tryEnglish,
  turnTo,
  type Visitor,
} from './visitor.ts'

let stage: Stage

/** The citizen's visit is sent, and a doctor of another facility's ward has looked at the record. */
beforeAll(async () => {
  stage = await openStage()
  await stage.accept(await readSample(OUTPATIENT.file), OUTPATIENT.facility)
  await readAsDoctor()
}, START_MS)
afterAll(() => stage[Symbol.asyncDispose]())

describe('a citizen questions a reading', { timeout: WALK_MS }, () => {
  let citizen: Visitor
  let manager: Visitor
  beforeAll(async () => {
    citizen = await enterHouse(stage.browser, 'phone')
    await signIn(citizen, stage.world, `citizen@${OUTPATIENT.citizenNumber}`)
    manager = await enterHouse(stage.browser, 'desktop')
    await signIn(manager, stage.world, `facility-admin@${OUTPATIENT.facility}`)
  }, WALK_MS)
  afterAll(async () => {
    await leaveHouse(citizen)
    await leaveHouse(manager)
  })

  test('on the page of readers, in the own words', async () => {
    const { page } = citizen
    await turnToHidden(citizen, '/so-suc-khoe/ai-da-xem', 'Ai đã xem sổ của tôi')
    await page
      .getByRole('button', { name: /^Hỏi về lượt xem này: Bác sĩ/ })
      .first()
      .click()
    await look(citizen)
    await page.getByLabel('Bạn muốn hỏi gì').fill('Hôm đó tôi không đi khám, vì sao hồ sơ được mở?')
    await page.getByRole('button', { name: 'Gửi câu hỏi' }).click()
    await seeTitle(citizen, 'Hỏi về một lượt xem hồ sơ')
    await page.getByText('Chờ trả lời').first().waitFor()
    await page.getByText('Còn hạn').first().waitFor()
    await look(citizen, 'case')
  })

  test('the facility’s administrator finds it in the queue, and answers', async () => {
    const { page } = manager
    await turnTo(manager, '/vu-viec', 'Vụ việc cần xử lý')
    await page.getByText('Mới', { exact: true }).waitFor()
    await look(manager, 'cases')
    await tryEnglish(manager, 'Cases to handle')
    await page.getByRole('link', { name: 'Hỏi về một lượt xem hồ sơ' }).click()
    await seeTitle(manager, 'Hỏi về một lượt xem hồ sơ')
    await page.getByText('Hôm đó tôi không đi khám').waitFor()
    await look(manager, 'case')
    await page.getByRole('button', { name: 'Trả lời người dân' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Trả lời người dân' }).click()
    expect(await dialog.getByText('Chưa điền.').count()).toBe(2)
    await dialog.getByLabel('Đúng quy định').check()
    await dialog
      .getByRole('textbox')
      .fill('Bác sĩ đọc lại kết quả của lần khám để hẹn tái khám, đúng nhiệm vụ.')
    await look(manager)
    await dialog.getByRole('button', { name: 'Trả lời người dân' }).click()
    await page.getByText('Hiện không có bước nào dành cho bạn.').waitFor()
    await look(manager)
  })

  test('the citizen reads the answer among the own requests, and is satisfied', async () => {
    const { page } = citizen
    await page.goto(`${stage.world.origin}/vu-viec`)
    await seeTitle(citizen, 'Yêu cầu của tôi')
    await page.getByText('Mới', { exact: true }).waitFor()
    await look(citizen)
    await page.getByRole('link', { name: 'Hỏi về một lượt xem hồ sơ' }).click()
    await page.getByText('để hẹn tái khám, đúng nhiệm vụ.').waitFor()
    await look(citizen)
    await page.getByRole('button', { name: 'Tôi hài lòng với câu trả lời' }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Tôi hài lòng/ })
      .click()
    await page.getByText('Đã kết thúc').first().waitFor()
  })

  test('and has a copy of the own data at once', async () => {
    const { page } = citizen
    await page.goto(`${stage.world.origin}/vu-viec/moi`)
    await page.getByLabel('Yêu cầu bản sao dữ liệu').check()
    await page.getByLabel('Cả hai').check()
    await look(citizen)
    await page.getByRole('button', { name: 'Gửi yêu cầu' }).click()
    await page.getByText('Bản sao đã sẵn sàng').first().waitFor()
    await look(citizen)
    const id = page.url().split('/').at(-1) ?? ''
    const pdf = await page.request.get(`${stage.world.origin}/privacy/copies/${id}/pdf`)
    expectPdf(await pdf.body())
    const fhir = await page.request.get(`${stage.world.origin}/privacy/copies/${id}/fhir`)
    expect(await fhir.json()).toMatchObject({ resourceType: 'Bundle', type: 'document' })
  })
})

test('anybody reads the catalogue of databases', { timeout: WALK_MS }, async () => {
  for (const width of ['desktop', 'phone'] as const) {
    const visitor = await enterHouse(stage.browser, width)
    await visitor.page.goto(`${stage.world.origin}/danh-muc-du-lieu`)
    await seeTitle(visitor, 'Danh mục cơ sở dữ liệu')
    await visitor.page.getByRole('heading', { name: 'Hồ sơ sức khỏe' }).waitFor()
    await look(visitor, 'inventory')
    await leaveHouse(visitor)
  }
})

/** Opens a page by its address: a phone's bottom bar shows the first five only. */
async function turnToHidden(visitor: Visitor, path: string, title: string): Promise<void> {
  await visitor.page.goto(`${stage.world.origin}${path}`)
  await seeTitle(visitor, title)
}

async function readAsDoctor(): Promise<void> {
  const { origin, token } = stage.world
  const headers = { authorization: `Bearer ${await token(`doctor@${OUTPATIENT.facility}`)}` }
  const found = await fetch(`${origin}/follow-up/patients?number=${OUTPATIENT.citizenNumber}`, {
    headers,
  })
  const answer: { patients: { person: string }[] } = JSON.parse(await found.text())
  const record = await fetch(`${origin}/records/${answer.patients[0]?.person}`, { headers })
  expect(record.status).toBe(200)
}

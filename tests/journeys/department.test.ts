import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { OUTPATIENT, readSample } from './dossiers.ts'
import { openStage, type Stage, START_MS, WALK_MS } from './stage.ts'
import {
  download,
  enterHouse,
  eventually,
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
/** From here on the insurance portal cuts every connection, so that something waits. */
beforeAll(async () => {
  stage = await openStage()
  await fetch(`${stage.world.insurancePortal}/_control`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ faults: [{ kind: 'down' }] }),
  })
  await stage.accept(await readSample(OUTPATIENT.file), OUTPATIENT.facility)
}, START_MS)
afterAll(() => stage[Symbol.asyncDispose]())

describe.each(WIDTHS)(
  'an officer of the health department at a %s',
  { timeout: WALK_MS },
  (width) => {
    let officer: Visitor
    beforeAll(async () => {
      officer = await enterHouse(stage.browser, width)
      await signIn(officer, stage.world, 'officer@51')
    })
    afterAll(() => leaveHouse(officer))

    test('sees the quality by facility and day, and one facility alone', async () => {
      const { page } = officer
      await seeTitle(officer, 'Chất lượng dữ liệu toàn tỉnh')
      await page.getByRole('heading', { name: 'Hồ sơ theo ngày' }).waitFor()
      await look(officer, 'quality')
      await tryEnglish(officer, 'Quality of data in the province')
      const table = page.getByRole('table', { name: 'Theo cơ sở' })
      await tabTo(page, table.getByRole('link').first())
      await table.getByRole('link', { name: 'Bệnh viện Đa khoa Sông Trà' }).click()
      await eventually(() => new URL(page.url()).searchParams.get('facility'), '51001')
      await eventually(() => table.getByRole('row').count(), 2)
      await look(officer)
    })

    test('sees what waits for the insurance portal', async () => {
      const { page } = officer
      await turnTo(officer, '/so-y-te/cho-gui', 'Hồ sơ chờ gửi theo cơ sở')
      await page.getByRole('row', { name: /^Bệnh viện Đa khoa Sông Trà/ }).waitFor()
      await look(officer)
    })

    test('takes the half-year report as a document', async () => {
      const { page } = officer
      await turnTo(officer, '/so-y-te/bao-cao', 'Báo cáo sáu tháng về sổ sức khỏe điện tử')
      await look(officer, 'report')
      expectPdf(await download(page, page.getByRole('button', { name: 'Tải báo cáo (PDF)' })))
    })
  },
)

describe.each(WIDTHS)('an administrator at a %s', { timeout: WALK_MS }, (width) => {
  let administrator: Visitor
  beforeAll(async () => {
    administrator = await enterHouse(stage.browser, width)
    await signIn(administrator, stage.world, 'admin')
  })
  afterAll(() => leaveHouse(administrator))

  test('sees every queue, and tries a disturbed line again', async () => {
    const { page } = administrator
    await seeTitle(administrator, 'Hàng đợi và sự cố')
    const line = page.getByRole('row', { name: /^Bệnh viện Đa khoa Sông Trà/ })
    await expect
      .poll(
        async () => {
          await page.reload()
          await seeTitle(administrator, 'Hàng đợi và sự cố')
          return line.getByText('Gián đoạn').count()
        },
        { timeout: 60_000, interval: 1_000 },
      )
      .toBe(1)
    await look(administrator, 'queues')
    const trying = page.waitForResponse((answer) => answer.request().method() === 'POST')
    await line.getByRole('button', { name: 'Thử ngay' }).click()
    expect((await trying).status()).toBe(200)
    await tryEnglish(administrator, 'Queues and failures')
  })

  test('sees the connections and accounts of facilities', async () => {
    const { page } = administrator
    await turnTo(administrator, '/quan-tri/cong-noi', 'Kết nối của cơ sở')
    await look(administrator)
    await turnTo(administrator, '/quan-tri/tai-khoan', 'Tài khoản')
    await look(administrator)
    await tabTo(page, page.getByRole('main').getByRole('button').first())
  })
})

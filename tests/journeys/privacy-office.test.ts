import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { extract } from '../../src/commands/extract.ts'
import { growOld } from './guarded-house.ts'
import { openStage, type Stage, START_MS, today, WALK_MS } from './stage.ts'
import {
  download,
  enterHouse,
  expectPdf,
  leaveHouse,
  look,
  seeTitle,
  signIn,
  turnTo,
  type Visitor,
} from './visitor.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
}, START_MS)
afterAll(() => stage[Symbol.asyncDispose]())

describe('the data protection office', { timeout: WALK_MS }, () => {
  let auditor: Visitor
  let analyst: Visitor
  /** Refusals that are part of the way: a confirmation is asked for. */
  const refused: string[] = []
  beforeAll(async () => {
    auditor = await enterHouse(stage.browser, 'desktop')
    await signIn(auditor, stage.world, 'auditor')
    analyst = await enterHouse(stage.browser, 'desktop')
    await signIn(analyst, stage.world, 'analyst')
  }, WALK_MS)
  afterAll(async () => {
    await leaveHouse(auditor)
    await leaveHouse(analyst, refused)
  })

  test('opens a breach, sees its clocks run, and prints the notice', async () => {
    const { page } = auditor
    await turnTo(auditor, '/vu-viec', 'Vụ việc cần xử lý')
    await page.getByRole('link', { name: 'Mở vụ việc mới' }).click()
    await seeTitle(auditor, 'Mở vụ việc')
    await page.getByLabel('Vi phạm dữ liệu cá nhân').check()
    const [day = '', minute = ''] = yesterday().split('T')
    await page
      .getByLabel('Thời điểm phát hiện', { exact: true })
      .fill(day.split('-').reverse().join('/'))
    await page.getByLabel('Thời điểm phát hiện: Giờ, phút').fill(minute)
    await page
      .getByLabel(/^Diễn biến/)
      .fill('Tệp danh sách người bệnh được gửi nhầm cho người ngoài.')
    await page.getByLabel('Nghiêm trọng', { exact: true }).check()
    await look(auditor)
    await page.getByRole('button', { name: 'Gửi yêu cầu' }).click()
    await seeTitle(auditor, 'Vi phạm dữ liệu cá nhân')
    await page.getByText('Báo cáo ban đầu sự cố nghiêm trọng').waitFor()
    await look(auditor)
    expectPdf(await download(page, page.getByRole('button', { name: /^Tải mẫu thông báo/ })))
  })

  test('approves an extract, which the analyst then makes', async () => {
    const { page } = analyst
    await page.goto(`${stage.world.origin}/vu-viec/moi`)
    await page.getByLabel('Trích xuất dữ liệu đã giả danh').check()
    await page.getByLabel(/^Mục đích nghiên cứu/).fill('Phân bố bệnh theo tháng và nhóm tuổi.')
    await page.getByLabel(/^Từ ngày/).fill('01/01/2026')
    await page.getByLabel(/^Đến ngày/).fill(today().split('-').reverse().join('/'))
    await page.getByLabel(/^Nhóm nhỏ nhất/).fill('5')
    await page.getByRole('button', { name: 'Gửi yêu cầu' }).click()
    await page.getByText('Chờ phê duyệt').first().waitFor()
    await look(analyst)
    const id = page.url().split('/').at(-1) ?? ''

    await auditor.page.goto(`${stage.world.origin}/vu-viec/${id}`)
    await auditor.page.getByRole('button', { name: 'Phê duyệt', exact: true }).click()
    const dialog = auditor.page.getByRole('dialog')
    await dialog.getByRole('textbox').fill('Chỉ dùng cho báo cáo này.')
    await dialog.getByRole('button', { name: 'Phê duyệt', exact: true }).click()
    await auditor.page.getByText('Đã phê duyệt').first().waitFor()

    const folder = await mkdtemp(join(tmpdir(), 'mach-extract-'))
    const out = join(folder, 'extract.csv')
    const { port } = new URL(stage.world.origin)
    expect(await extract(['--case', id, '--out', out, '--port', port])).toBe(0)
    const [mark, heads] = (await readFile(out, 'utf8')).split('\n')
    expect(mark).toContain(id)
    expect(heads).toBe('pseudonym,age,sex,province,month,icd10')
    await rm(folder, { recursive: true })

    await growOld(stage.world, 'analyst')
    await page.reload()
    await page.getByRole('button', { name: 'Tải trích xuất (CSV)' }).click()
    const confirmation = page.getByRole('dialog', { name: 'Xác nhận chính bạn' })
    await confirmation.getByLabel('Mật khẩu').fill(stage.world.demoPassword)
    await look(analyst)
    const saved = await download(page, confirmation.getByRole('button', { name: 'Xác nhận' }))
    expect(saved.toString('utf8').split('\n')[0]).toContain(id)
    refused.push(`403 /privacy/extracts/${id}`)
  })
})

/** This minute of yesterday in Vietnam, as a field for day and time takes it. */
function yesterday(): string {
  return new Date(Date.now() - 17 * 3_600_000).toISOString().slice(0, 16)
}

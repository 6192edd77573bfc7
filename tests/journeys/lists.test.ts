import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeTemplate } from '../../src/workbooks/sheet/make-template.ts'
import { readListFiles } from '../../src/registry/workbooks/list-files.ts'
import { openBrowser } from '../browser.ts'
import { startWorld, type World } from '../world.ts'
import { START_MS, WALK_MS } from './stage.ts'
import { download, enterHouse, leaveHouse, look, signIn, turnTo, WIDTHS } from './visitor.ts'

let world: World
let browser: Browser
beforeAll(async () => {
  world = await startWorld()
  browser = await openBrowser()
}, START_MS)
afterAll(async () => {
  await browser.close()
  await world[Symbol.asyncDispose]()
})

const ROW = {
  MA_KHOA: 'K03',
  GIOI_TINH: '2',
  CHUCDANH_NN: '1',
  VI_TRI: '0',
  NGAYCAP_CCHN: '2024-03-15',
  NOICAP_CCHN: 'Sở Y tế',
  THOIGIAN_DK: '1',
  THOIGIAN_NGAY: '0700-1130',
  THOIGIAN_TUAN: 'T2T3T4T5T6',
  TU_NGAY: '2026-01-01',
  MA_CSKCB: '01999',
}

function staffList(first: number): Buffer {
  const definition = readListFiles().find((file) => file.definition.id === 'staff')?.definition
  if (!definition) throw new Error('no staff list')
  const rows = [0, 1, 2].map((index) => ({
    values: {
      ...ROW,
      HO_TEN: `Trần Thị ${['An', 'Bình', 'Chi'][index] ?? ''}`,
      SO_DINH_DANH: index === 2 ? '12' : `00118500${first + index}`,
      MACCHN: `${first + index}/HNO-GPHN`,
    },
  }))
  return Buffer.from(makeTemplate(definition, {}, rows))
}

test.each(WIDTHS)(
  'a clerk drops a staff list, sees what is wrong and what would change, brings it in and takes it back (%s)',
  async (width) => {
    const visitor = await enterHouse(browser, width)
    const { page } = visitor
    await signIn(visitor, world, 'clerk@01999')
    await turnTo(visitor, '/danh-sach', 'Nhập danh sách bằng bảng tính')
    await look(visitor, 'lists')
    const template = page.getByRole('button', { name: 'Tải mẫu trống' })
    expect((await download(page, template)).subarray(0, 2).toString()).toBe('PK')

    const name = 'danh-sach.xlsx'
    const buffer = staffList(width === 'phone' ? 5201 : 4201)
    await page
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'application/zip', buffer })
    await page.getByText('1 dòng có lỗi').waitFor()
    await page.getByText('không đủ 12 chữ số').waitFor()
    await look(visitor, 'lists-judged')
    const reasons = page.getByRole('button', { name: 'Tải tệp kèm lý do từng dòng' })
    expect((await download(page, reasons)).length).toBeGreaterThan(buffer.length / 2)

    await page.getByRole('button', { name: 'Gửi lên để so với dữ liệu hiện có' }).click()
    await page.getByText('Chờ bạn xem và nhập').first().waitFor()
    await page.getByRole('button', { name: 'Thêm mới (2)' }).waitFor()
    await look(visitor, 'lists-preview')
    await page.getByRole('button', { name: 'Nhập', exact: true }).click()
    await page.getByText('Đã nhập xong').first().waitFor()
    await look(visitor, 'lists-done')
    await page.getByRole('button', { name: 'Hoàn tác' }).click()
    await page.getByText('Đã hoàn tác').first().waitFor()
    await leaveHouse(visitor)
  },
  WALK_MS,
)

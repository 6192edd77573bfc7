import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStage, type Stage, START_MS, WALK_MS } from './stage.ts'
import {
  enterHouse,
  leaveHouse,
  look,
  seeTitle,
  signIn,
  tryEnglish,
  turnTo,
  type Visitor,
  WIDTHS,
} from './visitor.ts'

const FACILITY = '51001'
const OTHER_FACILITY = '01999'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
}, START_MS)
afterAll(() => stage[Symbol.asyncDispose]())

describe.each(WIDTHS)('at a %s', { timeout: WALK_MS }, (width) => {
  const own = `HIS Sông Trà ${width}`
  const vendor = `Cổng gửi hồ sơ ${width}`
  let vendorId = ''
  let clerk: Visitor

  test('a facility registers its software and a vendor’s', async () => {
    clerk = await enterHouse(stage.browser, width)
    await signIn(clerk, stage.world, `clerk@${FACILITY}`)
    await turnTo(clerk, '/co-so/phan-mem', 'Phần mềm của cơ sở')
    await register(clerk, own, 'Chỉ cơ sở này')
    vendorId = await register(clerk, vendor, /^Nhiều cơ sở/)
    await clerk.page.getByText(own).first().waitFor()
    await look(clerk)
    await tryEnglish(clerk, 'The facility’s software')
  })

  test('an administrator confirms both', async () => {
    const admin = await enterHouse(stage.browser, width)
    await signIn(admin, stage.world, 'admin')
    await turnTo(admin, '/quan-tri/phan-mem', 'Phần mềm và ứng dụng')
    for (const name of [own, vendor]) {
      await admin.page.getByRole('button', { name: `Xác nhận ${name}` }).click()
      await admin.page
        .getByRole('button', { name: `Xác nhận ${name}` })
        .waitFor({ state: 'detached' })
    }
    await look(admin)
    await leaveHouse(admin)
  })

  test('a second key takes over, and the first ends', async () => {
    const { page } = clerk
    await page.reload()
    await page.getByRole('button', { name: `Thêm khóa cho ${own}` }).click()
    await page.getByLabel('Khóa công khai (JWK)').fill(newKey())
    await page.getByRole('dialog').getByRole('button', { name: 'Thêm khóa' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })

    await page.getByRole('button', { name: `Ngừng khóa của ${own}` }).click()
    const dialog = page.getByRole('dialog')
    expect(await dialog.getByRole('button', { name: 'Ngừng khóa' }).isDisabled()).toBe(true)
    await dialog
      .getByRole('radio', { name: /^Khóa .*…, đến/ })
      .first()
      .check()
    await dialog.getByRole('radio', { name: 'Hết một ngày sau này' }).check()
    await dialog.getByLabel('Ngày cuối còn dùng', { exact: true }).waitFor()
    await look(clerk)
    await dialog.getByRole('radio', { name: 'Ngay bây giờ' }).check()
    await dialog.getByRole('button', { name: 'Ngừng khóa' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByText('Đã hết hạn').first().waitFor()
    await look(clerk)
    await leaveHouse(clerk)
  })

  test('another facility allows the vendor’s system by a written consent, and takes it back', async () => {
    const other = await enterHouse(stage.browser, width)
    await signIn(other, stage.world, `clerk@${OTHER_FACILITY}`)
    await turnTo(other, '/co-so/phan-mem', 'Phần mềm của cơ sở')
    const { page } = other
    await page.getByRole('button', { name: 'Cho phép hệ thống nhà cung cấp' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Mã phần mềm (client id)').fill(vendorId)
    await dialog.getByLabel('Văn bản đồng ý').fill('Công văn 12/CV-TYT ngày 05/11/2026')
    await look(other)
    await dialog.getByRole('button', { name: 'Cho phép', exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByText(vendor).first().waitFor()
    await look(other)
    await page.getByRole('button', { name: `Thôi cho phép ${vendor}` }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Thôi cho phép' }).click()
    await page.getByText(vendor).first().waitFor({ state: 'detached' })
    await seeTitle(other, 'Phần mềm của cơ sở')
    await leaveHouse(other)
  })
})

/** Registers software with a fresh key; answers its client id. */
async function register(
  { page }: Visitor,
  name: string,
  forWhom: string | RegExp,
): Promise<string> {
  await page.getByRole('button', { name: 'Đăng ký phần mềm' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Tên phần mềm').fill(name)
  await dialog.getByRole('textbox', { name: 'Nhà cung cấp' }).fill('Công ty Mẫu')
  await dialog.getByRole('radio', { name: forWhom }).check()
  await dialog.getByLabel('Khóa công khai (JWK)').fill(newKey())
  await dialog.getByRole('button', { name: 'Đăng ký phần mềm' }).click()
  const id = dialog.locator('strong.code')
  await id.waitFor()
  const client = await id.innerText()
  await dialog.getByRole('button', { name: 'Xong' }).click()
  await dialog.waitFor({ state: 'detached' })
  return client
}

/** The public half of a key that nobody has used. */
function newKey(): string {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return JSON.stringify(publicKey.export({ format: 'jwk' }))
}

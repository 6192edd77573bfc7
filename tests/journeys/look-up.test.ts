import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { openDatabase } from '#foundation/database'
import { fillRegistry, listingLoop, readProfileDefinitions, type SyntheticFile } from '#registry'
import { openTerminology } from '#terminology'
import { practitionerFile } from '../../simulators/registry/make-practitioners.ts'
import { openBrowser } from '../browser.ts'
import { startWorld } from '../world.ts'
import { type Stage, START_MS, WALK_MS } from './stage.ts'
import { enterHouse, leaveHouse, look, seeTitle, type Visitor, WIDTHS } from './visitor.ts'

const PLACE = { code: '51001', province: '51', traditional: false, isHospital: true }

let stage: Pick<Stage, 'world' | 'browser'>
let name: string
let licence: string

beforeAll(async () => {
  stage = { world: await startWorld(), browser: await openBrowser() }
  const { ownerUrl, url } = stage.world.database
  const database = openDatabase(url, 2)
  const now = () => new Date()
  const definitions = readProfileDefinitions()
  const { listsFor } = openTerminology({ database, now })
  await listingLoop({ database, now, definitions, listsFor }).run()
  await database.destroy()
  const file = publishedFile()
  const random = (count: number) => new Uint8Array(randomBytes(count))
  const needs = { ownerUrl, now: now(), random, authorityOf: () => '51' }
  await fillRegistry(needs, [file], () => undefined)
  name = wordIn(file, 'identity', 'name')
  licence = wordIn(file, 'licence', 'number')
}, START_MS)
afterAll(async () => {
  await stage.browser.close()
  await stage.world[Symbol.asyncDispose]()
})

/** The first synthetic practitioner who was confirmed, and whose licence is in force. */
function publishedFile(): SyntheticFile {
  for (let index = 0; ; index += 1) {
    const file = practitionerFile(index, 51, [PLACE])
    if (file.isPublished && wordIn(file, 'licence', 'validTo') !== '') return file
  }
}

function wordIn({ statements }: SyntheticFile, section: string, field: string): string {
  const value = statements.find((one) => one.section === section)?.values[field]
  return typeof value === 'string' ? value : ''
}

describe.each(WIDTHS)('the public look-up at a %s', { timeout: WALK_MS }, (width) => {
  let visitor: Visitor
  afterAll(() => leaveHouse(visitor))

  test('anybody finds a hospital without accents, and those who work there', async () => {
    visitor = await enterHouse(stage.browser, width)
    const { page } = visitor
    await page.goto(`${stage.world.origin}/tra-cuu`)
    await seeTitle(visitor, 'Tra cứu hành nghề')
    const box = page.getByLabel('Tên, số giấy phép, mã cơ sở hoặc địa danh')
    await box.fill('song tra')
    await box.press('Enter')
    await page.getByRole('link', { name: 'Bệnh viện Đa khoa Sông Trà' }).waitFor()
    await look(visitor, 'look-up')
    await page.getByRole('link', { name: 'Bệnh viện Đa khoa Sông Trà' }).click()
    await seeTitle(visitor, 'Bệnh viện Đa khoa Sông Trà')
    await look(visitor, 'look-up-facility')
    await page.getByRole('link', { name: 'Người hành nghề tại đây' }).click()
    await page.getByRole('link', { name }).click()
    await seeTitle(visitor, name)
  })

  test('a licence shows as a code, which is verified on the device, and an altered one is not believed', async () => {
    const { page } = visitor
    await page.getByRole('button', { name: 'Hiện mã QR' }).click()
    await page.getByText('Nội dung mã QR').click()
    const text = await page.getByText(/^eyJ/).textContent()
    await look(visitor, 'look-up-practitioner')
    await page.getByRole('link', { name: 'Kiểm tra chứng nhận giấy phép' }).click()
    await seeTitle(visitor, 'Kiểm tra chứng nhận giấy phép')
    await page.getByLabel('Nội dung mã QR').fill(text ?? '')
    await page.getByText('Đúng, giấy phép đang có hiệu lực').waitFor()
    await page.getByText(licence).first().waitFor()
    await look(visitor, 'verify')
    await page.getByLabel('Nội dung mã QR').fill(`${text?.slice(0, -8)}AAAAAAAA`)
    await page.getByText('Không phải chứng nhận của hệ thống').waitFor()
  })
})

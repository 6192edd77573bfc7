import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase } from '../../src/foundation/database.ts'
import { keepFile } from '../../src/registry/practice/testing/keep-file.ts'
import { OUTPATIENT, readSample } from './dossiers.ts'
import { openStage, type Stage, START_MS, WALK_MS } from './stage.ts'
import { enterHouse, leaveHouse, look, seeTitle, signIn, type Visitor, WIDTHS } from './visitor.ts'

/** The doctor of the sample visit, who is registered at another hospital alone. */
const NUMBER = '000001/QNG-GPHN'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  const owner = openDatabase(stage.world.database.ownerUrl, 1)
  const xml = await readSample(OUTPATIENT.file)
  const statements = [
    {
      id: 'licence',
      section: 'licence',
      values: { documentType: 'GPHN', number: doctorIn(xml), issuedOn: '2024-03-15', title: 'BS' },
      provenance: {},
    },
    registration('51002', 'at-51002'),
  ]
  await keepFile(owner, { subject: '0192f0c0-0000-8000-8000-00000000000a', statements })
  const colleague = '0192f0c0-0000-8000-8000-00000000000b'
  await keepFile(owner, { subject: colleague, statements: [registration('51001', 'at-51001')] })
  await owner.destroy()
  // The server forgets after ten seconds that nobody was registered.
  await new Promise((resolve) => setTimeout(resolve, 11_000))
  await stage.accept(xml, OUTPATIENT.facility)
}, START_MS)
afterAll(() => stage[Symbol.asyncDispose]())

function registration(facility: string, id: string) {
  const slots = [{ days: [1, 2, 3, 4, 5], from: '07:00', to: '16:30' }]
  const values = { facility, licence: NUMBER, kind: 'regular', slots }
  return { id, section: 'registration', from: '2024-04-01', values, provenance: {} }
}

function doctorIn(xml: string): string {
  const tables = [...xml.matchAll(/<NOIDUNGFILE>([^<]*)</g)].map(([, packed = '']) =>
    Buffer.from(packed, 'base64').toString('utf8'),
  )
  return /<MA_BAC_SI>([^<;]+)/.exec(tables.join(''))?.[1] ?? NUMBER
}

const PAGE = '/hanh-nghe-va-ho-so?from=2026-10-01&to=2026-10-31'

describe.each(WIDTHS)('practice and dossiers at a %s', { timeout: WALK_MS }, (width) => {
  let visitor: Visitor
  afterAll(() => leaveHouse(visitor))

  test('a facility sees whom dossiers warn of, where that person is registered, and opens the dossier', async () => {
    visitor = await enterHouse(stage.browser, width)
    await signIn(visitor, stage.world, 'clerk@51001')
    const { page } = visitor
    await page.goto(`${stage.world.origin}${PAGE}`)
    await seeTitle(visitor, 'Hành nghề và hồ sơ')
    await page.getByText('Chưa đăng ký tại cơ sở này').first().waitFor()
    await look(visitor, 'practice')
    await page.getByRole('link', { name: OUTPATIENT.linkCode }).first().click()
    await page.getByText('Không đăng ký hành nghề tại cơ sở này').first().waitFor()
  })

  test('a health department sees the figures and no dossier', async () => {
    await leaveHouse(visitor)
    visitor = await enterHouse(stage.browser, width)
    await signIn(visitor, stage.world, 'officer@51')
    const { page } = visitor
    await page.goto(`${stage.world.origin}${PAGE}`)
    await page.getByText('Sở Y tế chỉ xem số liệu').waitFor()
    expect(await page.getByRole('link', { name: OUTPATIENT.linkCode }).count()).toBe(0)
    await look(visitor)
  })
})

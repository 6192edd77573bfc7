import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '#foundation/database'
import { takeStepWithin } from '#cases'
import { manager, MINISTRY, officer, toldOf } from '../testing/registry-world.ts'
import { declared, doctor, enterStaff } from '../testing/work-people.ts'
import { callerOf, type WorkWorld, workWorld } from '../testing/work-world.ts'
import { drawSamplesOf } from './draw-samples.ts'
import { listAlerts, listDecisions } from './list-licence-work.ts'
import { openLicenceWorkOf, readLicenceFormOf } from './open-licence-work.ts'

const NUMBER = '051085000501'
const PAPER = '5001/QNG-GPHN'
const head = officer('51', 'department-head')

let world: WorkWorld
let subject: string
beforeAll(async () => {
  world = await workWorld()
  await world.facility('51501')
  subject = (await enterStaff(world, '51501', NUMBER, PAPER)).head.subject
  const [confirmation = ''] = await declared(world, '51501', NUMBER)
  await toldOf(world.take(manager('51501'), confirmation, 'confirm'))
})
afterAll(() => world[Symbol.asyncDispose]())

const revoking = (ground: string) => ({
  definition: 'licence-revoke' as const,
  subject: PAPER,
  fields: { ground, facts: 'Theo hồ sơ kèm theo.', 'licence-number': PAPER },
})

test('a ground of revocation is chosen by whom it belongs to: the wish by the holder, everything else by the authority', async () => {
  const choices = async (asker: typeof head, of: string) => {
    const asked = { definition: 'licence-revoke' as const, subject: of }
    const { fields } = await toldOf(readLicenceFormOf(world.work, callerOf(asker), asked))
    return fields.find(({ field }) => field === 'ground')?.choices?.map(({ code }) => code)
  }
  expect(await choices(doctor(NUMBER), 'own')).toEqual(['own-wish'])
  expect(await choices(head, PAPER)).not.toContain('own-wish')

  const open = (asker: typeof head, ground: string) =>
    openLicenceWorkOf(world.work, callerOf(asker), revoking(ground))
  const notYours = { problems: [{ code: 'cases.choice-not-yours', at: 'ground' }] }
  expect(await open(head, 'own-wish')).toMatchObject(notYours)
  expect(await open(doctor(NUMBER), 'error')).toMatchObject(notYours)
  expect(await open(officer('01', 'department-head'), 'error')).toMatchObject({
    problems: [{ code: 'registry.not-own-authority' }],
  })
  await toldOf(open(doctor(NUMBER), 'own-wish'))
})

test('a decision binds only from whoever proved just before who they are, and is public at once', async () => {
  const opened = await toldOf(openLicenceWorkOf(world.work, callerOf(head), revoking('unlawful')))
  const fields = {
    'decision-number': '77/QĐ-SYT',
    'decision-day': '2026-11-19',
    from: '2026-11-20',
  }
  const bare = await inTransaction(world.database, (trx) =>
    takeStepWithin(trx, world.cases, callerOf(head), {
      case: opened.case,
      step: 'decide',
      position: 1,
      fields,
      defects: [],
    }),
  )
  expect(bare).toMatchObject({ problems: [{ code: 'access.step-up-needed' }] })
  await toldOf(world.take(head, opened.case, 'decide', { fields }))
  const { decisions } = await toldOf(listDecisions(world.needs, {}))
  expect(decisions).toMatchObject([
    { practitioner: subject, licence: PAPER, event: 'revoke', decision: '77/QĐ-SYT' },
  ])
  expect(await toldOf(listDecisions(world.needs, { province: '01' }))).toEqual({ decisions: [] })
})

test('the working group draws by chance from those who are confirmed, and the same seed draws the same', async () => {
  for (const [index, number] of ['051085000511', '051085000512', '051085000513'].entries()) {
    await enterStaff(world, '51501', number, `511${index}/QNG-GPHN`)
    const [confirmation = ''] = await declared(world, '51501', number)
    await toldOf(world.take(manager('51501'), confirmation, 'confirm'))
  }
  const draw = (asker: typeof head, seed = 'BB-12') =>
    drawSamplesOf(world.work, callerOf(asker), { size: 2, seed, facility: '51501' })
  const first = await toldOf(draw(officer('51')))
  expect(first.drawn).toHaveLength(2)
  expect(first.from).toBeGreaterThanOrEqual(3)
  expect(await toldOf(draw(officer('51')))).toEqual(first)
  expect(await toldOf(draw(officer('01')))).toEqual({ from: 0, drawn: [] })
  const { rows } = await sql<{ cases: number }>`
    select count(*)::int as cases from cases.case where definition = 'practitioner-sample'
  `.execute(world.owner)
  expect(rows).toEqual([{ cases: 2 }])
  expect((await toldOf(draw(MINISTRY, 'BB-12'))).drawn).toEqual(first.drawn)
})

test('a form begins with what the file says, and a late renewal asks why', async () => {
  const { fields, name } = await toldOf(
    readLicenceFormOf(world.work, callerOf(doctor('051085000511')), {
      definition: 'licence-renew',
      subject: 'own',
    }),
  )
  expect(name).toBe('Nguyễn Văn An')
  const of = (field: string) => fields.find((one) => one.field === field)
  expect(of('licence-number')?.value).toBe('5110/QNG-GPHN')
  expect(of('expires')?.value).toBe('2029-05-01')
  expect(of('late-reason')).toBeUndefined()
  expect(
    await readLicenceFormOf(world.work, callerOf(head), {
      definition: 'licence-renew',
      subject: PAPER,
    }),
  ).toMatchObject({ problems: [{ code: 'cases.not-yours-to-open' }] })
})

test('an authority sees what is due of its own people, by kind with counts; another sees nobody', async () => {
  const ask = (province: string, more = {}) =>
    toldOf(listAlerts(world.needs, callerOf(officer(province)), more))
  const own = await ask('51')
  const counted = own.counts.reduce((sum, { count }) => sum + count, 0)
  expect(own.alerts).toHaveLength(counted)
  expect(own.counts.map(({ code }) => code)).toContain('education-50')
  const chosen = await ask('51', { code: 'education-50' })
  expect(new Set(chosen.alerts.map(({ code }) => code))).toEqual(new Set(['education-50']))
  expect(chosen.counts).toEqual(own.counts)
  expect(await ask('01')).toMatchObject({ practitioners: 0, alerts: [] })
  expect(await ask('01', { facility: '51501' })).toMatchObject({ practitioners: 0, alerts: [] })
})

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { foreignWorkbook } from '../../workbooks/testing/foreign-workbook.ts'
import { staff, workbookWorld } from '../testing/workbook-world.ts'

const RUN_IMPORTS = fileURLToPath(new URL('../testing/run-imports.ts', import.meta.url))

test('a staff list is compared, written, and the same file again is the same import', async () => {
  await using world = await workbookWorld()
  const file = staff({ number: 1 }, { number: 2 }, { number: 3, licence: '' })
  const compared = await world.send(file)
  expect(compared).toMatchObject({
    state: 'ready',
    rows: 3,
    counts: { new: 2, failed: 1 },
    steps: ['start'],
  })
  expect(await world.registrations(1)).toMatchObject({ value: [] })

  const done = await world.step(compared.id, 'start')
  expect(done).toMatchObject({
    state: 'done',
    through: 2,
    total: 2,
    counts: { done: 2 },
    steps: ['undo'],
  })
  expect(await world.registrations(1)).toMatchObject({
    value: [{ from: '2026-01-01', department: 'K03' }],
  })
  expect((await world.send(file)).id).toBe(compared.id)
  const [failed] = await world.rows(compared.id, 'failed')
  expect(failed).toMatchObject({
    row: 4,
    reasons: [{ column: 'MACCHN', code: 'workbooks.value-missing' }],
  })
})

test('only what differs is written: mended rows of a list that was brought in before', async () => {
  await using world = await workbookWorld()
  await world.step((await world.send(staff({ number: 1 }, { number: 2 }))).id, 'start')
  const compared = await world.send(
    staff(
      { number: 1 },
      { number: 2, to: '31/03/2026' },
      { number: 2, department: 'K05', from: '01/04/2026' },
      { number: 3 },
    ),
  )
  expect(compared.counts).toEqual({ same: 1, ended: 1, changed: 1, new: 1 })
  const [changed] = await world.rows(compared.id, 'changed')
  expect(changed).toMatchObject({ before: { MA_KHOA: 'K03' }, values: { MA_KHOA: 'K05' } })
  expect(await world.step(compared.id, 'start')).toMatchObject({
    state: 'done',
    counts: { done: 3 },
  })
  expect(await world.registrations(2)).toMatchObject({
    value: [
      { from: '2026-04-01', department: 'K05' },
      { from: '2026-01-01', to: '2026-03-31', department: 'K03' },
    ],
  })
})

test('a row of a later day closes the open one the day before', async () => {
  await using world = await workbookWorld()
  await world.step((await world.send(staff({ number: 1 }))).id, 'start')
  const compared = await world.send(staff({ number: 1, department: 'K05', from: '01/06/2026' }))
  await world.step(compared.id, 'start')
  expect(await world.registrations(1)).toMatchObject({
    value: [{ from: '2026-06-01' }, { from: '2026-01-01', to: '2026-05-31' }],
  })
})

test('a row that cannot be written fails alone, with the reason beside it in the same workbook', async () => {
  await using world = await workbookWorld()
  const file = staff({ number: 1 }, { number: 2, licence: '000001/QNG-GPHN' }, { number: 3 })
  const compared = await world.send(file)
  const done = await world.step(compared.id, 'start')
  expect(done).toMatchObject({
    state: 'done',
    counts: { done: 2, unwritten: 1 },
    steps: ['retry', 'undo'],
  })
  const rows = await world.rows(compared.id, 'failed')
  expect(rows).toMatchObject([
    {
      row: 3,
      outcome: 'failed',
      reasons: [{ column: 'MACCHN', code: 'registry.licence-number-taken' }],
    },
  ])
  const given = await world.ask('GET', `/workbooks/imports/${compared.id}/workbook.xlsx`)
  expect(given.status).toBe(200)
  const again = await world.send(given.body)
  expect(again.counts).toMatchObject({ same: 2, new: 1 })
  const only = await world.ask('GET', `/workbooks/imports/${compared.id}/workbook.xlsx?rows=failed`)
  expect((await world.send(only.body)).counts).toEqual({ new: 1 })
  expect(await world.step(compared.id, 'retry')).toMatchObject({
    state: 'done',
    counts: { done: 2, unwritten: 1 },
  })
})

test('an import is undone but for what somebody changed since', async () => {
  await using world = await workbookWorld()
  const first = await world.send(staff({ number: 1 }, { number: 2 }))
  await world.step(first.id, 'start')
  const second = await world.send(
    staff({ number: 1, department: 'K05' }, { number: 2, department: 'K05' }),
  )
  await world.step(second.id, 'start')
  const third = await world.send(staff({ number: 2, department: 'K07' }))
  await world.step(third.id, 'start')

  const undone = await world.step(second.id, 'undo')
  expect(undone).toMatchObject({ state: 'undone', counts: { undone: 1, kept: 1 }, steps: [] })
  expect(await world.registrations(1)).toMatchObject({ value: [{ department: 'K03' }] })
  expect(await world.registrations(2)).toMatchObject({ value: [{ department: 'K07' }] })
  expect(await world.rows(second.id, 'failed')).toMatchObject([
    { row: 3, outcome: 'kept', reasons: [{ code: 'workbooks.changed-since' }] },
  ])
  expect(await world.step(second.id, 'undo')).toMatchObject({
    problems: [{ code: 'workbooks.step-not-open' }],
  })
})

test('a stopped import goes on where it stopped', async () => {
  await using world = await workbookWorld()
  const people = Array.from({ length: 600 }, (_empty, number) => ({ number }))
  const compared = await world.send(staff(...people))
  await world.ask('POST', `/workbooks/imports/${compared.id}/steps/start`)
  await world.batch()
  const stopped = (await world.ask('POST', `/workbooks/imports/${compared.id}/steps/stop`)).json()
  expect(stopped).toMatchObject({ state: 'stopped', through: 250, total: 600 })
  expect(await world.batch()).toBe(false)
  expect(await world.step(compared.id, 'start')).toMatchObject({
    state: 'done',
    counts: { done: 600 },
  })
}, 60_000)

test('an import whose process is killed goes on in the next one, every row written once', async () => {
  await using world = await workbookWorld()
  const people = Array.from({ length: 1_500 }, (_empty, number) => ({ number }))
  const compared = await world.send(staff(...people))
  await world.ask('POST', `/workbooks/imports/${compared.id}/steps/start`)
  const child = spawn(process.execPath, [RUN_IMPORTS, world.url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')
  const killed = (await world.ask('GET', `/workbooks/imports/${compared.id}`)).json()
  expect(killed.state).toBe('running')
  expect(killed.counts.done).toBeGreaterThan(0)
  // PostgreSQL takes a moment to see that its client is gone, and holds the import as long.
  const goOn = async () => {
    await world.settle()
    return (await world.ask('GET', `/workbooks/imports/${compared.id}`)).json()
  }
  await expect.poll(goOn, { timeout: 60_000 }).toMatchObject({
    state: 'done',
    counts: { done: 1_500 },
  })
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from registry.registration
  `.execute(world.owner)
  expect(rows[0]?.count).toBe(1_500)
}, 120_000)

test('another facility and another province find nothing of an import, and bring in nothing of others', async () => {
  await using world = await workbookWorld()
  const compared = await world.send(staff({ number: 1 }))
  world.become('facility-administrator', { facility: '51002' })
  expect((await world.ask('GET', `/workbooks/imports/${compared.id}`)).status).toBe(404)
  expect((await world.ask('GET', '/workbooks/imports')).json().imports).toEqual([])
  expect((await world.send(staff({ number: 1 }))).counts).toEqual({ failed: 1 })
  world.become('department-officer', { province: '52' })
  expect((await world.ask('GET', `/workbooks/imports/${compared.id}/rows`)).status).toBe(404)
  expect((await world.send(staff({ number: 1 }))).counts).toEqual({ failed: 1 })
  world.become('department-officer', { province: '51' })
  expect((await world.send(staff({ number: 1 }))).counts).toEqual({ new: 1 })
})

test('the template with what stands now is the same list again', async () => {
  await using world = await workbookWorld()
  await world.step(
    (await world.send(staff({ number: 1 }, { number: 2, hours: 'T20700-1100;T30800-1200' }))).id,
    'start',
  )
  const filled = await world.ask('GET', '/workbooks/lists/staff/template.xlsx?filled=yes')
  const again = await world.send(filled.body)
  expect(await world.rows(again.id, 'changed')).toEqual([])
  expect(again.counts).toEqual({ same: 2 })
})

test('a workbook that cannot be read is refused at once; one whose columns are missing, after it was looked at', async () => {
  await using world = await workbookWorld()
  expect(await world.send(Buffer.from('x'))).toMatchObject({
    problems: [{ code: 'workbooks.not-a-workbook' }],
  })
  const refused = await world.send(
    foreignWorkbook([
      {
        name: 'a',
        rows: [['HO_TEN', 'SO_DINH_DANH', 'VI_TRI', 'MACCHN', 'TU_NGAY', 'MA_CSKCB'], ['x']],
      },
    ]),
  )
  expect(refused).toMatchObject({ state: 'refused', steps: [] })
  expect(refused.problems[0]).toEqual({ code: 'workbooks.column-missing', at: 'GIOI_TINH' })
})

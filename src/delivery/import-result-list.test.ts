import fc from 'fast-check'
import { expect, test } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import type { Caller } from '#vocabulary/caller'
import { importResultList } from './import-result-list.ts'
import { resultsOf } from './list-store.ts'
import { readResultList } from './result-list.ts'
import { readSheet } from './sheet-rows.ts'
import { deliveryWorld, dossierFile, facilityCode, HOSPITAL } from './testing/delivery-world.ts'

const CLERK: Caller = {
  account: 'clerk@51001',
  name: 'Văn thư',
  role: 'facility-clerk',
  rights: new Set(),
  facility: HOSPITAL,
  address: '127.0.0.1',
}

const HEADER = 'MA_GIAO_DICH,MA_LK,TRANG_THAI,THOI_GIAN_KET_QUA,LY_DO'
const list = (...lines: string[]) => Buffer.from(`\uFEFF${[HEADER, ...lines].join('\r\n')}\r\n`)

test('the list of the simulated portal is imported: accepted and returned, and the same list again changes nothing', async () => {
  await using world = await deliveryWorld({ flags: ['--judge-after-ms', '0'] })
  const good = await world.queue('51001.1')
  const bad = await world.queue('51001.2', { file: dossierFile('51001.2', { HO_TEN: '' }) })
  await world.deliver()
  await expect
    .poll(async () => (await world.held('51001.2')).dossiers[0]?.verdict?.result)
    .toBe('returned')
  const bytes = Buffer.from(await (await fetch(`${world.portal.url}/ket-qua.csv`)).arrayBuffer())

  const first = await importResultList(world.needs, CLERK, bytes)
  expect(first).toMatchObject({ value: { rows: 2, recorded: 2, unchanged: 0, refusedCount: 0 } })
  expect(await world.read(good)).toMatchObject({ state: 'accepted' })
  expect(await world.read(bad)).toMatchObject({
    state: 'returned',
    result_detail: 'XML1/HO_TEN: không được để trống',
  })
  const again = await importResultList(world.needs, CLERK, bytes)
  expect(again).toMatchObject({ value: { rows: 2, recorded: 0, unchanged: 2, refusedCount: 0 } })
  expect(await resultsOf(world.database, HOSPITAL, bad.id)).toHaveLength(1)
})

test('each bad row has its reason and holds nothing up', async () => {
  await using world = await deliveryWorld()
  const message = await world.queue('51001.1')
  await world.deliver()
  const code = (await world.read(message)).transaction_code ?? ''
  const imported = await importResultList(
    world.needs,
    CLERK,
    list(
      `${code},51001.1,Hợp lệ,20261111080000,`,
      `GDKHONGCO,,Hợp lệ,20261111080000,`,
      `,,Hợp lệ,,`,
      `${code},51001.1,Chẳng biết,,`,
      `${code},51001.1,Trả lại,32/13/2026,`,
      `${code},51001.1,Đang xử lý,,`,
    ),
  )
  expect(imported).toMatchObject({ value: { rows: 6, recorded: 1, unchanged: 0, refusedCount: 5 } })
  expect(imported.ok && imported.value.refused.map(({ row }) => row)).toEqual([3, 4, 5, 6, 7])
  expect(await world.read(message)).toMatchObject({ state: 'accepted' })
})

test('a facility cannot judge the dossiers of another', async () => {
  await using world = await deliveryWorld()
  const message = await world.queue('51001.1')
  await world.deliver()
  const code = (await world.read(message)).transaction_code ?? ''
  const other = { ...CLERK, facility: facilityCode('51002') }
  expect(
    await importResultList(world.needs, other, list(`${code},51001.1,Trả lại,,`)),
  ).toMatchObject({ value: { recorded: 0, refusedCount: 1 } })
  expect(await world.read(message)).toMatchObject({ state: 'received' })
})

test('of two results the later one holds, in whatever order they are imported', async () => {
  await using world = await deliveryWorld()
  const message = await world.queue('51001.1')
  await world.deliver()
  await importResultList(world.needs, CLERK, list(`,51001.1,Hợp lệ,20261112080000,`))
  await importResultList(world.needs, CLERK, list(`,51001.1,Trả lại,20261111080000,thiếu`))
  expect(await world.read(message)).toMatchObject({ state: 'accepted' })
  expect(await resultsOf(world.database, HOSPITAL, message.id)).toHaveLength(2)
})

test('without a transaction code the newest received dossier of the visit is meant', async () => {
  await using world = await deliveryWorld()
  const former = await world.queue('51001.1')
  await world.deliver()
  const correction = await world.queue('51001.1', { supersedes: former.id })
  await world.deliver()
  await importResultList(world.needs, CLERK, list(`,51001.1,Hợp lệ,,`))
  expect(await world.read(former)).toMatchObject({ state: 'received' })
  expect(await world.read(correction)).toMatchObject({ state: 'accepted' })
})

test('a workbook, semicolons and other words for the columns are read as well', async () => {
  const rows = [
    ['Mã giao dịch', 'Mã LK', 'Trạng thái', 'Thời gian', 'Lý do'],
    ['GD1', '51001.1', 'Trả lại để bổ sung', '11/11/2026 08:30', 'Thiếu <MA_THUOC> & liều'],
  ]
  const expected = {
    ok: true,
    value: {
      unusable: [],
      lines: [
        {
          row: 2,
          transactionCode: 'GD1',
          linkCode: '51001.1',
          result: 'returned',
          judgedAt: new Date('2026-11-11T08:30:00+07:00'),
          detail: 'Thiếu <MA_THUOC> & liều',
        },
      ],
    },
  }
  const workbook = await writeXlsxFile(
    rows.map((row) => row.map((value) => ({ value }))),
  ).toBuffer()
  const sheet = readSheet(workbook)
  expect(sheet.ok && readResultList(sheet.value)).toEqual(expected)
  const csv = readSheet(Buffer.from(rows.map((row) => row.join(';')).join('\n')))
  expect(csv.ok && readResultList(csv.value)).toEqual(expected)
})

test.each([
  ['nothing', Buffer.alloc(0), 'delivery.result-list-unreadable'],
  ['bytes', Buffer.from([0, 1, 2, 0xff]), 'delivery.result-list-unreadable'],
  ['a quote without end', Buffer.from(`${HEADER}\n"a`), 'delivery.result-list-unreadable'],
  ['a broken zip', Buffer.from('PK\u0003\u0004broken'), 'delivery.result-list-unreadable'],
  ['a page', Buffer.from('<html><body></body>'), 'delivery.result-list-columns-missing'],
  [
    'too many rows',
    Buffer.from(`${HEADER}\n${'a,b,c,d,e\n'.repeat(50_001)}`),
    'delivery.result-list-too-long',
  ],
])('%s is refused with a stable code', async (_, bytes, code) => {
  await using world = await deliveryWorld()
  const refused = await importResultList(world.needs, CLERK, bytes)
  expect(refused).toMatchObject({ ok: false, problems: [{ code }] })
})

test('no text makes the reader of a list fail', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.string(), { maxLength: 6 }), { maxLength: 8 }), (rows) => {
      const read = readResultList([HEADER.split(','), ...rows])
      return read.ok && read.value.lines.length + read.value.unusable.length <= rows.length
    }),
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const sheet = readSheet(Buffer.from(bytes))
      if (sheet.ok) readResultList(sheet.value)
    }),
  )
})

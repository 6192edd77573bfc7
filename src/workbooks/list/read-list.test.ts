import { strToU8, zipSync } from 'fflate'
import { constants, deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { joinParts, type Part, readParts } from '../sheet/zip-parts.ts'
import { type ForeignCell, foreignWorkbook } from '../testing/foreign-workbook.ts'
import { judgePeople, PEOPLE_HEADER } from '../testing/small-list.ts'

const AN: ForeignCell[] = [1, '051190777777', 'Nguyễn Thị An', 'K01', 'vi;en', 8, '01/02/2026']

function withRows(...rows: readonly (readonly ForeignCell[])[]) {
  return foreignWorkbook([{ name: 'DANH_SACH', rows: [PEOPLE_HEADER, ...rows] }])
}

function change(column: string, value: ForeignCell): ForeignCell[] {
  return PEOPLE_HEADER.map((code, index) => (code === column ? value : AN[index]))
}

function codesOf(bytes: Uint8Array): string[] {
  const read = judgePeople(bytes)
  return read.ok ? [] : read.problems.map(({ code, at }) => `${code}${at ? ` ${at}` : ''}`)
}

function judgedCell(column: string, value: ForeignCell): string {
  const read = judgePeople(withRows(change(column, value)))
  if (!read.ok) return read.problems[0].code
  const [row] = read.value.judged
  return row?.reasons[0]?.code ?? row?.values[column] ?? ''
}

test('a row is read as it is meant, whatever a spreadsheet made of its cells', () => {
  const read = judgePeople(withRows(AN))
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  expect(read.value.judged).toEqual([
    {
      row: 2,
      key: '051190777777',
      reasons: [],
      values: {
        SO_DINH_DANH: '051190777777',
        HO_TEN: 'Nguyễn Thị An',
        KHOA: 'K01',
        NGON_NGU: 'vi;en',
        SO_GIO: '8',
        TU_NGAY: '2026-02-01',
      },
    },
  ])
})

test.each<[string, ForeignCell, string]>([
  ['TU_NGAY', '5/1/2026', '2026-01-05'],
  ['TU_NGAY', '05.01.2026', '2026-01-05'],
  ['TU_NGAY', '20260105', '2026-01-05'],
  ['TU_NGAY', 20260105, '2026-01-05'],
  ['TU_NGAY', 46027, '2026-01-05'],
  ['TU_NGAY', { xml: '<c s="1"><v>46027</v></c>' }, '2026-01-05'],
  ['TU_NGAY', '2026-01-05', '2026-01-05'],
  ['TU_NGAY', '5/1/26', 'workbooks.day-unreadable'],
  ['TU_NGAY', '31/02/2026', 'workbooks.day-unreadable'],
  ['TU_NGAY', 'hôm qua', 'workbooks.day-unreadable'],
  ['TU_NGAY', undefined, 'workbooks.value-missing'],
  ['SO_DINH_DANH', 51190777777, 'workbooks.zeros-lost'],
  ['SO_DINH_DANH', 151190777777, '151190777777'],
  ['SO_DINH_DANH', '05119077777', 'workbooks.digits-wrong'],
  ['SO_DINH_DANH', { xml: '<c><v>1234567890123456789</v></c>' }, 'workbooks.digits-lost'],
  ['HO_TEN', 'A'.repeat(31), 'workbooks.value-too-long'],
  ['KHOA', 'K03 · Nội & tim', 'K03'],
  ['KHOA', 'k03', 'K03'],
  ['KHOA', 'K99', 'workbooks.code-unknown'],
  ['NGON_NGU', 'vi; en ;vi', 'vi;en'],
  ['NGON_NGU', 'vi;en;fr', 'workbooks.codes-too-many'],
  ['SO_GIO', '8,5', 'workbooks.number-unreadable'],
  ['SO_GIO', 49, 'workbooks.number-unreadable'],
  ['SO_GIO', { xml: '<c><f>4+4</f><v>8</v></c>' }, '8'],
  ['SO_GIO', { xml: '<c><f>4+4</f></c>' }, 'workbooks.formula'],
  ['TU_NGAY', { xml: '<c s="1"><f>TODAY()</f><v>46027</v></c>' }, 'workbooks.formula'],
  ['HO_TEN', { xml: '<c t="str"><f>[1]Sheet1!A1</f><v>An</v></c>' }, 'workbooks.formula'],
  ['HO_TEN', { xml: '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>' }, 'workbooks.cell-error'],
  [
    'HO_TEN',
    { xml: '<c t="inlineStr"><is><r><t>Lê </t></r><r><t>Bình</t></r><rPh><t>x</t></rPh></is></c>' },
    'Lê Bình',
  ],
  ['DEN_NGAY', '01/01/2026', 'workbooks.days-reversed'],
])('%s %j is %s', (column, value, expected) => {
  expect(judgedCell(column, value)).toBe(expected)
})

test('two rows of the same key are told of each other', () => {
  const read = judgePeople(withRows(AN, change('SO_DINH_DANH', '051190777778'), AN))
  if (!read.ok) throw new Error('unread')
  expect(read.value.judged.map(({ reasons }) => reasons.map(({ code }) => code))).toEqual([
    [],
    [],
    ['workbooks.row-twice'],
  ])
  expect(read.value.judged[2]?.reasons[0]?.message.vi).toBe('Trùng với dòng 2.')
})

test('columns stand in any order and are known by code or by either header', () => {
  const read = judgePeople(
    foreignWorkbook([
      {
        name: 'Sheet1',
        rows: [
          ['DANH SÁCH CỦA KHOA'],
          [],
          ['Từ ngày (*)', 'Ghi chú', 'Name', 'SO_DINH_DANH*'],
          ['20260201', 'của tôi', 'An', '051190777777'],
        ],
      },
    ]),
  )
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  expect(read.value.judged[0]).toMatchObject({ row: 4, values: { HO_TEN: 'An' } })
  expect(read.value.notices).toEqual([
    { code: 'workbooks.column-unknown', at: 'Ghi chú' },
    { code: 'workbooks.rows-empty', at: '1' },
  ])
})

test('what is wrong with a workbook as a whole is said at once, each with its code', () => {
  const sheet = { name: 'DANH_SACH', rows: [PEOPLE_HEADER, AN] }
  const merged =
    '<mergeCells count="2"><mergeCell ref="A1:B1"/><mergeCell ref="C2:C3"/></mergeCells>'
  const named = (mark: string) =>
    `<?xml version="1.0"?><workbook xmlns:r="r"><sheets><sheet name="DANH_SACH" r:id="rId1"/></sheets><definedNames><definedName name="MACH_MAU">"${mark}"</definedName></definedNames></workbook>`
  const told: [string, Uint8Array, string[]][] = [
    [
      'merged',
      foreignWorkbook([{ ...sheet, after: merged }]),
      ['workbooks.merged-cells A1:B1', 'workbooks.merged-cells C2:C3'],
    ],
    [
      'macro',
      foreignWorkbook([sheet], { 'xl/vbaProject.bin': 'x' }),
      ['workbooks.macro xl/vbaProject.bin'],
    ],
    [
      'two',
      foreignWorkbook([
        { ...sheet, name: 'A' },
        { ...sheet, name: 'B' },
      ]),
      ['workbooks.several-sheets A, B'],
    ],
    [
      'missing',
      foreignWorkbook([
        {
          name: 'x',
          rows: [
            ['SO_DINH_DANH', 'HO_TEN', 'HO_TEN'],
            ['1', '2'],
          ],
        },
      ]),
      ['workbooks.column-missing TU_NGAY', 'workbooks.column-twice HO_TEN'],
    ],
    ['none', foreignWorkbook([{ name: 'x', rows: [['a', 'b']] }]), ['workbooks.no-header x']],
    ['empty', foreignWorkbook([{ name: 'x', rows: [PEOPLE_HEADER] }]), ['workbooks.no-rows x']],
    [
      'old',
      foreignWorkbook([sheet], { 'xl/workbook.xml': named('people|0') }),
      ['workbooks.template-outdated 0'],
    ],
    [
      'other',
      foreignWorkbook([sheet], { 'xl/workbook.xml': named('staff|1') }),
      ['workbooks.wrong-list staff'],
    ],
    ['zip', zipSync({ 'a.txt': strToU8('a') }), ['workbooks.not-a-workbook']],
    ['text', strToU8('HO_TEN;NGAY\nAn;1'), ['workbooks.not-a-workbook']],
    [
      'doctype',
      foreignWorkbook([sheet], {
        'xl/worksheets/sheet1.xml': '<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>',
      }),
      ['workbooks.unreadable xl/worksheets/sheet1.xml'],
    ],
    ['cut', foreignWorkbook([sheet]).subarray(0, -30), ['workbooks.not-a-workbook']],
  ]
  for (const [name, bytes, codes] of told) expect(codesOf(bytes), name).toEqual(codes)
})

test('a workbook under a password and one of before 2007 are told apart', () => {
  const begin = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
  const compound = (name: string) =>
    new Uint8Array([...begin, ...Buffer.from(name, 'utf16le'), 0, 0])
  expect(codesOf(compound('EncryptedPackage'))).toEqual(['workbooks.encrypted'])
  expect(codesOf(compound('Workbook'))).toEqual(['workbooks.old-format'])
  const zipped = foreignWorkbook([{ name: 'x', rows: [PEOPLE_HEADER, AN] }])
  const at = Buffer.from(zipped).indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
  zipped[at + 8] = (zipped[at + 8] ?? 0) | 1
  expect(codesOf(zipped)).toEqual(['workbooks.encrypted'])
})

test('a million empty rows are passed over', () => {
  const empty = '<row r="9"/>'.repeat(1_000_000)
  const xml = `<worksheet><sheetData>${rowXml(1, PEOPLE_HEADER)}${rowXml(2, AN)}${empty}</sheetData></worksheet>`
  const read = judgePeople(
    foreignWorkbook([{ name: 'x', rows: [] }], { 'xl/worksheets/sheet1.xml': xml }),
  )
  expect(read).toMatchObject({ ok: true, value: { rows: 1 } })
  expect(read.ok && read.value.notices).toEqual([{ code: 'workbooks.rows-empty', at: '1000000' }])
}, 30_000)

test('a bomb is refused by what it declares, and by what it turns out to be', () => {
  const sheet = 'xl/worksheets/sheet1.xml'
  const opened = readParts(foreignWorkbook([{ name: 'x', rows: [PEOPLE_HEADER, AN] }]))
  if (!opened.ok) throw new Error('unread')
  const withSheet = (changed: Partial<Part>) =>
    joinParts(
      [...opened.value.values()].map((part) =>
        part.name === sheet ? { ...part, ...changed } : part,
      ),
    )
  expect(codesOf(withSheet({ size: 2 ** 30 }))).toEqual(['workbooks.unpacks-too-large'])

  // Blocks of deflate that end at a byte can be put behind each other: 1 GB of comments in 1 MB, said to be of no size.
  const comment = Buffer.from(`<!--${'x'.repeat(900_000)}-->`)
  const block = deflateRawSync(Buffer.concat(Array.from({ length: 10 }, () => comment)), {
    finishFlush: constants.Z_FULL_FLUSH,
  })
  const begin = deflateRawSync('<worksheet>', { finishFlush: constants.Z_FULL_FLUSH })
  const packed = Buffer.concat([begin, ...Array.from({ length: 120 }, () => block)])
  expect(codesOf(withSheet({ packed, method: 8, size: 0 }))).toEqual([
    `workbooks.unpacks-too-large ${sheet}`,
  ])
}, 60_000)

test('more rows than a list takes are refused, whatever stands in them', () => {
  const rows = Array.from({ length: 1_001 }, () => AN)
  expect(codesOf(withRows(...rows))).toEqual(['workbooks.too-many-rows 1000'])
})

function rowXml(row: number, cells: readonly ForeignCell[]): string {
  const inner = cells
    .map((cell) => `<c t="str"><v>${typeof cell === 'object' ? '' : (cell ?? '')}</v></c>`)
    .join('')
  return `<row r="${row}">${inner}</row>`
}

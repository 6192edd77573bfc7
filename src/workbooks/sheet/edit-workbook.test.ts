import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { unzipSync } from 'fflate'
import { XmlDocument } from 'libxml2-wasm'
import { expect, test } from 'vitest'
import { readSheet as readElsewhere } from '../../delivery/sheet-rows.ts'
import { REASON_HEADER } from '../list/list-definition.ts'
import { foreignWorkbook } from '../testing/foreign-workbook.ts'
import { judgePeople, PEOPLE, PEOPLE_CODES, PEOPLE_HEADER } from '../testing/small-list.ts'
import { writeRowNotes } from './edit-workbook.ts'
import { makeTemplate } from './make-template.ts'
import { readParts } from './zip-parts.ts'

const AN = ['1', '051190777777', 'Nguyễn Thị An', 'K01', '', '8', '01/02/2026']

const WORKBOOK = foreignWorkbook(
  [
    {
      name: 'DANH_SACH',
      before: '<dimension ref="A1:H3"/><cols><col min="1" max="8" width="20"/></cols>',
      rows: [PEOPLE_HEADER, AN, ['2', 'x', { xml: '<c t="str"><f>UPPER("b")</f><v>B</v></c>' }]],
      after:
        '<conditionalFormatting sqref="A1"><cfRule type="expression" priority="1"/></conditionalFormatting>',
    },
    { name: 'Riêng', rows: [['của tôi', { xml: '<c><f>SUM(1,2)</f><v>3</v></c>' }]] },
  ],
  { 'xl/media/image1.png': new Uint8Array([137, 80, 78, 71, 0, 1, 2, 3]) },
)

function withNotes(bytes: Uint8Array, notes: [number, string][]) {
  const written = writeRowNotes(bytes, {
    sheet: 'DANH_SACH',
    headerRow: 1,
    header: REASON_HEADER,
    notes: new Map(notes),
  })
  if (!written.ok) throw new Error(JSON.stringify(written.problems))
  return written.value
}

/** Every part by another's unzip, its checksum by another's CRC, its XML by another's parser. */
function openElsewhere(bytes: Uint8Array): Record<string, string> {
  const parts = readParts(bytes)
  if (!parts.ok) throw new Error('unread')
  return Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([name, content]) => {
      expect(crc32(content), name).toBe(parts.value.get(name)?.crc)
      if (/\.(xml|rels)$/.test(name)) XmlDocument.fromBuffer(content).dispose()
      return [name, Buffer.from(content).toString('latin1')]
    }),
  )
}

test('reasons stand beside their rows, and nothing else of the workbook changes by a byte', () => {
  const written = withNotes(WORKBOOK, [[3, 'SO_DINH_DANH: “x” < 12 & sai']])
  const rows = readElsewhere(Buffer.from(written))
  if (!rows.ok) throw new Error('unread')
  expect(rows.value.map((row) => row[8])).toEqual([
    REASON_HEADER,
    undefined,
    'SO_DINH_DANH: “x” < 12 & sai',
  ])
  expect(rows.value.map((row) => row[2])).toEqual(['HO_TEN', 'Nguyễn Thị An', 'B'])

  const before = openElsewhere(WORKBOOK)
  const after = openElsewhere(written)
  const changed = Object.keys(after).filter((name) => after[name] !== before[name])
  expect(changed).toEqual(['xl/styles.xml', 'xl/worksheets/sheet1.xml'])
  expect(Object.keys(after)).toEqual(Object.keys(before))

  const sheet = after['xl/worksheets/sheet1.xml'] ?? ''
  const cellsOfOurs = /<c r="I\d+"[^]*?<\/c>/g
  const plain = sheet
    .replace(cellsOfOurs, '')
    .replace('<col min="9" max="9" width="70" customWidth="1"/>', '')
    .replace('A1:I3', 'A1:H3')
  const former = (before['xl/worksheets/sheet1.xml'] ?? '').split(/ spans="[^"]*"/)
  expect(plain.split(/ spans="[^"]*"/).join('')).toBe(former.join(''))
  expect(after['xl/styles.xml']).toContain('cellXfs count="3"')
})

test('the same reasons again give the same workbook; later ones replace them', () => {
  const once = withNotes(WORKBOOK, [[3, 'sai']])
  expect(withNotes(once, [[3, 'sai']])).toEqual(once)
  const rows = readElsewhere(Buffer.from(withNotes(once, [[2, 'khác']])))
  expect(rows.ok && rows.value.map((row) => row[8])).toEqual([REASON_HEADER, 'khác', undefined])
})

test('a workbook with reasons in it is read as before', () => {
  const read = judgePeople(withNotes(WORKBOOK, [[3, 'sai']]))
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  expect(read.value.notices).toEqual([])
  expect(read.value.judged[0]?.reasons).toEqual([])
})

test('a template is read as what it is: its list, its rows, its codes with their names', () => {
  const empty = judgePeople(makeTemplate(PEOPLE, PEOPLE_CODES))
  expect(empty).toMatchObject({ ok: false, problems: [{ code: 'workbooks.no-rows' }] })

  const values = {
    SO_DINH_DANH: '051190777777',
    HO_TEN: 'An <&> "Bình"',
    KHOA: 'K03',
    TU_NGAY: '2026-02-01',
  }
  const filled = makeTemplate(PEOPLE, PEOPLE_CODES, [{ values, reasons: 'đã sai' }])
  const read = judgePeople(filled)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  expect(read.value.judged.map((row) => row.values)).toEqual([values])

  const parts = openElsewhere(filled)
  expect(parts['xl/workbook.xml']).toContain(
    '<definedName name="DM_ward">_DANHMUC!$A$2:$A$3</definedName>',
  )
  expect(parts['xl/worksheets/sheet1.xml']).toContain('<formula1>DM_ward</formula1>')
  expect(makeTemplate(PEOPLE, PEOPLE_CODES)).toEqual(makeTemplate(PEOPLE, PEOPLE_CODES))
})

test('reasons written into a filled template survive a second writing beside its validations', () => {
  const values = { SO_DINH_DANH: '1', HO_TEN: 'An', TU_NGAY: '2026-02-01' }
  const template = makeTemplate(PEOPLE, PEOPLE_CODES, [{ values }])
  const written = writeRowNotes(template, {
    sheet: PEOPLE.sheet,
    headerRow: 4,
    header: REASON_HEADER,
    notes: new Map([[5, 'SO_DINH_DANH: sai']]),
  })
  if (!written.ok) throw new Error('unwritten')
  const rows = readElsewhere(Buffer.from(written.value))
  expect(rows.ok && rows.value[4]?.at(-1)).toBe('SO_DINH_DANH: sai')
  expect(openElsewhere(written.value)['xl/worksheets/sheet1.xml']).toContain('<dataValidations')
})

const hasOffice = spawnSync('soffice', ['--version']).status === 0

test.skipIf(!hasOffice)(
  'LibreOffice opens a template with reasons and gives back the same rows (skipped where soffice is not installed)',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mach-workbook-'))
    const values = {
      SO_DINH_DANH: '051190777777',
      HO_TEN: 'An',
      KHOA: 'K03',
      TU_NGAY: '2026-02-01',
    }
    await writeFile(join(folder, 'a.xlsx'), makeTemplate(PEOPLE, PEOPLE_CODES, [{ values }]))
    const run = spawnSync('soffice', [
      '--headless',
      '--convert-to',
      'xlsx:Calc MS Excel 2007 XML',
      '--outdir',
      join(folder, 'out'),
      join(folder, 'a.xlsx'),
    ])
    expect(run.status).toBe(0)
    const read = judgePeople(await readFile(join(folder, 'out', 'a.xlsx')))
    await rm(folder, { recursive: true })
    expect(read.ok && read.value.judged.map((row) => row.values)).toEqual([values])
  },
  120_000,
)

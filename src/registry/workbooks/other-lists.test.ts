import { afterAll, beforeAll, expect, test } from 'vitest'
import { foreignWorkbook } from '../../workbooks/testing/foreign-workbook.ts'
import { findHolders } from '../index-store.ts'
import { type Profile, statementsOf } from '../profile.ts'
import { findHeadOfCode, listCurrent } from '../profile-store.ts'
import { staff, workbookWorld } from '../testing/workbook-world.ts'

let world: Awaited<ReturnType<typeof workbookWorld>>
beforeAll(async () => {
  world = await workbookWorld()
  await world.step((await world.send(staff({ number: 1 }, { number: 2 }))).id, 'start')
})
afterAll(() => world[Symbol.asyncDispose]())

const NUMBER = '051090000001'
type Cells = readonly (readonly string[])[]

const officer = () => world.become('department-officer', { province: '51' })
const manager = () => world.become('facility-administrator', { facility: '51001' })

/** Brings a list in; answers what was compared, and then what was written. */
async function bring(list: string, sheet: string, rows: Cells) {
  const file = foreignWorkbook([{ name: sheet, rows: rows.map((row) => [...row]) }])
  const compared = await world.send(file, list)
  const written = compared.steps.includes('start') ? await world.step(compared.id, 'start') : {}
  return { compared, written, again: (await world.send(file, list)).id === compared.id }
}

async function facility(code: string): Promise<Profile> {
  return profileOf(async (trx) => (await findHeadOfCode(trx, code))?.subject)
}

async function person(number: string): Promise<Profile> {
  return profileOf(async (trx) => {
    const [held] = await findHolders(trx, [{ scheme: 'personal-id', value: number }])
    return held?.subject
  })
}

async function profileOf(
  find: (
    trx: Parameters<typeof listCurrent>[0],
  ) => Promise<Parameters<typeof listCurrent>[1][number] | undefined>,
): Promise<Profile> {
  const found = await world.within(async (trx) => {
    const subject = await find(trx)
    const [kept] = subject === undefined ? [] : await listCurrent(trx, [subject])
    return { ok: true, value: kept?.profile }
  })
  if (!found.ok || found.value === undefined) throw new Error('no file')
  return found.value
}

const DEPARTMENTS = ['MA_KHOA', 'TEN_KHOA', 'TRUONG_KHOA', 'GIUONG_PD', 'TU_NGAY', 'MA_CSKCB']

test('a facility brings its departments in, and another facility’s line fails alone', async () => {
  manager()
  const { compared, written, again } = await bring('departments', 'DM_KHOA', [
    DEPARTMENTS,
    ['K03', 'Khoa Nội', NUMBER, '40', '01/01/2026', '51001'],
    ['K19', 'Khoa Ngoại', NUMBER, '30', '01/01/2026', '51002'],
    ['X99', 'Khoa lạ', NUMBER, '30', '01/01/2026', '51001'],
  ])
  expect(compared.counts).toEqual({ new: 1, failed: 2 })
  expect(written.counts).toMatchObject({ done: 1 })
  expect(again).toBe(true)
  const departments = statementsOf(await facility('51001'), 'department')
  expect(departments).toMatchObject([{ values: { code: 'K03', bedsApproved: 40 } }])
})

const FACILITIES = [
  'MA_CSKCB',
  'TEN_CSKCB',
  'HINH_THUC',
  'CO_QUAN_QUAN_LY',
  'LOAI_SO_HUU',
  'CAP_CM',
  'YHCT',
  'MA_XA',
  'DIA_CHI',
  'TU_NGAY',
]

test('a department brings in facilities of its own province, not of another', async () => {
  officer()
  const station = ['commune-station', 'province', 'public', 'initial', '0', '21292', 'Xã Sơn Hạ']
  const { compared, written } = await bring('facilities', 'DS_CO_SO', [
    FACILITIES,
    ['51801', 'Trạm Y tế xã Sơn Hạ', ...station, '01/07/2025'],
    ['01801', 'Trạm Y tế nơi khác', ...station, '01/07/2025'],
  ])
  expect(compared.counts).toEqual({ new: 1, failed: 1 })
  expect(written.counts).toMatchObject({ done: 1 })
  const [administrative] = statementsOf(await facility('51801'), 'administrative')
  expect(administrative?.values).toMatchObject({ form: 'commune-station', traditional: false })
})

const LICENCES = [
  'SO_DINH_DANH',
  'HO_TEN',
  'LOAI_GIAY',
  'SO_GIAY',
  'NOI_CAP',
  'NGAY_CAP',
  'HIEU_LUC_DEN',
  'CHUC_DANH',
]

test('licences that end before they begin, or whose number another holds, fail each with its reason', async () => {
  officer()
  const paper = (number: string, name: string, from: string, to: string, id = NUMBER) => [
    id,
    name,
    'GPHN',
    number,
    'Sở Y tế',
    from,
    to,
    'BS',
  ]
  const { written, compared } = await bring('licences', 'DS_GPHN', [
    LICENCES,
    paper('900001/QNG-GPHN', 'Nguyễn Văn 1', '01/03/2024', '01/03/2020'),
    paper('000002/QNG-GPHN', 'Nguyễn Văn 1', '01/03/2024', '28/02/2029'),
    paper('900003/QNG-GPHN', 'Người Khác Tên', '01/03/2024', '28/02/2029'),
    paper('900004/QNG-GPHN', 'Nguyễn Văn 2', '01/03/2024', '28/02/2029', '051090000002'),
  ])
  const failed = await world.rows(compared.id, 'failed')
  const codes = failed.map(({ row, reasons }: { row: number; reasons: { code: string }[] }) => [
    row,
    reasons[0]?.code,
  ])
  expect(codes).toEqual([
    [2, 'workbooks.days-reversed'],
    [3, 'registry.licence-number-taken'],
    [4, 'registry.number-of-another-name'],
  ])
  expect(written.counts).toMatchObject({ done: 1 })
})

const EDUCATION = [
  'SO_DINH_DANH',
  'HINH_THUC',
  'TEN_HOAT_DONG',
  'SO_GIO',
  'TU_NGAY',
  'DEN_NGAY',
  'DON_VI',
]

test('hours of continuing education come in once, however often the list is sent', async () => {
  manager()
  const course = [NUMBER, 'course', 'Cấp cứu nâng cao', '24', '01/03/2026', '03/03/2026', 'ĐH Y']
  const first = await bring('education', 'DS_CNKT', [EDUCATION, course])
  expect(first.written.counts).toMatchObject({ done: 1 })
  const second = await bring('education', 'DS_CNKT', [EDUCATION, course, course])
  expect(second.compared.counts['new']).toBeUndefined()
  const hours = statementsOf(await person(NUMBER), 'education-hours')
  expect(hours.map(({ values }) => values['hours'])).toEqual([24])
})

test('the state of electronic records is written by day, a later state after the former', async () => {
  officer()
  const header = ['MA_CSKCB', 'TINH_TRANG', 'TU_NGAY', 'NGAY_CONG_BO']
  const { written } = await bring('emr-states', 'TT_BADT', [
    header,
    ['51001', 'announced', '01/11/2026', '01/11/2026'],
  ])
  expect(written.counts).toMatchObject({ done: 1 })
  const states = statementsOf(await facility('51001'), 'emr-state', '2026-11-20')
  expect(states).toMatchObject([{ values: { state: 'announced' } }])
})

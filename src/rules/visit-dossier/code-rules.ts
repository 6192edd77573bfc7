import type { TableName, TableRow } from '#vocabulary/dossier-tables'
import { appendix } from './instruments.ts'
import {
  CERTAIN,
  eachRow,
  example,
  listRule,
  PRACTICE,
  UNCERTAIN,
  type VisitRule,
} from './rule-forms.ts'
import { textIn } from './visit.ts'
import { partsOf } from './written-values.ts'

/** Codes of national lists, by the day on which the visit ended. */

const CATEGORIES = {
  list: 'patient-category',
  title: { vi: 'danh mục đối tượng đến KBCB', en: 'the list of patient categories' },
  instrument: 'QĐ 3276/QĐ-BYT ngày 17/10/2025, phụ lục 1 (trước đó QĐ 824/2023, QĐ 2010/2025)',
  // Earlier rows were not obtained in full, so a starter list may refuse from this day only.
  closedSince: '2025-07-01',
} as const

const OUTCOMES = {
  list: 'treatment-outcome',
  title: { vi: 'danh mục kết quả điều trị', en: 'the list of outcomes' },
  closedSince: '2023-01-18',
} as const

const ETHNIC_GROUPS = {
  list: 'ethnic-group',
  title: { vi: 'danh mục dân tộc', en: 'the list of ethnic groups' },
  instrument: 'QĐ 121-TCTK/PPCĐ 1979, danh mục các dân tộc Việt Nam',
  wrong: '99',
} as const

const PLACE = {
  ...PRACTICE,
  instrument: 'QĐ 19/2025/QĐ-TTg (từ 01/07/2025); trước đó QĐ 124/2004/QĐ-TTg',
} as const

const personal: readonly VisitRule[] = [
  listRule({
    ...ETHNIC_GROUPS,
    ...PRACTICE,
    table: 'XML1',
    field: 'MA_DANTOC',
    base: 'outpatient',
  }),
  listRule({ ...ETHNIC_GROUPS, ...PRACTICE, table: 'XML9', field: 'MA_DANTOC_NND', base: 'birth' }),
  listRule({
    ...UNCERTAIN,
    table: 'XML1',
    field: 'MA_QUOCTICH',
    list: 'nationality',
    title: { vi: 'danh mục quốc tịch', en: 'the list of nationalities' },
    instrument: 'TT 07/2016/TT-BCA, phụ lục 2',
    base: 'outpatient',
    wrong: '999',
  }),
  listRule({
    ...UNCERTAIN,
    table: 'XML1',
    field: 'MA_NGHE_NGHIEP',
    list: 'occupation',
    title: { vi: 'danh mục nghề nghiệp', en: 'the list of occupations' },
    // Level 2 of the list has two digits; five-digit codes of earlier dialects begin with it.
    codes: (value) => [value.slice(0, 2)],
    instrument: 'QĐ 34/2020/QĐ-TTg, cấp 2',
    base: 'outpatient',
    wrong: '98',
  }),
  listRule({
    ...PLACE,
    table: 'XML1',
    field: 'MATINH_CU_TRU',
    list: 'province',
    title: { vi: 'danh mục tỉnh, thành phố', en: 'the list of provinces' },
    base: 'outpatient',
    wrong: '99',
  }),
  listRule({
    ...PLACE,
    table: 'XML1',
    field: 'MAXA_CU_TRU',
    list: 'commune',
    title: { vi: 'danh mục xã, phường, đặc khu', en: 'the list of communes' },
    base: 'outpatient',
    wrong: '99999',
  }),
]

const visit: readonly VisitRule[] = [
  listRule({
    ...CATEGORIES,
    table: 'XML1',
    field: 'MA_DOITUONG_KCB',
    base: 'outpatient',
    wrong: '5.5',
  }),
  listRule({
    table: 'XML1',
    field: 'MA_LOAI_KCB',
    list: 'care-form',
    title: { vi: 'danh mục hình thức KBCB', en: 'the list of forms of care' },
    instrument: 'QĐ 1804/QĐ-BYT ngày 19/06/2026 (từ 01/08/2026 thêm 11–16); trước đó QĐ 5937/2021',
    closedSince: '2023-01-18',
    base: 'outpatient',
    wrong: '99',
  }),
  listRule({
    table: 'XML1',
    field: 'MA_LOAI_RV',
    list: 'discharge-type',
    title: { vi: 'danh mục loại ra viện', en: 'the list of types of discharge' },
    instrument: appendix('XML1', 'MA_LOAI_RV'),
    closedSince: '2023-01-18',
    base: 'outpatient',
    wrong: '9',
  }),
  listRule({
    ...OUTCOMES,
    table: 'XML1',
    field: 'KET_QUA_DTRI',
    instrument: appendix('XML1', 'KET_QUA_DTRI'),
    base: 'outpatient',
    wrong: '9',
  }),
  listRule({
    ...OUTCOMES,
    table: 'XML8',
    field: 'KET_QUA_DTRI',
    instrument: appendix('XML8', 'KET_QUA_DTRI'),
    base: 'inpatient',
    wrong: '9',
  }),
]

const lines: readonly VisitRule[] = [
  costGroup('XML2', 'outpatient', '1'),
  costGroup('XML3', 'outpatient', '4'),
  listRule({
    ...PRACTICE,
    table: 'XML2',
    field: 'DUONG_DUNG',
    list: 'drug-route',
    title: { vi: 'danh mục đường dùng', en: 'the list of routes' },
    instrument: appendix('XML2', 'DUONG_DUNG'),
    base: 'outpatient',
    wrong: '7.77',
  }),
  listRule({
    table: 'XML3',
    field: 'MA_XANG_DAU',
    list: 'fuel',
    title: { vi: 'danh mục xăng dầu', en: 'the list of fuels' },
    instrument: 'QĐ 3276/QĐ-BYT ngày 17/10/2025, phụ lục 2',
    base: 'outpatient',
    wrong: 'XANG',
  }),
  listRule({
    ...UNCERTAIN,
    table: 'XML4',
    field: 'MA_CHI_SO',
    list: 'lab-index',
    title: { vi: 'danh mục chỉ số cận lâm sàng', en: 'the list of paraclinical indices' },
    instrument: 'QĐ 1227/QĐ-BYT 2025 (trước đó QĐ 7603/2018, phụ lục 11)',
    base: 'outpatient',
    wrong: 'KHONGCO',
  }),
  ...(['XML1', 'XML2', 'XML3'] as const).map((table) =>
    listRule({
      ...UNCERTAIN,
      table,
      field: 'MA_KHOA',
      list: 'ward',
      title: { vi: 'danh mục khoa', en: 'the list of wards' },
      codes: (value) => partsOf(value).flatMap(specialitiesOf),
      instrument: 'QĐ 1804/QĐ-BYT ngày 19/06/2026; QĐ 5937/2021, phụ lục 5',
      base: 'outpatient',
      wrong: 'K98',
    }),
  ),
  ...(
    [
      ['XML6', 'hiv'],
      ['XML15', 'tuberculosis'],
    ] as const
  ).map(([table, base]) =>
    listRule({
      ...UNCERTAIN,
      table,
      field: 'PHACDO_DTRI_LAO',
      list: 'tb-regimen',
      title: { vi: 'danh mục phác đồ lao', en: 'the list of TB regimens' },
      instrument: 'QĐ 4750/QĐ-BYT, danh mục phác đồ điều trị lao',
      base,
      wrong: '99',
    }),
  ),
]

export const codeRules: readonly VisitRule[] = [...personal, ...visit, ...lines]

/** `K0249` joins two specialities, `K16.1` and `K02.D35` name parts of one. QĐ 5937/2021, annex 5. */
export function specialitiesOf(ward: string): readonly string[] {
  const [head = ''] = ward.split('.')
  const digits = head.slice(1)
  if (!head.startsWith('K') || digits.length < 2 || digits.length % 2 !== 0) return [ward]
  return digits.match(/\d{2}/g)?.map((two) => `K${two}`) ?? [ward]
}

/** Groups of the standard before 2024 that still occur in data: reported, never refused. */
const FORMER_GROUPS = new Set(['5', '6', '9', '11'])

function costGroup(table: TableName, base: string, wrong: string): VisitRule {
  return {
    ...CERTAIN,
    id: `list.${table.toLowerCase()}-ma-nhom-cost-group`,
    instrument: 'QĐ 5937/QĐ-BYT 2021, phụ lục 3; QĐ 4750/QĐ-BYT (nhóm 19)',
    message: {
      vi: `MA_NHOM “{value}” không phải nhóm chi phí của ${table}.`,
      en: `MA_NHOM “{value}” is no cost group of ${table}.`,
    },
    remedy: {
      vi: 'Thuốc, máu, chế phẩm máu (4, 7, 17) ghi ở XML2; các nhóm khác ghi ở XML3.',
      en: 'Drugs, blood and blood products (4, 7, 17) belong in XML2, all others in XML3.',
    },
    examples: { passes: example(base), fails: example(base, { [`${table}[1]/MA_NHOM`]: wrong }) },
    check: eachRow(table, (row: TableRow, at, judged, report) => {
      const value = textIn(row, 'MA_NHOM')
      if (value === '') return
      const found = judged.codes.find('cost-group', value, () => at('MA_NHOM'))
      if (found === 'not-loaded') return
      if (found === 'unknown')
        return report(at('MA_NHOM'), { value }, FORMER_GROUPS.has(value) ? 'warning' : undefined)
      const home = found.properties['table'] ?? ''
      if (home !== '' && home !== table) report(at('MA_NHOM'), { value })
    }),
  }
}

import type { TableName, TableRow } from '#vocabulary/dossier-tables'
import { appendix, GATEWAY } from './instruments.ts'
import {
  ADVISED,
  CERTAIN,
  eachRow,
  example,
  PRACTICE,
  requiredWhen,
  sameAsSummary,
  UNCERTAIN,
  type VisitRule,
} from './rule-forms.ts'
import { textIn } from './visit.ts'
import { daysBetween, isDay, partsOf, toNumber } from './written-values.ts'

/** Regimens by type of treatment: latent, susceptible, resistant. QĐ 4750/QĐ-BYT, TB regimens. */
const REGIMENS: Readonly<Record<string, readonly [number, number]>> = {
  '1': [20, 25],
  '2': [1, 8],
  '3': [9, 19],
}

const EARLY_INFANT = '1'
const ARV = '1'
const OTHER_REGIMEN = 'KHAC'

const hivCopies = [
  ['SO_CCCD', '201111111111'],
  ['NGAY_SINH', '197001010000'],
  ['GIOI_TINH', '1'],
  ['MA_THE_BHYT', 'DN4970000000009'],
  ['MATINH_CU_TRU', '01'],
  ['MAXA_CU_TRU', '00070'],
  ['MA_CSKCB', '51002'],
] as const

const tuberculosisCopies = [
  ['MA_BN', 'BN999'],
  ['HO_TEN', 'Khác'],
  ['SO_CCCD', '201111111111'],
  ['MA_CSKCB', '51002'],
] as const

/** HIV care (XML6). */
const hiv: readonly VisitRule[] = [
  ...hivCopies.map(([field, wrong]) => copied('XML6', field, 'hiv', wrong)),
  ...(['PHACDO_DTRI_LAO', 'NGAYBD_DTRI_LAO'] as const).map((field) =>
    requiredWhen({
      ...CERTAIN,
      table: 'XML6',
      field,
      instrument: appendix('XML6', field),
      when: isTreatedForTuberculosis,
      reason: { vi: 'trong khi LOAI_DTRI_LAO khác 0', en: 'while LOAI_DTRI_LAO is not 0' },
      passes: example('hiv'),
      fails: example('hiv', { 'XML6[1]/LOAI_DTRI_LAO': '2' }),
    }),
  ),
  ...(['LAN_XN_PCR', 'NGAY_XN_PCR', 'NGAY_KQ_XN_PCR', 'MA_KQ_XN_PCR'] as const).map((field) =>
    requiredWhen({
      ...ADVISED,
      table: 'XML6',
      field,
      instrument: appendix('XML6', field),
      when: (row) => partsOf(textIn(row, 'MA_TINH_TRANG_DK')).includes(EARLY_INFANT),
      reason: { vi: 'trong khi MA_TINH_TRANG_DK có 1', en: 'while MA_TINH_TRANG_DK has 1' },
      passes: example('hiv'),
      fails: example('hiv', { 'XML6[1]/MA_TINH_TRANG_DK': '1' }),
    }),
  ),
  ...(['NGAY_BAT_DAU_XU_TRI', 'NGAY_KET_THUC_XU_TRI', 'SO_NGAY_CAP_THUOC_ARV'] as const).map(
    (field) =>
      requiredWhen({
        ...CERTAIN,
        table: 'XML6',
        field,
        instrument: appendix('XML6', field),
        when: (row) => partsOf(textIn(row, 'MA_XU_TRI')).includes(ARV),
        reason: { vi: 'trong khi MA_XU_TRI có 1', en: 'while MA_XU_TRI has 1' },
        passes: example('hiv'),
        fails: example('hiv', { [`XML6[1]/${field}`]: '' }),
      }),
  ),
  requiredWhen({
    ...ADVISED,
    table: 'XML6',
    field: 'MA_BAC_PHAC_DO',
    instrument: appendix('XML6', 'MA_BAC_PHAC_DO'),
    when: (row) => textIn(row, 'MA_PHAC_DO_DIEU_TRI') === OTHER_REGIMEN,
    reason: { vi: 'trong khi phác đồ là KHAC', en: 'while the regimen is KHAC' },
    passes: example('hiv'),
    fails: example('hiv', { 'XML6[1]/MA_PHAC_DO_DIEU_TRI': 'KHAC' }),
  }),
  {
    ...ADVISED,
    id: 'hiv.days-dispensed',
    instrument: appendix('XML6', 'SO_NGAY_CAP_THUOC_ARV'),
    message: {
      vi: 'SO_NGAY_CAP_THUOC_ARV nhiều hơn số ngày từ bắt đầu đến kết thúc.',
      en: 'SO_NGAY_CAP_THUOC_ARV is more than the days from start to end.',
    },
    remedy: { vi: 'Kiểm tra số ngày cấp thuốc và hai ngày.', en: 'Check the days and both dates.' },
    examples: {
      passes: example('hiv'),
      fails: example('hiv', { 'XML6[1]/SO_NGAY_CAP_THUOC_ARV': '99' }),
    },
    check: eachRow('XML6', (row, at, _visit, report) => {
      const days = toNumber(row['SO_NGAY_CAP_THUOC_ARV'])
      const from = textIn(row, 'NGAY_BAT_DAU_XU_TRI')
      const to = textIn(row, 'NGAY_KET_THUC_XU_TRI')
      if (days === undefined || !isDay(from) || !isDay(to)) return
      // The appendix says end minus start; both ends counted is read as well.
      if (days > daysBetween(from, to) + 1) report(at('SO_NGAY_CAP_THUOC_ARV'))
    }),
  },
  notBefore('XML6', 'NGAYBD_DTRI_LAO', 'NGAYKT_DTRI_LAO', 'hiv'),
  notBefore('XML6', 'NGAY_BAT_DAU_XU_TRI', 'NGAY_KET_THUC_XU_TRI', 'hiv'),
]

/** Tuberculosis (XML15). */
const tuberculosis: readonly VisitRule[] = [
  ...tuberculosisCopies.map(([field, wrong]) => copied('XML15', field, 'tuberculosis', wrong)),
  {
    ...PRACTICE,
    id: 'tuberculosis.regimen-fits-type',
    instrument: 'QĐ 4750/QĐ-BYT, danh mục phác đồ điều trị lao',
    message: {
      vi: 'Phác đồ {value} không thuộc loại điều trị {type}.',
      en: 'Regimen {value} does not belong to treatment type {type}.',
    },
    remedy: {
      vi: 'Lao nhạy cảm 1–8, kháng thuốc 9–19, lao tiềm ẩn 20–25.',
      en: 'Susceptible 1-8, resistant 9-19, latent 20-25.',
    },
    examples: {
      passes: example('tuberculosis'),
      fails: example('tuberculosis', { 'XML15[1]/PHACDO_DTRI_LAO': '12' }),
    },
    check: eachRow('XML15', (row, at, _visit, report) => {
      const type = textIn(row, 'LOAI_DTRI_LAO')
      const value = toNumber(row['PHACDO_DTRI_LAO'])
      const range = REGIMENS[type]
      if (value === undefined || range === undefined) return
      if (value < range[0] || value > range[1]) report(at('PHACDO_DTRI_LAO'), { value, type })
    }),
  },
  requiredWhen({
    ...UNCERTAIN,
    table: 'XML15',
    field: 'NGAYKD_HIV',
    instrument: appendix('XML15', 'NGAYKD_HIV'),
    when: (row) => textIn(row, 'PHANLOAI_LAO_HIV') === '1',
    reason: { vi: 'trong khi PHANLOAI_LAO_HIV = 1', en: 'while PHANLOAI_LAO_HIV = 1' },
    passes: example('tuberculosis'),
    fails: example('tuberculosis', { 'XML15[1]/PHANLOAI_LAO_HIV': '1' }),
  }),
  notBefore('XML15', 'NGAYBD_DTRI_LAO', 'NGAYKT_DTRI_LAO', 'tuberculosis'),
]

export const programmeRules: readonly VisitRule[] = [...hiv, ...tuberculosis]

function isTreatedForTuberculosis(row: TableRow): boolean {
  const type = textIn(row, 'LOAI_DTRI_LAO')
  return type !== '' && type !== '0'
}

function copied(table: TableName, field: string, base: string, wrong: string): VisitRule {
  return sameAsSummary({
    table,
    field,
    base,
    wrong,
    instrument: `${GATEWAY}; ${appendix(table, field)}`,
  })
}

function notBefore(table: TableName, first: string, then: string, base: string): VisitRule {
  return {
    ...CERTAIN,
    id: `times.${table}-${then}-before-start`.toLowerCase().replaceAll('_', '-'),
    instrument: appendix(table, then),
    message: { vi: `${then} trước ${first}.`, en: `${then} lies before ${first}.` },
    remedy: { vi: 'Kiểm tra hai ngày.', en: 'Check both days.' },
    examples: {
      passes: example(base),
      fails: example(base, {
        [`${table}[1]/${first}`]: '20261101',
        [`${table}[1]/${then}`]: '20261001',
      }),
    },
    check: eachRow(table, (row, at, _visit, report) => {
      const from = textIn(row, first)
      const to = textIn(row, then)
      if (isDay(from) && isDay(to) && to < from) report(at(then))
    }),
  }
}

import { appendix, GATEWAY, HOSPITAL_CHECKS } from './instruments.ts'
import {
  ADVISED,
  CERTAIN,
  eachRow,
  example,
  PRACTICE,
  requiredWhen,
  sameAsSummary,
  type VisitRule,
} from './rule-forms.ts'
import { textIn } from './visit.ts'
import { dayOf, daysBetween, isDay, toNumber, yearsBetween } from './written-values.ts'

const REST = ['SO_NGAY_NGHI', 'NGOAITRU_TUNGAY', 'NGOAITRU_DENNGAY'] as const
const CHILD_DEATH = ['NGAY_SINHCON', 'NGAY_CONCHET', 'SO_CONCHET'] as const

/** Parents are named of patients below this age. QĐ 130/QĐ-BYT, table 7. */
const CHILD_AGE = 16

const ABSCONDED = '3'

/** Discharge paper (XML7). */
const discharge: readonly VisitRule[] = [
  ...(['NGAY_VAO', 'NGAY_RA'] as const).map((field) =>
    sameAsSummary({
      table: 'XML7',
      field,
      instrument: `${GATEWAY}; ${appendix('XML7', field)}`,
      base: 'inpatient',
      wrong: '202611050101',
    }),
  ),
  sameAsSummary({
    table: 'XML7',
    field: 'MA_YTE',
    of: 'MA_BN',
    instrument: `${GATEWAY}; ${appendix('XML7', 'MA_YTE')}`,
    base: 'inpatient',
    wrong: 'BN999',
  }),
  sameAsSummary({
    ...ADVISED,
    table: 'XML7',
    field: 'CHAN_DOAN_RV',
    instrument: appendix('XML7', 'CHAN_DOAN_RV'),
    base: 'inpatient',
    wrong: 'Khác',
  }),
  {
    ...CERTAIN,
    id: 'discharge.issued-another-day',
    instrument: `${GATEWAY}; ${appendix('XML7', 'NGAY_CT')}`,
    message: { vi: 'NGAY_CT khác ngày của NGAY_RA.', en: 'NGAY_CT is not the day of NGAY_RA.' },
    remedy: { vi: 'Ghi NGAY_CT bằng ngày ra viện.', en: 'Write the day of discharge.' },
    examples: {
      passes: example('inpatient'),
      fails: example('inpatient', { 'XML7/NGAY_CT': '20261107' }),
    },
    check: eachRow('XML7', (row, at, visit, report) => {
      const issued = textIn(row, 'NGAY_CT')
      if (isDay(issued) && visit.end !== '' && issued !== dayOf(visit.end)) report(at('NGAY_CT'))
    }),
  },
  {
    ...CERTAIN,
    id: 'discharge.rest-half-filled',
    instrument: `${GATEWAY}; ${appendix('XML7', 'SO_NGAY_NGHI')}`,
    message: {
      vi: 'SO_NGAY_NGHI, NGOAITRU_TUNGAY, NGOAITRU_DENNGAY phải cùng có hoặc cùng trống.',
      en: 'SO_NGAY_NGHI, NGOAITRU_TUNGAY and NGOAITRU_DENNGAY are all given or all empty.',
    },
    remedy: { vi: 'Điền đủ ba trường hoặc để trống cả ba.', en: 'Fill all three or none.' },
    examples: {
      passes: example('inpatient'),
      fails: example('inpatient', { 'XML7/SO_NGAY_NGHI': '' }),
    },
    check: eachRow('XML7', (row, at, _visit, report) => {
      const filled = REST.filter((field) => textIn(row, field) !== '').length
      if (filled !== 0 && filled !== REST.length) report(at('SO_NGAY_NGHI'))
    }),
  },
  {
    ...CERTAIN,
    id: 'discharge.rest-days',
    instrument: appendix('XML7', 'SO_NGAY_NGHI'),
    message: {
      vi: 'SO_NGAY_NGHI = {value}, nhưng từ ngày đến ngày là {expected}.',
      en: 'SO_NGAY_NGHI = {value}, yet the dates make {expected}.',
    },
    remedy: { vi: 'Số ngày = đến ngày − từ ngày + 1.', en: 'Days = last − first + 1.' },
    examples: {
      passes: example('inpatient'),
      fails: example('inpatient', { 'XML7/SO_NGAY_NGHI': '9' }),
    },
    check: eachRow('XML7', (row, at, _visit, report) => {
      const value = toNumber(row['SO_NGAY_NGHI'])
      const from = textIn(row, 'NGOAITRU_TUNGAY')
      const to = textIn(row, 'NGOAITRU_DENNGAY')
      if (value === undefined || !isDay(from) || !isDay(to)) return
      const expected = daysBetween(from, to) + 1
      if (value !== expected) report(at('SO_NGAY_NGHI'), { value, expected })
    }),
  },
  ...(['NGUYENNHAN_DINHCHI', 'THOIGIAN_DINHCHI', 'TUOI_THAI'] as const).map((field) =>
    requiredWhen({
      ...CERTAIN,
      table: 'XML7',
      field,
      instrument: `${GATEWAY}; ${appendix('XML7', field)}`,
      when: (row) => textIn(row, 'MA_DINH_CHI_THAI') === '1',
      reason: { vi: 'trong khi MA_DINH_CHI_THAI = 1', en: 'while MA_DINH_CHI_THAI = 1' },
      passes: example('inpatient'),
      fails: example('inpatient', { 'XML7/MA_DINH_CHI_THAI': '1' }),
    }),
  ),
  {
    ...PRACTICE,
    id: 'discharge.parents-missing',
    instrument: appendix('XML7', 'HO_TEN_CHA, HO_TEN_ME'),
    message: {
      vi: 'Người bệnh dưới 16 tuổi nhưng chưa ghi họ tên cha hoặc mẹ.',
      en: 'A patient below 16, and neither father nor mother is named.',
    },
    remedy: { vi: 'Ghi họ tên cha hoặc mẹ nếu có.', en: 'Name father or mother where known.' },
    examples: {
      passes: example('inpatient'),
      fails: example('inpatient', { 'XML1/NGAY_SINH': '201503080000' }),
    },
    check: eachRow('XML7', (row, at, visit, report) => {
      const birth = visit.head['NGAY_SINH'] ?? ''
      if (visit.arrival === '' || !isDay(birth.slice(0, 8))) return
      if (yearsBetween(birth, visit.arrival) >= CHILD_AGE) return
      if (textIn(row, 'HO_TEN_CHA') === '' && textIn(row, 'HO_TEN_ME') === '')
        report(at('HO_TEN_ME'))
    }),
  },
  {
    ...PRACTICE,
    id: 'discharge.of-absconded',
    instrument: HOSPITAL_CHECKS,
    message: {
      vi: 'Người bệnh trốn viện (MA_LOAI_RV = 3) không có giấy ra viện.',
      en: 'A patient who absconded (MA_LOAI_RV = 3) has no discharge paper.',
    },
    remedy: { vi: 'Bỏ XML7 hoặc sửa MA_LOAI_RV.', en: 'Remove XML7, or mend MA_LOAI_RV.' },
    examples: {
      passes: example('inpatient'),
      fails: example('inpatient', { 'XML1/MA_LOAI_RV': '3' }),
    },
    check: eachRow('XML7', (_row, at, visit, report) => {
      if (visit.head['MA_LOAI_RV'] === ABSCONDED) report(at())
    }),
  },
]

/** Medical-record summary (XML8). */
const summary: readonly VisitRule[] = [
  ...(
    [
      ['NGAY_VAO', '202611050101'],
      ['NGAY_RA', '202611050101'],
      ['MA_LOAI_KCB', '04'],
      ['KET_QUA_DTRI', '4'],
    ] as const
  ).map(([field, wrong]) =>
    sameAsSummary({
      table: 'XML8',
      field,
      instrument: appendix('XML8', field),
      base: 'inpatient',
      wrong,
    }),
  ),
  ...(['CHAN_DOAN_VAO', 'CHAN_DOAN_RV'] as const).map((field) =>
    sameAsSummary({
      ...ADVISED,
      table: 'XML8',
      field,
      instrument: appendix('XML8', field),
      base: 'inpatient',
      wrong: 'Khác',
    }),
  ),
  {
    ...ADVISED,
    id: 'summary.child-death-half-filled',
    instrument: appendix('XML8', 'NGAY_SINHCON, NGAY_CONCHET, SO_CONCHET'),
    message: {
      vi: 'NGAY_SINHCON, NGAY_CONCHET, SO_CONCHET phải cùng có hoặc cùng trống.',
      en: 'NGAY_SINHCON, NGAY_CONCHET and SO_CONCHET are all given or all empty.',
    },
    remedy: { vi: 'Điền đủ ba trường hoặc để trống cả ba.', en: 'Fill all three or none.' },
    examples: {
      passes: example('inpatient'),
      fails: example('inpatient', { 'XML8/SO_CONCHET': '1' }),
    },
    check: eachRow('XML8', (row, at, _visit, report) => {
      const filled = CHILD_DEATH.filter((field) => textIn(row, field) !== '').length
      if (filled !== 0 && filled !== CHILD_DEATH.length) report(at('SO_CONCHET'))
    }),
  },
  {
    ...CERTAIN,
    id: 'summary.child-died-before-birth',
    instrument: appendix('XML8', 'NGAY_CONCHET'),
    message: {
      vi: 'NGAY_CONCHET trước NGAY_SINHCON.',
      en: 'NGAY_CONCHET lies before NGAY_SINHCON.',
    },
    remedy: { vi: 'Kiểm tra hai ngày.', en: 'Check both days.' },
    examples: {
      passes: example('inpatient'),
      fails: example('inpatient', {
        'XML8/NGAY_SINHCON': '20261104',
        'XML8/NGAY_CONCHET': '20261103',
        'XML8/SO_CONCHET': '1',
      }),
    },
    check: eachRow('XML8', (row, at, _visit, report) => {
      const born = textIn(row, 'NGAY_SINHCON')
      const died = textIn(row, 'NGAY_CONCHET')
      if (isDay(born) && isDay(died) && died < born) report(at('NGAY_CONCHET'))
    }),
  },
]

export const paperRules: readonly VisitRule[] = [...discharge, ...summary]

import type { TableName } from '#vocabulary/dossier-tables'
import { appendix, GATEWAY, HOSPITAL_CHECKS, SICK_LEAVE } from './instruments.ts'
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
import { textIn, type Visit } from './visit.ts'
import { areDigits, dayOf, daysBetween, isDay, toNumber, yearsBetween } from './written-values.ts'

/** Days off on one certificate: usually; after loss of a pregnancy of 13 weeks or more; of tuberculosis. */
const SICK_DAYS = 30
const LOSS_DAYS = 50
const LOSS_WEEKS = 13
const TUBERCULOSIS_DAYS = 180

/** Days of one pregnancy rest. */
const PREGNANCY_DAYS = 180

/** Parents are named on the certificate for a sick child below this age. */
const CHILD_AGE = 7

/** Pregnancy-rest certificate (XML10) and sick-leave certificate (XML11). */
export const leaveRules: readonly VisitRule[] = [
  {
    ...CERTAIN,
    id: 'rest.phrase-missing',
    validFrom: '2025-01-01',
    instrument: 'QĐ 3176/QĐ-BYT ngày 29/10/2024, XML10 – CHAN_DOAN_RV',
    message: {
      vi: 'CHAN_DOAN_RV của giấy nghỉ dưỡng thai phải có chữ “dưỡng thai”.',
      en: 'CHAN_DOAN_RV of a pregnancy-rest certificate contains the words “dưỡng thai”.',
    },
    remedy: {
      vi: 'Ghi thêm “dưỡng thai” vào chẩn đoán.',
      en: 'Add “dưỡng thai” to the diagnosis.',
    },
    examples: {
      passes: example('pregnancy-rest'),
      fails: example('pregnancy-rest', { 'XML10/CHAN_DOAN_RV': 'Dọa sẩy thai 10 tuần' }),
    },
    check: eachRow('XML10', (row, at, _visit, report) => {
      const text = textIn(row, 'CHAN_DOAN_RV').normalize('NFC').toLowerCase()
      if (text !== '' && !text.includes('dưỡng thai')) report(at('CHAN_DOAN_RV'))
    }),
  },
  period('XML10', 'SO_NGAY', 'pregnancy-rest', UNCERTAIN),
  period('XML11', 'SO_NGAY_NGHI', 'sick-leave', CERTAIN),
  endAfterStart('XML10', 'pregnancy-rest'),
  endAfterStart('XML11', 'sick-leave'),
  startsOnVisit('XML10', 'pregnancy-rest'),
  startsOnVisit('XML11', 'sick-leave'),
  {
    ...PRACTICE,
    id: 'rest.too-long',
    instrument: HOSPITAL_CHECKS,
    message: {
      vi: 'Nghỉ dưỡng thai {value} ngày, tối đa 180.',
      en: 'A pregnancy rest of {value} days, at most 180.',
    },
    remedy: { vi: 'Kiểm tra số ngày nghỉ.', en: 'Check the number of days.' },
    examples: {
      passes: example('pregnancy-rest'),
      fails: example('pregnancy-rest', { 'XML10/SO_NGAY': '200' }),
    },
    check: eachRow('XML10', (row, at, _visit, report) => {
      const value = toNumber(row['SO_NGAY'])
      if (value !== undefined && value > PREGNANCY_DAYS) report(at('SO_NGAY'), { value })
    }),
  },
  {
    ...CERTAIN,
    id: 'leave.too-long',
    instrument: `${SICK_LEAVE}; ${appendix('XML11', 'SO_NGAY_NGHI')}`,
    message: {
      vi: 'Nghỉ {value} ngày, tối đa {most} với trường hợp này.',
      en: '{value} days off, at most {most} in this case.',
    },
    remedy: {
      vi: 'Tối đa 30 ngày một giấy; 50 khi sẩy, phá, nạo, hút thai, thai chết từ 13 tuần; 180 với lao.',
      en: 'At most 30 days; 50 after loss of a pregnancy of 13 weeks or more; 180 for tuberculosis.',
    },
    examples: {
      passes: example('sick-leave'),
      fails: example('sick-leave', { 'XML11/SO_NGAY_NGHI': '45' }),
    },
    check: eachRow('XML11', (row, at, visit, report) => {
      const value = toNumber(row['SO_NGAY_NGHI'])
      const weeks = toNumber(row['TUOI_THAI']) ?? 0
      const isLoss = textIn(row, 'MA_DINH_CHI_THAI') === '1' && weeks >= LOSS_WEEKS
      const most = isTuberculosis(visit) ? TUBERCULOSIS_DAYS : isLoss ? LOSS_DAYS : SICK_DAYS
      if (value !== undefined && value > most) report(at('SO_NGAY_NGHI'), { value, most })
    }),
  },
  {
    ...CERTAIN,
    id: 'leave.starts-after-visit',
    instrument: `${GATEWAY}; ${HOSPITAL_CHECKS}`,
    message: { vi: 'TU_NGAY sau ngày kết thúc đợt khám.', en: 'TU_NGAY lies after the visit.' },
    remedy: { vi: 'Ngày bắt đầu nghỉ là ngày khám.', en: 'Leave starts on the day of the visit.' },
    examples: {
      passes: example('sick-leave'),
      fails: example('sick-leave', { 'XML11/TU_NGAY': '20261112', 'XML11/SO_NGAY_NGHI': '1' }),
    },
    check: eachRow('XML11', (row, at, visit, report) => {
      const from = textIn(row, 'TU_NGAY')
      if (isDay(from) && visit.end !== '' && from > dayOf(visit.end)) report(at('TU_NGAY'))
    }),
  },
  {
    ...CERTAIN,
    id: 'leave.ends-before-visit',
    instrument: `${GATEWAY}; ${HOSPITAL_CHECKS}`,
    message: { vi: 'DEN_NGAY trước ngày đến khám.', en: 'DEN_NGAY lies before the visit.' },
    remedy: { vi: 'Kiểm tra ngày nghỉ.', en: 'Check the days of leave.' },
    examples: {
      passes: example('sick-leave'),
      fails: example('sick-leave', { 'XML11/DEN_NGAY': '20261101' }),
    },
    check: eachRow('XML11', (row, at, visit, report) => {
      const to = textIn(row, 'DEN_NGAY')
      if (isDay(to) && visit.arrival !== '' && to < dayOf(visit.arrival)) report(at('DEN_NGAY'))
    }),
  },
  ...(['NGUYENNHAN_DINHCHI', 'TUOI_THAI'] as const).map((field) =>
    requiredWhen({
      ...CERTAIN,
      table: 'XML11',
      field,
      instrument: appendix('XML11', field),
      when: (row) => textIn(row, 'MA_DINH_CHI_THAI') === '1',
      reason: { vi: 'trong khi MA_DINH_CHI_THAI = 1', en: 'while MA_DINH_CHI_THAI = 1' },
      passes: example('sick-leave'),
      fails: example('sick-leave', { 'XML11/MA_DINH_CHI_THAI': '1' }),
    }),
  ),
  {
    ...PRACTICE,
    id: 'leave.parents-missing',
    instrument: appendix('XML11', 'HO_TEN_CHA, HO_TEN_ME'),
    message: {
      vi: 'Trẻ dưới 7 tuổi ốm: cần ghi họ tên cha hoặc mẹ nghỉ chăm con.',
      en: 'A sick child below 7: the father or mother who stays home is to be named.',
    },
    remedy: { vi: 'Ghi họ tên cha hoặc mẹ.', en: 'Name father or mother.' },
    examples: {
      passes: example('sick-leave'),
      fails: example('sick-leave', { 'XML1/NGAY_SINH': '202205120000' }),
    },
    check: eachRow('XML11', (row, at, visit, report) => {
      const birth = visit.head['NGAY_SINH'] ?? ''
      if (visit.arrival === '' || !isDay(birth.slice(0, 8))) return
      if (yearsBetween(birth, visit.arrival) >= CHILD_AGE) return
      if (textIn(row, 'HO_TEN_CHA') === '' && textIn(row, 'HO_TEN_ME') === '')
        report(at('HO_TEN_ME'))
    }),
  },
  sameAsSummary({
    ...ADVISED,
    table: 'XML11',
    field: 'MA_THE_BHYT',
    instrument: appendix('XML11', 'MA_THE_BHYT'),
    base: 'sick-leave',
    wrong: 'DN4970000000009',
  }),
  insuranceNumber('XML11', 'MA_BHXH', 'sick-leave', 'XML11'),
  insuranceNumber('XML9', 'MA_BHXH_NND', 'birth', 'XML9[1]'),
]

/** Ten digits, not all zero. */
function insuranceNumber(table: TableName, field: string, base: string, line: string): VisitRule {
  return {
    ...CERTAIN,
    id: `format.${table}-${field}`.toLowerCase().replaceAll('_', '-'),
    instrument: `${GATEWAY}; ${appendix(table, field)}`,
    message: {
      vi: `${field} không phải mã số BHXH 10 chữ số khác toàn số 0.`,
      en: `${field} is no social-insurance number of 10 digits, not all zero.`,
    },
    remedy: { vi: 'Tra cứu lại mã số BHXH.', en: 'Look the number up again.' },
    examples: {
      passes: example(base),
      fails: example(base, { [`${line}/${field}`]: '0000000000' }),
    },
    check: eachRow(table, (row, at, _visit, report) => {
      const value = textIn(row, field)
      if (value === '') return
      if (value.length !== 10 || !areDigits(value) || Number(value) === 0) report(at(field))
    }),
  }
}

function period(
  table: TableName,
  field: string,
  base: string,
  weight: typeof CERTAIN | typeof UNCERTAIN,
): VisitRule {
  return {
    ...weight,
    id: `leave.${table.toLowerCase()}-days`,
    instrument: appendix(table, field),
    message: {
      vi: `${field} = {value}, nhưng từ ngày đến ngày là {expected}.`,
      en: `${field} = {value}, yet the dates make {expected}.`,
    },
    remedy: { vi: 'Số ngày = DEN_NGAY − TU_NGAY + 1.', en: 'Days = DEN_NGAY − TU_NGAY + 1.' },
    examples: { passes: example(base), fails: example(base, { [`${table}/${field}`]: '17' }) },
    check: eachRow(table, (row, at, _visit, report) => {
      const value = toNumber(row[field])
      const from = textIn(row, 'TU_NGAY')
      const to = textIn(row, 'DEN_NGAY')
      if (value === undefined || !isDay(from) || !isDay(to)) return
      const expected = daysBetween(from, to) + 1
      if (value !== expected) report(at(field), { value, expected })
    }),
  }
}

function endAfterStart(table: TableName, base: string): VisitRule {
  return {
    ...CERTAIN,
    id: `leave.${table.toLowerCase()}-ends-before-start`,
    instrument: appendix(table, 'DEN_NGAY'),
    message: { vi: 'DEN_NGAY trước TU_NGAY.', en: 'DEN_NGAY lies before TU_NGAY.' },
    remedy: { vi: 'Kiểm tra hai ngày.', en: 'Check both days.' },
    examples: {
      passes: example(base),
      fails: example(base, { [`${table}/DEN_NGAY`]: '20261001' }),
    },
    check: eachRow(table, (row, at, _visit, report) => {
      const from = textIn(row, 'TU_NGAY')
      const to = textIn(row, 'DEN_NGAY')
      if (isDay(from) && isDay(to) && to < from) report(at('DEN_NGAY'))
    }),
  }
}

function startsOnVisit(table: TableName, base: string): VisitRule {
  return {
    ...ADVISED,
    id: `leave.${table.toLowerCase()}-starts-another-day`,
    instrument: appendix(table, 'TU_NGAY'),
    message: {
      vi: 'TU_NGAY không nằm trong những ngày của đợt khám.',
      en: 'TU_NGAY is none of the days of the visit.',
    },
    remedy: { vi: 'Ghi TU_NGAY là ngày khám.', en: 'Write the day of the visit.' },
    examples: {
      passes: example(base),
      fails: example(base, { [`${table}/TU_NGAY`]: '20261109' }),
    },
    check: eachRow(table, (row, at, visit, report) => {
      const from = textIn(row, 'TU_NGAY')
      if (!isDay(from) || visit.arrival === '' || visit.end === '') return
      if (from < dayOf(visit.arrival) || from > dayOf(visit.end)) report(at('TU_NGAY'))
    }),
  }
}

function isTuberculosis(visit: Visit): boolean {
  return /^A1[5-9]/.test(visit.head['MA_BENH_CHINH'] ?? '')
}

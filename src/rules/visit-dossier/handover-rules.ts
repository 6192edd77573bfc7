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
import { dayOf, isDay, partsOf } from './written-values.ts'

/** A value that differs from what the base dossiers say, by field. */
const OTHER: Readonly<Record<string, string>> = {
  NGAY_SINH: '197001010000',
  GIOI_TINH: '3',
  MA_QUOCTICH: '901',
  MA_DANTOC: '27',
  MA_THE_BHYT: 'DN4970000000009',
  GT_THE_DEN: '20271231',
  NGAY_VAO_NOI_TRU: '202611020931',
  NGAY_VAO: '202611020741',
  NGAY_RA: '202611061001',
  MA_BENH_CHINH: 'I10',
  MA_BENH_KT: 'I11',
  MA_BENH_YHCT: 'U62.011',
  MA_DOITUONG_KCB: '2',
  MA_CSKCB: '51002',
  MA_LOAI_RV: '5',
}

const REFERRAL_COPIES = [
  'HO_TEN',
  'NGAY_SINH',
  'GIOI_TINH',
  'MA_QUOCTICH',
  'MA_DANTOC',
  'DIA_CHI',
  'MA_THE_BHYT',
  'GT_THE_DEN',
  'NGAY_VAO_NOI_TRU',
  'CHAN_DOAN_RV',
  'MA_BENH_CHINH',
  'MA_BENH_KT',
  'MA_BENH_YHCT',
  'MA_CSKCB',
  'MA_LOAI_RV',
] as const

const APPOINTMENT_COPIES = [
  'HO_TEN',
  'NGAY_SINH',
  'GIOI_TINH',
  'DIA_CHI',
  'MA_THE_BHYT',
  'GT_THE_DEN',
  'NGAY_VAO',
  'NGAY_VAO_NOI_TRU',
  'NGAY_RA',
  'CHAN_DOAN_RV',
  'MA_BENH_CHINH',
  'MA_BENH_KT',
  'MA_BENH_YHCT',
  'MA_DOITUONG_KCB',
  'MA_CSKCB',
] as const

/** Referral (XML13) and re-examination (XML14): papers that others act upon. */
export const handoverRules: readonly VisitRule[] = [
  ...REFERRAL_COPIES.map((field) => copy('XML13', field, 'referral')),
  ...APPOINTMENT_COPIES.map((field) => copy('XML14', field, 'inpatient')),
  sameAsSummary({
    table: 'XML13',
    field: 'MA_CSKCB_DEN',
    of: 'MA_NOI_DEN',
    instrument: `${GATEWAY}; ${appendix('XML13', 'MA_CSKCB_DEN')}`,
    base: 'referral',
    wrong: '51002',
  }),
  requiredWhen({
    ...CERTAIN,
    table: 'XML13',
    field: 'MA_CSKCB_DEN',
    instrument: `${HOSPITAL_CHECKS}; ${appendix('XML13', 'MA_CSKCB_DEN')}`,
    when: () => true,
    reason: { vi: 'trên phiếu chuyển', en: 'on a referral' },
    passes: example('referral'),
    fails: example('referral', { 'XML13/MA_CSKCB_DEN': '' }),
  }),
  requiredWhen({
    ...PRACTICE,
    table: 'XML13',
    field: 'TOMTAT_KQ',
    instrument: HOSPITAL_CHECKS,
    when: (_row, visit) => visit.careForm === '03',
    reason: { vi: 'khi chuyển người bệnh nội trú', en: 'of an inpatient who is referred' },
    passes: example('referral'),
    fails: example('referral', { 'XML13/TOMTAT_KQ': '' }),
  }),
  ...(['NGAY_VAO', 'NGAY_RA'] as const).map((field) => hasTimeOfSummary(field)),
  {
    ...ADVISED,
    id: 'same.xml13-ma-nghe-nghiep',
    instrument: `${GATEWAY}; ${appendix('XML13', 'MA_NGHE_NGHIEP')}`,
    message: {
      vi: 'XML13.MA_NGHE_NGHIEP khác XML1.MA_NGHE_NGHIEP.',
      en: 'XML13.MA_NGHE_NGHIEP differs from XML1.MA_NGHE_NGHIEP.',
    },
    remedy: {
      vi: 'Ghi cùng nghề nghiệp; XML13 cho phép 5 ký tự, XML1 có thể 2 ký tự.',
      en: 'Write the same occupation; XML13 takes 5 characters, XML1 perhaps 2.',
    },
    examples: {
      passes: example('referral'),
      fails: example('referral', { 'XML13/MA_NGHE_NGHIEP': '99' }),
    },
    check: eachRow('XML13', (row, at, visit, report) => {
      const value = textIn(row, 'MA_NGHE_NGHIEP')
      const other = visit.head['MA_NGHE_NGHIEP'] ?? ''
      if (value !== '' && value.slice(0, 2) !== other.slice(0, 2)) report(at('MA_NGHE_NGHIEP'))
    }),
  },
  {
    ...CERTAIN,
    id: 'appointment.before-end',
    instrument: `${GATEWAY}; ${appendix('XML14', 'NGAY_HEN_KL')}`,
    message: {
      vi: 'Ngày hẹn khám lại trước ngày kết thúc đợt khám.',
      en: 'The re-examination lies before the end of the visit.',
    },
    remedy: { vi: 'Kiểm tra NGAY_HEN_KL.', en: 'Check NGAY_HEN_KL.' },
    examples: {
      passes: example('inpatient'),
      fails: example('inpatient', { 'XML14/NGAY_HEN_KL': '20261105' }),
    },
    check: eachRow('XML14', (row, at, visit, report) => {
      const day = dayOf(textIn(row, 'NGAY_HEN_KL'))
      if (isDay(day) && visit.end !== '' && day < dayOf(visit.end)) report(at('NGAY_HEN_KL'))
    }),
  },
  {
    ...PRACTICE,
    id: 'appointment.on-last-day',
    instrument: HOSPITAL_CHECKS,
    message: {
      vi: 'Ngày hẹn khám lại trùng ngày kết thúc đợt khám.',
      en: 'The re-examination is on the last day of the visit.',
    },
    remedy: { vi: 'Ngày hẹn thường sau ngày ra.', en: 'It is usually later.' },
    examples: {
      passes: example('inpatient'),
      fails: example('inpatient', { 'XML14/NGAY_HEN_KL': '20261106' }),
    },
    check: eachRow('XML14', (row, at, visit, report) => {
      const day = dayOf(textIn(row, 'NGAY_HEN_KL'))
      if (visit.end !== '' && day === dayOf(visit.end)) report(at('NGAY_HEN_KL'))
    }),
  },
  {
    ...PRACTICE,
    id: 'appointment.not-in-summary',
    instrument: appendix('XML1', 'NGAY_TAI_KHAM'),
    message: {
      vi: 'NGAY_HEN_KL của phiếu hẹn không có trong XML1.NGAY_TAI_KHAM.',
      en: 'NGAY_HEN_KL of the paper is not in XML1.NGAY_TAI_KHAM.',
    },
    remedy: { vi: 'Ghi cùng ngày hẹn ở cả hai nơi.', en: 'Write the same day in both.' },
    examples: {
      passes: example('inpatient'),
      fails: example('inpatient', { 'XML14/NGAY_HEN_KL': '20261120' }),
    },
    check: eachRow('XML14', (row, at, visit, report) => {
      const day = dayOf(textIn(row, 'NGAY_HEN_KL'))
      if (isDay(day) && !partsOf(visit.head['NGAY_TAI_KHAM'] ?? '').includes(day))
        report(at('NGAY_HEN_KL'))
    }),
  },
  {
    ...CERTAIN,
    id: 'appointment.issued-before-arrival',
    instrument: `${GATEWAY}; ${appendix('XML14', 'NGAY_CT')}`,
    message: { vi: 'NGAY_CT trước ngày đến khám.', en: 'NGAY_CT lies before the arrival.' },
    remedy: { vi: 'Kiểm tra ngày cấp phiếu hẹn.', en: 'Check the day of issue.' },
    examples: {
      passes: example('inpatient'),
      fails: example('inpatient', { 'XML14/NGAY_CT': '20261001' }),
    },
    check: eachRow('XML14', (row, at, visit, report) => {
      const issued = textIn(row, 'NGAY_CT')
      if (isDay(issued) && visit.arrival !== '' && issued < dayOf(visit.arrival))
        report(at('NGAY_CT'))
    }),
  },
]

function copy(table: 'XML13' | 'XML14', field: string, base: string): VisitRule {
  const isDiagnosisText = field === 'CHAN_DOAN_RV' || field === 'DIA_CHI'
  return sameAsSummary({
    ...(isDiagnosisText ? ADVISED : CERTAIN),
    table,
    field,
    instrument: `${GATEWAY}; ${appendix(table, field)}`,
    base,
    wrong: OTHER[field] ?? 'Khác',
  })
}

/** The referral may name several stays; this visit must be among them. */
function hasTimeOfSummary(field: 'NGAY_VAO' | 'NGAY_RA'): VisitRule {
  return {
    ...CERTAIN,
    id: `same.xml13-${field.toLowerCase().replace('_', '-')}`,
    instrument: `${GATEWAY}; ${appendix('XML13', field)}`,
    message: {
      vi: `XML13.${field} không có thời điểm của XML1.${field}.`,
      en: `XML13.${field} does not hold the time of XML1.${field}.`,
    },
    remedy: { vi: `Ghi ${field} như XML1.`, en: `Write ${field} as in XML1.` },
    examples: {
      passes: example('referral'),
      fails: example('referral', { [`XML13/${field}`]: '202601010800' }),
    },
    check: eachRow('XML13', (row, at, visit, report) => {
      const times = partsOf(textIn(row, field))
      if (times.length > 0 && !times.includes(visit.head[field] ?? '')) report(at(field))
    }),
  }
}

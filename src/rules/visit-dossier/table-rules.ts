import type { TableName } from '#vocabulary/dossier-tables'
import type { Bilingual } from '#vocabulary/bilingual'
import type { Example } from '../engine/rule.ts'
import { appendix, GATEWAY, HEALTH_BOOK, HOSPITAL_CHECKS } from './instruments.ts'
import { CERTAIN, example, type Ground, PRACTICE, UNCERTAIN, type VisitRule } from './rule-forms.ts'
import type { Visit } from './visit.ts'

/** Forms of care whose course is told in XML5. QĐ 130/QĐ-BYT, table 5. */
const WITH_COURSE = new Set(['02', '03', '04', '05', '06', '08', '09'])
const INPATIENT = new Set(['03', '04', '09'])
const WITH_SUMMARY = new Set(['03', '04', '06'])
const REFERRED = new Set(['2', '5'])
const ABSCONDED = '3'

/** Which tables a visit needs, and which it may not have. */
export const tableRules: readonly VisitRule[] = [
  missing({
    ...PRACTICE,
    id: 'tables.course-missing',
    table: 'XML5',
    instrument: appendix('XML5'),
    when: (visit) => WITH_COURSE.has(visit.careForm),
    reason: { vi: 'với hình thức KBCB 02–06, 08, 09', en: 'of forms 02-06, 08, 09' },
    passes: example('inpatient'),
    fails: example('inpatient', { XML5: null }),
  }),
  missing({
    ...PRACTICE,
    id: 'tables.discharge-paper-missing',
    table: 'XML7',
    instrument: HOSPITAL_CHECKS,
    when: (visit) => INPATIENT.has(visit.careForm) && visit.head['MA_LOAI_RV'] !== ABSCONDED,
    reason: { vi: 'với người bệnh nội trú', en: 'of an inpatient' },
    passes: example('inpatient'),
    fails: example('inpatient', { XML7: null }),
  }),
  missing({
    ...PRACTICE,
    id: 'tables.summary-missing',
    table: 'XML8',
    instrument: `${appendix('XML8')}; ${GATEWAY}`,
    when: (visit) => WITH_SUMMARY.has(visit.careForm),
    reason: { vi: 'với hình thức KBCB 03, 04, 06', en: 'of forms 03, 04, 06' },
    passes: example('inpatient'),
    fails: example('inpatient', { XML8: null }),
  }),
  missing({
    ...UNCERTAIN,
    id: 'tables.summary-for-every-visit',
    table: 'XML8',
    instrument: HEALTH_BOOK,
    validFrom: '2026-01-01',
    when: (visit) => !WITH_SUMMARY.has(visit.careForm),
    reason: {
      vi: 'cho sổ sức khỏe điện tử: mọi đợt khám, có hay không có BHYT',
      en: 'for the health book: every visit, insured or not',
    },
    passes: example('uninsured'),
    fails: example('uninsured', { XML8: null }),
  }),
  missing({
    ...PRACTICE,
    id: 'tables.referral-missing',
    table: 'XML13',
    instrument: `${appendix('XML13')}; TT 01/2025/TT-BYT`,
    validFrom: '2024-07-01',
    when: (visit) => REFERRED.has(visit.head['MA_LOAI_RV'] ?? ''),
    reason: { vi: 'trong khi MA_LOAI_RV là 2 hoặc 5', en: 'while MA_LOAI_RV is 2 or 5' },
    passes: example('referral'),
    fails: example('referral', { XML13: null }),
  }),
  missing({
    ...PRACTICE,
    id: 'tables.appointment-missing',
    table: 'XML14',
    instrument: `${appendix('XML14')}; TT 01/2025/TT-BYT`,
    validFrom: '2024-07-01',
    when: (visit) => visit.isInsured && (visit.head['NGAY_TAI_KHAM'] ?? '') !== '',
    reason: { vi: 'trong khi có NGAY_TAI_KHAM', en: 'while NGAY_TAI_KHAM is given' },
    passes: example('inpatient'),
    fails: example('inpatient', { XML14: null }),
  }),
  missing({
    ...PRACTICE,
    id: 'tables.tuberculosis-missing',
    table: 'XML15',
    instrument: appendix('XML15'),
    validFrom: '2024-07-01',
    when: (visit) => /^A1[5-9]/.test(visit.head['MA_BENH_CHINH'] ?? ''),
    reason: { vi: 'với người bệnh điều trị lao', en: 'of tuberculosis treatment' },
    passes: example('tuberculosis'),
    fails: example('tuberculosis', { XML15: null }),
  }),
  missing({
    ...PRACTICE,
    id: 'tables.hiv-missing',
    table: 'XML6',
    instrument: appendix('XML6'),
    when: (visit) => /^B2[0-4]/.test(visit.head['MA_BENH_CHINH'] ?? ''),
    reason: { vi: 'với chương trình chăm sóc tương ứng', en: 'of the care concerned' },
    passes: example('hiv'),
    fails: example('hiv', { XML6: null }),
  }),
  missing({
    ...PRACTICE,
    id: 'tables.birth-paper-missing',
    table: 'XML9',
    instrument: appendix('XML9'),
    when: (visit) => /^O8[0-4]/.test(visit.head['MA_BENH_CHINH'] ?? ''),
    reason: { vi: 'với trường hợp sinh con', en: 'of a delivery' },
    passes: example('birth'),
    fails: example('birth', { XML9: null }),
  }),
  needless({
    ...PRACTICE,
    id: 'tables.course-of-exam',
    table: 'XML5',
    instrument: appendix('XML5'),
    when: (visit) => visit.careForm === '01',
    reason: { vi: 'với khám bệnh (01)', en: 'of an examination (01)' },
    passes: example('outpatient'),
    fails: example('inpatient', { 'XML1/MA_LOAI_KCB': '01' }),
  }),
  needless({
    ...CERTAIN,
    id: 'tables.referral-without-transfer',
    table: 'XML13',
    instrument: appendix('XML13'),
    when: (visit) => !REFERRED.has(visit.head['MA_LOAI_RV'] ?? ''),
    reason: {
      vi: 'trong khi MA_LOAI_RV không phải 2 hoặc 5',
      en: 'while MA_LOAI_RV is neither 2 nor 5',
    },
    passes: example('referral'),
    fails: example('referral', { 'XML1/MA_LOAI_RV': '1' }),
  }),
  needless({
    ...PRACTICE,
    off: true,
    id: 'tables.summary-of-outpatient',
    table: 'XML8',
    instrument: GATEWAY,
    when: (visit) => !WITH_SUMMARY.has(visit.careForm),
    reason: { vi: 'ngoài hình thức 03, 04, 06', en: 'of other forms than 03, 04, 06' },
    passes: example('inpatient'),
    fails: example('uninsured'),
  }),
]

type TableCase = Ground & {
  id: string
  table: TableName
  when: (visit: Visit) => boolean
  reason: Bilingual
  passes: Example
  fails: Example
}

function missing(rule: TableCase): VisitRule {
  const { table, when, reason, passes, fails, ...ground } = rule
  return {
    ...CERTAIN,
    ...ground,
    message: {
      vi: `Thiếu bảng ${table} ${reason.vi}.`,
      en: `Table ${table} is missing ${reason.en}.`,
    },
    remedy: { vi: `Gửi kèm ${table}.`, en: `Send ${table} too.` },
    examples: { passes, fails },
    check: (visit, report) => {
      if (visit.tables.XML1 && !visit.tables[table]?.length && when(visit)) report(table)
    },
  }
}

function needless(rule: TableCase): VisitRule {
  const { table, when, reason, passes, fails, ...ground } = rule
  return {
    ...CERTAIN,
    ...ground,
    message: {
      vi: `Bảng ${table} không gửi ${reason.vi}.`,
      en: `Table ${table} is not sent ${reason.en}.`,
    },
    remedy: { vi: `Bỏ ${table} hoặc sửa XML1.`, en: `Remove ${table}, or mend XML1.` },
    examples: { passes, fails },
    check: (visit, report) => {
      if (visit.tables.XML1 && visit.tables[table]?.length && when(visit)) report(table)
    },
  }
}

import type { TableRow } from '#vocabulary/dossier-tables'
import { appendix, HOSPITAL_CHECKS } from './instruments.ts'
import { CERTAIN, example, PRACTICE, requiredWhen, type VisitRule } from './rule-forms.ts'
import { textIn, type Visit } from './visit.ts'

const REFERRED = new Set(['2', '5'])

const OF_STAY = { vi: 'với nội trú, nội trú ban ngày', en: 'of inpatient and day treatment' }

function isAdmitted(_row: TableRow, visit: Visit): boolean {
  return visit.careForm === '03' || visit.careForm === '04'
}

/** Fields of XML1 that admission, referral and operation ask for. */
export const stayRules: readonly VisitRule[] = [
  ...(['NGAY_VAO_NOI_TRU', 'LY_DO_VNT'] as const).map((field) =>
    requiredWhen({
      ...PRACTICE,
      table: 'XML1',
      field,
      instrument: appendix('XML1', field),
      when: isAdmitted,
      reason: OF_STAY,
      passes: example('inpatient'),
      fails: example('inpatient', { [`XML1/${field}`]: '' }),
    }),
  ),
  requiredWhen({
    ...CERTAIN,
    table: 'XML1',
    field: 'MA_NOI_DEN',
    instrument: appendix('XML1', 'MA_NOI_DEN'),
    when: (row) => REFERRED.has(textIn(row, 'MA_LOAI_RV')),
    reason: { vi: 'trong khi MA_LOAI_RV là 2 hoặc 5', en: 'while MA_LOAI_RV is 2 or 5' },
    passes: example('referral'),
    fails: example('referral', { 'XML1/MA_NOI_DEN': '' }),
  }),
  requiredWhen({
    ...PRACTICE,
    table: 'XML1',
    field: 'GIAY_CHUYEN_TUYEN',
    instrument: HOSPITAL_CHECKS,
    when: (row) => textIn(row, 'MA_NOI_DI') !== '',
    reason: { vi: 'trong khi có MA_NOI_DI', en: 'while MA_NOI_DI is given' },
    passes: example('outpatient'),
    fails: example('outpatient', { 'XML1/MA_NOI_DI': '51002' }),
  }),
  requiredWhen({
    ...PRACTICE,
    table: 'XML1',
    field: 'MA_NOI_DI',
    instrument: 'QĐ 3276/QĐ-BYT ngày 17/10/2025, phụ lục 1 (đối tượng 1.3)',
    when: (row) => textIn(row, 'MA_DOITUONG_KCB') === '1.3',
    reason: { vi: 'với đối tượng 1.3 (có phiếu chuyển)', en: 'of category 1.3 (referred here)' },
    passes: example('outpatient'),
    fails: example('outpatient', { 'XML1/MA_DOITUONG_KCB': '1.3' }),
  }),
  requiredWhen({
    ...PRACTICE,
    table: 'XML1',
    field: 'MA_PTTT_QT',
    instrument: appendix('XML1', 'MA_PTTT_QT'),
    when: (_row, visit) =>
      visit.tables.XML3?.some((line) => textIn(line, 'MA_NHOM') === '8') === true,
    reason: { vi: 'trong khi XML3 có phẫu thuật', en: 'while XML3 has an operation' },
    passes: example('inpatient'),
    fails: example('inpatient', { 'XML1/MA_PTTT_QT': '' }),
  }),
]

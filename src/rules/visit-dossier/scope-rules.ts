import type { TableName } from '#vocabulary/dossier-tables'
import { appendix, BLOCKING_LIST, HOSPITAL_CHECKS } from './instruments.ts'
import { ADVISED, CERTAIN, eachRow, example, PRACTICE, type VisitRule } from './rule-forms.ts'
import { textIn } from './visit.ts'
import { toNumber } from './written-values.ts'

/** Benefit levels that a card and a category can give: card 80, 95, 100 in full, at 50 % and at 40 %; 0 outside the insurance. QĐ 3276/QĐ-BYT 2025. */
const BENEFIT_LEVELS = new Set([0, 32, 38, 40, 47.5, 50, 80, 95, 100])

const LINES = ['XML2', 'XML3'] as const

/** Scope of cover and benefit level of drugs, services and supplies. */
export const scopeRules: readonly VisitRule[] = LINES.flatMap((table) => [
  outOfScopeRate(table),
  armyOnly(table),
  armyOutOfScope(table),
  benefitLevel(table),
  benefitAtStation(table),
])

function outOfScopeRate(table: TableName): VisitRule {
  return {
    ...CERTAIN,
    id: `scope.${table.toLowerCase()}-rate-out-of-scope`,
    instrument: appendix(table, 'TYLE_TT_BH, PHAM_VI'),
    message: {
      vi: 'Ngoài phạm vi hưởng (PHAM_VI = 2) nhưng TYLE_TT_BH = {value}; phải ghi 0.',
      en: 'Out of scope (PHAM_VI = 2), yet TYLE_TT_BH = {value}; it is 0.',
    },
    remedy: {
      vi: 'Ghi TYLE_TT_BH = 0 hoặc sửa PHAM_VI.',
      en: 'Write TYLE_TT_BH = 0, or mend PHAM_VI.',
    },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { [`${table}[1]/PHAM_VI`]: '2' }),
    },
    check: eachRow(table, (row, at, visit, report) => {
      const value = toNumber(row['TYLE_TT_BH']) ?? 0
      if (visit.isInsured && textIn(row, 'PHAM_VI') === '2' && value !== 0)
        report(at('TYLE_TT_BH'), { value })
    }),
  }
}

function armyOnly(table: TableName): VisitRule {
  return {
    ...PRACTICE,
    id: `scope.${table.toLowerCase()}-army-only`,
    instrument: `${appendix(table, 'PHAM_VI')}; ${BLOCKING_LIST} (40, 44)`,
    message: {
      vi: 'PHAM_VI = 3 chỉ dùng cho thẻ quân đội, công an, cơ yếu (QN, CA, CY).',
      en: 'PHAM_VI = 3 is for cards of army, police and cipher only (QN, CA, CY).',
    },
    remedy: { vi: 'Ghi PHAM_VI 1 hoặc 2.', en: 'Write PHAM_VI 1 or 2.' },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { [`${table}[1]/PHAM_VI`]: '3' }),
    },
    check: eachRow(table, (row, at, visit, report) => {
      if (textIn(row, 'PHAM_VI') === '3' && !visit.isArmyCard) report(at('PHAM_VI'))
    }),
  }
}

function armyOutOfScope(table: TableName): VisitRule {
  return {
    ...PRACTICE,
    id: `scope.${table.toLowerCase()}-army-out-of-scope`,
    instrument: HOSPITAL_CHECKS,
    message: {
      vi: 'Thẻ quân đội, công an, cơ yếu: khoản ngoài phạm vi ghi PHAM_VI = 3 thay vì 2.',
      en: 'Cards of army, police and cipher: items out of scope take PHAM_VI = 3 instead of 2.',
    },
    remedy: { vi: 'Kiểm tra PHAM_VI.', en: 'Check PHAM_VI.' },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', {
        'XML1/MA_THE_BHYT': 'QN5970000000001',
        [`${table}[1]/PHAM_VI`]: '2',
      }),
    },
    check: eachRow(table, (row, at, visit, report) => {
      if (textIn(row, 'PHAM_VI') === '2' && visit.isArmyCard) report(at('PHAM_VI'))
    }),
  }
}

function benefitLevel(table: TableName): VisitRule {
  return {
    ...ADVISED,
    confidence: 'practice',
    id: `scope.${table.toLowerCase()}-benefit-level`,
    instrument: `${appendix(table, 'MUC_HUONG')}; QĐ 3276/QĐ-BYT 2025; QĐ 1931/QĐ-BYT 2026`,
    message: {
      vi: 'MUC_HUONG = {value} không phải mức hưởng theo thẻ (80, 95, 100) nhân tỷ lệ đối tượng.',
      en: 'MUC_HUONG = {value} is no card level (80, 95, 100) times the rate of a category.',
    },
    remedy: {
      vi: 'Kiểm tra mức hưởng của thẻ và MA_DOITUONG_KCB.',
      en: 'Check the level of the card and MA_DOITUONG_KCB.',
    },
    examples: {
      passes: example('outpatient', { [`${table}[1]/MUC_HUONG`]: '47.5' }),
      fails: example('outpatient', { [`${table}[1]/MUC_HUONG`]: '85' }),
    },
    check: eachRow(table, (row, at, visit, report) => {
      const value = toNumber(row['MUC_HUONG'])
      if (value === undefined || BENEFIT_LEVELS.has(value) || !visit.isInsured) return
      report(at('MUC_HUONG'), { value })
    }),
  }
}

function benefitAtStation(table: TableName): VisitRule {
  return {
    ...PRACTICE,
    id: `scope.${table.toLowerCase()}-benefit-at-station`,
    instrument: 'QĐ 3276/QĐ-BYT ngày 17/10/2025, phụ lục 1 (đối tượng 1.2)',
    message: {
      vi: 'Đối tượng 1.2 (trạm y tế và tương đương) hưởng 100, nhưng MUC_HUONG = {value}.',
      en: 'Category 1.2 (commune station and the like) is covered in full, yet MUC_HUONG = {value}.',
    },
    remedy: { vi: 'Ghi MUC_HUONG = 100.', en: 'Write MUC_HUONG = 100.' },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', {
        'XML1/MA_DOITUONG_KCB': '1.2',
        [`${table}[1]/MUC_HUONG`]: '80',
      }),
    },
    check: eachRow(table, (row, at, visit, report) => {
      const value = toNumber(row['MUC_HUONG'])
      if (visit.category !== '1.2' || value === undefined || textIn(row, 'PHAM_VI') !== '1') return
      if (value !== 100) report(at('MUC_HUONG'), { value })
    }),
  }
}

import type { TableRow } from '#vocabulary/dossier-tables'
import { appendix, BLOCKING_LIST } from './instruments.ts'
import { isClose, moneyIn, round, shown } from './money.ts'
import { CERTAIN, example, PRACTICE, type VisitRule } from './rule-forms.ts'
import { textIn, type Visit } from './visit.ts'
import { toNumber } from './written-values.ts'

/** Supplies of XML3, with the group of the former standard. QĐ 5937/QĐ-BYT 2021, annex 3. */
const SUPPLY_GROUPS = new Set(['10', '11'])

const FEE_FOR_SERVICE = '1'

/** Totals of XML1 against the lines. */
export const totalRules: readonly VisitRule[] = [
  totalRule('T_THUOC', 'Σ XML2.THANH_TIEN_BV', (visit) => sum(visit.tables.XML2, 'THANH_TIEN_BV')),
  totalRule('T_VTYT', 'Σ XML3.THANH_TIEN_BV, MA_NHOM 10, 11', (visit) =>
    sum(visit.tables.XML3, 'THANH_TIEN_BV', (row) => SUPPLY_GROUPS.has(textIn(row, 'MA_NHOM'))),
  ),
  totalRule('T_TONGCHI_BV', 'Σ THANH_TIEN_BV, XML2 + XML3', (visit) =>
    sumOfBoth(visit, 'THANH_TIEN_BV'),
  ),
  totalRule('T_TONGCHI_BH', 'Σ THANH_TIEN_BH, XML2 + XML3', (visit) =>
    sumOfBoth(visit, 'THANH_TIEN_BH'),
  ),
  totalRule('T_BNTT', 'Σ T_BNTT, XML2 + XML3', (visit) => sumOfBoth(visit, 'T_BNTT')),
  totalRule('T_BNCCT', 'Σ T_BNCCT, XML2 + XML3', (visit) => sumOfBoth(visit, 'T_BNCCT')),
  totalRule('T_NGUONKHAC', 'Σ T_NGUONKHAC, XML2 + XML3', (visit) =>
    sumOfBoth(visit, 'T_NGUONKHAC'),
  ),
  totalRule('T_BHTT', 'T_TONGCHI_BH − T_BNCCT', (visit) => {
    const covered = moneyIn(visit.head, 'T_TONGCHI_BH')
    const copaid = moneyIn(visit.head, 'T_BNCCT')
    if (covered === undefined || copaid === undefined) return undefined
    // Support of other sources may have lessened both: then only the lines tell.
    if ((moneyIn(visit.head, 'T_NGUONKHAC') ?? 0) > 0) return sumOfBoth(visit, 'T_BHTT')
    return covered - copaid
  }),
  totalRule('T_BHTT_GDV', 'Σ T_BHTT, MA_PTTT = 1', (visit) =>
    visit.isArmyCard
      ? undefined
      : sumOfBoth(visit, 'T_BHTT', (row) => textIn(row, 'MA_PTTT') === FEE_FOR_SERVICE),
  ),
  {
    ...CERTAIN,
    id: 'totals.balance',
    instrument: `${BLOCKING_LIST} (34)`,
    message: {
      vi: 'T_TONGCHI_BV {value} khác T_BNTT + T_BNCCT + T_BHTT + T_NGUONKHAC = {expected}.',
      en: 'T_TONGCHI_BV {value} differs from T_BNTT + T_BNCCT + T_BHTT + T_NGUONKHAC = {expected}.',
    },
    remedy: { vi: 'Tính lại các tổng của XML1.', en: 'Compute the totals of XML1 again.' },
    examples: {
      passes: example('inpatient'),
      fails: example('inpatient', { 'XML1/T_BNTT': '90000' }),
    },
    check: (visit, report) => {
      if (!visit.tables.XML1 || !hasLines(visit)) return
      const value = toNumber(visit.head['T_TONGCHI_BV'])
      const parts = ['T_BNTT', 'T_BNCCT', 'T_BHTT', 'T_NGUONKHAC'].map((field) =>
        moneyIn(visit.head, field),
      )
      if (value === undefined || parts.includes(undefined)) return
      const support = parts[3] ?? 0
      const expected = parts.reduce<number>((total, part) => total + (part ?? 0), 0)
      if (isClose(value, expected) || (support > 0 && isClose(value, expected - support))) return
      report('XML1/T_TONGCHI_BV', { value: shown(value), expected: shown(expected) })
    },
  },
  {
    ...PRACTICE,
    id: 'totals.fund-differs-from-lines',
    instrument: BLOCKING_LIST,
    message: {
      vi: 'T_BHTT {value} khác tổng T_BHTT của các dòng {expected}.',
      en: 'T_BHTT {value} differs from the T_BHTT of the lines, {expected}.',
    },
    remedy: { vi: 'Kiểm tra T_BHTT của từng dòng.', en: 'Check T_BHTT of each line.' },
    examples: {
      passes: example('inpatient'),
      fails: example('inpatient', { 'XML1/T_BHTT': '1000' }),
    },
    check: (visit, report) => {
      const value = toNumber(visit.head['T_BHTT'])
      const expected = sumOfBoth(visit, 'T_BHTT')
      if (value === undefined || expected === undefined || !hasLines(visit)) return
      if (!isClose(value, expected))
        report('XML1/T_BHTT', { value: shown(value), expected: shown(expected) })
    },
  },
  {
    ...PRACTICE,
    id: 'totals.nothing-claimed',
    instrument: `${BLOCKING_LIST} (11)`,
    message: {
      vi: 'Hồ sơ BHYT có chi phí trong phạm vi hưởng nhưng T_BHTT = 0.',
      en: 'An insured dossier with cost in scope, yet T_BHTT = 0.',
    },
    remedy: {
      vi: 'Kiểm tra MUC_HUONG; nếu không đề nghị thanh toán, ghi MA_DOITUONG_KCB cho phù hợp.',
      en: 'Check MUC_HUONG; where nothing is claimed, choose the fitting category.',
    },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { 'XML1/T_BHTT': '0' }),
    },
    check: (visit, report) => {
      const covered = toNumber(visit.head['T_TONGCHI_BH']) ?? 0
      const fund = toNumber(visit.head['T_BHTT'])
      if (visit.isInsured && fund === 0 && covered > 0 && hasLines(visit)) report('XML1/T_BHTT')
    },
  },
]

function totalRule(
  field: string,
  formula: string,
  total: (visit: Visit) => number | undefined,
): VisitRule {
  return {
    ...CERTAIN,
    id: `totals.${field.toLowerCase().replaceAll('_', '-')}`,
    instrument: `${appendix('XML1', field)}; ${BLOCKING_LIST} (4)`,
    message: {
      vi: `${field} = {value}; ${formula} = {expected}.`,
      en: `${field} = {value}; ${formula} = {expected}.`,
    },
    remedy: {
      vi: `Tính lại ${field} từ các dòng chi tiết, hoặc sửa dòng sai.`,
      en: `Compute ${field} from the lines again, or mend the wrong line.`,
    },
    examples: {
      passes: example('inpatient'),
      fails: example('inpatient', { [`XML1/${field}`]: '777' }),
    },
    check: (visit, report) => {
      const value = toNumber(visit.head[field])
      if (value === undefined || !visit.tables.XML1 || isLinesLeftOut(visit)) return
      const expected = total(visit)
      if (expected !== undefined && !isClose(value, expected))
        report(`XML1/${field}`, { value: shown(value), expected: shown(round(expected)) })
    },
  }
}

/** Visits outside the insurance may come as XML1 and XML8 alone (health book): nothing to add up. */
function isLinesLeftOut(visit: Visit): boolean {
  return !visit.isInsured && !hasLines(visit)
}

function hasLines(visit: Visit): boolean {
  return visit.tables.XML2 !== undefined || visit.tables.XML3 !== undefined
}

function sumOfBoth(
  visit: Visit,
  field: string,
  counts?: (row: TableRow) => boolean,
): number | undefined {
  const drugs = sum(visit.tables.XML2, field, counts)
  const services = sum(visit.tables.XML3, field, counts)
  return drugs === undefined || services === undefined ? undefined : drugs + services
}

/** The sum of a column; undefined where a value cannot be read, of which another rule speaks. */
function sum(
  rows: readonly TableRow[] | undefined,
  field: string,
  counts: (row: TableRow) => boolean = () => true,
): number | undefined {
  let total = 0
  for (const row of rows ?? []) {
    if (!counts(row)) continue
    const value = moneyIn(row, field)
    if (value === undefined) return undefined
    total += value
  }
  return total
}

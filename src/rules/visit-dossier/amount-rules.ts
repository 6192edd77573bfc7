import type { TableName, TableRow } from '#vocabulary/dossier-tables'
import { appendix, BLOCKING_LIST } from './instruments.ts'
import { isClose, moneyIn, round, shown } from './money.ts'
import { CERTAIN, eachRow, example, type VisitRule } from './rule-forms.ts'
import { toNumber } from './written-values.ts'

/** Amounts of each line of XML2 and XML3: quantity, price, rates, support of other sources. */
export const amountRules: readonly VisitRule[] = [
  amountRule({
    table: 'XML2',
    field: 'THANH_TIEN_BV',
    formula: 'SO_LUONG × DON_GIA',
    source: '3, 47',
    amounts: (row) => products([row['SO_LUONG'], row['DON_GIA']]),
  }),
  amountRule({
    table: 'XML2',
    field: 'THANH_TIEN_BH',
    formula: 'SO_LUONG × DON_GIA × TYLE_TT_BH/100',
    source: '47',
    amounts: (row) => coveredAmounts(row, [row['SO_LUONG'], row['DON_GIA']], []),
  }),
  amountRule({
    table: 'XML3',
    field: 'THANH_TIEN_BV',
    formula: 'SO_LUONG × DON_GIA_BV × TYLE_TT_DV/100',
    source: '3, 52',
    amounts: (row) => [
      ...products([row['SO_LUONG'], row['DON_GIA_BV'], percent(row['TYLE_TT_DV'])]),
      ...uncollectedDifference(row),
    ],
  }),
  amountRule({
    table: 'XML3',
    field: 'THANH_TIEN_BH',
    formula: 'SO_LUONG × DON_GIA_BH × TYLE_TT_DV/100 × TYLE_TT_BH/100',
    source: '52',
    amounts: (row) =>
      coveredAmounts(row, [row['SO_LUONG'], row['DON_GIA_BH']], [percent(row['TYLE_TT_DV'])]),
  }),
  ...(['XML2', 'XML3'] as const).flatMap((table) => [supportSum(table), supportRange(table)]),
]

type Factor = string | number | undefined

/** The product of the factors, rounded; none where one of them cannot be read. */
function products(factors: readonly Factor[]): readonly number[] {
  let product = 1
  for (const factor of factors) {
    const value = typeof factor === 'number' ? factor : toNumber(factor)
    if (value === undefined) return []
    product *= value
  }
  return [round(product)]
}

function percent(text: string | undefined): Factor {
  const value = toNumber(text)
  return value === undefined ? undefined : value / 100
}

/** 3176: a hospital that does not collect the difference deducts the unpaid part at the insurance's price. (?) */
function uncollectedDifference(row: TableRow): readonly number[] {
  const quantity = toNumber(row['SO_LUONG'])
  const own = toNumber(row['DON_GIA_BV'])
  const insured = toNumber(row['DON_GIA_BH'])
  const rate = toNumber(row['TYLE_TT_DV'])
  if (quantity === undefined || own === undefined || insured === undefined) return []
  if (rate === undefined) return []
  return [round(quantity * own - (quantity * insured * (100 - rate)) / 100)]
}

/** THANH_TIEN_BH as the law computes it: on the whole amount, or on what support to the facility leaves of it. */
function coveredAmounts(
  row: TableRow,
  price: readonly Factor[],
  rates: readonly Factor[],
): readonly number[] {
  const rate = percent(row['TYLE_TT_BH'])
  const support = moneyIn(row, 'T_NGUONKHAC') ?? 0
  const whole = products([...price, ...rates, rate])
  const [before] = products([...price, ...rates])
  if (before === undefined || typeof rate !== 'number' || support === 0) return whole
  return [...whole, round((before - support) * rate)]
}

function amountRule(rule: {
  table: TableName
  field: string
  formula: string
  source: string
  amounts: (row: TableRow) => readonly number[]
}): VisitRule {
  const { table, field, formula, source, amounts } = rule
  return {
    ...CERTAIN,
    id: `money.${table}-${field}`.toLowerCase().replaceAll('_', '-'),
    instrument: `${appendix(table, field)}; ${BLOCKING_LIST} (${source})`,
    message: {
      vi: `${field} = {value}; theo ${formula} phải là {expected}.`,
      en: `${field} = {value}; by ${formula} it is {expected}.`,
    },
    remedy: {
      vi: 'Tính lại thành tiền của dòng này, làm tròn 2 chữ số thập phân.',
      en: 'Compute the amount of this line again, to 2 decimals.',
    },
    examples: {
      passes: example('inpatient'),
      fails: example('inpatient', { [`${table}[1]/${field}`]: '12345' }),
    },
    check: eachRow(table, (row, at, visit, report) => {
      const value = toNumber(row[field])
      if (value === undefined || (field === 'THANH_TIEN_BH' && !visit.isInsured)) return
      const allowed = amounts(row)
      const [expected] = allowed
      if (expected === undefined || allowed.some((one) => isClose(one, value))) return
      report(at(field), { value: shown(value), expected: shown(expected) })
    }),
  }
}

function supportSum(table: TableName): VisitRule {
  return {
    ...CERTAIN,
    id: `money.${table.toLowerCase()}-support-sum`,
    instrument: appendix(table, 'T_NGUONKHAC'),
    message: {
      vi: 'T_NGUONKHAC = {value}, nhưng tổng bốn nguồn là {expected}.',
      en: 'T_NGUONKHAC = {value}, yet its four sources make {expected}.',
    },
    remedy: {
      vi: 'T_NGUONKHAC = NSNN + VTNN + VTTN + CL.',
      en: 'T_NGUONKHAC is the sum of NSNN, VTNN, VTTN and CL.',
    },
    examples: {
      passes: example('inpatient'),
      fails: example('inpatient', { [`${table}[1]/T_NGUONKHAC_CL`]: '5000' }),
    },
    check: eachRow(table, (row, at, _visit, report) => {
      const value = moneyIn(row, 'T_NGUONKHAC')
      if (value === undefined) return
      let expected = 0
      for (const source of ['NSNN', 'VTNN', 'VTTN', 'CL']) {
        const part = moneyIn(row, `T_NGUONKHAC_${source}`)
        if (part === undefined) return
        expected += part
      }
      if (!isClose(value, expected))
        report(at('T_NGUONKHAC'), { value: shown(value), expected: shown(expected) })
    }),
  }
}

function supportRange(table: TableName): VisitRule {
  return {
    ...CERTAIN,
    id: `money.${table.toLowerCase()}-support-above-amount`,
    instrument: `${appendix(table, 'T_NGUONKHAC')}; ${BLOCKING_LIST} (51, 56)`,
    message: {
      vi: 'T_NGUONKHAC {value} lớn hơn THANH_TIEN_BV {amount}.',
      en: 'T_NGUONKHAC {value} is above THANH_TIEN_BV {amount}.',
    },
    remedy: { vi: 'Kiểm tra số tiền nguồn khác.', en: 'Check the support.' },
    examples: {
      passes: example('inpatient'),
      fails: example('inpatient', { [`${table}[1]/T_NGUONKHAC`]: '99000000' }),
    },
    check: eachRow(table, (row, at, _visit, report) => {
      const value = toNumber(row['T_NGUONKHAC'])
      const amount = toNumber(row['THANH_TIEN_BV'])
      if (value !== undefined && amount !== undefined && value > amount && !isClose(value, amount))
        report(at('T_NGUONKHAC'), { value: shown(value), amount: shown(amount) })
    }),
  }
}

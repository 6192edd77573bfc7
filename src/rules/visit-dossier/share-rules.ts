import type { TableName, TableRow } from '#vocabulary/dossier-tables'
import { appendix, BLOCKING_LIST } from './instruments.ts'
import {
  isClose,
  moneyIn,
  round,
  shareWithFacility,
  shareWithPatient,
  shown,
  type Shares,
} from './money.ts'
import { CERTAIN, eachRow, example, UNCERTAIN, type VisitRule } from './rule-forms.ts'
import type { Visit } from './visit.ts'
import { toNumber } from './written-values.ts'

/** Who pays each line: patient, co-payment, fund, other sources. */
export const shareRules: readonly VisitRule[] = [
  ...(['XML2', 'XML3'] as const).flatMap((table) => [balance(table), shares(table)]),
  {
    ...UNCERTAIN,
    id: 'money.fund-above-ceiling',
    instrument: appendix('XML3', 'T_TRANTT'),
    message: {
      vi: 'T_BHTT {value} vượt trần thanh toán T_TRANTT {ceiling}.',
      en: 'T_BHTT {value} is above the ceiling T_TRANTT {ceiling}.',
    },
    remedy: { vi: 'Kiểm tra trần thanh toán của vật tư.', en: 'Check the ceiling of the supply.' },
    examples: {
      passes: example('inpatient', { 'XML3[4]/T_TRANTT': '200000' }),
      fails: example('inpatient', { 'XML3[4]/T_TRANTT': '50000' }),
    },
    check: eachRow('XML3', (row, at, _visit, report) => {
      const ceiling = toNumber(row['T_TRANTT'])
      const value = toNumber(row['T_BHTT'])
      if (ceiling === undefined || ceiling === 0 || value === undefined) return
      if (value > ceiling && !isClose(value, ceiling))
        report(at('T_BHTT'), { value: shown(value), ceiling: shown(ceiling) })
    }),
  },
]

function balance(table: TableName): VisitRule {
  return {
    ...CERTAIN,
    id: `money.${table.toLowerCase()}-balance`,
    instrument: `${BLOCKING_LIST} (41, 45)`,
    message: {
      vi: 'THANH_TIEN_BV {value} khác T_BNTT + T_BNCCT + T_BHTT + T_NGUONKHAC = {expected}.',
      en: 'THANH_TIEN_BV {value} differs from T_BNTT + T_BNCCT + T_BHTT + T_NGUONKHAC = {expected}.',
    },
    remedy: { vi: 'Chia lại các khoản của dòng này.', en: 'Share this line anew.' },
    examples: {
      passes: example('inpatient'),
      fails: example('inpatient', { [`${table}[1]/T_BNTT`]: '5000' }),
    },
    check: eachRow(table, (row, at, visit, report) => {
      const value = toNumber(row['THANH_TIEN_BV'])
      const line = sharesOf(row)
      if (value === undefined || line === undefined || isUnshared(visit, row)) return
      const support = moneyIn(row, 'T_NGUONKHAC') ?? 0
      const paid = round(line.own + line.copayment + line.fund)
      // Whether the amount is written before or after support to the facility is left open by the law.
      if (isClose(value, paid + support) || (support > 0 && isClose(value, paid))) return
      report(at('THANH_TIEN_BV'), { value: shown(value), expected: shown(paid + support) })
    }),
  }
}

function shares(table: TableName): VisitRule {
  return {
    ...CERTAIN,
    id: `money.${table.toLowerCase()}-shares`,
    instrument: `${appendix(table, 'T_BNTT, T_BNCCT, T_BHTT')}; ${BLOCKING_LIST} (48)`,
    message: {
      vi: '{field} = {value}; theo THANH_TIEN_BH và MUC_HUONG phải là {expected}.',
      en: '{field} = {value}; by THANH_TIEN_BH and MUC_HUONG it is {expected}.',
    },
    remedy: {
      vi: 'T_BHTT = THANH_TIEN_BH × MUC_HUONG/100; T_BNCCT = THANH_TIEN_BH − T_BHTT; T_BNTT = THANH_TIEN_BV − THANH_TIEN_BH; nguồn khác trừ lần lượt vào T_BNTT, T_BNCCT, T_BHTT.',
      en: 'T_BHTT = THANH_TIEN_BH × MUC_HUONG/100; T_BNCCT = the rest of it; T_BNTT = THANH_TIEN_BV − THANH_TIEN_BH; support lessens T_BNTT, T_BNCCT, T_BHTT in turn.',
    },
    examples: {
      passes: example('inpatient'),
      fails: example('inpatient', { [`${table}[1]/T_BHTT`]: '10' }),
    },
    check: eachRow(table, (row, at, visit, report) => {
      const line = sharesOf(row)
      if (line === undefined || !visit.isInsured) return
      const allowed = allowedShares(row)
      const [expected] = allowed
      if (expected === undefined || allowed.some((one) => areClose(one, line))) return
      // Where other sources pay, letters of the Ministry know further ways: then only a warning.
      const soften = (moneyIn(row, 'T_NGUONKHAC') ?? 0) > 0 ? 'warning' : undefined
      for (const { field, share } of SHARE_FIELDS)
        if (!isClose(expected[share], line[share]))
          report(
            at(field),
            { field, value: shown(line[share]), expected: shown(expected[share]) },
            soften,
          )
    }),
  }
}

const SHARE_FIELDS = [
  { field: 'T_BNTT', share: 'own' },
  { field: 'T_BNCCT', share: 'copayment' },
  { field: 'T_BHTT', share: 'fund' },
] as const

/** Every way of sharing that the law knows, the usual one first. */
function allowedShares(row: TableRow): readonly Shares[] {
  const gross = toNumber(row['THANH_TIEN_BV'])
  const covered = toNumber(row['THANH_TIEN_BH'])
  const level = toNumber(row['MUC_HUONG'])
  if (gross === undefined || covered === undefined || level === undefined) return []
  const support = moneyIn(row, 'T_NGUONKHAC') ?? 0
  const usual = shareWithPatient(gross, covered, level, support)
  const ceiling = toNumber(row['T_TRANTT'])
  const capped = ceiling === undefined || usual.fund <= ceiling ? [] : [cap(usual, ceiling)]
  if (support === 0) return [usual, ...capped]
  const rate = toNumber(row['TYLE_TT_BH']) ?? 100
  const facility = shareWithFacility(gross, rate, level, support)
  const net = shareWithPatient(gross - support, covered, level, 0)
  return [usual, ...capped, facility, net]
}

function cap(line: Shares, ceiling: number): Shares {
  return { ...line, fund: ceiling, copayment: round(line.copayment + line.fund - ceiling) }
}

function areClose(left: Shares, right: Shares): boolean {
  return (
    isClose(left.own, right.own) &&
    isClose(left.copayment, right.copayment) &&
    isClose(left.fund, right.fund)
  )
}

function sharesOf(row: TableRow): Shares | undefined {
  const own = moneyIn(row, 'T_BNTT')
  const copayment = moneyIn(row, 'T_BNCCT')
  const fund = moneyIn(row, 'T_BHTT')
  if (own === undefined || copayment === undefined || fund === undefined) return undefined
  return { own, copayment, fund }
}

/** A line outside the insurance may leave all shares empty. */
function isUnshared(visit: Visit, row: TableRow): boolean {
  return !visit.isInsured && !row['T_BNTT'] && !row['T_BNCCT'] && !row['T_BHTT']
}

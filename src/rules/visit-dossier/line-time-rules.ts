import type { TableName } from '#vocabulary/dossier-tables'
import { appendix, GATEWAY, HOSPITAL_CHECKS } from './instruments.ts'
import { CERTAIN, eachRow, example, PRACTICE, slugOf, type VisitRule } from './rule-forms.ts'
import { textIn } from './visit.ts'
import { isTime, readable } from './written-values.ts'

/** Times of orders, executions, results and notes, line by line. */
export const lineTimeRules: readonly VisitRule[] = [
  before('XML2', 'NGAY_YL', 'NGAY_TH_YL', 'outpatient', '202611100939', CERTAIN),
  before('XML3', 'NGAY_YL', 'NGAY_TH_YL', 'outpatient', '202611100814', CERTAIN),
  before('XML3', 'NGAY_YL', 'NGAY_KQ', 'outpatient', '202611100814', CERTAIN),
  before('XML3', 'NGAY_TH_YL', 'NGAY_KQ', 'outpatient', '202611100816', PRACTICE),
  inside('XML2', 'NGAY_YL', 'outpatient'),
  inside('XML2', 'NGAY_TH_YL', 'outpatient'),
  inside('XML3', 'NGAY_YL', 'outpatient'),
  inside('XML3', 'NGAY_TH_YL', 'outpatient'),
  // Results may come after discharge (pending up to 7 days, on the portal up to 60): only the arrival bounds them.
  inside('XML3', 'NGAY_KQ', 'outpatient'),
  inside('XML4', 'NGAY_KQ', 'outpatient'),
  inside('XML5', 'THOI_DIEM_DBLS', 'inpatient'),
]

function before(
  table: TableName,
  first: string,
  then: string,
  base: string,
  wrong: string,
  weight: typeof CERTAIN | typeof PRACTICE,
): VisitRule {
  return {
    ...weight,
    id: `times.${slugOf(table, then)}-before-${first.toLowerCase().replaceAll('_', '-')}`,
    instrument: `${appendix(table, then)}; ${GATEWAY}`,
    message: {
      vi: `${then} {value} trước ${first} {earlier}.`,
      en: `${then} {value} lies before ${first} {earlier}.`,
    },
    remedy: {
      vi: `Kiểm tra ${first} và ${then} của dòng này.`,
      en: `Check ${first} and ${then} of this line.`,
    },
    examples: { passes: example(base), fails: example(base, { [`${table}[1]/${then}`]: wrong }) },
    check: eachRow(table, (row, at, _visit, report) => {
      const earlier = textIn(row, first)
      const value = textIn(row, then)
      if (value !== '' && value < earlier && isTime(earlier) && isTime(value))
        report(at(then), { value: readable(value), earlier: readable(earlier) })
    }),
  }
}

function inside(table: TableName, field: string, base: string): VisitRule {
  const mayFollow = field === 'NGAY_KQ'
  return {
    ...PRACTICE,
    id: `times.${slugOf(table, field)}-outside-visit`,
    instrument: HOSPITAL_CHECKS,
    message: {
      vi: `${field} {value} nằm ngoài đợt khám ({from} – {to}).`,
      en: `${field} {value} lies outside the visit ({from} – {to}).`,
    },
    remedy: {
      vi: `Kiểm tra ${field}, NGAY_VAO, NGAY_RA; y lệnh không thể có trước khi người bệnh đến.`,
      en: `Check ${field}, NGAY_VAO and NGAY_RA; nothing is ordered before the patient arrives.`,
    },
    examples: {
      passes: example(base),
      fails: example(base, { [`${table}[1]/${field}`]: '202610010900' }),
    },
    check: eachRow(table, (row, at, visit, report) => {
      const value = textIn(row, field)
      const { arrival, end } = visit
      if (value === '' || arrival === '' || end === '' || !isTime(value)) return
      if (value < arrival || (!mayFollow && value > end))
        report(at(field), { value: readable(value), from: readable(arrival), to: readable(end) })
    }),
  }
}

import type { TableName } from '#vocabulary/dossier-tables'
import { appendix } from './instruments.ts'
import { CERTAIN, eachRow, example, listRule, PRACTICE, type VisitRule } from './rule-forms.ts'
import { textIn } from './visit.ts'
import { partsOf } from './written-values.ts'

/** Codes of facilities: their form, and whether they are known. */
const facilities: readonly VisitRule[] = (
  [
    ['XML1', 'MA_DKBD', 'outpatient'],
    ['XML1', 'MA_NOI_DI', 'outpatient'],
    ['XML1', 'MA_NOI_DEN', 'referral'],
    ['XML13', 'MA_CSKCB_DEN', 'referral'],
  ] as const
).map(([table, field, base]) =>
  listRule({
    ...PRACTICE,
    table,
    field,
    list: 'facility',
    title: { vi: 'danh mục cơ sở KBCB', en: 'the list of facilities' },
    // A temporary card names a province and 000 instead of a facility.
    codes: (value) => partsOf(value).filter((code) => !code.endsWith('000')),
    instrument: `${appendix(table, field)}; QĐ 384/QĐ-BYT 2019`,
    base,
    wrong: '99999',
  }),
)

const facilityForms: readonly VisitRule[] = (
  [
    ['XML1', 'MA_CSKCB', 'outpatient'],
    ['XML1', 'MA_DKBD', 'outpatient'],
    ['XML1', 'MA_NOI_DI', 'outpatient'],
    ['XML1', 'MA_NOI_DEN', 'outpatient'],
    ['XML6', 'NOI_LAY_MAU_XN', 'hiv'],
    ['XML6', 'NOI_XN_KD', 'hiv'],
    ['XML6', 'NOI_BDDT_ARV', 'hiv'],
    ['XML13', 'MA_CSKCB_DEN', 'referral'],
  ] as const
).map(([table, field, base]) => facilityForm(table, field, base))

export const facilityCodeRules: readonly VisitRule[] = [...facilities, ...facilityForms]

function facilityForm(table: TableName, field: string, base: string): VisitRule {
  const line = table === 'XML6' ? 'XML6[1]' : table
  return {
    ...CERTAIN,
    id: `format.${table}-${field}`.toLowerCase().replaceAll('_', '-'),
    instrument: appendix(table, field),
    message: {
      vi: `${field} “{value}” không phải mã cơ sở 5 ký tự.`,
      en: `${field} “{value}” is no facility code of 5 characters.`,
    },
    remedy: { vi: 'Ghi mã cơ sở KBCB gồm 5 ký tự.', en: 'Write the facility code, 5 characters.' },
    examples: {
      passes: example(base),
      fails: example(base, { [`${line}/${field}`]: '5100' }),
    },
    check: eachRow(table, (row, at, _judged, report) => {
      for (const code of partsOf(textIn(row, field)))
        if (!/^[0-9A-Z]{5}$/.test(code)) report(at(field), { value: code })
    }),
  }
}

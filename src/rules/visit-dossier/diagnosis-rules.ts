import type { TableName } from '#vocabulary/dossier-tables'
import type { ListName } from '#terminology'
import { appendix, DISEASE_LISTS, HOSPITAL_CHECKS } from './instruments.ts'
import {
  ADVISED,
  CERTAIN,
  eachRow,
  example,
  listRule,
  PRACTICE,
  type VisitRule,
} from './rule-forms.ts'
import { textIn, type Visit } from './visit.ts'
import { partsOf } from './written-values.ts'

/** Co-morbid diseases in one field. QĐ 130/QĐ-BYT, MA_BENH_KT. */
const COMORBIDITIES_LIMIT = 12

const ICD10 = { vi: 'danh mục ICD-10', en: 'the ICD-10 list' }

/** Codes that say little as a main diagnosis. */
const VAGUE = new Set(['Z00', 'R53'])

const codeLists: readonly VisitRule[] = [
  ...(
    [
      ['XML1', 'MA_BENH_CHINH', 'outpatient'],
      ['XML1', 'MA_BENH_KT', 'outpatient'],
      ['XML3', 'MA_BENH', 'outpatient'],
    ] as const
  ).map(([table, field, base]) =>
    listRule({
      table,
      field,
      base,
      list: 'icd10',
      title: ICD10,
      codes: partsOf,
      instrument: `${DISEASE_LISTS}; ${appendix(table, field)}`,
      wrong: 'Q99.99',
    }),
  ),
  listRule({
    ...PRACTICE,
    table: 'XML1',
    field: 'MA_BENH_YHCT',
    base: 'outpatient',
    list: 'traditional-disease',
    title: { vi: 'danh mục bệnh y học cổ truyền', en: 'the list of traditional-medicine diseases' },
    codes: partsOf,
    instrument: appendix('XML1', 'MA_BENH_YHCT'),
    wrong: 'U99.999',
  }),
  listRule({
    ...PRACTICE,
    table: 'XML1',
    field: 'MA_PTTT_QT',
    base: 'outpatient',
    list: 'icd9-procedure',
    title: { vi: 'danh mục ICD-9-CM', en: 'the ICD-9-CM list' },
    codes: partsOf,
    instrument: 'QĐ 4440/QĐ-BYT 2020',
    wrong: '99.999',
  }),
]

/** ICD-10: exactly one main disease, in the list, allowed as such, fitting the sex. */
export const diagnosisRules: readonly VisitRule[] = [
  ...codeLists,
  {
    ...CERTAIN,
    id: 'diagnosis.main-not-one',
    instrument: appendix('XML1', 'MA_BENH_CHINH'),
    message: {
      vi: 'MA_BENH_CHINH “{value}” phải là đúng một mã ICD-10.',
      en: 'MA_BENH_CHINH “{value}” must be exactly one ICD-10 code.',
    },
    remedy: {
      vi: 'Giữ một mã bệnh chính, chuyển các mã khác sang MA_BENH_KT.',
      en: 'Keep one main disease, move the others to MA_BENH_KT.',
    },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { 'XML1/MA_BENH_CHINH': 'J00;J20' }),
    },
    check: eachRow('XML1', (row, at, _visit, report) => {
      const value = textIn(row, 'MA_BENH_CHINH')
      if (/[;,\s]/.test(value.trim())) report(at('MA_BENH_CHINH'), { value })
    }),
  },
  flagRule({
    id: 'diagnosis.not-as-main',
    list: 'icd10-not-main',
    fields: ['MA_BENH_CHINH'],
    applies: () => true,
    message: {
      vi: 'Mã {value} không được dùng làm bệnh chính.',
      en: 'Code {value} may not be the main disease.',
    },
    remedy: {
      vi: 'Chọn mã nguyên nhân hoặc mã chi tiết làm bệnh chính; ghi mã này vào MA_BENH_KT.',
      en: 'Choose the cause or a detailed code as the main disease; put this one in MA_BENH_KT.',
    },
    fails: example('outpatient', { 'XML1/MA_BENH_CHINH': 'Y83.1' }),
  }),
  flagRule({
    id: 'diagnosis.women-only',
    list: 'icd10-female-only',
    fields: ['MA_BENH_CHINH', 'MA_BENH_KT'],
    applies: (visit) => visit.head['GIOI_TINH'] === '1',
    message: {
      vi: 'Mã {value} chỉ dùng cho nữ nhưng GIOI_TINH là nam.',
      en: 'Code {value} is for women only, yet GIOI_TINH says man.',
    },
    remedy: { vi: 'Kiểm tra mã bệnh và giới tính.', en: 'Check the code and the sex.' },
    fails: example('outpatient', { 'XML1/GIOI_TINH': '1', 'XML1/MA_BENH_CHINH': 'O80' }),
  }),
  flagRule({
    id: 'diagnosis.men-only',
    list: 'icd10-male-only',
    fields: ['MA_BENH_CHINH', 'MA_BENH_KT'],
    applies: (visit) => visit.head['GIOI_TINH'] === '2',
    message: {
      vi: 'Mã {value} chỉ dùng cho nam nhưng GIOI_TINH là nữ.',
      en: 'Code {value} is for men only, yet GIOI_TINH says woman.',
    },
    remedy: { vi: 'Kiểm tra mã bệnh và giới tính.', en: 'Check the code and the sex.' },
    fails: example('outpatient', { 'XML1/MA_BENH_KT': 'N40' }),
  }),
  tooMany('XML1', 'outpatient'),
  tooMany('XML14', 'inpatient'),
  {
    ...PRACTICE,
    id: 'diagnosis.repeated',
    instrument: HOSPITAL_CHECKS,
    message: {
      vi: 'Mã {value} ghi nhiều lần trong MA_BENH_CHINH và MA_BENH_KT.',
      en: 'Code {value} is written more than once in MA_BENH_CHINH and MA_BENH_KT.',
    },
    remedy: { vi: 'Mỗi mã bệnh chỉ ghi một lần.', en: 'Write each code once.' },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { 'XML1/MA_BENH_KT': 'J00' }),
    },
    check: eachRow('XML1', (row, at, _visit, report) => {
      const seen = new Set([textIn(row, 'MA_BENH_CHINH')])
      for (const code of partsOf(textIn(row, 'MA_BENH_KT'))) {
        if (seen.has(code)) report(at('MA_BENH_KT'), { value: code })
        seen.add(code)
      }
    }),
  },
  {
    ...PRACTICE,
    id: 'diagnosis.vague',
    instrument: HOSPITAL_CHECKS,
    message: {
      vi: 'Bệnh chính {value} ít thông tin; cổng giám định thường yêu cầu giải trình.',
      en: 'Main disease {value} says little; the insurance often asks why.',
    },
    remedy: {
      vi: 'Chọn mã bệnh xác định nếu hồ sơ có đủ căn cứ.',
      en: 'Choose a definite disease where the record supports it.',
    },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { 'XML1/MA_BENH_CHINH': 'Z00.0' }),
    },
    check: eachRow('XML1', (row, at, _visit, report) => {
      const value = textIn(row, 'MA_BENH_CHINH')
      if (VAGUE.has(value.slice(0, 3))) report(at('MA_BENH_CHINH'), { value })
    }),
  },
  {
    ...PRACTICE,
    id: 'diagnosis.traditional-as-main',
    instrument: HOSPITAL_CHECKS,
    message: {
      vi: 'MA_BENH_CHINH “{value}” là mã y học cổ truyền.',
      en: 'MA_BENH_CHINH “{value}” is a traditional-medicine code.',
    },
    remedy: {
      vi: 'Ghi mã ICD-10 vào MA_BENH_CHINH, mã y học cổ truyền vào MA_BENH_YHCT.',
      en: 'Write ICD-10 in MA_BENH_CHINH and the traditional code in MA_BENH_YHCT.',
    },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { 'XML1/MA_BENH_CHINH': 'U62.021' }),
    },
    check: eachRow('XML1', (row, at, _visit, report) => {
      const value = textIn(row, 'MA_BENH_CHINH')
      // Traditional medicine uses U50 to U99 with three decimals; ICD-10 proper ends at U49 and U8x with fewer.
      if (/^U[5-9]\d\.?\d{3}$/.test(value)) report(at('MA_BENH_CHINH'), { value })
    }),
  },
]

/** A code that stands in a list of exceptions. */
function flagRule(rule: {
  id: string
  list: ListName
  fields: readonly string[]
  applies: (visit: Visit) => boolean
  message: VisitRule['message']
  remedy: VisitRule['remedy']
  fails: VisitRule['examples']['fails']
}): VisitRule {
  const { id, list, fields, applies, message, remedy, fails } = rule
  return {
    ...CERTAIN,
    id,
    instrument: DISEASE_LISTS,
    message,
    remedy,
    examples: { passes: example('outpatient'), fails },
    check: eachRow('XML1', (row, at, visit, report) => {
      if (!applies(visit)) return
      for (const field of fields)
        for (const code of partsOf(textIn(row, field)))
          if (typeof visit.codes.find(list, code, () => at(field)) === 'object')
            report(at(field), { value: code })
    }),
  }
}

function tooMany(table: TableName, base: string): VisitRule {
  const codes = Array.from({ length: COMORBIDITIES_LIMIT + 1 }, (_, index) => `A${10 + index}`)
  return {
    ...(table === 'XML1' ? CERTAIN : ADVISED),
    id: `diagnosis.too-many-${table.toLowerCase()}`,
    instrument: appendix(table, 'MA_BENH_KT'),
    message: {
      vi: `${table}.MA_BENH_KT có {count} mã, tối đa ${COMORBIDITIES_LIMIT}.`,
      en: `${table}.MA_BENH_KT has {count} codes, at most ${COMORBIDITIES_LIMIT} are allowed.`,
    },
    remedy: { vi: 'Giữ các bệnh kèm theo quan trọng nhất.', en: 'Keep the most important ones.' },
    examples: {
      passes: example(base),
      fails: example(base, { [`${table}/MA_BENH_KT`]: codes.join(';') }),
    },
    check: eachRow(table, (row, at, _visit, report) => {
      const count = partsOf(textIn(row, 'MA_BENH_KT')).length
      if (count > COMORBIDITIES_LIMIT) report(at('MA_BENH_KT'), { count })
    }),
  }
}

import type { TableRow } from '#vocabulary/dossier-tables'
import { appendix, GATEWAY, HOSPITAL_CHECKS } from './instruments.ts'
import {
  ADVISED,
  CERTAIN,
  eachRow,
  example,
  PRACTICE,
  requiredWhen,
  UNCERTAIN,
  type VisitRule,
} from './rule-forms.ts'
import { isSentOut } from './scan-fields.ts'
import { textIn } from './visit.ts'
import { partsOf } from './written-values.ts'

/** Cost groups of XML3. QĐ 5937/QĐ-BYT 2021, annex 3. */
export const TESTS = new Set(['1', '2', '3'])
const PERFORMED = new Set(['1', '2', '3', '8', '18'])
const SUPPLIES = '10'
const TRANSPORT = '12'

/** Supplies: `decision[.issuer];Gi;Ni;yyyy`, before TT 14/2020 without Ni; self-made: `document;yyyy`. */
const SUPPLY_TENDER = /^[^;]+;G\d{1,2}(?:;N\d{1,2})?;\d{4}(?:;[^;]+)?$|^[^;]+;\d{4}$/

function isPerformedHere(row: TableRow): boolean {
  return PERFORMED.has(textIn(row, 'MA_NHOM')) && !isSentOut(textIn(row, 'MA_DICH_VU'))
}

const performed = {
  ...CERTAIN,
  table: 'XML3',
  when: isPerformedHere,
  reason: {
    vi: 'với xét nghiệm, chẩn đoán hình ảnh, thăm dò, phẫu thuật, thủ thuật (nhóm 1, 2, 3, 8, 18)',
    en: 'of a test, imaging, functional test, operation or procedure (groups 1, 2, 3, 8, 18)',
  },
  passes: example('outpatient'),
} as const

/** Services, exams, transport and supplies, line by line (XML3). */
export const serviceRules: readonly VisitRule[] = [
  {
    ...CERTAIN,
    id: 'service.neither-service-nor-supply',
    instrument: `${GATEWAY}; ${appendix('XML3', 'MA_DICH_VU, MA_VAT_TU')}`,
    message: {
      vi: 'Dòng không có MA_DICH_VU lẫn MA_VAT_TU.',
      en: 'The line has neither MA_DICH_VU nor MA_VAT_TU.',
    },
    remedy: { vi: 'Ghi mã dịch vụ hoặc mã vật tư.', en: 'Write the service or the supply.' },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { 'XML3[1]/MA_DICH_VU': '' }),
    },
    check: eachRow('XML3', (row, at, _visit, report) => {
      if (textIn(row, 'MA_DICH_VU') === '' && textIn(row, 'MA_VAT_TU') === '')
        report(at('MA_DICH_VU'))
    }),
  },
  requiredWhen({
    ...performed,
    field: 'NGUOI_THUC_HIEN',
    instrument: `${GATEWAY}; ${appendix('XML3', 'NGUOI_THUC_HIEN')}`,
    fails: example('outpatient', { 'XML3[2]/NGUOI_THUC_HIEN': '' }),
  }),
  requiredWhen({
    ...performed,
    field: 'NGAY_TH_YL',
    instrument: `${GATEWAY}; ${appendix('XML3', 'NGAY_TH_YL')}`,
    fails: example('outpatient', { 'XML3[2]/NGAY_TH_YL': '' }),
  }),
  requiredWhen({
    ...PRACTICE,
    table: 'XML3',
    field: 'MA_MAY',
    instrument: `${GATEWAY}; ${HOSPITAL_CHECKS}`,
    when: (row) => TESTS.has(textIn(row, 'MA_NHOM')) && !isSentOut(textIn(row, 'MA_DICH_VU')),
    reason: {
      vi: 'với xét nghiệm, chẩn đoán hình ảnh, thăm dò chức năng',
      en: 'of a test, imaging or functional test',
    },
    passes: example('outpatient'),
    fails: example('outpatient', { 'XML3[2]/MA_MAY': '' }),
  }),
  requiredWhen({
    ...PRACTICE,
    table: 'XML3',
    field: 'PP_VO_CAM',
    instrument: `${GATEWAY}; ${HOSPITAL_CHECKS}`,
    when: (row) => textIn(row, 'MA_NHOM') === '8' && textIn(row, 'MA_VAT_TU') === '',
    reason: { vi: 'với phẫu thuật', en: 'of an operation' },
    passes: example('inpatient'),
    fails: example('inpatient', { 'XML3[3]/PP_VO_CAM': '' }),
  }),
  requiredWhen({
    ...CERTAIN,
    table: 'XML3',
    field: 'MA_XANG_DAU',
    instrument: `${GATEWAY}; ${appendix('XML3', 'MA_XANG_DAU')}`,
    when: (row) => textIn(row, 'MA_NHOM') === TRANSPORT,
    reason: { vi: 'với vận chuyển người bệnh (nhóm 12)', en: 'of patient transport (group 12)' },
    passes: example('outpatient'),
    fails: example('outpatient', { 'XML3[1]/MA_NHOM': '12' }),
  }),
  requiredWhen({
    ...CERTAIN,
    table: 'XML3',
    field: 'TT_THAU',
    instrument: `${GATEWAY}; ${appendix('XML3', 'TT_THAU')}`,
    when: (row, visit) => visit.isInsured && textIn(row, 'MA_NHOM') === SUPPLIES,
    reason: { vi: 'với vật tư y tế (nhóm 10)', en: 'of a supply (group 10)' },
    passes: example('inpatient'),
    fails: example('inpatient', { 'XML3[4]/TT_THAU': '' }),
  }),
  ...(
    [
      ['TEN_DICH_VU', 'MA_DICH_VU', 'XML3[1]', 'outpatient'],
      ['TEN_VAT_TU', 'MA_VAT_TU', 'XML3[4]', 'inpatient'],
    ] as const
  ).map(([field, code, line, base]) =>
    requiredWhen({
      ...ADVISED,
      table: 'XML3',
      field,
      instrument: appendix('XML3', field),
      when: (row) =>
        textIn(row, code) !== '' && (code === 'MA_VAT_TU' || textIn(row, 'MA_VAT_TU') === ''),
      reason: { vi: `trong khi có ${code}`, en: `while ${code} is given` },
      passes: example(base),
      fails: example(base, { [`${line}/${field}`]: '' }),
    }),
  ),
  {
    ...PRACTICE,
    id: 'service.supply-tender-form',
    instrument: `${appendix('XML3', 'TT_THAU')}; ${HOSPITAL_CHECKS}`,
    message: {
      vi: 'TT_THAU “{value}” không có dạng quyết định;Gx;Nx;năm.',
      en: 'TT_THAU “{value}” is not decision;Gx;Nx;year.',
    },
    remedy: {
      vi: 'Ghi số quyết định, gói G0–G99, nhóm N0–N99 và năm, cách nhau bằng “;”.',
      en: 'Write decision, package G0-G99, group N0-N99 and year, separated by “;”.',
    },
    examples: {
      passes: example('inpatient'),
      fails: example('inpatient', { 'XML3[4]/TT_THAU': 'G1;2026;QĐ' }),
    },
    check: eachRow('XML3', (row, at, _visit, report) => {
      const value = textIn(row, 'TT_THAU')
      if (value !== '' && !SUPPLY_TENDER.test(value)) report(at('TT_THAU'), { value })
    }),
  },
  ...forms(),
]

function forms(): readonly VisitRule[] {
  const form = (
    id: string,
    field: string,
    pattern: RegExp,
    vi: string,
    en: string,
    wrong: string,
  ): VisitRule => ({
    ...UNCERTAIN,
    id: `service.${id}`,
    instrument: appendix('XML3', field),
    message: {
      vi: `${field} “{value}” không có dạng ${vi}.`,
      en: `${field} “{value}” is not of the form ${en}.`,
    },
    remedy: { vi: `Ghi ${field} theo dạng ${vi}.`, en: `Write ${field} as ${en}.` },
    examples: {
      passes: example('inpatient'),
      fails: example('inpatient', { [`XML3[3]/${field}`]: wrong }),
    },
    check: eachRow('XML3', (row, at, _visit, report) => {
      for (const value of partsOf(textIn(row, field)))
        if (!pattern.test(value)) report(at(field), { value })
    }),
  })
  return [form('package-form', 'GOI_VTYT', /^G[1-9]\d{0,2}$/, 'G1–G999', 'G1-G999', 'GOI1')]
}

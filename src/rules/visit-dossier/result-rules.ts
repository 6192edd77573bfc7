import { appendix, HOSPITAL_CHECKS } from './instruments.ts'
import {
  CERTAIN,
  eachRow,
  example,
  PRACTICE,
  requiredWhen,
  UNCERTAIN,
  type VisitRule,
} from './rule-forms.ts'
import { isSentOut } from './scan-fields.ts'
import { TESTS } from './service-rules.ts'
import { placeOf, textIn, type Visit } from './visit.ts'

const IMAGING = '2'

/** Vital signs in the course: `CSST<M75_T37_HA120/70_NT18_HL2>`. QĐ 4750/QĐ-BYT, DIEN_BIEN_LS. */
const VITAL_SIGNS =
  /^CSST<(?:(?:M\d{1,3}|T\d{2}(?:[.,]\d{1,2})?|HA\d{1,3}\/\d{1,3}|NT\d{1,3}|SP\d{1,3}|HL[1-3])(?:_|(?=>)))+>$/

/** Paraclinical results (XML4) and the clinical course (XML5). */
export const resultRules: readonly VisitRule[] = [
  {
    ...CERTAIN,
    id: 'result.service-not-in-lines',
    instrument: appendix('XML4', 'MA_DICH_VU'),
    message: {
      vi: 'Kết quả của dịch vụ {value} nhưng XML3 không có dịch vụ này.',
      en: 'A result of service {value}, which no line of XML3 has.',
    },
    remedy: {
      vi: 'Ghi MA_DICH_VU của XML4 giống dòng dịch vụ ở XML3, hoặc bổ sung dòng dịch vụ.',
      en: 'Write MA_DICH_VU as on the line of XML3, or add the line.',
    },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { 'XML4[1]/MA_DICH_VU': '22.0121.1369' }),
    },
    check: (visit, report) => {
      // A visit outside the insurance may come without its lines.
      if (!visit.isInsured && visit.tables.XML3 === undefined) return
      const services = serviceGroups(visit)
      visit.tables.XML4?.forEach((row, index) => {
        const value = textIn(row, 'MA_DICH_VU')
        if (value !== '' && !services.has(value))
          report(placeOf(visit, 'XML4', index, 'MA_DICH_VU'), { value })
      })
    },
  },
  requiredWhen({
    ...CERTAIN,
    table: 'XML4',
    field: 'NGAY_KQ',
    instrument: `${appendix('XML4', 'NGAY_KQ')}; ${HOSPITAL_CHECKS}`,
    when: (row) => textIn(row, 'GIA_TRI') !== '',
    reason: { vi: 'trong khi đã có GIA_TRI', en: 'while GIA_TRI is given' },
    passes: example('outpatient'),
    fails: example('outpatient', { 'XML4[1]/NGAY_KQ': '' }),
  }),
  ...(['MO_TA', 'KET_LUAN'] as const).map((field) => imagingText(field)),
  {
    ...UNCERTAIN,
    id: 'result.conclusion-with-value',
    off: true,
    instrument: 'QĐ 3176/QĐ-BYT ngày 29/10/2024, XML4 – KET_LUAN',
    message: {
      vi: 'KET_LUAN để trống khi đã có GIA_TRI.',
      en: 'KET_LUAN is left empty where GIA_TRI is given.',
    },
    remedy: { vi: 'Bỏ KET_LUAN của chỉ số đã có giá trị.', en: 'Leave KET_LUAN out.' },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { 'XML4[1]/KET_LUAN': 'Bình thường' }),
    },
    check: eachRow('XML4', (row, at, _visit, report) => {
      if (textIn(row, 'GIA_TRI') !== '' && textIn(row, 'KET_LUAN') !== '') report(at('KET_LUAN'))
    }),
  },
  {
    ...PRACTICE,
    id: 'result.test-without-result',
    instrument: `${appendix('XML4')}; ${appendix('XML3', 'NGAY_KQ')}`,
    message: {
      vi: 'Dịch vụ cận lâm sàng {value} chưa có kết quả ở XML4.',
      en: 'Paraclinical service {value} has no result in XML4.',
    },
    remedy: {
      vi: 'Bổ sung kết quả; kết quả trả sau được bổ sung trong 7 ngày, trên cổng trong 60 ngày.',
      en: 'Add the result; later ones within 7 days, on the portal within 60.',
    },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { XML4: null }),
    },
    check: (visit, report) => {
      if (!visit.isInsured) return
      const reported = new Set((visit.tables.XML4 ?? []).map((row) => textIn(row, 'MA_DICH_VU')))
      visit.tables.XML3?.forEach((row, index) => {
        const value = textIn(row, 'MA_DICH_VU')
        if (!TESTS.has(textIn(row, 'MA_NHOM')) || value === '' || isSentOut(value)) return
        if (!reported.has(value) && !value.endsWith('_TB'))
          report(placeOf(visit, 'XML3', index, 'MA_DICH_VU'), { value })
      })
    },
  },
  {
    ...UNCERTAIN,
    id: 'course.vital-signs-form',
    instrument: 'QĐ 4750/QĐ-BYT, XML5 – DIEN_BIEN_LS',
    message: {
      vi: 'Dấu hiệu sinh tồn “{value}” không đúng mẫu CSST<M75_T37_HA120/70_NT18_HL2>.',
      en: 'Vital signs “{value}” are not CSST<M75_T37_HA120/70_NT18_HL2>.',
    },
    remedy: {
      vi: 'M mạch, T nhiệt độ, HA huyết áp, NT nhịp thở, SP SpO2, HL cấp chăm sóc; nối bằng “_”.',
      en: 'M pulse, T temperature, HA pressure, NT breathing, SP SpO2, HL care level; joined by “_”.',
    },
    examples: {
      passes: example('inpatient'),
      fails: example('inpatient', { 'XML5[1]/DIEN_BIEN_LS': 'Ổn. CSST<M75,T37>' }),
    },
    check: eachRow('XML5', (row, at, _visit, report) => {
      const found = /CSST<[^>]{0,200}>?/.exec(textIn(row, 'DIEN_BIEN_LS'))?.[0]
      if (found !== undefined && !VITAL_SIGNS.test(found))
        report(at('DIEN_BIEN_LS'), { value: found })
    }),
  },
]

function imagingText(field: 'MO_TA' | 'KET_LUAN'): VisitRule {
  return {
    ...PRACTICE,
    id: `result.imaging-without-${field.toLowerCase().replace('_', '-')}`,
    instrument: `${appendix('XML4', field)}; ${HOSPITAL_CHECKS}`,
    message: {
      vi: `Kết quả chẩn đoán hình ảnh {value} chưa có ${field}.`,
      en: `The imaging result of {value} has no ${field}.`,
    },
    remedy: {
      vi: `Ghi ${field === 'MO_TA' ? 'mô tả' : 'kết luận'} của người đọc.`,
      en: `Write the reader’s ${field === 'MO_TA' ? 'description' : 'conclusion'}.`,
    },
    examples: {
      passes: example('inpatient'),
      fails: example('inpatient', { [`XML4[2]/${field}`]: '' }),
    },
    check: (visit, report) => {
      const groups = serviceGroups(visit)
      visit.tables.XML4?.forEach((row, index) => {
        const value = textIn(row, 'MA_DICH_VU')
        if (groups.get(value) !== IMAGING || textIn(row, 'GIA_TRI') !== '') return
        if (textIn(row, field) === '') report(placeOf(visit, 'XML4', index, field), { value })
      })
    },
  }
}

/** Services of XML3 with their cost group. */
function serviceGroups(visit: Visit): ReadonlyMap<string, string> {
  const groups = new Map<string, string>()
  for (const row of visit.tables.XML3 ?? [])
    groups.set(textIn(row, 'MA_DICH_VU'), textIn(row, 'MA_NHOM'))
  return groups
}

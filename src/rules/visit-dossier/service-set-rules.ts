import type { TableRow } from '#vocabulary/dossier-tables'
import { appendix, BLOCKING_LIST, HOSPITAL_CHECKS } from './instruments.ts'
import { ADVISED, eachRow, example, PRACTICE, type VisitRule } from './rule-forms.ts'
import { placeOf, textIn } from './visit.ts'
import { toNumber } from './written-values.ts'

/** Operations and procedures, and exams. QĐ 5937/QĐ-BYT 2021, annex 3. */
const OPERATIONS = new Set(['8', '18'])
const EXAM = '13'

/** Part of the price that a further exam of the same visit is paid. QĐ 130/QĐ-BYT, TYLE_TT_DV. */
const EXAM_RATES = [100, 30, 30, 30, 10]

/** What services of one visit say about one another, and their prices. */
export const serviceSetRules: readonly VisitRule[] = [
  {
    ...PRACTICE,
    id: 'service.supply-without-service',
    instrument: `${BLOCKING_LIST} (102)`,
    message: {
      vi: 'Vật tư gắn với dịch vụ {value} nhưng không có dòng dịch vụ này cùng thời điểm y lệnh.',
      en: 'The supply names service {value}, and no line has it at the same order time.',
    },
    remedy: {
      vi: 'Ghi MA_DICH_VU và NGAY_YL của vật tư giống dòng phẫu thuật, thủ thuật sử dụng vật tư.',
      en: 'Give the supply the MA_DICH_VU and NGAY_YL of the operation that used it.',
    },
    examples: {
      passes: example('inpatient'),
      fails: example('inpatient', { 'XML3[4]/NGAY_YL': '202611031140' }),
    },
    check: (visit, report) => {
      const rows = visit.tables.XML3 ?? []
      const services = new Set(
        rows.filter((row) => textIn(row, 'MA_VAT_TU') === '').map(serviceAndTime),
      )
      rows.forEach((row, index) => {
        const value = textIn(row, 'MA_DICH_VU')
        if (value === '' || textIn(row, 'MA_VAT_TU') === '' || services.has(serviceAndTime(row)))
          return
        report(placeOf(visit, 'XML3', index, 'MA_DICH_VU'), { value })
      })
    },
  },
  {
    ...PRACTICE,
    id: 'service.operation-twice',
    instrument: HOSPITAL_CHECKS,
    message: {
      vi: 'Phẫu thuật, thủ thuật {value} đã ghi ở dòng trước với cùng thời điểm y lệnh.',
      en: 'Operation or procedure {value} stands on an earlier line with the same order time.',
    },
    remedy: {
      vi: 'Gộp số lượng hoặc sửa thời điểm.',
      en: 'Join the quantities, or mend the time.',
    },
    examples: {
      passes: example('inpatient'),
      fails: example('inpatient', {
        'XML3[5]/MA_DICH_VU': '27.0187.2039',
        'XML3[5]/MA_NHOM': '8',
        'XML3[5]/NGAY_YL': '202611021140',
      }),
    },
    check: (visit, report) => {
      const seen = new Set<string>()
      visit.tables.XML3?.forEach((row, index) => {
        if (!OPERATIONS.has(textIn(row, 'MA_NHOM')) || textIn(row, 'MA_VAT_TU') !== '') return
        const key = serviceAndTime(row)
        if (seen.has(key))
          report(placeOf(visit, 'XML3', index, 'MA_DICH_VU'), { value: textIn(row, 'MA_DICH_VU') })
        seen.add(key)
      })
    },
  },
  {
    ...PRACTICE,
    id: 'service.several-exams-of-inpatient',
    instrument: HOSPITAL_CHECKS,
    message: {
      vi: 'Người bệnh nội trú có {count} lượt khám.',
      en: 'An inpatient with {count} exams.',
    },
    remedy: { vi: 'Chỉ ghi một lượt khám cho đợt nội trú.', en: 'Write one exam for the stay.' },
    examples: {
      passes: example('inpatient'),
      fails: example('inpatient', { 'XML3[2]/MA_NHOM': '13' }),
    },
    check: (visit, report) => {
      if (visit.careForm !== '03') return
      const count = (visit.tables.XML3 ?? []).filter(
        (row) => textIn(row, 'MA_NHOM') === EXAM,
      ).length
      if (count > 1) report('XML3', { count })
    },
  },
  {
    ...ADVISED,
    id: 'service.exam-rate',
    instrument: appendix('XML3', 'TYLE_TT_DV'),
    message: {
      vi: 'Lượt khám thứ {nth} hưởng {expected} %, nhưng TYLE_TT_DV = {value}.',
      en: 'Exam number {nth} is paid {expected} %, yet TYLE_TT_DV = {value}.',
    },
    remedy: {
      vi: 'Lượt 1: 100; lượt 2–4: 30; lượt 5: 10; từ lượt 6: 0.',
      en: 'First 100; second to fourth 30; fifth 10; later 0.',
    },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { 'XML3[1]/TYLE_TT_DV': '30' }),
    },
    check: (visit, report) => {
      if (!visit.isInsured) return
      let nth = 0
      visit.tables.XML3?.forEach((row, index) => {
        const value = toNumber(row['TYLE_TT_DV'])
        if (textIn(row, 'MA_NHOM') !== EXAM || value === undefined) return
        const expected = EXAM_RATES[nth] ?? 0
        nth += 1
        // Exams are not always written in their order: only a rate above the allowed one costs the fund.
        if (nth === 1 ? value !== 100 : value > expected)
          report(placeOf(visit, 'XML3', index, 'TYLE_TT_DV'), { nth, expected, value })
      })
    },
  },
  {
    ...ADVISED,
    id: 'service.price-of-unpriced',
    instrument: appendix('XML3', 'MA_DICH_VU'),
    message: {
      vi: 'Dịch vụ {value} chưa có giá hoặc dừng thực hiện nhưng DON_GIA_BH khác 0.',
      en: 'Service {value} has no price yet or was stopped, and DON_GIA_BH is not 0.',
    },
    remedy: { vi: 'Ghi DON_GIA_BH = 0.', en: 'Write DON_GIA_BH = 0.' },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { 'XML3[2]/MA_DICH_VU': '22.0120.1370_TB' }),
    },
    check: eachRow('XML3', (row, at, _visit, report) => {
      const value = textIn(row, 'MA_DICH_VU')
      if (!value.endsWith('_TB') && !/^\d{2}\.\d{4}\.0000$/.test(value)) return
      if ((toNumber(row['DON_GIA_BH']) ?? 0) !== 0) report(at('DON_GIA_BH'), { value })
    }),
  },
  {
    ...ADVISED,
    id: 'service.insurance-price-above-own',
    instrument: appendix('XML3', 'DON_GIA_BH'),
    message: {
      vi: 'DON_GIA_BH {value} cao hơn DON_GIA_BV {own}.',
      en: 'DON_GIA_BH {value} is above DON_GIA_BV {own}.',
    },
    remedy: { vi: 'Kiểm tra hai đơn giá.', en: 'Check both prices.' },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { 'XML3[1]/DON_GIA_BV': '30000' }),
    },
    check: eachRow('XML3', (row, at, _visit, report) => {
      const value = toNumber(row['DON_GIA_BH'])
      const own = toNumber(row['DON_GIA_BV'])
      if (value !== undefined && own !== undefined && value > own)
        report(at('DON_GIA_BH'), { value, own })
    }),
  },
]

function serviceAndTime(row: TableRow): string {
  return `${textIn(row, 'MA_DICH_VU')} ${textIn(row, 'NGAY_YL')}`
}

import { appendix, BLOCKING_LIST, GATEWAY, HOSPITAL_CHECKS } from './instruments.ts'
import { ADVISED, CERTAIN, eachRow, example, PRACTICE, type VisitRule } from './rule-forms.ts'
import { textIn } from './visit.ts'
import {
  dayOf,
  daysBetween,
  isTime,
  minutesBetween,
  partsOf,
  readable,
  toNumber,
} from './written-values.ts'

/** Forms of care whose visit ends with the last day of drugs, which may lie ahead. QĐ 130/QĐ-BYT, NGAY_RA. */
const LONG_SUPPLY = new Set(['02', '05', '07'])

/** Clocks of facilities run ahead of ours by so many minutes at most. */
export const CLOCK_SKEW_MINUTES = 15

/** Treatment days by form of care, where dates alone decide. QĐ 130/QĐ-BYT, SO_NGAY_DTRI. */
const NO_DAYS = new Set(['01', '07', '09'])
const COUNTED_DAYS = new Set(['02', '03', '04', '06'])

/** Minutes below which an admission is form 09. QĐ 1804/QĐ-BYT. */
export const SHORT_STAY_MINUTES = 240

/** The frame of the visit: arrival, admission, end, days. */
export const timeRules: readonly VisitRule[] = [
  order('times.end-before-arrival', 'NGAY_VAO', 'NGAY_RA', '202611090945', 'NGAY_RA'),
  order(
    'times.admission-before-arrival',
    'NGAY_VAO',
    'NGAY_VAO_NOI_TRU',
    '202611010930',
    'NGAY_VAO_NOI_TRU',
  ),
  order(
    'times.end-before-admission',
    'NGAY_VAO_NOI_TRU',
    'NGAY_RA',
    '202611070930',
    'NGAY_VAO_NOI_TRU',
  ),
  {
    ...CERTAIN,
    id: 'times.arrival-in-future',
    instrument: `${appendix('XML1', 'NGAY_VAO')}; TT 48/2017/TT-BYT (gửi sau khi kết thúc đợt KBCB)`,
    message: {
      vi: 'NGAY_VAO {value} còn ở phía trước: đợt khám chưa bắt đầu.',
      en: 'NGAY_VAO {value} lies ahead: the visit has not begun.',
    },
    remedy: {
      vi: 'Kiểm tra ngày giờ đến khám và đồng hồ máy chủ.',
      en: 'Check the arrival and the server’s clock.',
    },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', {
        'XML1/NGAY_VAO': '202712010800',
        'XML1/NGAY_RA': '202712010900',
      }),
    },
    check: (visit, report) => {
      if (visit.arrival === '' || visit.arrival <= visit.receivedAt) return
      if (minutesBetween(visit.receivedAt, visit.arrival) > CLOCK_SKEW_MINUTES)
        report('XML1/NGAY_VAO', { value: readable(visit.arrival) })
    },
  },
  {
    ...CERTAIN,
    id: 'times.end-in-future',
    instrument: appendix('XML1', 'NGAY_RA'),
    message: {
      vi: 'NGAY_RA {value} còn ở phía trước; chỉ hình thức 02, 05, 07 được ghi ngày dùng thuốc cuối cùng.',
      en: 'NGAY_RA {value} lies ahead; only forms 02, 05 and 07 write the last day of their drugs.',
    },
    remedy: {
      vi: 'Gửi sau khi kết thúc đợt điều trị, hoặc sửa NGAY_RA hay MA_LOAI_KCB.',
      en: 'Send after the visit has ended, or mend NGAY_RA or MA_LOAI_KCB.',
    },
    examples: {
      passes: example('long-supply'),
      fails: example('outpatient', { 'XML1/NGAY_RA': '202612310945' }),
    },
    check: (visit, report) => {
      if (visit.end === '' || visit.end <= visit.receivedAt) return
      if (LONG_SUPPLY.has(visit.careForm)) return
      if (minutesBetween(visit.receivedAt, visit.end) > CLOCK_SKEW_MINUTES)
        report('XML1/NGAY_RA', { value: readable(visit.end) })
    },
  },
  {
    ...ADVISED,
    id: 'times.supply-end-not-midnight',
    instrument: appendix('XML1', 'NGAY_RA'),
    message: {
      vi: 'Hình thức {form}: NGAY_RA là ngày dùng thuốc cuối cùng, giờ phải ghi 2359.',
      en: 'Form {form}: NGAY_RA is the last day of drugs, its time is written 2359.',
    },
    remedy: {
      vi: 'Ghi NGAY_RA = ngày cuối cùng dùng thuốc + 2359.',
      en: 'Write the last day of drugs and 2359.',
    },
    examples: {
      passes: example('long-supply'),
      fails: example('long-supply', { 'XML1/NGAY_RA': '202612091000' }),
    },
    check: (visit, report) => {
      if (LONG_SUPPLY.has(visit.careForm) && visit.end !== '' && !visit.end.endsWith('2359'))
        report('XML1/NGAY_RA', { form: visit.careForm })
    },
  },
  {
    ...CERTAIN,
    id: 'times.treatment-days',
    instrument: `${appendix('XML1', 'SO_NGAY_DTRI')}; ${GATEWAY}`,
    message: {
      vi: 'SO_NGAY_DTRI = {value}; theo hình thức {form} và ngày vào, ngày ra phải là {expected}.',
      en: 'SO_NGAY_DTRI = {value}; by form {form} and the dates it is {expected}.',
    },
    remedy: {
      vi: '01, 07, 09 ghi 0; 02, 03, 04, 06 ghi ngày ra trừ ngày vào cộng 1.',
      en: '01, 07, 09: 0; 02, 03, 04, 06: last day minus first day plus 1.',
    },
    examples: {
      passes: example('inpatient'),
      fails: example('inpatient', { 'XML1/SO_NGAY_DTRI': '4' }),
    },
    check: (visit, report) => {
      const value = toNumber(visit.head['SO_NGAY_DTRI'])
      if (value === undefined) return
      const expected = treatmentDays(visit.careForm, visit.arrival, visit.end)
      if (expected !== undefined && value !== expected)
        report('XML1/SO_NGAY_DTRI', { value, expected, form: visit.careForm })
    },
  },
  {
    ...PRACTICE,
    id: 'times.exam-too-long',
    instrument: HOSPITAL_CHECKS,
    message: {
      vi: 'Khám bệnh (01) kéo dài hơn một ngày.',
      en: 'An examination (01) that lasted more than a day.',
    },
    remedy: {
      vi: 'Kiểm tra NGAY_RA hoặc hình thức KBCB.',
      en: 'Check NGAY_RA or the form of care.',
    },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { 'XML1/NGAY_VAO': '202611080812' }),
    },
    check: (visit, report) => {
      if (visit.careForm !== '01' || visit.arrival === '' || visit.end === '') return
      if (daysBetween(visit.arrival, visit.end) > 1) report('XML1/NGAY_RA')
    },
  },
  {
    ...PRACTICE,
    id: 'times.not-a-short-stay',
    instrument: 'QĐ 1804/QĐ-BYT ngày 19/06/2026 (hình thức 09)',
    message: {
      vi: 'Điều trị nội trú dưới 4 giờ (09) nhưng thời gian là {hours} giờ.',
      en: 'Inpatient treatment under 4 hours (09), yet it lasted {hours} hours.',
    },
    remedy: {
      vi: 'Chọn hình thức 03, hoặc kiểm tra giờ.',
      en: 'Choose form 03, or check the times.',
    },
    examples: {
      passes: example('outpatient', { 'XML1/MA_LOAI_KCB': '09' }),
      fails: example('inpatient', { 'XML1/MA_LOAI_KCB': '09' }),
    },
    check: (visit, report) => {
      if (visit.careForm !== '09' || visit.arrival === '' || visit.end === '') return
      const from = visit.admission === '' ? visit.arrival : visit.admission
      const minutes = minutesBetween(from, visit.end)
      if (minutes >= SHORT_STAY_MINUTES)
        report('XML1/MA_LOAI_KCB', { hours: Math.floor(minutes / 60) })
    },
  },
  {
    ...PRACTICE,
    id: 'times.payment-before-arrival',
    instrument: `${BLOCKING_LIST} (27)`,
    message: { vi: 'NGAY_TTOAN trước NGAY_VAO.', en: 'NGAY_TTOAN lies before NGAY_VAO.' },
    remedy: { vi: 'Kiểm tra thời điểm thanh toán.', en: 'Check the time of payment.' },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { 'XML1/NGAY_TTOAN': '202611090958' }),
    },
    check: (visit, report) => {
      const paid = visit.head['NGAY_TTOAN'] ?? ''
      if (isTime(paid) && visit.arrival !== '' && paid < visit.arrival) report('XML1/NGAY_TTOAN')
    },
  },
  {
    ...ADVISED,
    id: 'times.re-examination-before-end',
    instrument: appendix('XML1', 'NGAY_TAI_KHAM'),
    message: {
      vi: 'Ngày hẹn khám lại {value} trước ngày kết thúc đợt khám.',
      en: 'The re-examination on {value} lies before the end of the visit.',
    },
    remedy: { vi: 'Kiểm tra NGAY_TAI_KHAM.', en: 'Check NGAY_TAI_KHAM.' },
    examples: {
      passes: example('inpatient'),
      fails: example('inpatient', { 'XML1/NGAY_TAI_KHAM': '20261101' }),
    },
    check: (visit, report) => {
      if (visit.arrival === '' || LONG_SUPPLY.has(visit.careForm)) return
      for (const day of partsOf(visit.head['NGAY_TAI_KHAM'] ?? ''))
        if (day.length === 8 && visit.end !== '' && day < dayOf(visit.end))
          report('XML1/NGAY_TAI_KHAM', { value: readable(day) })
    },
  },
]

/** What SO_NGAY_DTRI must be, where dates alone decide it. */
export function treatmentDays(form: string, arrival: string, end: string): number | undefined {
  if (NO_DAYS.has(form)) return 0
  if (!COUNTED_DAYS.has(form) || arrival === '' || end === '') return undefined
  return daysBetween(arrival, end) + 1
}

function order(id: string, first: string, then: string, wrong: string, changed: string): VisitRule {
  const base = id === 'times.end-before-arrival' ? 'outpatient' : 'inpatient'
  return {
    ...CERTAIN,
    id,
    instrument: `${GATEWAY}; ${BLOCKING_LIST} (23, 24)`,
    message: {
      vi: `${then} {value} trước ${first} {earlier}.`,
      en: `${then} {value} lies before ${first} {earlier}.`,
    },
    remedy: {
      vi: 'NGAY_VAO ≤ NGAY_VAO_NOI_TRU ≤ NGAY_RA: kiểm tra lại các thời điểm.',
      en: 'NGAY_VAO ≤ NGAY_VAO_NOI_TRU ≤ NGAY_RA: check these times.',
    },
    examples: { passes: example(base), fails: example(base, { [`XML1/${changed}`]: wrong }) },
    check: eachRow('XML1', (row, at, _visit, report) => {
      const earlier = textIn(row, first)
      const value = textIn(row, then)
      if (isTime(earlier) && isTime(value) && value < earlier)
        report(at(then), { value: readable(value), earlier: readable(earlier) })
    }),
  }
}

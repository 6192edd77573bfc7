import type { TableRow } from '#vocabulary/dossier-tables'
import { appendix, HOSPITAL_CHECKS } from './instruments.ts'
import { ADVISED, eachRow, example, PRACTICE, requiredWhen, type VisitRule } from './rule-forms.ts'
import { SHORT_STAY_MINUTES } from './time-rules.ts'
import { placeOf, textIn, type Visit } from './visit.ts'
import { isTime, minutesBetween, partsOf, toNumber } from './written-values.ts'

/** Day-treatment, inpatient and stay beds. QĐ 5937/QĐ-BYT 2021, annex 3. */
const BEDS = new Set(['14', '15', '16'])

const DAY_MINUTES = 1_440

/** Outcomes and discharges after which the last day is counted too. */
const FULL_DAYS_OUTCOMES = new Set(['4', '5', '6', '8'])
const FULL_DAYS_DISCHARGES = new Set(['2', '4', '5'])

const HEADS = { instrument: HOSPITAL_CHECKS, ...PRACTICE } as const

/** Bed lines (XML3, groups 14, 15, 16). */
export const bedRules: readonly VisitRule[] = [
  requiredWhen({
    ...ADVISED,
    table: 'XML3',
    field: 'MA_GIUONG',
    instrument: appendix('XML3', 'MA_GIUONG'),
    when: isBed,
    reason: { vi: 'trên dòng tiền giường', en: 'on a bed line' },
    passes: example('inpatient'),
    fails: example('inpatient', { 'XML3[5]/MA_GIUONG': '' }),
  }),
  {
    ...ADVISED,
    id: 'bed.code-form',
    instrument: appendix('XML3', 'MA_GIUONG'),
    message: {
      vi: 'MA_GIUONG “{value}” không có dạng H, T, C, K và 3 chữ số.',
      en: 'MA_GIUONG “{value}” is not H, T, C or K and 3 digits.',
    },
    remedy: {
      vi: 'H kế hoạch, T kê thêm, C tự chọn, K khác; ví dụ H012.',
      en: 'H planned, T added, C chosen, K other; such as H012.',
    },
    examples: {
      passes: example('inpatient'),
      fails: example('inpatient', { 'XML3[5]/MA_GIUONG': 'G12' }),
    },
    check: eachRow('XML3', (row, at, _visit, report) => {
      for (const value of partsOf(textIn(row, 'MA_GIUONG')))
        if (!/^[HTCK]\d{3}$/.test(value)) report(at('MA_GIUONG'), { value })
    }),
  },
  {
    ...HEADS,
    id: 'bed.of-outpatient',
    message: {
      vi: 'Hình thức {form} (khám, ngoại trú) không có tiền giường.',
      en: 'Form {form} (exam, outpatient) has no bed lines.',
    },
    remedy: {
      vi: 'Bỏ dòng giường hoặc sửa MA_LOAI_KCB.',
      en: 'Remove the bed, or mend MA_LOAI_KCB.',
    },
    examples: {
      passes: example('inpatient'),
      fails: example('inpatient', { 'XML1/MA_LOAI_KCB': '01' }),
    },
    check: eachRow('XML3', (row, at, visit, report) => {
      if (isBed(row) && (visit.careForm === '01' || visit.careForm === '02'))
        report(at('MA_NHOM'), { form: visit.careForm })
    }),
  },
  {
    ...HEADS,
    id: 'bed.more-than-a-day',
    message: {
      vi: 'Dòng giường có SO_LUONG {value}; mỗi dòng tối đa 1 ngày.',
      en: 'A bed line with SO_LUONG {value}; a line holds one day at most.',
    },
    remedy: { vi: 'Tách mỗi ngày giường một dòng.', en: 'Write one line per bed-day.' },
    examples: {
      passes: example('inpatient'),
      fails: example('inpatient', { 'XML3[5]/SO_LUONG': '2' }),
    },
    check: eachRow('XML3', (row, at, _visit, report) => {
      const value = toNumber(row['SO_LUONG'])
      if (isBed(row) && value !== undefined && value > 1) report(at('SO_LUONG'), { value })
    }),
  },
  {
    ...HEADS,
    id: 'bed.of-examination-ward',
    message: {
      vi: 'Khoa Khám bệnh (K01) không chỉ định giường.',
      en: 'The examination ward (K01) may not order beds.',
    },
    remedy: { vi: 'Kiểm tra MA_KHOA của dòng giường.', en: 'Check MA_KHOA of the bed line.' },
    examples: {
      passes: example('inpatient'),
      fails: example('inpatient', { 'XML3[5]/MA_KHOA': 'K01' }),
    },
    check: eachRow('XML3', (row, at, _visit, report) => {
      if (isBed(row) && textIn(row, 'MA_KHOA') === 'K01') report(at('MA_KHOA'))
    }),
  },
  {
    ...HEADS,
    id: 'bed.of-short-stay',
    message: {
      vi: 'Thời gian điều trị dưới 4 giờ không có tiền giường.',
      en: 'A stay below 4 hours has no bed-day.',
    },
    remedy: {
      vi: 'Bỏ dòng giường hoặc kiểm tra giờ vào, giờ ra.',
      en: 'Remove the bed, or check the times.',
    },
    examples: {
      passes: example('inpatient'),
      fails: example('inpatient', { 'XML1/NGAY_RA': '202611021100' }),
    },
    check: (visit, report) => {
      const minutes = stayOf(visit)
      if (minutes !== undefined && minutes < SHORT_STAY_MINUTES && bedDays(visit) > 0)
        report('XML3')
    },
  },
  {
    ...HEADS,
    id: 'bed.two-days-in-one',
    message: {
      vi: 'Điều trị từ 4 đến 24 giờ nhưng có {value} ngày giường.',
      en: 'A stay of 4 to 24 hours with {value} bed-days.',
    },
    remedy: { vi: 'Chỉ tính một ngày giường.', en: 'Count one bed-day.' },
    examples: {
      passes: example('inpatient'),
      fails: example('inpatient', { 'XML1/NGAY_RA': '202611030800' }),
    },
    check: (visit, report) => {
      const minutes = stayOf(visit)
      const value = bedDays(visit)
      if (minutes !== undefined && minutes >= SHORT_STAY_MINUTES && minutes <= DAY_MINUTES)
        if (value >= 2) report('XML3', { value })
    },
  },
  {
    ...HEADS,
    id: 'bed.days-above-treatment-days',
    message: {
      vi: 'Tổng {value} ngày giường, trong khi SO_NGAY_DTRI = {days}: ngày giường phải ít hơn, trừ khi chuyển viện, xin về hoặc bệnh nặng.',
      en: '{value} bed-days against SO_NGAY_DTRI = {days}: fewer, except after referral, leave on request or a bad outcome.',
    },
    remedy: { vi: 'Kiểm tra số ngày giường.', en: 'Check the bed-days.' },
    examples: {
      passes: example('inpatient'),
      fails: example('inpatient', { 'XML1/SO_NGAY_DTRI': '4' }),
    },
    check: (visit, report) => {
      const days = toNumber(visit.head['SO_NGAY_DTRI'])
      const value = bedDays(visit)
      if (days === undefined || value === 0 || visit.careForm !== '03') return
      const isFull =
        FULL_DAYS_OUTCOMES.has(visit.head['KET_QUA_DTRI'] ?? '') ||
        FULL_DAYS_DISCHARGES.has(visit.head['MA_LOAI_RV'] ?? '')
      const most = isFull || days <= 1 ? days : days - 1
      if (value > most) report('XML3', { value, days })
    },
  },
  {
    ...HEADS,
    id: 'bed.used-twice-at-once',
    message: {
      vi: 'Giường {value} của khoa {ward} đã ghi ở dòng {line} trong khoảng thời gian này.',
      en: 'Bed {value} of ward {ward} is on line {line} for an overlapping time.',
    },
    remedy: {
      vi: 'Kiểm tra NGAY_YL và NGAY_KQ của các dòng giường.',
      en: 'Check NGAY_YL and NGAY_KQ of the bed lines.',
    },
    examples: {
      passes: example('inpatient'),
      fails: example('inpatient', { 'XML3[6]/NGAY_YL': '202611021200' }),
    },
    check: (visit, report) => {
      const latest = new Map<string, { until: string; line: number }>()
      for (const use of bedUses(visit)) {
        const key = `${use.ward} ${use.bed}`
        const before = latest.get(key)
        if (before && use.from < before.until)
          report(placeOf(visit, 'XML3', use.index, 'MA_GIUONG'), {
            value: use.bed,
            ward: use.ward,
            line: before.line,
          })
        if (!before || use.until > before.until)
          latest.set(key, { until: use.until, line: use.index + 1 })
      }
    },
  },
]

type BedUse = { index: number; ward: string; bed: string; from: string; until: string }

/** Uses of beds with readable times, earliest first. */
function bedUses(visit: Visit): readonly BedUse[] {
  const uses: BedUse[] = []
  visit.tables.XML3?.forEach((row, index) => {
    const from = textIn(row, 'NGAY_YL')
    const until = textIn(row, 'NGAY_KQ')
    if (!isBed(row) || !isTime(from) || !isTime(until)) return
    for (const bed of partsOf(textIn(row, 'MA_GIUONG')))
      uses.push({ index, ward: textIn(row, 'MA_KHOA'), bed, from, until })
  })
  return uses.sort((left, right) => (left.from < right.from ? -1 : left.from > right.from ? 1 : 0))
}

function isBed(row: TableRow): boolean {
  return BEDS.has(textIn(row, 'MA_NHOM'))
}

function bedDays(visit: Visit): number {
  let days = 0
  for (const row of visit.tables.XML3 ?? []) if (isBed(row)) days += toNumber(row['SO_LUONG']) ?? 0
  return days
}

/** Minutes of the stay, from the order of admission on. */
function stayOf(visit: Visit): number | undefined {
  const from = visit.admission === '' ? visit.arrival : visit.admission
  return from === '' || visit.end === '' ? undefined : minutesBetween(from, visit.end)
}

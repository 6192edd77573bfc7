import { APPENDIX, GATEWAY, HOSPITAL_CHECKS, appendix } from './instruments.ts'
import { CERTAIN, eachRow, example, PRACTICE, UNCERTAIN, type VisitRule } from './rule-forms.ts'
import { textIn } from './visit.ts'
import { areDigits, daysBetween, isDay, toNumber, yearsBetween } from './written-values.ts'

/** Up to this age a child may be entered under a parent's number. Law on Identification 26/2023/QH15, art. 19. */
const OWN_NUMBER_AGE = 14

/** Newborns are written with full date and time for so many days. QĐ 130/QĐ-BYT, NGAY_SINH. */
const NEWBORN_DAYS = 28

/** Kilograms above which a weight is taken for a slip. */
const HEAVIEST = 200

/** Who the person is. */
export const identityRules: readonly VisitRule[] = [
  {
    ...UNCERTAIN,
    id: 'identity.number-form',
    instrument: `${GATEWAY}; QĐ 3176/QĐ-BYT bỏ giới hạn độ dài`,
    message: {
      vi: 'SO_CCCD không có dạng 9 số, 12 số hoặc 1 chữ hoa và 7 số.',
      en: 'SO_CCCD is neither 9 nor 12 digits, nor a capital letter and 7 digits.',
    },
    remedy: {
      vi: 'Kiểm tra lại số trên giấy tờ; hộ chiếu nước ngoài có dạng khác thì bỏ qua cảnh báo này.',
      en: 'Check the number on the paper; foreign passports of another form may ignore this warning.',
    },
    examples: {
      passes: example('outpatient', { 'XML1/SO_CCCD': '201234567' }),
      fails: example('outpatient', { 'XML1/SO_CCCD': '20123456' }),
    },
    check: eachRow('XML1', (row, at, _visit, report) => {
      const number = textIn(row, 'SO_CCCD')
      if (number !== '' && !/^(?:\d{9}|\d{12}|[A-Z]\d{7})$/.test(number)) report(at('SO_CCCD'))
    }),
  },
  {
    ...PRACTICE,
    id: 'identity.number-birth-year',
    instrument: 'NĐ 137/2015/NĐ-CP, Điều 13 (cấu trúc số định danh)',
    message: {
      vi: 'Năm sinh theo số định danh khác NGAY_SINH; có thể nhầm người.',
      en: 'The birth year in the citizen number differs from NGAY_SINH; perhaps another person.',
    },
    remedy: {
      vi: 'Đối chiếu CCCD với người bệnh; sửa số hoặc ngày sinh.',
      en: 'Compare the card with the patient; mend the number or the birth date.',
    },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { 'XML1/NGAY_SINH': '198005120000' }),
    },
    check: eachRow('XML1', (row, at, visit, report) => {
      const number = textIn(row, 'SO_CCCD')
      const birth = textIn(row, 'NGAY_SINH')
      if (!isOwnNumber(number, birth, visit.arrival)) return
      const century = 1900 + 100 * Math.floor(Number(number.charAt(3)) / 2)
      if (century + Number(number.slice(4, 6)) !== Number(birth.slice(0, 4))) report(at('SO_CCCD'))
    }),
  },
  {
    ...PRACTICE,
    id: 'identity.number-sex',
    instrument: 'NĐ 137/2015/NĐ-CP, Điều 13 (cấu trúc số định danh)',
    message: {
      vi: 'Giới tính theo số định danh khác GIOI_TINH; có thể nhầm người.',
      en: 'The sex in the citizen number differs from GIOI_TINH; perhaps another person.',
    },
    remedy: {
      vi: 'Đối chiếu CCCD với người bệnh; sửa số hoặc giới tính.',
      en: 'Compare the card with the patient; mend the number or the sex.',
    },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { 'XML1/GIOI_TINH': '1' }),
    },
    check: eachRow('XML1', (row, at, visit, report) => {
      const number = textIn(row, 'SO_CCCD')
      if (!isOwnNumber(number, textIn(row, 'NGAY_SINH'), visit.arrival)) return
      const sex = textIn(row, 'GIOI_TINH')
      const registered = Number(number.charAt(3)) % 2 === 0 ? '1' : '2'
      if ((sex === '1' || sex === '2') && sex !== registered) report(at('GIOI_TINH'))
    }),
  },
  {
    ...PRACTICE,
    id: 'identity.newborn-time',
    instrument: appendix('XML1', 'NGAY_SINH'),
    message: {
      vi: 'Trẻ từ 28 ngày tuổi trở xuống nhưng NGAY_SINH không có giờ, phút sinh.',
      en: 'A child of at most 28 days, and NGAY_SINH tells no hour and minute.',
    },
    remedy: { vi: 'Ghi đủ giờ và phút sinh.', en: 'Write the hour and minute of birth.' },
    examples: {
      passes: example('outpatient', { 'XML1/NGAY_SINH': '202611010815' }),
      fails: example('outpatient', { 'XML1/NGAY_SINH': '202611010000' }),
    },
    check: eachRow('XML1', (row, at, visit, report) => {
      const birth = textIn(row, 'NGAY_SINH')
      if (visit.arrival === '' || !isDay(birth.slice(0, 8)) || !birth.endsWith('0000')) return
      const age = daysBetween(birth, visit.arrival)
      if (age >= 0 && age <= NEWBORN_DAYS) report(at('NGAY_SINH'))
    }),
  },
  {
    ...CERTAIN,
    id: 'identity.born-after-arrival',
    instrument: appendix('XML1', 'NGAY_SINH'),
    message: {
      vi: 'NGAY_SINH sau thời điểm đến khám.',
      en: 'NGAY_SINH lies after the arrival.',
    },
    remedy: { vi: 'Kiểm tra NGAY_SINH và NGAY_VAO.', en: 'Check NGAY_SINH and NGAY_VAO.' },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { 'XML1/NGAY_SINH': '202705120000' }),
    },
    check: eachRow('XML1', (row, at, visit, report) => {
      const birth = textIn(row, 'NGAY_SINH')
      if (visit.arrival === '' || birth.length !== 12 || !areDigits(birth)) return
      // A newborn is entered from its birth on; only the day is compared, clocks differ.
      if (
        birth.slice(0, 8) > visit.end.slice(0, 8) &&
        birth.slice(0, 8) > visit.arrival.slice(0, 8)
      )
        report(at('NGAY_SINH'))
    }),
  },
  {
    ...PRACTICE,
    id: 'identity.weight',
    instrument: `${HOSPITAL_CHECKS}; ${APPENDIX}, XML1 – CAN_NANG`,
    message: {
      vi: 'CAN_NANG “{value}” không phải cân nặng (kg) hợp lý.',
      en: 'CAN_NANG “{value}” is no plausible weight in kilograms.',
    },
    remedy: {
      vi: 'Ghi số kg, dấu chấm thập phân, ví dụ 52.50.',
      en: 'Write kilograms with a point, such as 52.50.',
    },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { 'XML1/CAN_NANG': '52kg' }),
    },
    check: eachRow('XML1', (row, at, _visit, report) => {
      const value = textIn(row, 'CAN_NANG')
      if (value === '') return
      const weight = toNumber(value)
      if (weight === undefined || weight <= 0 || weight > HEAVIEST)
        report(at('CAN_NANG'), { value })
    }),
  },
]

/** A citizen number that must be the patient's own: children may be entered under a parent's. */
function isOwnNumber(number: string, birth: string, arrival: string): boolean {
  if (number.length !== 12 || !areDigits(number)) return false
  if (birth.length !== 12 || !areDigits(birth) || birth.startsWith('0000')) return false
  return arrival !== '' && yearsBetween(birth, arrival) >= OWN_NUMBER_AGE
}

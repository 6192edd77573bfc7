import { appendix, BLOCKING_LIST, HOSPITAL_CHECKS } from './instruments.ts'
import {
  ADVISED,
  CERTAIN,
  eachRow,
  example,
  PRACTICE,
  requiredWhen,
  type VisitRule,
} from './rule-forms.ts'
import { NOT_INSURED, textIn } from './visit.ts'
import { dayOf, isDay, partsOf, toNumber } from './written-values.ts'

const CARD_FIELDS = ['MA_DKBD', 'GT_THE_TU', 'GT_THE_DEN'] as const

/** Categories that may come without a card: emergency before it is looked up, withdrawn claims, no insurance. */
const CARDLESS = new Set(['2', '8', NOT_INSURED])

/** The card and the claim as a whole. */
export const insuranceRules: readonly VisitRule[] = [
  requiredWhen({
    ...CERTAIN,
    table: 'XML1',
    field: 'MA_THE_BHYT',
    instrument: appendix('XML1', 'MA_THE_BHYT'),
    when: (row, visit) => visit.category !== '' && !CARDLESS.has(textIn(row, 'MA_DOITUONG_KCB')),
    reason: {
      vi: 'trong khi MA_DOITUONG_KCB là đối tượng BHYT (người không dùng BHYT: ghi 9)',
      en: 'while MA_DOITUONG_KCB is an insured category (write 9 for visits without insurance)',
    },
    passes: example('uninsured'),
    fails: example('outpatient', { 'XML1/MA_THE_BHYT': '' }),
  }),
  requiredWhen({
    ...ADVISED,
    case: 'emergency',
    table: 'XML1',
    field: 'MA_THE_BHYT',
    instrument: appendix('XML1', 'MA_THE_BHYT'),
    when: (row) => textIn(row, 'MA_DOITUONG_KCB') === '2',
    reason: {
      vi: 'dù là cấp cứu: thẻ phải tra cứu trước khi ra viện',
      en: 'although an emergency card is to be looked up before discharge',
    },
    passes: example('outpatient', { 'XML1/MA_DOITUONG_KCB': '2' }),
    fails: example('outpatient', { 'XML1/MA_DOITUONG_KCB': '2', 'XML1/MA_THE_BHYT': '' }),
  }),
  {
    ...CERTAIN,
    id: 'card.length',
    instrument: appendix('XML1', 'MA_THE_BHYT'),
    message: {
      vi: 'Mã thẻ BHYT phải đủ 15 ký tự; nhiều thẻ cách nhau bằng “;”.',
      en: 'A card code has 15 characters; several are separated by “;”.',
    },
    remedy: {
      vi: 'Tra cứu lại thẻ và ghi đủ 15 ký tự.',
      en: 'Look the card up and write all 15 characters.',
    },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { 'XML1/MA_THE_BHYT': 'GD401000000001' }),
    },
    check: eachRow('XML1', (row, at, _visit, report) => {
      if (partsOf(textIn(row, 'MA_THE_BHYT')).some((card) => card.length !== 15))
        report(at('MA_THE_BHYT'))
    }),
  },
  {
    ...PRACTICE,
    id: 'card.form',
    instrument: `${HOSPITAL_CHECKS}; ${BLOCKING_LIST} (17)`,
    message: {
      vi: 'Mã thẻ BHYT không có dạng 2 chữ hoa và 13 chữ số.',
      en: 'The card code is not two capitals and 13 digits.',
    },
    remedy: { vi: 'Tra cứu lại thẻ trên cổng BHXH.', en: 'Look the card up on the portal.' },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { 'XML1/MA_THE_BHYT': 'GDX010000000001' }),
    },
    check: eachRow('XML1', (row, at, _visit, report) => {
      const cards = partsOf(textIn(row, 'MA_THE_BHYT')).filter((card) => card.length === 15)
      if (cards.some((card) => !/^[A-Z]{2}\d{13}$/.test(card))) report(at('MA_THE_BHYT'))
    }),
  },
  {
    ...CERTAIN,
    id: 'card.same-count',
    instrument: `${appendix('XML1', 'MA_DKBD, GT_THE_TU, GT_THE_DEN')}; ${BLOCKING_LIST} (18–20)`,
    message: {
      vi: '{field} có {count} phần trong khi MA_THE_BHYT có {cards} thẻ.',
      en: '{field} has {count} parts while MA_THE_BHYT has {cards} cards.',
    },
    remedy: {
      vi: 'Mỗi thẻ ghi một nơi đăng ký, một ngày bắt đầu và một ngày kết thúc, theo cùng thứ tự.',
      en: 'Write one registration, one first and one last day for each card, in the same order.',
    },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { 'XML1/GT_THE_TU': '20250101;20260101' }),
    },
    check: eachRow('XML1', (row, at, visit, report) => {
      const cards = partsOf(textIn(row, 'MA_THE_BHYT')).length
      if (cards === 0) return
      for (const field of CARD_FIELDS) {
        const count = partsOf(textIn(row, field)).length
        const mayBeEmpty = field === 'GT_THE_DEN' && visit.isArmyCard && count === 0
        if (count !== cards && !mayBeEmpty) report(at(field), { field, count, cards })
      }
    }),
  },
  {
    ...ADVISED,
    id: 'card.not-valid-then',
    instrument: appendix('XML1', 'GT_THE_TU, GT_THE_DEN'),
    message: {
      vi: 'Không có thẻ nào còn giá trị trong thời gian khám, điều trị.',
      en: 'No card is valid during the visit.',
    },
    remedy: {
      vi: 'Tra cứu thẻ; nếu thẻ được đổi trong đợt điều trị thì ghi thêm thẻ mới sau “;”.',
      en: 'Look the card up; where it was replaced during the visit, add the new one after “;”.',
    },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { 'XML1/GT_THE_DEN': '20261031' }),
    },
    check: eachRow('XML1', (row, at, visit, report) => {
      const from = partsOf(textIn(row, 'GT_THE_TU'))
      const to = partsOf(textIn(row, 'GT_THE_DEN'))
      if (from.length === 0 || from.length !== to.length || visit.arrival === '') return
      if (![...from, ...to].every(isDay)) return
      const last = visit.end === '' ? visit.arrival : visit.end
      const isCovered = from.some(
        (first, index) => first <= dayOf(last) && (to[index] ?? '') >= dayOf(visit.arrival),
      )
      if (!isCovered) report(at('GT_THE_DEN'))
    }),
  },
  {
    ...CERTAIN,
    id: 'claim.of-uninsured',
    instrument: 'QĐ 3276/QĐ-BYT ngày 17/10/2025, phụ lục 1 (đối tượng 9)',
    message: {
      vi: 'Đối tượng 9 (không dùng BHYT) nhưng T_BHTT = {value}.',
      en: 'Category 9 (not insured), yet T_BHTT = {value}.',
    },
    remedy: {
      vi: 'Ghi T_BHTT = 0 hoặc sửa MA_DOITUONG_KCB.',
      en: 'Write T_BHTT = 0, or mend MA_DOITUONG_KCB.',
    },
    examples: {
      passes: example('uninsured'),
      fails: example('uninsured', { 'XML1/T_BHTT': '50000' }),
    },
    check: (visit, report) => {
      const value = toNumber(visit.head['T_BHTT']) ?? 0
      if (!visit.isInsured && value > 0) report('XML1/T_BHTT', { value })
    },
  },
  {
    ...PRACTICE,
    id: 'claim.registration-fits-category',
    instrument: `${HOSPITAL_CHECKS}; QĐ 3276/QĐ-BYT, đối tượng 1.1`,
    message: {
      vi: 'Đối tượng 1.1 (đúng nơi đăng ký ban đầu) nhưng MA_DKBD không có cơ sở này.',
      en: 'Category 1.1 (facility of first registration), yet MA_DKBD does not name this facility.',
    },
    remedy: {
      vi: 'Chọn lại MA_DOITUONG_KCB hoặc kiểm tra MA_DKBD theo kết quả tra cứu thẻ.',
      en: 'Choose another category, or check MA_DKBD against the card look-up.',
    },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { 'XML1/MA_DKBD': '51002' }),
    },
    check: eachRow('XML1', (row, at, visit, report) => {
      const registered = partsOf(textIn(row, 'MA_DKBD'))
      if (visit.category !== '1.1' || registered.length === 0) return
      if (!registered.includes(visit.facility)) report(at('MA_DKBD'))
    }),
  },
  {
    ...PRACTICE,
    id: 'claim.year',
    instrument: `${BLOCKING_LIST} (35)`,
    message: {
      vi: 'NAM_QT {value} sau năm nhận hồ sơ.',
      en: 'NAM_QT {value} lies after the year of reception.',
    },
    remedy: { vi: 'Ghi năm quyết toán hiện tại.', en: 'Write the current year of the claim.' },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { 'XML1/NAM_QT': '2027' }),
    },
    check: eachRow('XML1', (row, at, visit, report) => {
      const value = textIn(row, 'NAM_QT')
      if (value.length === 4 && value > visit.receivedAt.slice(0, 4))
        report(at('NAM_QT'), { value })
    }),
  },
  {
    ...CERTAIN,
    id: 'claim.month',
    instrument: `${appendix('XML1', 'THANG_QT')}; ${BLOCKING_LIST} (36)`,
    message: {
      vi: 'THANG_QT “{value}” không từ 1 đến 12.',
      en: 'THANG_QT “{value}” is not 1 to 12.',
    },
    remedy: {
      vi: 'Ghi tháng quyết toán từ 1 đến 12.',
      en: 'Write the month of the claim, 1 to 12.',
    },
    examples: {
      passes: example('outpatient', { 'XML1/THANG_QT': '09' }),
      fails: example('outpatient', { 'XML1/THANG_QT': '13' }),
    },
    check: eachRow('XML1', (row, at, _visit, report) => {
      const value = textIn(row, 'THANG_QT')
      const month = toNumber(value)
      if (month !== undefined && (month < 1 || month > 12)) report(at('THANG_QT'), { value })
    }),
  },
  {
    ...PRACTICE,
    off: true,
    id: 'claim.financial-year',
    instrument: `${BLOCKING_LIST} (103)`,
    message: {
      vi: 'Đợt điều trị kết thúc ngoài năm quyết toán hiện tại.',
      en: 'The visit ended outside the current financial year.',
    },
    remedy: {
      vi: 'Gửi kèm giải trình hoặc thống nhất với cơ quan BHXH.',
      en: 'Send an explanation, or agree with the insurance.',
    },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { '@receivedAt': '202702101000' }),
    },
    check: (visit, report) => {
      if (visit.end !== '' && visit.end.slice(0, 4) < visit.receivedAt.slice(0, 4))
        report('XML1/NGAY_RA')
    },
  },
]

import { appendix, BLOCKING_LIST } from './instruments.ts'
import {
  ADVISED,
  CERTAIN,
  eachRow,
  example,
  listRule,
  PRACTICE,
  requiredWhen,
  valueRule,
  type VisitRule,
} from './rule-forms.ts'
import { CLOCK_SKEW_MINUTES } from './time-rules.ts'
import { NOT_INSURED, textIn } from './visit.ts'
import { isTime, minutesBetween, readable } from './written-values.ts'

const FIRST_COSTS = ['MA_DICH_VU', 'MA_THUOC', 'MA_VAT_TU'] as const
const EMERGENCY = '2'

/** The check-in file: one or more rows, sent when the visit begins. */
export const checkInOnlyRules: readonly VisitRule[] = [
  {
    ...CERTAIN,
    id: 'check-in.empty',
    instrument: appendix('CHECKIN'),
    message: { vi: 'Tệp check-in không có dòng nào.', en: 'The check-in file has no rows.' },
    remedy: { vi: 'Gửi ít nhất một TRANG_THAI_KCB.', en: 'Send at least one TRANG_THAI_KCB.' },
    examples: { passes: example('check-in'), fails: example('check-in', { CHECKIN: '' }) },
    check: (visit, report) => {
      if (!visit.tables.CHECKIN?.length) report('CHECKIN')
    },
  },
  {
    ...CERTAIN,
    id: 'check-in.first-cost',
    instrument: appendix('CHECKIN', 'MA_DICH_VU, MA_THUOC, MA_VAT_TU'),
    message: {
      vi: 'Chi phí đầu tiên phải ghi đúng một trong MA_DICH_VU, MA_THUOC, MA_VAT_TU; hiện có {count}.',
      en: 'The first cost is exactly one of MA_DICH_VU, MA_THUOC, MA_VAT_TU; there are {count}.',
    },
    remedy: {
      vi: 'Chỉ giữ mã của chi phí phát sinh đầu tiên.',
      en: 'Keep the code of the first cost only.',
    },
    examples: {
      passes: example('check-in'),
      fails: example('check-in', { 'CHECKIN[1]/MA_THUOC': '40.48' }),
    },
    check: eachRow('CHECKIN', (row, at, visit, report) => {
      const count = FIRST_COSTS.filter((field) => textIn(row, field) !== '').length
      // Before QĐ 4750 a check-in could only name services.
      if (count !== 1 && visit.dictionary.dialect !== '130') report(at('MA_DICH_VU'), { count })
    }),
  },
  ...(['DICH_VU', 'THUOC', 'VAT_TU'] as const).map((kind) =>
    requiredWhen({
      ...CERTAIN,
      table: 'CHECKIN',
      field: `TEN_${kind}`,
      instrument: appendix('CHECKIN', `TEN_${kind}`),
      when: (row) => textIn(row, `MA_${kind}`) !== '',
      reason: { vi: `trong khi có MA_${kind}`, en: `while MA_${kind} is given` },
      passes: example('check-in'),
      fails: example('check-in', {
        'CHECKIN[1]/TEN_DICH_VU': '',
        [`CHECKIN[1]/MA_${kind}`]: '40.48',
      }),
    }),
  ),
  requiredWhen({
    ...CERTAIN,
    table: 'CHECKIN',
    field: 'LY_DO_VNT',
    instrument: appendix('CHECKIN', 'LY_DO_VNT'),
    when: (row) => textIn(row, 'NGAY_VAO_NOI_TRU') !== '',
    reason: { vi: 'trong khi có NGAY_VAO_NOI_TRU', en: 'while NGAY_VAO_NOI_TRU is given' },
    passes: example('check-in'),
    fails: example('check-in', { 'CHECKIN[1]/NGAY_VAO_NOI_TRU': '202611100900' }),
  }),
  requiredWhen({
    ...ADVISED,
    table: 'CHECKIN',
    field: 'MA_THE_BHYT',
    instrument: appendix('CHECKIN', 'MA_THE_BHYT'),
    when: (row) => ![NOT_INSURED, EMERGENCY, '8', ''].includes(textIn(row, 'MA_DOITUONG_KCB')),
    reason: { vi: 'với đối tượng BHYT', en: 'of an insured category' },
    passes: example('check-in'),
    fails: example('check-in', { 'CHECKIN[1]/MA_THE_BHYT': '' }),
  }),
  ...(['MA_DKBD', 'GT_THE_TU'] as const).map((field) =>
    requiredWhen({
      ...CERTAIN,
      table: 'CHECKIN',
      field,
      instrument: `${appendix('CHECKIN', field)}; ${BLOCKING_LIST} (18–20)`,
      when: (row) => textIn(row, 'MA_THE_BHYT') !== '',
      reason: { vi: 'trong khi có MA_THE_BHYT', en: 'while MA_THE_BHYT is given' },
      passes: example('check-in'),
      fails: example('check-in', { [`CHECKIN[1]/${field}`]: '' }),
    }),
  ),
  {
    ...CERTAIN,
    id: 'check-in.card-length',
    instrument: appendix('CHECKIN', 'MA_THE_BHYT'),
    message: {
      vi: 'Check-in chỉ ghi một mã thẻ BHYT đủ 15 ký tự.',
      en: 'A check-in has one card code of 15 characters.',
    },
    remedy: { vi: 'Ghi thẻ đang dùng.', en: 'Write the card in use.' },
    examples: {
      passes: example('check-in'),
      fails: example('check-in', { 'CHECKIN[1]/MA_THE_BHYT': 'GD4' }),
    },
    check: eachRow('CHECKIN', (row, at, _visit, report) => {
      const card = textIn(row, 'MA_THE_BHYT')
      if (card !== '' && card.length !== 15) report(at('MA_THE_BHYT'))
    }),
  },
  {
    ...CERTAIN,
    id: 'check-in.admission-before-arrival',
    instrument: appendix('CHECKIN', 'NGAY_VAO_NOI_TRU'),
    message: {
      vi: 'NGAY_VAO_NOI_TRU trước NGAY_VAO.',
      en: 'NGAY_VAO_NOI_TRU lies before NGAY_VAO.',
    },
    remedy: { vi: 'Kiểm tra hai thời điểm.', en: 'Check both times.' },
    examples: {
      passes: example('check-in'),
      fails: example('check-in', {
        'CHECKIN[1]/NGAY_VAO_NOI_TRU': '202611100700',
        'CHECKIN[1]/LY_DO_VNT': 'Sốt cao',
      }),
    },
    check: eachRow('CHECKIN', (row, at, _visit, report) => {
      const arrival = textIn(row, 'NGAY_VAO')
      const admission = textIn(row, 'NGAY_VAO_NOI_TRU')
      if (isTime(arrival) && isTime(admission) && admission < arrival)
        report(at('NGAY_VAO_NOI_TRU'))
    }),
  },
  {
    ...PRACTICE,
    id: 'check-in.order-before-arrival',
    instrument: appendix('CHECKIN', 'NGAY_YL'),
    message: { vi: 'NGAY_YL trước NGAY_VAO.', en: 'NGAY_YL lies before NGAY_VAO.' },
    remedy: { vi: 'Kiểm tra thời điểm y lệnh.', en: 'Check the time of the order.' },
    examples: {
      passes: example('check-in'),
      fails: example('check-in', { 'CHECKIN[1]/NGAY_YL': '202611100700' }),
    },
    check: eachRow('CHECKIN', (row, at, _visit, report) => {
      const arrival = textIn(row, 'NGAY_VAO')
      const ordered = textIn(row, 'NGAY_YL')
      if (isTime(arrival) && isTime(ordered) && ordered < arrival) report(at('NGAY_YL'))
    }),
  },
  {
    ...CERTAIN,
    id: 'check-in.arrival-in-future',
    instrument: appendix('CHECKIN', 'NGAY_VAO'),
    message: { vi: 'NGAY_VAO {value} còn ở phía trước.', en: 'NGAY_VAO {value} lies ahead.' },
    remedy: { vi: 'Kiểm tra đồng hồ máy chủ.', en: 'Check the server’s clock.' },
    examples: {
      passes: example('check-in'),
      fails: example('check-in', { 'CHECKIN[1]/NGAY_VAO': '202611201000' }),
    },
    check: eachRow('CHECKIN', (row, at, visit, report) => {
      const arrival = textIn(row, 'NGAY_VAO')
      if (!isTime(arrival) || arrival <= visit.receivedAt) return
      if (minutesBetween(visit.receivedAt, arrival) > CLOCK_SKEW_MINUTES)
        report(at('NGAY_VAO'), { value: readable(arrival) })
    }),
  },
  valueRule({
    table: 'CHECKIN',
    field: 'GIOI_TINH',
    allowed: ['1', '2', '3'],
    instrument: appendix('CHECKIN', 'GIOI_TINH'),
    base: 'check-in',
    wrong: '4',
  }),
  listRule({
    table: 'CHECKIN',
    field: 'MA_DOITUONG_KCB',
    list: 'patient-category',
    title: { vi: 'danh mục đối tượng đến KBCB', en: 'the list of patient categories' },
    instrument: 'QĐ 3276/QĐ-BYT ngày 17/10/2025, phụ lục 1',
    closedSince: '2025-07-01',
    base: 'check-in',
    wrong: '5.5',
  }),
  listRule({
    table: 'CHECKIN',
    field: 'MA_LOAI_KCB',
    list: 'care-form',
    title: { vi: 'danh mục hình thức KBCB', en: 'the list of forms of care' },
    instrument: 'QĐ 1804/QĐ-BYT ngày 19/06/2026',
    closedSince: '2023-01-18',
    base: 'check-in',
    wrong: '99',
  }),
]

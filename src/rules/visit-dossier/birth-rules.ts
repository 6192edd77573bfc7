import { appendix, HOSPITAL_CHECKS } from './instruments.ts'
import { ADVISED, CERTAIN, eachRow, example, PRACTICE, type VisitRule } from './rule-forms.ts'
import { textIn } from './visit.ts'
import { dayOf, isDay, isTime, partsOf, toNumber } from './written-values.ts'

/** Grams outside which a birth weight is taken for a slip. */
const LIGHTEST = 300
const HEAVIEST = 7_000

/** The phrase that the paper carries, by surgery and by birth before 32 weeks. QĐ 130/QĐ-BYT, XML9 – GHI_CHU. */
const PHRASES = new Map([
  ['1 0', 'Sinh con phải phẫu thuật'],
  ['0 1', 'Sinh con dưới 32 tuần tuổi'],
  ['1 1', 'Phẫu thuật, sinh con dưới 32 tuần tuổi'],
])

/** Birth paper (XML9) and birth weights (XML1). */
export const birthRules: readonly VisitRule[] = [
  {
    ...PRACTICE,
    id: 'birth.temporary-card-form',
    instrument: `${HOSPITAL_CHECKS}; ${appendix('XML9', 'MA_THE_TAM')}`,
    message: {
      vi: 'MA_THE_TAM không có dạng TE1, mã tỉnh và 10 chữ số.',
      en: 'MA_THE_TAM is not TE1, a province and 10 digits.',
    },
    remedy: { vi: 'Lấy mã thẻ tạm trên cổng BHXH.', en: 'Get the temporary code on the portal.' },
    examples: {
      passes: example('birth'),
      fails: example('birth', { 'XML9[1]/MA_THE_TAM': 'TE51000000001' }),
    },
    check: eachRow('XML9', (row, at, _visit, report) => {
      const value = textIn(row, 'MA_THE_TAM')
      if (value !== '' && !/^TE1\d{12}$/.test(value)) report(at('MA_THE_TAM'))
    }),
  },
  {
    ...CERTAIN,
    id: 'birth.identity-paper-in-future',
    instrument: appendix('XML9', 'NGAYCAP_CCCD_NND'),
    message: {
      vi: 'NGAYCAP_CCCD_NND còn ở phía trước.',
      en: 'NGAYCAP_CCCD_NND lies ahead.',
    },
    remedy: { vi: 'Kiểm tra ngày cấp giấy tờ.', en: 'Check the date of issue.' },
    examples: {
      passes: example('birth'),
      fails: example('birth', { 'XML9[1]/NGAYCAP_CCCD_NND': '20300101' }),
    },
    check: eachRow('XML9', (row, at, visit, report) => {
      const day = textIn(row, 'NGAYCAP_CCCD_NND')
      if (isDay(day) && day > dayOf(visit.receivedAt)) report(at('NGAYCAP_CCCD_NND'))
    }),
  },
  {
    ...ADVISED,
    id: 'birth.rows-differ-from-children',
    instrument: appendix('XML9', 'SO_CON'),
    message: {
      vi: 'SO_CON = {value} nhưng có {rows} giấy chứng sinh; mỗi trẻ một dòng.',
      en: 'SO_CON = {value} and {rows} papers; one row per child.',
    },
    remedy: {
      vi: 'Mỗi trẻ một dòng XML9; trẻ chết không cấp giấy thì bỏ qua cảnh báo.',
      en: 'One row per child; ignore this where a child died and has no paper.',
    },
    examples: {
      passes: example('birth'),
      fails: example('birth', { 'XML9[1]/SO_CON': '2' }),
    },
    check: (visit, report) => {
      const rows = visit.tables.XML9 ?? []
      const value = toNumber(rows[0]?.['SO_CON'])
      if (value !== undefined && value !== rows.length)
        report('XML9[1]/SO_CON', { value, rows: rows.length })
    },
  },
  {
    ...ADVISED,
    id: 'birth.phrase',
    instrument: appendix('XML9', 'GHI_CHU'),
    message: {
      vi: 'GHI_CHU phải là “{expected}”.',
      en: 'GHI_CHU is to read “{expected}”.',
    },
    remedy: { vi: 'Ghi đúng cụm từ quy định.', en: 'Write the phrase of the law.' },
    examples: {
      passes: example('birth', {
        'XML9[1]/SINHCON_PHAUTHUAT': '1',
        'XML9[1]/GHI_CHU': 'Sinh con phải phẫu thuật',
      }),
      fails: example('birth', { 'XML9[1]/SINHCON_PHAUTHUAT': '1', 'XML9[1]/GHI_CHU': 'Mổ' }),
    },
    check: eachRow('XML9', (row, at, _visit, report) => {
      const surgery = textIn(row, 'SINHCON_PHAUTHUAT')
      const expected = PHRASES.get(`${surgery} ${textIn(row, 'SINHCON_DUOI32TUAN')}`)
      if (expected !== undefined && textIn(row, 'GHI_CHU').normalize('NFC').trim() !== expected)
        report(at('GHI_CHU'), { expected })
    }),
  },
  {
    ...PRACTICE,
    id: 'birth.outside-visit',
    instrument: HOSPITAL_CHECKS,
    message: {
      vi: 'NGAY_SINH_CON sau thời điểm mẹ ra viện.',
      en: 'NGAY_SINH_CON lies after the mother’s discharge.',
    },
    remedy: { vi: 'Kiểm tra thời điểm sinh.', en: 'Check the time of birth.' },
    examples: {
      passes: example('birth'),
      fails: example('birth', { 'XML9[1]/NGAY_SINH_CON': '202611200100' }),
    },
    check: eachRow('XML9', (row, at, visit, report) => {
      const born = textIn(row, 'NGAY_SINH_CON')
      if (isTime(born) && visit.end !== '' && born > visit.end) report(at('NGAY_SINH_CON'))
    }),
  },
  {
    ...PRACTICE,
    id: 'birth.weight',
    instrument: appendix('XML9', 'CAN_NANG_CON'),
    message: {
      vi: 'CAN_NANG_CON “{value}” không phải số gam hợp lý.',
      en: 'CAN_NANG_CON “{value}” is no plausible weight in grams.',
    },
    remedy: { vi: 'Ghi cân nặng lúc sinh bằng gam.', en: 'Write the birth weight in grams.' },
    examples: {
      passes: example('birth'),
      fails: example('birth', { 'XML9[1]/CAN_NANG_CON': '3.2' }),
    },
    check: eachRow('XML9', (row, at, _visit, report) => {
      const value = textIn(row, 'CAN_NANG_CON')
      if (value !== '' && !isBirthWeight(value)) report(at('CAN_NANG_CON'), { value })
    }),
  },
  {
    ...PRACTICE,
    id: 'birth.weights-of-summary',
    instrument: appendix('XML1', 'CAN_NANG_CON'),
    message: {
      vi: 'XML1.CAN_NANG_CON “{value}” có phần không phải số gam hợp lý.',
      en: 'XML1.CAN_NANG_CON “{value}” has a part that is no plausible weight in grams.',
    },
    remedy: {
      vi: 'Ghi cân nặng từng con bằng gam, cách nhau bằng “;”.',
      en: 'Write grams of each child, separated by “;”.',
    },
    examples: {
      passes: example('birth'),
      fails: example('birth', { 'XML1/CAN_NANG_CON': '3,2kg' }),
    },
    check: eachRow('XML1', (row, at, _visit, report) => {
      const value = textIn(row, 'CAN_NANG_CON')
      if (!partsOf(value).every(isBirthWeight)) report(at('CAN_NANG_CON'), { value })
    }),
  },
  {
    ...PRACTICE,
    id: 'birth.mother-is-a-man',
    instrument: HOSPITAL_CHECKS,
    message: {
      vi: 'Có giấy chứng sinh nhưng GIOI_TINH của người bệnh là nam.',
      en: 'A birth paper in the dossier of a man.',
    },
    remedy: { vi: 'Kiểm tra GIOI_TINH và người bệnh.', en: 'Check GIOI_TINH and the patient.' },
    examples: {
      passes: example('birth'),
      fails: example('birth', { 'XML1/GIOI_TINH': '1' }),
    },
    check: (visit, report) => {
      if (visit.tables.XML9?.length && visit.head['GIOI_TINH'] === '1') report('XML1/GIOI_TINH')
    },
  },
]

function isBirthWeight(text: string): boolean {
  const grams = toNumber(text)
  return grams !== undefined && grams >= LIGHTEST && grams <= HEAVIEST
}

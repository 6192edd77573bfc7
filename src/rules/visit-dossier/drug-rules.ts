import { appendix, HOSPITAL_CHECKS } from './instruments.ts'
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
import { textIn } from './visit.ts'
import { toNumber } from './written-values.ts'

/** Oxygen, NO gas, decoction packaging, blood transport: no registration number. QĐ 130/QĐ-BYT, SO_DANG_KY. */
const UNREGISTERED = /^(?:40\.17$|40\.573$|05V|05C|HD|VM\.|BB\.)/

/** Drug tenders: `decision;G1;N1;2026`, optionally a further part; self-made: `document;2026`. */
const DRUG_TENDER = /^[^;]+;G[1-9]\d?;N[1-9]\d?;\d{4}(?:;[^;]+)?$|^[^;]+;\d{4}$/

/** `2 viên/lần * 2 lần/ngày * 5 ngày [4 viên/ngày]` or `12g * 1 thang * 5 ngày`. */
const DOSE =
  /^([\d.,/]+)\s*[^*[\]]*\/\s*lần\s*\*\s*([\d.,]+)\s*lần\/ngày\s*\*\s*([\d.,]+)\s*ngày\s*\[[^\]]+\/ngày\]$/i
const DECOCTION = /^[\d.,]+\s*g\s*\*\s*\d+\s*thang\s*\*\s*\d+\s*ngày$/i
const UNEVEN = /\[[^\]]+\/ngày\]/i

/** How far a dispensed quantity may differ from the dose written out: bottles and tubes are not split. */
const DOSE_TOLERANCE = 0.001

/** Drugs, line by line (XML2). */
export const drugRules: readonly VisitRule[] = [
  requiredWhen({
    ...ADVISED,
    table: 'XML2',
    field: 'TT_THAU',
    instrument: appendix('XML2', 'TT_THAU'),
    when: (row, visit) =>
      visit.isInsured && textIn(row, 'PHAM_VI') === '1' && textIn(row, 'MA_NHOM') === '4',
    reason: {
      vi: 'trong khi chỉ máu và chế phẩm máu (nhóm 7, 17) không cần thông tin thầu',
      en: 'while only blood and blood products (groups 7, 17) go without tender data',
    },
    passes: example('outpatient'),
    fails: example('outpatient', { 'XML2[1]/TT_THAU': '' }),
  }),
  requiredWhen({
    ...ADVISED,
    table: 'XML2',
    field: 'SO_DANG_KY',
    instrument: appendix('XML2', 'SO_DANG_KY'),
    when: (row) =>
      textIn(row, 'PHAM_VI') === '1' &&
      textIn(row, 'MA_NHOM') === '4' &&
      !UNREGISTERED.test(textIn(row, 'MA_THUOC')),
    reason: {
      vi: 'với thuốc có số đăng ký lưu hành',
      en: 'of a drug that has a registration number',
    },
    passes: example('outpatient'),
    fails: example('outpatient', { 'XML2[1]/SO_DANG_KY': '' }),
  }),
  {
    ...PRACTICE,
    id: 'drug.tender-form',
    instrument: `${appendix('XML2', 'TT_THAU')}; ${HOSPITAL_CHECKS}`,
    message: {
      vi: 'TT_THAU “{value}” không có dạng quyết định;Gx;Nx;năm (tự bào chế: văn bản;năm).',
      en: 'TT_THAU “{value}” is not decision;Gx;Nx;year (self-made: document;year).',
    },
    remedy: {
      vi: 'Ghi số quyết định, gói G1–G99, nhóm N1–N99 và năm, cách nhau bằng “;”.',
      en: 'Write decision, package G1-G99, group N1-N99 and year, separated by “;”.',
    },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { 'XML2[1]/TT_THAU': '01/QĐ-BV;2026;G1' }),
    },
    check: eachRow('XML2', (row, at, _visit, report) => {
      const value = textIn(row, 'TT_THAU')
      if (value !== '' && !DRUG_TENDER.test(value)) report(at('TT_THAU'), { value })
    }),
  },
  {
    ...ADVISED,
    id: 'drug.registration-with-spaces',
    instrument: appendix('XML2', 'SO_DANG_KY'),
    message: {
      vi: 'SO_DANG_KY “{value}” có khoảng trắng.',
      en: 'SO_DANG_KY “{value}” contains spaces.',
    },
    remedy: { vi: 'Ghi số đăng ký không có khoảng trắng.', en: 'Write it without spaces.' },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { 'XML2[1]/SO_DANG_KY': 'VD 123' }),
    },
    check: eachRow('XML2', (row, at, _visit, report) => {
      const value = textIn(row, 'SO_DANG_KY')
      if (value.includes(' ')) report(at('SO_DANG_KY'), { value })
    }),
  },
  {
    ...ADVISED,
    id: 'drug.origin-form',
    instrument: appendix('XML2', 'MA_CSKCB_THUOC'),
    message: {
      vi: 'MA_CSKCB_THUOC “{value}” không có dạng C., K., M. hoặc HC. kèm mã cơ sở 5 ký tự.',
      en: 'MA_CSKCB_THUOC “{value}” is not C., K., M. or HC. and a facility code.',
    },
    remedy: {
      vi: 'C: điều chuyển; K: xét nghiệm nơi khác; M: cơ sở máu; HC: khám từ xa.',
      en: 'C: forwarded; K: test done elsewhere; M: blood supplier; HC: tele-consultation.',
    },
    examples: {
      passes: example('outpatient', { 'XML2[1]/MA_CSKCB_THUOC': 'HC.01999' }),
      fails: example('outpatient', { 'XML2[1]/MA_CSKCB_THUOC': '01999' }),
    },
    check: eachRow('XML2', (row, at, _visit, report) => {
      const value = textIn(row, 'MA_CSKCB_THUOC')
      if (value !== '' && !/^(?:C|K|M|HC)\.[0-9A-Z]{5}$/.test(value))
        report(at('MA_CSKCB_THUOC'), { value })
    }),
  },
  {
    ...UNCERTAIN,
    id: 'drug.dose-form',
    instrument: appendix('XML2', 'LIEU_DUNG'),
    message: {
      vi: 'LIEU_DUNG “{value}” không theo mẫu “lượng/lần * số lần/ngày * số ngày [tổng/ngày]”.',
      en: 'LIEU_DUNG “{value}” is not “amount/time * times/day * days [total/day]”.',
    },
    remedy: {
      vi: 'Ví dụ: 2 viên/lần * 2 lần/ngày * 5 ngày [4 viên/ngày]; thuốc thang: 12g * 1 thang * 5 ngày; liều không đều ghi lời và kết bằng [tổng/ngày].',
      en: 'Such as 2 viên/lần * 2 lần/ngày * 5 ngày [4 viên/ngày]; uneven doses in words ending in [total/day].',
    },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { 'XML2[1]/LIEU_DUNG': 'Ngày uống 3 viên' }),
    },
    check: eachRow('XML2', (row, at, _visit, report) => {
      const value = textIn(row, 'LIEU_DUNG')
      if (value === '' || DOSE.test(value) || DECOCTION.test(value) || UNEVEN.test(value)) return
      report(at('LIEU_DUNG'), { value })
    }),
  },
  {
    ...UNCERTAIN,
    id: 'drug.quantity-differs-from-dose',
    instrument: HOSPITAL_CHECKS,
    message: {
      vi: 'SO_LUONG {value} khác liều dùng: {expected} (số lần × số ngày × lượng mỗi lần).',
      en: 'SO_LUONG {value} differs from the dose: {expected} (times × days × amount).',
    },
    remedy: { vi: 'Kiểm tra số lượng cấp và liều dùng.', en: 'Check quantity and dose.' },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { 'XML2[1]/SO_LUONG': '20' }),
    },
    check: eachRow('XML2', (row, at, _visit, report) => {
      const quantity = toNumber(row['SO_LUONG'])
      const expected = dosedQuantity(textIn(row, 'LIEU_DUNG'))
      if (quantity === undefined || expected === undefined) return
      if (Math.abs(quantity - expected) > DOSE_TOLERANCE)
        report(at('SO_LUONG'), { value: quantity, expected })
    }),
  },
  {
    ...CERTAIN,
    id: 'drug.rate-out-of-range',
    instrument: appendix('XML2', 'TYLE_TT_BH'),
    message: {
      vi: 'TYLE_TT_BH = {value} không từ 0 đến 100.',
      en: 'TYLE_TT_BH = {value} is not 0 to 100.',
    },
    remedy: { vi: 'Ghi số nguyên từ 0 đến 100.', en: 'Write a whole number from 0 to 100.' },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { 'XML2[1]/TYLE_TT_BH': '120' }),
    },
    check: eachRow('XML2', (row, at, _visit, report) => {
      const value = toNumber(row['TYLE_TT_BH'])
      if (value !== undefined && value > 100) report(at('TYLE_TT_BH'), { value })
    }),
  },
]

/** The whole quantity of a dose in the usual form, `1/2` and `0,5` understood; undefined for every other text. */
export function dosedQuantity(dose: string): number | undefined {
  const parts = DOSE.exec(dose.trim())
  if (!parts) return undefined
  const [amount, times, days] = parts.slice(1, 4).map(readAmount)
  if (amount === undefined || times === undefined || days === undefined) return undefined
  return Math.round(amount * times * days * 1_000) / 1_000
}

function readAmount(text: string): number | undefined {
  const [over, under, ...rest] = text.replaceAll(',', '.').split('/')
  if (rest.length > 0) return undefined
  const value = under === undefined ? Number(over) : Number(over) / Number(under)
  return Number.isFinite(value) ? value : undefined
}

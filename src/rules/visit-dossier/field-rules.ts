import { APPENDIX, GATEWAY } from './instruments.ts'
import { ADVISED, CERTAIN, example, PRACTICE, UNCERTAIN, type VisitRule } from './rule-forms.ts'
import { faultRule } from './tag-rules.ts'

/** Presence, type, length and format of every field, by the dictionary of the day. */
export const fieldRules: readonly VisitRule[] = [
  faultRule('required', {
    ...CERTAIN,
    id: 'field.required',
    instrument: GATEWAY,
    message: {
      vi: '{table}.{field} ({label}) bắt buộc nhưng còn trống.',
      en: '{table}.{field} ({labelEn}) is required and empty.',
    },
    remedy: { vi: 'Điền {field}.', en: 'Fill {field}.' },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { 'XML1/HO_TEN': '' }),
    },
  }),
  faultRule('required-of-stranger', {
    ...ADVISED,
    id: 'field.required-of-known-person',
    instrument: GATEWAY,
    message: {
      vi: '{table}.{field} ({label}) còn trống; được để trống với người nước ngoài hoặc người chưa rõ danh tính.',
      en: '{table}.{field} ({labelEn}) is empty; acceptable of a foreigner or an unknown person.',
    },
    remedy: {
      vi: 'Bổ sung {field} khi đã xác định được người bệnh.',
      en: 'Add {field} when the person is known.',
    },
    examples: {
      passes: example('outpatient'),
      fails: example('uninsured', {
        'XML1/SO_CCCD': '',
        'XML1/MA_QUOCTICH': '',
        'XML1/MAXA_CU_TRU': '',
      }),
    },
  }),
  faultRule('expected', {
    ...PRACTICE,
    id: 'field.expected',
    instrument: 'Các bộ kiểm tra theo QĐ 3176/QĐ-BYT',
    message: {
      vi: '{table}.{field} ({label}) còn trống; các bộ kiểm tra hiện hành yêu cầu có.',
      en: '{table}.{field} ({labelEn}) is empty; current checkers ask for it.',
    },
    remedy: { vi: 'Điền {field} nếu có.', en: 'Fill {field} where known.' },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { 'XML1/MA_TTDV': '' }),
    },
  }),
  faultRule('not-a-number', {
    ...CERTAIN,
    id: 'field.not-a-number',
    instrument: APPENDIX,
    message: {
      vi: '{table}.{field} ({label}) = “{value}” không phải là số.',
      en: '{table}.{field} ({labelEn}) = “{value}” is not a number.',
    },
    remedy: {
      vi: 'Ghi số không có dấu phân cách hàng nghìn, phần thập phân dùng dấu chấm.',
      en: 'Write digits without thousands separators, with a point before decimals.',
    },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { 'XML2[1]/SO_LUONG': '15,5' }),
    },
  }),
  faultRule('too-precise', {
    ...ADVISED,
    id: 'field.too-many-decimals',
    instrument: APPENDIX,
    message: {
      vi: '{table}.{field} ({label}) = “{value}” có quá {decimals} chữ số thập phân.',
      en: '{table}.{field} ({labelEn}) = “{value}” has more than {decimals} decimals.',
    },
    remedy: {
      vi: 'Làm tròn: tiền 2 chữ số, đơn giá và số lượng 3 chữ số, tỷ lệ là số nguyên.',
      en: 'Round: money to 2, prices and quantities to 3 decimals, rates to whole numbers.',
    },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { 'XML2[1]/T_BNCCT': '0.001' }),
    },
  }),
  faultRule('too-long', {
    ...CERTAIN,
    id: 'field.too-long',
    instrument: APPENDIX,
    message: {
      vi: '{table}.{field} ({label}) dài {length} ký tự, tối đa {max}.',
      en: '{table}.{field} ({labelEn}) has {length} characters, at most {max} are allowed.',
    },
    remedy: { vi: 'Rút gọn {field}.', en: 'Shorten {field}.' },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { 'XML1/NHOM_MAU': 'Nhóm O' }),
    },
  }),
  faultRule('too-long-perhaps', {
    ...UNCERTAIN,
    id: 'field.too-long-perhaps',
    instrument: 'QĐ 3176/QĐ-BYT, theo các phần mềm đã triển khai',
    message: {
      vi: '{table}.{field} ({label}) dài {length} ký tự, có nguồn ghi tối đa {max}.',
      en: '{table}.{field} ({labelEn}) has {length} characters; some sources allow {max}.',
    },
    remedy: {
      vi: 'Rút gọn {field} nếu cổng BHXH trả lỗi độ dài.',
      en: 'Shorten {field} should the portal complain of its length.',
    },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { 'XML1/MA_NGHE_NGHIEP': '33100' }),
    },
  }),
  faultRule('not-a-time', {
    ...CERTAIN,
    id: 'format.time',
    instrument: APPENDIX,
    message: {
      vi: '{table}.{field} ({label}) = “{value}” không phải thời điểm có thật dạng yyyymmddHHMM.',
      en: '{table}.{field} ({labelEn}) = “{value}” is no real time written yyyymmddHHMM.',
    },
    remedy: {
      vi: 'Ghi đủ 12 chữ số năm, tháng, ngày, giờ, phút.',
      en: 'Write 12 digits: year, month, day, hour, minute.',
    },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { 'XML1/NGAY_TTOAN': '202611312500' }),
    },
  }),
  faultRule('not-a-day', {
    ...CERTAIN,
    id: 'format.day',
    instrument: APPENDIX,
    message: {
      vi: '{table}.{field} ({label}) = “{value}” không phải ngày có thật dạng yyyymmdd.',
      en: '{table}.{field} ({labelEn}) = “{value}” is no real day written yyyymmdd.',
    },
    remedy: { vi: 'Ghi đủ 8 chữ số năm, tháng, ngày.', en: 'Write 8 digits: year, month, day.' },
    examples: {
      passes: example('inpatient'),
      fails: example('inpatient', { 'XML7/NGAY_CT': '20261301' }),
    },
  }),
  faultRule('not-a-day-or-time', {
    ...CERTAIN,
    id: 'format.day-or-time',
    instrument: APPENDIX,
    message: {
      vi: '{table}.{field} ({label}) = “{value}” không phải ngày 8 số hoặc thời điểm 12 số.',
      en: '{table}.{field} ({labelEn}) = “{value}” is neither a day of 8 digits nor a time of 12.',
    },
    remedy: { vi: 'Ghi yyyymmdd hoặc yyyymmddHHMM.', en: 'Write yyyymmdd or yyyymmddHHMM.' },
    examples: {
      passes: example('outpatient', { 'XML1/NGAY_MIEN_CCT': '20260901' }),
      fails: example('outpatient', { 'XML1/NGAY_MIEN_CCT': '01/09/2026' }),
    },
  }),
  faultRule('not-days', {
    ...CERTAIN,
    id: 'format.days',
    instrument: APPENDIX,
    message: {
      vi: '{table}.{field} ({label}) = “{value}” có phần không phải ngày yyyymmdd.',
      en: '{table}.{field} ({labelEn}) = “{value}” has a part that is no day yyyymmdd.',
    },
    remedy: {
      vi: 'Ghi các ngày 8 chữ số, cách nhau bằng “;” không có khoảng trắng.',
      en: 'Write days of 8 digits, separated by “;” without spaces.',
    },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { 'XML1/GT_THE_DEN': '31/12/2026' }),
    },
  }),
  faultRule('not-times', {
    ...CERTAIN,
    id: 'format.times',
    instrument: APPENDIX,
    message: {
      vi: '{table}.{field} ({label}) = “{value}” có phần không phải thời điểm yyyymmddHHMM.',
      en: '{table}.{field} ({labelEn}) = “{value}” has a part that is no time yyyymmddHHMM.',
    },
    remedy: {
      vi: 'Ghi các thời điểm 12 chữ số, cách nhau bằng “;”.',
      en: 'Write times of 12 digits, separated by “;”.',
    },
    examples: {
      passes: example('referral'),
      fails: example('referral', { 'XML13/NGAY_VAO': '2026-11-02' }),
    },
  }),
  faultRule('not-a-birth', {
    ...CERTAIN,
    id: 'format.birth',
    instrument: APPENDIX,
    message: {
      vi: '{table}.{field} ({label}) không phải ngày sinh dạng yyyymmddHHMM.',
      en: '{table}.{field} ({labelEn}) is no birth date written yyyymmddHHMM.',
    },
    remedy: {
      vi: 'Ghi 12 chữ số; giờ phút hoặc ngày tháng không rõ ghi 0000.',
      en: 'Write 12 digits; unknown time, or unknown day and month, as 0000.',
    },
    examples: {
      passes: example('outpatient', { 'XML1/NGAY_SINH': '196000000000' }),
      fails: example('outpatient', { 'XML1/NGAY_SINH': '12/05/1990' }),
    },
  }),
  faultRule('birth-unknown', {
    ...ADVISED,
    id: 'identity.birth-unknown',
    instrument: APPENDIX,
    message: {
      vi: '{table}.{field} ({label}) không rõ cả năm sinh.',
      en: '{table}.{field} ({labelEn}): not even the year is known.',
    },
    remedy: {
      vi: 'Ước lượng năm sinh nếu có thể; bổ sung khi xác định được người bệnh.',
      en: 'Estimate the year where possible; complete it when the person is known.',
    },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { 'XML1/NGAY_SINH': '000000000000' }),
    },
  }),
]

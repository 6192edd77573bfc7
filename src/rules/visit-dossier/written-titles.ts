import type { Bilingual } from '#vocabulary/bilingual'

/** Titles of rules whose message is no sentence without the values of a dossier, by rule. */
export const WRITTEN_TITLES: Readonly<Record<string, Bilingual>> = {
  'structure.unknown-tag': {
    vi: 'Thẻ không có trong cấu trúc của bảng',
    en: 'A tag that its table does not have',
  },
  'structure.outdated-tag': {
    vi: 'Thẻ không còn dùng vào ngày của hồ sơ',
    en: 'A tag no longer used on the day of the visit',
  },
  'structure.missing-tag': {
    vi: 'Bảng thiếu thẻ bắt buộc',
    en: 'A table lacks a tag that it must have',
  },
  'structure.tag-order': {
    vi: 'Thứ tự thẻ khác bảng chỉ tiêu',
    en: 'Tags not in the order of the table of fields',
  },
  'field.required': { vi: 'Trường bắt buộc còn trống', en: 'A required field is empty' },
  'field.required-of-known-person': {
    vi: 'Trường định danh, nơi cư trú của người bệnh còn trống',
    en: 'A field on identity or residence of the patient is empty',
  },
  'field.expected': {
    vi: 'Trường mà các bộ kiểm tra hiện hành yêu cầu còn trống',
    en: 'A field that current checkers ask for is empty',
  },
  'field.not-a-number': {
    vi: 'Trường số chứa giá trị không phải số',
    en: 'A numeric field holds no number',
  },
  'field.too-many-decimals': {
    vi: 'Số có quá nhiều chữ số thập phân',
    en: 'A number with too many decimals',
  },
  'field.too-long': {
    vi: 'Giá trị dài hơn độ dài tối đa của trường',
    en: 'A value longer than its field allows',
  },
  'field.too-long-perhaps': {
    vi: 'Giá trị dài hơn độ dài mà một số nguồn quy định',
    en: 'A value longer than some sources allow',
  },
  'format.time': {
    vi: 'Thời điểm không đúng dạng yyyymmddHHMM hoặc không có thật',
    en: 'A time not written yyyymmddHHMM, or not real',
  },
  'format.day': {
    vi: 'Ngày không đúng dạng yyyymmdd hoặc không có thật',
    en: 'A day not written yyyymmdd, or not real',
  },
  'format.day-or-time': {
    vi: 'Không phải ngày 8 số hoặc thời điểm 12 số',
    en: 'Neither a day of 8 digits nor a time of 12',
  },
  'format.days': {
    vi: 'Danh sách ngày có phần không đúng dạng yyyymmdd',
    en: 'A list of days with a part not written yyyymmdd',
  },
  'format.times': {
    vi: 'Danh sách thời điểm có phần không đúng dạng yyyymmddHHMM',
    en: 'A list of times with a part not written yyyymmddHHMM',
  },
  'format.birth': {
    vi: 'Ngày sinh không đúng dạng yyyymmddHHMM',
    en: 'A birth date not written yyyymmddHHMM',
  },
  'identity.birth-unknown': {
    vi: 'Không rõ cả năm sinh',
    en: 'Not even the year of birth is known',
  },
  'list.xml3-ma-giuong-bed': {
    vi: 'Giường không có trong danh mục giường của khoa',
    en: 'A bed that is not among the beds of its ward',
  },
  'diagnosis.not-as-main': {
    vi: 'Mã bệnh không được dùng làm bệnh chính',
    en: 'A code that may not be the main disease',
  },
  'diagnosis.women-only': {
    vi: 'Mã bệnh chỉ dùng cho nữ nhưng người bệnh là nam',
    en: 'A code for women only, of a man',
  },
  'diagnosis.men-only': {
    vi: 'Mã bệnh chỉ dùng cho nam nhưng người bệnh là nữ',
    en: 'A code for men only, of a woman',
  },
  'diagnosis.too-many-xml1': {
    vi: 'XML1.MA_BENH_KT có quá 12 mã',
    en: 'XML1.MA_BENH_KT has more than 12 codes',
  },
  'diagnosis.too-many-xml14': {
    vi: 'XML14.MA_BENH_KT có quá 12 mã',
    en: 'XML14.MA_BENH_KT has more than 12 codes',
  },
  'diagnosis.repeated': {
    vi: 'Mã bệnh ghi nhiều lần trong MA_BENH_CHINH và MA_BENH_KT',
    en: 'A code written more than once in MA_BENH_CHINH and MA_BENH_KT',
  },
  'diagnosis.vague': { vi: 'Bệnh chính ít thông tin', en: 'A main disease that says little' },
  'times.supply-end-not-midnight': {
    vi: 'NGAY_RA là ngày dùng thuốc cuối cùng nhưng giờ không phải 2359',
    en: 'NGAY_RA is the last day of drugs, and its time is not 2359',
  },
  'times.treatment-days': {
    vi: 'SO_NGAY_DTRI không khớp hình thức KBCB, ngày vào và ngày ra',
    en: 'SO_NGAY_DTRI does not follow from form of care and dates',
  },
  'times.not-a-short-stay': {
    vi: 'Hình thức 09 (nội trú dưới 4 giờ) nhưng thời gian dài hơn',
    en: 'Form 09 (under 4 hours), yet the stay is longer',
  },
  'times.re-examination-before-end': {
    vi: 'Ngày hẹn khám lại trước ngày kết thúc đợt khám',
    en: 'A re-examination before the end of the visit',
  },
  'appointment.before-end': {
    vi: 'XML14: ngày hẹn khám lại trước ngày kết thúc đợt khám',
    en: 'XML14: a re-examination before the end of the visit',
  },
  'check-in.admission-before-arrival': {
    vi: 'Check-in: NGAY_VAO_NOI_TRU trước NGAY_VAO',
    en: 'Check-in: NGAY_VAO_NOI_TRU lies before NGAY_VAO',
  },
  'check-in.arrival-in-future': {
    vi: 'Check-in: NGAY_VAO còn ở phía trước',
    en: 'Check-in: NGAY_VAO lies ahead',
  },
  'check-in.first-cost': {
    vi: 'Check-in: chi phí đầu tiên không ghi đúng một trong MA_DICH_VU, MA_THUOC, MA_VAT_TU',
    en: 'Check-in: the first cost is not exactly one of MA_DICH_VU, MA_THUOC, MA_VAT_TU',
  },
  'result.service-not-in-lines': {
    vi: 'Kết quả của dịch vụ không có trong XML3',
    en: 'A result of a service that XML3 does not have',
  },
  'result.imaging-without-mo-ta': {
    vi: 'Kết quả chẩn đoán hình ảnh chưa có MO_TA',
    en: 'An imaging result without MO_TA',
  },
  'result.imaging-without-ket-luan': {
    vi: 'Kết quả chẩn đoán hình ảnh chưa có KET_LUAN',
    en: 'An imaging result without KET_LUAN',
  },
  'result.test-without-result': {
    vi: 'Dịch vụ cận lâm sàng chưa có kết quả ở XML4',
    en: 'A paraclinical service without a result in XML4',
  },
  'discharge.rest-days': {
    vi: 'XML7.SO_NGAY_NGHI khác khoảng từ ngày đến ngày',
    en: 'XML7.SO_NGAY_NGHI differs from the dates',
  },
  'leave.xml10-days': {
    vi: 'XML10.SO_NGAY khác khoảng từ ngày đến ngày',
    en: 'XML10.SO_NGAY differs from the dates',
  },
  'leave.xml11-days': {
    vi: 'XML11.SO_NGAY_NGHI khác khoảng từ ngày đến ngày',
    en: 'XML11.SO_NGAY_NGHI differs from the dates',
  },
  'leave.too-long': {
    vi: 'Số ngày nghỉ hưởng BHXH quá mức tối đa',
    en: 'More days off than the case allows',
  },
  'rest.too-long': {
    vi: 'Nghỉ dưỡng thai quá 180 ngày',
    en: 'A pregnancy rest of more than 180 days',
  },
  'birth.rows-differ-from-children': {
    vi: 'Số giấy chứng sinh khác SO_CON; mỗi trẻ một dòng',
    en: 'Another number of birth papers than SO_CON; one row per child',
  },
  'birth.phrase': {
    vi: 'GHI_CHU của giấy chứng sinh không đúng mẫu câu',
    en: 'GHI_CHU of the birth paper is not the prescribed phrase',
  },
  'tuberculosis.regimen-fits-type': {
    vi: 'Phác đồ lao không thuộc loại điều trị',
    en: 'A TB regimen that does not belong to its treatment type',
  },
}

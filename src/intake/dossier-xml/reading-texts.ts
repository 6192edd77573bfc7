import type { Bilingual } from '#vocabulary/bilingual'
import type { FindingSeverity } from '#vocabulary/finding'

type ReadingText = {
  readonly severity: FindingSeverity
  readonly unreadable: boolean
  readonly message: Bilingual
  readonly remedy: Bilingual
}

const EXPORT_AGAIN = {
  vi: 'Xuất lại tệp từ phần mềm của cơ sở rồi gửi lại.',
  en: 'Export the file again from the hospital software and resend it.',
}
const TELL_VENDOR = {
  vi: 'Đề nghị nhà cung cấp phần mềm sửa chức năng xuất XML.',
  en: 'Ask the software vendor to mend the XML export.',
}
const SPLIT = {
  vi: 'Chia thành nhiều tệp nhỏ hơn rồi gửi từng tệp.',
  en: 'Split it into smaller files and send them one by one.',
}

/** A fault for which the dossier cannot be read. */
function unreadable(vi: string, en: string, remedy = EXPORT_AGAIN): ReadingText {
  return { severity: 'error', unreadable: true, message: { vi, en }, remedy }
}

function remark(
  severity: ReadingText['severity'],
  vi: string,
  en: string,
  remedy = TELL_VENDOR,
): ReadingText {
  return { severity, unreadable: false, message: { vi, en }, remedy }
}

/** Everything that reading a file may have to say, by its stable code. */
export const READING_TEXTS = {
  empty: unreadable('Tệp rỗng.', 'The file is empty.'),
  'too-large': unreadable('Tệp lớn hơn 20 MB.', 'The file is larger than 20 MB.', SPLIT),
  'not-utf-8': unreadable(
    'Tệp không được mã hóa UTF-8.',
    'The file is not encoded as UTF-8.',
    TELL_VENDOR,
  ),
  'not-xml': unreadable('Nội dung không phải XML hợp lệ.', 'The content is not well-formed XML.'),
  doctype: unreadable(
    'Tệp có khai báo DOCTYPE hoặc ENTITY; hồ sơ không được phép chứa các khai báo này.',
    'The file declares a DOCTYPE or an ENTITY, which no dossier may.',
    TELL_VENDOR,
  ),
  'too-deep': unreadable(
    'Các thẻ lồng nhau quá sâu (trên 32 cấp).',
    'Elements are nested too deeply (over 32 levels).',
    TELL_VENDOR,
  ),
  'too-many-elements': unreadable(
    'Tệp có quá nhiều thẻ (trên 1.000.000).',
    'The file has too many elements (over 1,000,000).',
    SPLIT,
  ),
  'too-many-dossiers': unreadable(
    'Tệp có quá nhiều hồ sơ (trên 2.000) hoặc quá nhiều bảng trong một hồ sơ (trên 64).',
    'The file has too many dossiers (over 2,000) or too many tables in one dossier (over 64).',
    SPLIT,
  ),
  'too-many-lines': unreadable(
    'Bảng có quá nhiều dòng (trên 20.000).',
    'The table has too many lines (over 20,000).',
    TELL_VENDOR,
  ),
  'wrong-root': unreadable(
    'Thẻ gốc phải là GIAMDINHHS (hồ sơ) hoặc CHI_TIEU_TRANG_THAI_KCB (check-in).',
    'The root must be GIAMDINHHS (dossier) or CHI_TIEU_TRANG_THAI_KCB (check-in).',
  ),
  'no-dossier': unreadable('Tệp không có hồ sơ nào.', 'The file contains no dossier.'),
  'not-base64': unreadable(
    'NOIDUNGFILE không phải base64.',
    'NOIDUNGFILE is not base64.',
    TELL_VENDOR,
  ),
  'wrong-table-root': unreadable(
    'Thẻ gốc của bảng không đúng tên quy định.',
    'The root of the table does not have its official name.',
    TELL_VENDOR,
  ),
  'unexpected-element': unreadable(
    'Bảng có thẻ danh sách hoặc thẻ dòng không đúng tên quy định.',
    'A list or line of the table does not have its official name.',
    TELL_VENDOR,
  ),
  'table-twice': unreadable(
    'Bảng xuất hiện hai lần trong một hồ sơ.',
    'The table appears twice in one dossier.',
    TELL_VENDOR,
  ),
  'no-summary': unreadable(
    'Hồ sơ không có bảng XML1 (tổng hợp).',
    'The dossier has no table XML1 (summary).',
  ),
  'no-link-code': unreadable(
    'Thiếu MA_LK: không xác định được lượt khám.',
    'MA_LK is missing: the visit cannot be told.',
    {
      vi: 'Điền MA_LK, mã duy nhất của lượt khám, vào mọi bảng.',
      en: 'Fill in MA_LK, the unique code of the visit, in every table.',
    },
  ),
  'link-code-too-long': unreadable(
    'MA_LK dài hơn 255 ký tự.',
    'MA_LK is longer than 255 characters.',
    TELL_VENDOR,
  ),
  'field-twice': remark(
    'error',
    'Một thẻ xuất hiện hai lần trong cùng một dòng; giá trị đầu tiên được dùng.',
    'A field appears twice in one line; the first value was used.',
  ),
  'field-name': remark(
    'error',
    'Tên thẻ không hợp lệ; giá trị không được dùng.',
    'The name of a field is not valid; its value was not used.',
  ),
  'no-facility': remark(
    'error',
    'Thiếu mã cơ sở (THONGTINDONVI/MACSKCB).',
    'The facility code (THONGTINDONVI/MACSKCB) is missing.',
    { vi: 'Điền mã cơ sở 5 ký tự.', en: 'Fill in the facility code of 5 characters.' },
  ),
  'count-differs': remark(
    'warning',
    'SOLUONGHOSO khác số hồ sơ có trong tệp.',
    'SOLUONGHOSO differs from the number of dossiers in the file.',
    {
      vi: 'Kiểm tra xem tệp có thiếu hồ sơ không.',
      en: 'Check whether a dossier is missing from the file.',
    },
  ),
  'several-dossiers': remark(
    'notice',
    'Tệp có nhiều hồ sơ; mỗi hồ sơ được tiếp nhận và chuyển đi thành một tệp riêng.',
    'The file holds several dossiers; each was taken and is delivered as a file of its own.',
    {
      vi: 'Không cần sửa. Theo hướng dẫn của BHXH, mỗi tệp nên có một hồ sơ.',
      en: 'Nothing to mend. The insurance asks for one dossier in each file.',
    },
  ),
  'signature-not-carried': remark(
    'warning',
    'Chữ ký CHUKYDONVI ký cho cả tệp nên không thể đi kèm từng hồ sơ.',
    'The signature CHUKYDONVI covers the whole file and cannot go with single dossiers.',
    {
      vi: 'Gửi mỗi hồ sơ một tệp để giữ nguyên chữ ký của cơ sở.',
      en: 'Send one dossier in each file so that the facility’s signature survives.',
    },
  ),
  'table-empty': remark('warning', 'Bảng không có dòng nào.', 'The table has no line.', {
    vi: 'Bỏ bảng không có dữ liệu khỏi hồ sơ.',
    en: 'Leave a table without data out of the dossier.',
  }),
  'double-encoded': remark(
    'warning',
    'Chữ tiếng Việt bị mã hóa UTF-8 hai lần; Mạch đã đọc lại đúng chữ, nhưng tệp chuyển đi vẫn như đã gửi.',
    'Vietnamese letters were encoded as UTF-8 twice; they were put right in the record, but the file is delivered as it came.',
  ),
  'other-encoding-declared': remark(
    'warning',
    'Khai báo encoding khác UTF-8 trong khi nội dung là UTF-8.',
    'The declaration names an encoding other than UTF-8 while the content is UTF-8.',
  ),
  recomposed: remark(
    'notice',
    'Chữ có dấu ở dạng tách rời (NFD); Mạch đã ghép lại khi ghi nhận.',
    'Accented letters came decomposed (NFD) and were composed for the record.',
  ),
} as const satisfies Record<string, ReadingText>

export type ReadingCode = keyof typeof READING_TEXTS

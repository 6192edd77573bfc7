import type { ProblemText, ProblemTexts } from '#vocabulary/bilingual'

/** One refusal that sending the same again will not mend. */
function text(vi: string, en: string, remedyVi: string, remedyEn: string): ProblemText {
  return { message: { vi, en }, remedy: { vi: remedyVi, en: remedyEn }, retry: false }
}

/** What is refused about the values that stand in a file. */
export const valueTexts: ProblemTexts = {
  'registry.section-unknown': text(
    'Không có phần này trong hồ sơ.',
    'The file has no such section.',
    'Xem các phần tại định nghĩa hồ sơ.',
    'See the definition of the file.',
  ),
  'registry.field-unknown': text(
    'Không có trường này trong phần hồ sơ.',
    'The section has no such field.',
    'Xem các trường tại định nghĩa hồ sơ.',
    'See the definition of the file.',
  ),
  'registry.statement-unknown': text(
    'Không có nội dung này trong phiên bản hiện tại.',
    'The current version has no such statement.',
    'Tải lại hồ sơ rồi thử lại.',
    'Load the file again.',
  ),
  'registry.not-text': text(
    'Giá trị phải là chữ.',
    'The value must be text.',
    'Nhập chữ.',
    'Write text.',
  ),
  'registry.not-a-code': text(
    'Giá trị phải là mã trong danh mục.',
    'The value must be a code of the list.',
    'Chọn một mã trong danh mục.',
    'Choose a code of the list.',
  ),
  'registry.not-a-day': text(
    'Ngày không có thật hoặc sai dạng năm-tháng-ngày.',
    'Not a real day, or not of the form yyyy-mm-dd.',
    'Nhập lại ngày.',
    'Give the day again.',
  ),
  'registry.not-a-number': text(
    'Giá trị phải là số.',
    'The value must be a number.',
    'Nhập số.',
    'Give a number.',
  ),
  'registry.not-whole': text(
    'Giá trị phải là số nguyên.',
    'The value must be a whole number.',
    'Nhập số nguyên.',
    'Give a whole number.',
  ),
  'registry.not-yes-or-no': text(
    'Giá trị phải là có hoặc không.',
    'The value must be yes or no.',
    'Chọn có hoặc không.',
    'Choose yes or no.',
  ),
  'registry.not-hours': text(
    'Giờ làm việc sai dạng: ngày 1–7, giờ 00:00–24:00.',
    'Hours are malformed: days 1-7, times 00:00-24:00.',
    'Nhập lại ngày trong tuần và giờ.',
    'Give weekdays and times again.',
  ),
  'registry.hours-malformed': text(
    'Không đọc được giờ hành nghề.',
    'The hours cannot be read.',
    'Ghi như danh mục bảo hiểm: T2T3T4T5T6 0700-1130;1300-1630.',
    'Write as the insurance’s list does: T2T3T4T5T6 0700-1130;1300-1630.',
  ),
  'registry.too-long': text(
    'Nội dung quá dài.',
    'The text is too long.',
    'Rút gọn theo độ dài ghi trong định nghĩa.',
    'Shorten it to what the definition allows.',
  ),
  'registry.wrong-form': text(
    'Giá trị không đúng dạng quy định.',
    'The value does not have the required form.',
    'Xem dạng quy định của trường này.',
    'See the form of this field.',
  ),
  'registry.out-of-range': text(
    'Số nằm ngoài khoảng cho phép.',
    'The number is out of range.',
    'Kiểm tra lại số.',
    'Check the number.',
  ),
  'registry.too-many-values': text(
    'Quá nhiều giá trị trong một trường.',
    'Too many values in one field.',
    'Bỏ bớt giá trị.',
    'Leave some out.',
  ),
  'registry.too-many-statements': text(
    'Phần này đã đủ số nội dung tối đa.',
    'This section is full.',
    'Kết thúc hoặc gộp các nội dung cũ.',
    'End or join former statements.',
  ),
  'registry.code-unknown': text(
    'Mã không có trong danh mục.',
    'The list has no such code.',
    'Chọn mã trong danh mục có hiệu lực.',
    'Choose a code of the list in force.',
  ),
  'registry.code-not-in-force': text(
    'Mã không còn hoặc chưa có hiệu lực vào ngày này.',
    'The code is not in force on that day.',
    'Chọn mã có hiệu lực vào ngày đó.',
    'Choose a code in force on that day.',
  ),
  'registry.day-in-future': text(
    'Ngày này chưa đến.',
    'This day has not come yet.',
    'Kiểm tra lại ngày.',
    'Check the day.',
  ),
  'registry.not-dated': text(
    'Phần này không có ngày bắt đầu, kết thúc.',
    'This section has no first and last day.',
    'Bỏ ngày bắt đầu và ngày kết thúc.',
    'Leave the days out.',
  ),
  'registry.first-day-missing': text(
    'Thiếu ngày bắt đầu.',
    'The first day is missing.',
    'Nhập ngày bắt đầu.',
    'Give the first day.',
  ),
  'registry.ends-before-it-begins': text(
    'Ngày kết thúc trước ngày bắt đầu.',
    'It ends before it begins.',
    'Kiểm tra lại hai ngày.',
    'Check both days.',
  ),
  'registry.licence-ends-before-it-begins': text(
    'Giấy phép hết giá trị trước ngày cấp.',
    'The licence ends before it was issued.',
    'Đối chiếu ngày cấp và ngày hết giá trị trên giấy phép.',
    'Compare both days with the paper.',
  ),
  'registry.before-birth': text(
    'Ngày này không sau ngày sinh.',
    'This day is not after the date of birth.',
    'Kiểm tra lại ngày này và ngày sinh.',
    'Check this day and the date of birth.',
  ),
  'registry.two-at-once': text(
    'Phần này chỉ có một nội dung tại một thời điểm.',
    'Only one of these can hold at a time.',
    'Kết thúc nội dung cũ trước, hoặc đính chính nội dung đó.',
    'End the former one first, or correct it.',
  ),
  'registry.hours-clash': text(
    'Giờ hành nghề trùng với đăng ký tại cơ sở khác (Luật 15/2023/QH15 điều 36).',
    'The hours clash with a registration at another facility (Law 15/2023/QH15, art. 36).',
    'Đổi giờ, hoặc chọn hình thức hỗ trợ, hội chẩn, trực cấp cứu khi có văn bản.',
    'Change the hours, or choose support, consultation or duty where there is a paper.',
  ),
}

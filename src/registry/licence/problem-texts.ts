import type { ProblemText, ProblemTexts } from '#vocabulary/bilingual'

/** One refusal that sending the same again will not mend; its law stands in the message. */
function text(vi: string, en: string, remedyVi: string, remedyEn: string): ProblemText {
  return { message: { vi, en }, remedy: { vi: remedyVi, en: remedyEn }, retry: false }
}

/** What is refused about licences and the question who may practise. */
export const practiceTexts: ProblemTexts = {
  'registry.practitioner-not-named': text(
    'Câu hỏi chưa nêu người hành nghề.',
    'The question names no practitioner.',
    'Nêu số giấy phép hành nghề (licence) hoặc số định danh (practitioner).',
    'Give a licence number (licence) or the personal ID (practitioner).',
  ),
  'registry.not-parameters': text(
    'Nội dung không phải tài nguyên Parameters hợp lệ của $may-practise.',
    'The body is no valid Parameters resource of $may-practise.',
    'Gửi Parameters với facility (5 ký tự) và licence hoặc practitioner; thời điểm kèm múi giờ.',
    'Send Parameters with facility (5 characters) and licence or practitioner; instants with their offset.',
  ),
  'registry.licence-event-too-early': text(
    'Đã có quyết định có hiệu lực sau ngày này đối với giấy phép.',
    'A later decision about the licence is on record.',
    'Kiểm tra ngày hiệu lực; nếu quyết định cũ ghi sai thì đính chính quyết định đó.',
    'Check the day; where the former decision is wrong, correct it.',
  ),
  'registry.licence-event-not-possible': text(
    'Tình trạng giấy phép vào ngày này không cho phép quyết định này (Luật 15/2023/QH15 điều 27–35).',
    'As the licence stands on that day, this decision cannot follow (Law 15/2023/QH15, art. 27-35).',
    'Xem lịch sử giấy phép; ví dụ giấy phép đã hết hạn thì cấp mới, không gia hạn.',
    'See the history of the licence; an expired one, for instance, is issued anew and not renewed.',
  ),
  'registry.licence-not-in-force': text(
    'Số giấy phép không phải số đang có hiệu lực của người này.',
    'This is not the number in force of the person.',
    'Dùng số của giấy phép đang có hiệu lực.',
    'Use the number of the licence in force.',
  ),
  'registry.licence-ends-before-it-begins': text(
    'Ngày kết thúc trước ngày bắt đầu.',
    'It ends before it begins.',
    'Sửa một trong hai ngày.',
    'Mend one of the two days.',
  ),
  'registry.licence-without-number': text(
    'Giấy phép cấp mới chưa có số.',
    'The licence that is issued has no number.',
    'Ghi số giấy phép.',
    'Give the number.',
  ),
  'registry.certificate-of-after-2023': text(
    'Từ 01/01/2024 không cấp chứng chỉ hành nghề (Luật 15/2023/QH15 điều 120, 121).',
    'No practising certificate is issued from 01/01/2024 (Law 15/2023/QH15, art. 120, 121).',
    'Cấp giấy phép hành nghề (GPHN).',
    'Issue a licence to practise.',
  ),
  'registry.licence-reissue-barred': text(
    'Quyết định thu hồi chưa cho cấp lại vào ngày này (Luật 15/2023/QH15 điều 35).',
    'The revocation does not let a licence be issued on that day yet (Law 15/2023/QH15, art. 35).',
    'Chờ đến ngày được cấp lại.',
    'Wait for the day on which it may be issued again.',
  ),
  'registry.licence-without-test': text(
    'Lần cấp đầu cho chức danh này cần kết quả kiểm tra đánh giá năng lực (Luật 15/2023/QH15 điều 19, 120).',
    'A first licence of this title needs the competence test (Law 15/2023/QH15, art. 19, 120).',
    'Ghi số quyết định công nhận kết quả của Hội đồng Y khoa Quốc gia.',
    'Give the decision of the National Medical Council.',
  ),
  'registry.licence-resume-without-education': text(
    'Chỉ cho hành nghề trở lại sau khi cập nhật kiến thức (Luật 15/2023/QH15 điều 34).',
    'Practice is resumed after the education only (Law 15/2023/QH15, art. 34).',
    'Bổ sung giấy chứng nhận cập nhật kiến thức y khoa liên tục.',
    'Add the certificate of continuing education.',
  ),
  'registry.licence-suspension-length': text(
    'Thời hạn đình chỉ phải từ 01 đến 24 tháng (Luật 15/2023/QH15 điều 34).',
    'A suspension lasts 1 to 24 months (Law 15/2023/QH15, art. 34).',
    'Sửa ngày hết hạn đình chỉ.',
    'Mend its last day.',
  ),
  'registry.licence-suspension-without-scope': text(
    'Đình chỉ một phần phải nêu phạm vi bị đình chỉ.',
    'A suspension in part names the scope.',
    'Ghi mã phạm vi bị đình chỉ.',
    'Give the codes of the scope.',
  ),
  'registry.licence-ground-unknown': text(
    'Căn cứ không thuộc điều 34, 35 Luật 15/2023/QH15.',
    'The ground is none of art. 34 or 35 of Law 15/2023/QH15.',
    'Chọn căn cứ trong danh mục.',
    'Choose a ground of the list.',
  ),
  'registry.notice-unknown': text(
    'Không có thông báo này ở cơ sở của bạn.',
    'Your facility has no such notice.',
    'Tải lại danh sách thông báo.',
    'Load the list again.',
  ),
}

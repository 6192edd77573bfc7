import type { ProblemText, ProblemTexts } from '#vocabulary/bilingual'

/** The refusals of consent, guardianship, emergency access and shares, as a person reads them. */
export const consentTexts: ProblemTexts = {
  'access.no-person': text(
    'Chưa có sổ sức khỏe gắn với số định danh của bạn.',
    'No health book is attached to your personal number yet.',
    'Sổ được lập khi một cơ sở gửi lần khám đầu tiên mang số định danh của bạn.',
    'The book begins with the first visit that a facility sends under your number.',
  ),
  'access.not-guardian': text(
    'Bạn chưa được ghi nhận là cha, mẹ hoặc người giám hộ của người này.',
    'You are not known as this person’s parent or guardian.',
    'Mang giấy khai sinh hoặc quyết định giám hộ đến quầy của một cơ sở khám bệnh để được xác nhận.',
    'Show the birth certificate or the decision at a facility’s counter.',
  ),
  'access.choice-subject-unknown': text(
    'Không có lần khám, loại dữ liệu hoặc cơ sở này.',
    'There is no such visit, class or facility.',
    'Mở lại trang và chọn từ danh sách.',
    'Open the page again and choose from the list.',
  ),
  'access.child-not-asked': text(
    'Trẻ đủ 7 tuổi phải được hỏi ý kiến.',
    'A child of seven or more must be asked.',
    'Hỏi ý kiến của con; nếu con đồng ý, đánh dấu vào ô "Con đã được hỏi và đồng ý".',
    'Ask the child; if it agrees, tick the box that says so.',
  ),
  'access.too-many-choices': text(
    'Đã có quá nhiều lựa chọn được ghi cho sổ này.',
    'Too many choices were recorded for this book.',
    'Liên hệ bộ phận bảo vệ dữ liệu cá nhân của đơn vị vận hành.',
    'Ask the operator’s data-protection officer.',
  ),
  'access.delegate-self': text(
    'Hai số định danh này là của cùng một người.',
    'Both numbers are the same person’s.',
    'Kiểm tra lại số định danh của người kia.',
    'Check the other person’s number.',
  ),
  'access.delegate-term': text(
    'Ngày hết hạn phải sau hôm nay và không quá 5 năm.',
    'The last day must lie ahead, within five years.',
    'Chọn ngày khác.',
    'Choose another day.',
  ),
  'access.delegate-stands': text(
    'Người này đã được cho xem hoặc đang được mời.',
    'This person may see the book already, or was asked.',
    'Rút lại quyền cũ trước khi cho quyền mới.',
    'Take the former back before you give another.',
  ),
  'access.too-many-delegates': text(
    'Đã có quá nhiều người được cho xem sổ.',
    'Too many people may see the book.',
    'Rút lại quyền của người không còn cần xem.',
    'Take it back from whoever no longer needs it.',
  ),
  'access.no-delegation': text(
    'Không có lời mời hoặc quyền xem này, hoặc đã hết hạn.',
    'There is no such invitation or right, or it is over.',
    'Mở lại trang để xem tình trạng hiện tại.',
    'Open the page again to see how it stands.',
  ),
  'access.not-a-child': text(
    'Theo ngày sinh trong hồ sơ, người này đã đủ tuổi thành niên hoặc chưa rõ ngày sinh.',
    'By the recorded birth date the person is of full age, or the date is not known.',
    'Kiểm tra ngày sinh trên giấy khai sinh; người đủ tuổi tự mời người thân trong sổ của mình.',
    'Check the day of birth; an adult names family in the own book.',
  ),
  'access.no-such-person': text(
    'Không tìm thấy hồ sơ mang số này.',
    'No record is filed under this number.',
    'Kiểm tra lại số định danh; người chưa từng khám có gửi dữ liệu thì chưa có hồ sơ.',
    'Check the number; whoever never had a visit sent has no record yet.',
  ),
  'access.own-doing': text(
    'Không ai được tự xem xét việc của chính mình.',
    'Nobody judges the own doing.',
    'Đề nghị đồng nghiệp có thẩm quyền xem xét.',
    'Ask a colleague who may.',
  ),
  'access.department-decides': text(
    'Chỉ Sở Y tế xác nhận được người giám hộ này.',
    'The health department alone confirms this guardian.',
    'Cơ sở chưa điều trị cho trẻ, hoặc việc giám hộ từng bị phản đối hay thu hồi: gửi giấy tờ đến Sở Y tế để xem xét.',
    'Your facility has not treated the child, or the guardianship was contested or taken back before: send the papers to the department.',
  ),
  'access.break-glass-reason': text(
    'Lý do mở khẩn cấp quá ngắn hoặc chưa rõ.',
    'The reason for the emergency opening is too short or says too little.',
    'Viết một câu cho biết người bệnh đang thế nào và vì sao cần xem hồ sơ ngay.',
    'Write a sentence: how the patient is and why the record is needed now.',
  ),
  'access.break-glass-too-many': text(
    'Tài khoản này đã mở khẩn cấp đến mức tối đa trong 24 giờ.',
    'This account has reached the most emergency openings within 24 hours.',
    'Đề nghị bác sĩ khác trong ca trực mở, hoặc dùng mã QR của người bệnh.',
    'Ask another doctor on duty, or use the patient’s QR code.',
  ),
  'access.break-glass-barred': text(
    'Lần mở khẩn cấp trước của bạn với người này bị kết luận là không có căn cứ; trong một thời gian bạn không mở lại được.',
    'Your last emergency opening of this person’s record was judged not justified; for a while you cannot open it this way again.',
    'Đề nghị bác sĩ khác trong ca trực mở, hoặc dùng mã QR của người bệnh.',
    'Ask another doctor on duty, or use the patient’s QR code.',
  ),
  'access.no-break-glass': text(
    'Không có lần mở khẩn cấp này trong phạm vi của bạn.',
    'There is no such emergency opening within your reach.',
    'Mở lại danh sách.',
    'Open the list again.',
  ),
  'access.break-glass-judged': text(
    'Lần mở khẩn cấp này đã có kết luận.',
    'This emergency opening was judged already.',
    'Mở lại danh sách để xem kết luận.',
    'Open the list again to read the verdict.',
  ),
  'access.processing-restricted': text(
    'Việc xử lý dữ liệu đang bị hạn chế theo yêu cầu của người có sổ.',
    'Processing is restricted at the request of the person.',
    'Người có sổ có thể kết thúc hạn chế tại "Yêu cầu của tôi".',
    'The person can lift the restriction under "My requests".',
  ),
  'access.share-term': text(
    'Thời hạn chia sẻ không hợp lệ.',
    'The term of the share is not one that may be chosen.',
    'Chọn thời hạn trong danh sách, tối đa 30 ngày.',
    'Choose a term from the list, at most 30 days.',
  ),
  'access.share-passcode': text(
    'Mật mã phải có 6 đến 32 ký tự và không phải dãy dễ đoán.',
    'The passcode needs 6 to 32 characters and must not be easily guessed.',
    'Dùng mật mã do máy đề nghị.',
    'Use the one that is proposed.',
  ),
  'access.share-malformed': text(
    'Nội dung chia sẻ không phải dạng đã mã hóa.',
    'What is shared is not in its sealed form.',
    'Tải lại trang và thử lại.',
    'Reload the page and try again.',
  ),
  'access.too-many-shares': text(
    'Đang có quá nhiều liên kết chia sẻ còn hiệu lực.',
    'Too many shares are open.',
    'Dừng bớt liên kết không còn cần.',
    'End some that are no longer needed.',
  ),
  'access.no-share': text(
    'Liên kết này không có, đã hết hạn hoặc đã bị dừng.',
    'This link does not exist, is over, or was ended.',
    'Đề nghị người có sổ gửi liên kết mới.',
    'Ask the owner of the book for a new one.',
  ),
}

function text(vi: string, en: string, remedyVi: string, remedyEn: string): ProblemText {
  return { message: { vi, en }, remedy: { vi: remedyVi, en: remedyEn }, retry: false }
}

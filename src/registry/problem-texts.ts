import type { ProblemText, ProblemTexts } from '#vocabulary/bilingual'
import { valueTexts } from './value-texts.ts'

/** One refusal that sending the same again will not mend. */
function text(vi: string, en: string, remedyVi: string, remedyEn: string): ProblemText {
  return { message: { vi, en }, remedy: { vi: remedyVi, en: remedyEn }, retry: false }
}

/** What is refused about files, who may write them, and the work on them. */
export const registryTexts: ProblemTexts = {
  ...valueTexts,
  'registry.unknown': text(
    'Không có hồ sơ này.',
    'There is no such file.',
    'Kiểm tra lại mã hồ sơ.',
    'Check the key of the file.',
  ),
  'registry.account-needs-personal-id': text(
    'Tài khoản người hành nghề mở bằng số định danh 12 chữ số; người nước ngoài dùng số định danh điện tử của mình (Nghị định 69/2024/NĐ-CP), không dùng số hộ chiếu.',
    'An account of practice is opened by a twelve-digit personal ID; foreigners use the number of their electronic identity (Decree 69/2024/NĐ-CP), not a passport.',
    'Người nước ngoài chưa có số định danh: cơ sở vẫn lập và giữ hồ sơ theo hộ chiếu và quốc tịch; mở tài khoản khi đã có số.',
    'Without one: the facility makes and keeps the file by passport and nationality; open the account once the number is there.',
  ),
  'registry.no-own-file': text(
    'Tài khoản này chưa gắn với hồ sơ nào.',
    'This account has no file yet.',
    'Người hành nghề: nhận hồ sơ của mình; cơ sở: đề nghị Sở Y tế cấp tài khoản và mở hồ sơ.',
    'Practitioners claim their file; facilities ask their health department.',
  ),
  'registry.not-own-authority': text(
    'Hồ sơ này ngoài phạm vi quản lý của bạn; lần hỏi này đã được ghi lại (KH 1642/KH-BYT 2025).',
    'This file is outside your authority; that you asked is on record (KH 1642/KH-BYT 2025).',
    'Liên hệ cơ quan có thẩm quyền đối với cơ sở đó.',
    'Ask the authority that is responsible for it.',
  ),
  'registry.not-listed': text(
    'Không có trong danh sách công khai: chưa công bố, hoặc giấy phép bị đình chỉ, thu hồi, hết hạn (Luật 15/2023/QH15, Điều 34, 35, 38).',
    'Not in the public list: not published, or the licence is suspended, revoked or expired (Law 15/2023/QH15, art. 34, 35, 38).',
    'Tìm lại theo số giấy phép; nếu cần, hỏi Sở Y tế nơi cấp.',
    'Search by the number of the licence; if need be, ask the health department that issued it.',
  ),
  'registry.cursor': text(
    'Trang kế tiếp này không do hệ thống cấp.',
    'This place of a next page was not given by us.',
    'Tìm lại từ trang đầu.',
    'Search again from the first page.',
  ),
  'registry.version-stale': text(
    'Có người vừa sửa hồ sơ này.',
    'Somebody changed this file meanwhile.',
    'Tải lại hồ sơ, xem thay đổi rồi gửi lại.',
    'Load the file again, look at the changes, and send again.',
  ),
  'registry.in-review': text(
    'Hồ sơ đang được xem xét, chưa sửa được.',
    'The file is under review and stands still.',
    'Chờ kết quả, hoặc rút lại việc đang xem xét.',
    'Wait for the result, or stop the review.',
  ),
  'registry.not-in-review': text(
    'Hồ sơ không ở trạng thái đang xem xét.',
    'The file is not under review.',
    'Tải lại trang để xem trạng thái hiện tại.',
    'Load the page again to see where it stands.',
  ),
  'registry.not-verified': text(
    'Hồ sơ đã thay đổi sau khi xác minh, hoặc chưa được xác minh.',
    'The file was not verified, or changed since.',
    'Xác minh lại trước khi công khai.',
    'Verify it before publishing.',
  ),
  'registry.not-yet-believed': text(
    'Chưa có phiên bản nào của hồ sơ vào thời điểm này.',
    'There was no version of the file at that instant.',
    'Chọn thời điểm sau ngày mở hồ sơ.',
    'Choose an instant after the file was opened.',
  ),
  'registry.not-yours-to-write': text(
    'Bạn không ghi được phần này; phần này do quyết định của cơ quan có thẩm quyền.',
    'This section is not yours to write; it follows from decisions.',
    'Đề nghị qua thủ tục tương ứng.',
    'Ask for it by the procedure.',
  ),
  'registry.kept-by-the-person': text(
    'Người hành nghề đã nhận hồ sơ và tự giữ phần này.',
    'The practitioner has claimed the file and keeps this section.',
    'Đề nghị người hành nghề tự cập nhật.',
    'Ask the practitioner to change it.',
  ),
  'registry.of-another-facility': text(
    'Nội dung này của cơ sở khác.',
    'This is of another facility.',
    'Chỉ ghi đăng ký tại cơ sở của mình.',
    'Write of your own facility alone.',
  ),
  'registry.registration-missing': text(
    'Chưa có đăng ký hành nghề tại cơ sở của bạn.',
    'No registration at your facility is given.',
    'Thêm đăng ký hành nghề tại cơ sở.',
    'Add the registration.',
  ),
  'registry.number-missing': text(
    'Thiếu số định danh (hoặc quốc tịch và hộ chiếu; với cơ sở: mã cơ sở).',
    'The number is missing (personal ID, or nationality and passport; of a facility its code).',
    'Nhập số rồi gửi lại.',
    'Give the number and send again.',
  ),
  'registry.number-of-another-name': text(
    'Số định danh này thuộc hồ sơ mang tên khác; đã ghi nhận để cơ quan quản lý giải quyết.',
    'This number is on file under another name; the authority was told.',
    'Kiểm tra lại số và họ tên trên giấy tờ.',
    'Check number and name on the paper.',
  ),
  'registry.number-taken': text(
    'Số này thuộc hồ sơ khác; đã ghi nhận để cơ quan quản lý giải quyết.',
    'Another file holds this number; the authority was told.',
    'Kiểm tra lại số trên giấy tờ.',
    'Check the number on the paper.',
  ),
  'registry.person-known': text(
    'Người có số định danh này đã có hồ sơ.',
    'Whoever has this number has a file already.',
    'Mở hồ sơ đang có; không lập hồ sơ thứ hai.',
    'Open that file; no second one is made.',
  ),
  'registry.licence-number-taken': text(
    'Số giấy phép này thuộc hồ sơ khác; đã ghi nhận để cơ quan quản lý giải quyết.',
    'Another file holds this licence number; the authority was told.',
    'Kiểm tra lại số giấy phép và cơ quan cấp.',
    'Check the number and the issuer.',
  ),
  'registry.required-missing': text(
    'Thiếu nội dung bắt buộc.',
    'Something required is missing.',
    'Bổ sung nội dung nêu bên cạnh.',
    'Add what is named.',
  ),
  'registry.facility-suspended': text(
    'Cơ sở đang bị đình chỉ hoặc đã chấm dứt hoạt động (Luật 15/2023/QH15 điều 54–56).',
    'The facility is suspended or closed (Law 15/2023/QH15, art. 54-56).',
    'Chờ quyết định cho phép hoạt động trở lại.',
    'Wait until it may act again.',
  ),
  'registry.no-licence-in-force': text(
    'Không có giấy phép hoạt động còn giá trị hôm nay.',
    'No operating licence is in force today.',
    'Cập nhật giấy phép hoạt động.',
    'Bring the operating licence up to date.',
  ),
  'registry.head-missing': text(
    'Chưa có người đứng đầu cơ sở.',
    'The head of the facility is missing.',
    'Thêm người đứng đầu.',
    'Add the head.',
  ),
  'registry.responsible-missing': text(
    'Chưa có người chịu trách nhiệm chuyên môn kỹ thuật (Luật 15/2023/QH15 điều 49).',
    'The person responsible for professional work is missing (Law 15/2023/QH15, art. 49).',
    'Thêm người chịu trách nhiệm chuyên môn kỹ thuật.',
    'Add that person.',
  ),
  'registry.responsible-not-registered': text(
    'Người chịu trách nhiệm chuyên môn kỹ thuật chưa đăng ký hành nghề tại cơ sở.',
    'The person responsible for professional work is not registered here.',
    'Đăng ký hành nghề cho người đó tại cơ sở.',
    'Register that person here.',
  ),
  'registry.department-without-head': text(
    'Có khoa chưa có người phụ trách.',
    'A department has no head.',
    'Thêm người phụ trách khoa.',
    'Name the head of the department.',
  ),
  'registry.name-not-of-the-file': text(
    'Họ tên nhận trách nhiệm khác họ tên trong hồ sơ.',
    'The name that accepts responsibility is not the one on file.',
    'Ghi đúng họ tên trong hồ sơ, hoặc sửa hồ sơ trước.',
    'Give the name as it is on file, or correct the file first.',
  ),
  'registry.claimed-already': text(
    'Hồ sơ này đã có tài khoản khác nhận.',
    'Another account has claimed this file.',
    'Đề nghị Sở Y tế giải quyết.',
    'Ask the health department to settle it.',
  ),
  'registry.claimed-own': text(
    'Tài khoản này đã có hồ sơ.',
    'This account has its file already.',
    'Mở hồ sơ của bạn.',
    'Open your file.',
  ),
  'registry.nowhere-registered': text(
    'Chưa đăng ký hành nghề tại cơ sở nào.',
    'Registered at no facility.',
    'Đề nghị cơ sở đăng ký hành nghề trước.',
    'Ask the facility to register you first.',
  ),
  'registry.not-declared': text(
    'Người hành nghề chưa cam đoan phiên bản này.',
    'The practitioner has not declared this version.',
    'Chờ người hành nghề cam đoan.',
    'Wait for the declaration.',
  ),
  'registry.not-registered-here': text(
    'Người này không đăng ký hành nghề tại cơ sở.',
    'This person is not registered here.',
    'Kiểm tra đăng ký hành nghề.',
    'Check the registration.',
  ),
  'registry.confirmed-already': text(
    'Cơ sở đã xác nhận lần cam đoan này.',
    'The facility has confirmed this declaration.',
    'Không cần làm gì thêm.',
    'Nothing is left to do.',
  ),
  'registry.not-confirmed': text(
    'Hồ sơ chưa được mọi cơ sở xác nhận.',
    'Not every facility has confirmed the file.',
    'Chờ các cơ sở xác nhận.',
    'Wait for the facilities.',
  ),
  'registry.account-exists': text(
    'Đã có tài khoản cho số hoặc mã này.',
    'There is an account for this number or code already.',
    'Dùng tài khoản đang có, hoặc đề nghị đặt lại mật khẩu.',
    'Use that account, or ask for a new password.',
  ),
  'registry.account-other-name': text(
    'Mã này đã có hồ sơ mang tên cơ sở khác.',
    'This code has a file that bears another name.',
    'Trả lại để người đề nghị ghi đúng tên và mã cơ sở, hoặc không cấp.',
    'Return the request so that name and code are put right, or refuse it.',
  ),
  'registry.account-asked': text(
    'Bạn đang có đề nghị cấp tài khoản cho mã cơ sở này chưa xong.',
    'A request of yours for the account of this facility code is open.',
    'Mở đề nghị đang có để bổ sung hoặc dừng.',
    'Open that request to supplement or to stop it.',
  ),
  'registry.no-accounts': text(
    'Không có tài khoản nào chờ đặt mật khẩu cho yêu cầu này.',
    'No account of this request waits for its password.',
    'Nếu yêu cầu chưa được phê duyệt thì chờ kết quả.',
    'If the request is not decided yet, wait.',
  ),
  'registry.no-conflict': text(
    'Không có tranh chấp này, hoặc đã được giải quyết.',
    'There is no such conflict, or it is settled.',
    'Tải lại danh sách.',
    'Load the list again.',
  ),
}

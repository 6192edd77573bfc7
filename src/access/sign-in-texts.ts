import type { ProblemText, ProblemTexts } from '#vocabulary/bilingual'

/** The refusals of resets, of the counter and of upstream providers, as a person reads them. */
export const signInTexts: ProblemTexts = {
  'access.reset-own': text(
    'Người đề nghị không thể tự xác nhận.',
    'Whoever asked cannot confirm.',
    'Đề nghị một quản trị viên khác xác nhận.',
    'Ask another administrator to confirm.',
  ),
  'access.no-reset': text(
    'Không có đề nghị nào đang chờ với mã này.',
    'No reset waits under this id.',
    'Tải lại trang; có thể đã được xác nhận, rút lại hoặc quá 72 giờ.',
    'Reload the page; it may have been confirmed, withdrawn, or be older than 72 hours.',
  ),
  'access.citizen-differs': text(
    'Số định danh này đã có tài khoản với họ tên hoặc ngày sinh khác.',
    'An account of this number has another name or birth date.',
    'Kiểm tra lại giấy tờ. Nếu giấy tờ đúng, chuyển quản trị viên của hệ thống xử lý.',
    'Check the document again. If it is right, hand the matter to the system’s administrator.',
  ),
  'access.citizen-not-here': text(
    'Cơ sở này chưa từng khám, chữa bệnh cho người này nên không cấp được phiếu đăng nhập.',
    'This facility never treated the person, so it gives no paper to sign in with.',
    'Hướng dẫn người dân đến cơ sở đã khám, trạm y tế nơi ở, hoặc đăng nhập bằng VNeID.',
    'Send the person to a facility that treated them, to the commune station, or to VNeID.',
  ),
  'access.citizen-number-birth': text(
    'Năm sinh không khớp với số định danh.',
    'The year of birth does not agree with the personal ID.',
    'Kiểm tra lại số và ngày sinh trên giấy tờ.',
    'Check the number and the birth date on the document.',
  ),
  'access.upstream-unknown': text(
    'Không có nhà cung cấp định danh này.',
    'There is no such provider of identity.',
    'Tải lại trang và chọn lại.',
    'Reload the page and choose again.',
  ),
  'access.upstream-down': text(
    'Chưa kết nối được với nhà cung cấp định danh.',
    'The provider of identity does not answer.',
    'Thử lại sau ít phút, hoặc đăng nhập bằng cách khác.',
    'Try again in some minutes, or sign in another way.',
  ),
  'access.upstream-refused': text(
    'Lần đăng nhập qua nhà cung cấp định danh không hợp lệ hoặc đã bị hủy.',
    'The sign-in at the provider of identity is not valid or was cancelled.',
    'Bắt đầu lại từ trang đăng nhập.',
    'Begin again on the sign-in page.',
  ),
  'access.upstream-level': text(
    'Mức định danh chưa đủ.',
    'The level of identification does not suffice.',
    'Dùng tài khoản định danh điện tử mức 2, hoặc đến quầy tiếp đón của cơ sở khám chữa bệnh.',
    'Use an electronic identity of level 2, or come to the counter of a health facility.',
  ),
  'access.upstream-differs': text(
    'Số định danh, họ tên hoặc ngày sinh không khớp với hồ sơ tài khoản.',
    'The number, the name or the birth date does not agree with the account.',
    'Mang căn cước đến quầy tiếp đón của cơ sở khám chữa bệnh để được kiểm tra.',
    'Bring the identity card to the counter of a health facility to have it checked.',
  ),
  'access.upstream-not-linked': text(
    'Tài khoản định danh này chưa liên kết với tài khoản nhân viên.',
    'This identity is not linked to an account of staff.',
    'Đăng nhập bằng mật khẩu rồi liên kết ở trang Bảo mật.',
    'Sign in with the password and link it on the security page.',
  ),
  'access.upstream-linked': text(
    'Tài khoản hoặc danh tính này đã được liên kết.',
    'The account or the identity is linked already.',
    'Bỏ liên kết cũ trước.',
    'Part the former link first.',
  ),
  'access.no-identity': text(
    'Không có liên kết này.',
    'There is no such link.',
    'Tải lại trang.',
    'Reload the page.',
  ),
}

function text(vi: string, en: string, remedyVi: string, remedyEn: string): ProblemText {
  return { message: { vi, en }, remedy: { vi: remedyVi, en: remedyEn }, retry: false }
}

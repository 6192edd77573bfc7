import type { ProblemText, ProblemTexts } from '#vocabulary/bilingual'
import { systemTexts } from './systems/problem-texts.ts'
import { signInTexts } from './sign-in-texts.ts'
import { consentTexts } from './consent/consent-texts.ts'
import { inspectionTexts } from './inspections/inspection-texts.ts'
import { policyTexts } from './policy/policy-texts.ts'

/** The refusals of access, as a person reads them. */
export const accessTexts: ProblemTexts = {
  ...systemTexts,
  ...signInTexts,
  ...consentTexts,
  ...inspectionTexts,
  'access.csrf-missing': text(
    'Yêu cầu không mang mã phiên của trang này.',
    'The request lacks the token of this session.',
    'Tải lại trang rồi thử lại.',
    'Reload the page and try again.',
  ),
  'access.sign-in-failed': text(
    'Tên đăng nhập hoặc mật khẩu không đúng, hoặc tài khoản đã bị khóa.',
    'The name or the password is wrong, or the account is locked.',
    'Kiểm tra lại, hoặc đề nghị quản trị viên cấp liên kết đặt lại mật khẩu.',
    'Check them, or ask the administrator for a link to set a new password.',
  ),
  'access.sign-in-must-wait': waiting(
    'Đã thử sai nhiều lần.',
    'Too many attempts failed.',
    'Chờ đến thời điểm nêu ở "at" rồi thử lại.',
    'Wait until the instant named in "at" and try again.',
  ),
  'access.sign-in-broken': text(
    'Lần đăng nhập này đã hết hạn hoặc bị gián đoạn.',
    'This sign-in is too old or was interrupted.',
    'Đăng nhập lại từ đầu.',
    'Begin to sign in again.',
  ),
  'access.sign-in-name-malformed': text(
    'Tên đăng nhập không đúng dạng hoặc là tên dành riêng.',
    'The sign-in name is malformed or reserved.',
    'Dùng 3-64 ký tự gồm chữ không dấu, chữ số và . _ - @, bắt đầu bằng chữ.',
    'Use 3-64 letters without accents, digits and . _ - @, beginning with a letter.',
  ),
  'access.sign-in-name-taken': text(
    'Tên đăng nhập đã có người dùng.',
    'The sign-in name is taken.',
    'Chọn tên khác.',
    'Choose another name.',
  ),
  'access.account-place-missing': text(
    'Vai trò này cần đúng một nơi: cơ sở cho bác sĩ và nhân viên hồ sơ, tỉnh cho cán bộ Sở Y tế.',
    'The role needs its place: a facility for doctors and clerks, a province for officers.',
    'Điền nơi làm việc hợp với vai trò và bỏ phần thừa.',
    'Give the place that fits the role and leave out any other.',
  ),
  'access.facility-unknown': text(
    'Không có cơ sở khám bệnh, chữa bệnh mang mã này.',
    'No facility has this code.',
    'Kiểm tra lại mã cơ sở.',
    'Check the facility’s code.',
  ),
  'access.no-account': text(
    'Không có tài khoản này.',
    'There is no such account.',
    'Kiểm tra lại tên tài khoản; tài khoản trình diễn không đặt được mật khẩu.',
    'Check the account; a demo account has no password to set.',
  ),
  'access.own-account': text(
    'Không thể tự khóa tài khoản của mình.',
    'Nobody can lock the own account.',
    'Đề nghị một quản trị viên khác thực hiện.',
    'Ask another administrator.',
  ),
  'access.link-not-valid': text(
    'Liên kết đã được dùng, đã hết hạn hoặc đã bị thay thế.',
    'The link was used, is too old, or was replaced.',
    'Đề nghị quản trị viên cấp liên kết mới.',
    'Ask the administrator for a new one.',
  ),
  'access.password-wrong': text(
    'Mật khẩu hiện tại không đúng.',
    'The present password is wrong.',
    'Nhập lại mật khẩu hiện tại.',
    'Type the present password again.',
  ),
  'access.password-too-short': text(
    'Mật khẩu quá ngắn: ít nhất 14 ký tự, hoặc 8 ký tự khi tài khoản có xác thực lớp thứ hai.',
    'The password is too short: at least 14 characters, or 8 with a second factor.',
    'Chọn mật khẩu dài hơn, ví dụ bốn từ ghép lại.',
    'Choose a longer one, such as four words together.',
  ),
  'access.password-too-long': text(
    'Mật khẩu dài quá 200 ký tự.',
    'The password is longer than 200 characters.',
    'Chọn mật khẩu ngắn hơn.',
    'Choose a shorter one.',
  ),
  'access.password-too-simple': text(
    'Mật khẩu thiếu chữ hoa, chữ thường, chữ số hoặc ký tự đặc biệt.',
    'The password lacks upper case, lower case, a digit or a special character.',
    'Thêm loại ký tự còn thiếu.',
    'Add what is missing.',
  ),
  'access.password-monotonous': text(
    'Mật khẩu lặp lại quá ít ký tự.',
    'The password repeats too few characters.',
    'Dùng ít nhất 6 ký tự khác nhau, không lặp một ký tự quá 3 lần liền nhau.',
    'Use at least six different characters, none more than three times in a row.',
  ),
  'access.password-own-name': text(
    'Mật khẩu chứa tên, tên đăng nhập hoặc số định danh của bạn.',
    'The password contains your name, sign-in name or number.',
    'Chọn mật khẩu không có tên của bạn.',
    'Choose one without your name in it.',
  ),
  'access.password-common': text(
    'Mật khẩu này nhiều người dùng hoặc đã bị lộ trên mạng.',
    'Many people use this password, or it was published.',
    'Chọn mật khẩu khác, ví dụ bốn từ không liên quan ghép lại.',
    'Choose another, such as four unrelated words together.',
  ),
  'access.password-reused': text(
    'Mật khẩu này là một trong 10 mật khẩu gần nhất của bạn.',
    'This password is one of your last 10.',
    'Chọn mật khẩu chưa từng dùng.',
    'Choose one that you have not used.',
  ),
  'access.factor-wrong': text(
    'Mã xác thực không đúng, đã dùng hoặc đã hết hạn.',
    'The code is wrong, was used or is too old.',
    'Chờ mã mới trong ứng dụng xác thực rồi nhập lại; kiểm tra giờ trên điện thoại.',
    'Wait for the next code and type it; check the telephone’s clock.',
  ),
  'access.passkey-wrong': text(
    'Khóa truy cập không hợp lệ.',
    'The passkey is not valid.',
    'Thử lại, hoặc dùng mã xác thực.',
    'Try again, or use a code.',
  ),
  'access.passkey-not-here': text(
    'Khóa truy cập không dùng được ở địa chỉ này.',
    'Passkeys cannot be used at this address.',
    'Mở hệ thống bằng tên miền thay vì địa chỉ số, hoặc dùng ứng dụng xác thực.',
    'Open the system by its name, not by a bare address, or use an authenticator.',
  ),
  'access.factor-not-begun': text(
    'Chưa bắt đầu đăng ký, hoặc đã quá 15 phút.',
    'No enrolment is under way, or it is older than 15 minutes.',
    'Bắt đầu đăng ký lại.',
    'Begin again.',
  ),
  'access.factor-too-many': text(
    'Tài khoản đã có đủ 10 cách xác thực.',
    'The account has ten second factors already.',
    'Xóa bớt cách không dùng nữa.',
    'Remove one that is no longer used.',
  ),
  'access.factor-none': text(
    'Tài khoản chưa có xác thực lớp thứ hai.',
    'The account has no second factor.',
    'Thêm ứng dụng xác thực hoặc khóa truy cập trước.',
    'Add an authenticator or a passkey first.',
  ),
  'access.no-factor': text(
    'Không có cách xác thực này.',
    'There is no such second factor.',
    'Tải lại trang; có thể nó đã được xóa.',
    'Reload the page; it may have been removed.',
  ),
  'access.factor-required': text(
    'Vai trò này phải có xác thực lớp thứ hai.',
    'This role must have a second factor.',
    'Thêm cách khác trước khi xóa cách này.',
    'Add another before you remove this one.',
  ),
  'access.factor-last-password-short': text(
    'Mật khẩu hiện tại quá ngắn để dùng một mình.',
    'The present password is too short to stand alone.',
    'Đổi sang mật khẩu từ 14 ký tự trước, hoặc thêm cách xác thực khác.',
    'Change to a password of 14 characters first, or add another factor.',
  ),
  'access.no-session': text(
    'Không có phiên đăng nhập này.',
    'There is no such session.',
    'Tải lại trang; có thể phiên đã kết thúc.',
    'Reload the page; it may have ended.',
  ),
  'access.session-only': text(
    'Việc này chỉ làm được trong trình duyệt đã đăng nhập.',
    'This is done in a browser that is signed in.',
    'Đăng nhập trên cổng rồi thử lại.',
    'Sign in to the portal and try again.',
  ),
  'access.step-up-means': text(
    'Tài khoản có xác thực lớp thứ hai, nên không xác nhận bằng mật khẩu được.',
    'The account has a second factor, so the password does not confirm.',
    'Dùng mã xác thực hoặc khóa truy cập.',
    'Use a code or a passkey.',
  ),
  'access.demo-password': text(
    'Tài khoản trình diễn dùng chung một mật khẩu của bản cài đặt.',
    'Demo accounts share the password of the installation.',
    'Không cần đổi; ngoài chế độ trình diễn các tài khoản này không đăng nhập được.',
    'Nothing to change; outside demo mode these accounts cannot sign in.',
  ),
  'access.demo-off': text(
    'Hệ thống không chạy ở chế độ trình diễn.',
    'The system does not run in demo mode.',
    'Khởi động lại với --demo, hoặc đăng nhập bằng tài khoản thật.',
    'Start it with --demo, or sign in with a real account.',
  ),
  'access.demo-not-local': text(
    'Mã truy cập trình diễn chỉ cấp trên chính máy này.',
    'Demo tokens are given on this machine only.',
    'Chạy lệnh trên máy chủ, gọi thẳng địa chỉ 127.0.0.1.',
    'Run the command on the server itself, by the address 127.0.0.1.',
  ),
  'access.no-demo-account': text(
    'Không có tài khoản trình diễn này.',
    'There is no such demo account.',
    'Dùng clerk@<mã cơ sở>, doctor@<mã cơ sở>, facility-admin@<mã cơ sở>, citizen@<12 chữ số>, officer@<mã tỉnh>, head@<mã tỉnh>, inspector@<mã tỉnh>, ministry, analyst, auditor hoặc admin.',
    'Use clerk@<facility>, doctor@<facility>, facility-admin@<facility>, citizen@<12 digits>, officer@<province>, head@<province>, inspector@<province>, ministry, analyst, auditor or admin.',
  ),
  ...policyTexts,
  'access.pass-not-valid': text(
    'Mã không đúng, đã dùng hoặc quá 15 phút.',
    'The code is wrong, was used, or is older than 15 minutes.',
    'Đề nghị người bệnh tạo mã mới.',
    'Ask the patient for a new code.',
  ),
  'access.wire-unknown': text(
    'Tài khoản hoặc mật khẩu của phần mềm bệnh viện không đúng, hoặc cổng chưa mở.',
    'The software’s account or password is wrong, or its door is not open.',
    'Kiểm tra cấu hình phần mềm; quản trị viên mở cổng cho cơ sở.',
    'Check the software’s settings; the administrator opens the door of the facility.',
  ),
  'access.wire-address': text(
    'Địa chỉ mạng gửi đến chưa được đăng ký cho cơ sở.',
    'The address it came from is not registered for the facility.',
    'Đề nghị quản trị viên đăng ký địa chỉ nêu ở "at".',
    'Ask the administrator to register the address named in "at".',
  ),
  'access.wire-token': text(
    'Mã phiên của phần mềm bệnh viện không đúng hoặc đã hết hạn.',
    'The software’s tokens are wrong or too old.',
    'Lấy lại mã phiên rồi gửi lại.',
    'Take new tokens and send again.',
  ),
  'access.wire-name-taken': text(
    'Tên tài khoản này thuộc cơ sở khác.',
    'This account name belongs to another facility.',
    'Chọn tên khác.',
    'Choose another name.',
  ),
  'access.address-malformed': text(
    'Địa chỉ mạng không đúng dạng.',
    'The network address is malformed.',
    'Dùng dạng 203.0.113.7, 10.1.0.0/16 hoặc 2001:db8::/48.',
    'Write it as 203.0.113.7, 10.1.0.0/16 or 2001:db8::/48.',
  ),
  'access.md5-malformed': text(
    'Mật khẩu không ở dạng MD5 gồm 32 ký tự thập lục phân viết hoa.',
    'The password is not an MD5 of 32 upper-case hexadecimal digits.',
    'Gửi MD5 viết hoa như giao thức của cổng BHXH.',
    'Send the MD5 in upper case, as the insurance portal’s protocol says.',
  ),
}

function text(vi: string, en: string, remedyVi: string, remedyEn: string): ProblemText {
  return { message: { vi, en }, remedy: { vi: remedyVi, en: remedyEn }, retry: false }
}

function waiting(vi: string, en: string, remedyVi: string, remedyEn: string): ProblemText {
  return { ...text(vi, en, remedyVi, remedyEn), retry: true }
}

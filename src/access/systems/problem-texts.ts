import type { ProblemText, ProblemTexts } from '#vocabulary/bilingual'

/** The refusals of registered systems and apps, as a person reads them. */
export const systemTexts: ProblemTexts = {
  'access.scope-malformed': text(
    'Phạm vi truy cập không đúng dạng SMART.',
    'The scope is not a SMART scope.',
    'Viết như patient/Observation.rs?category=laboratory; chữ cái theo thứ tự c r u d s.',
    'Write it like patient/Observation.rs?category=laboratory, letters in the order c r u d s.',
  ),
  'access.scopes-too-many': text(
    'Quá 50 phạm vi truy cập.',
    'There are more than 50 scopes.',
    'Chỉ đăng ký những phạm vi thật cần.',
    'Register only what is needed.',
  ),
  'access.system-scope': text(
    'Hệ thống không được đăng ký phạm vi này.',
    'A system cannot be registered for this scope.',
    'Dùng dossier.submit, dossier.read-own-facility, dossier.withdraw, delivery.import-results, practice.ask hoặc system/….',
    'Use dossier.submit, dossier.read-own-facility, dossier.withdraw, delivery.import-results, practice.ask or system/….',
  ),
  'access.app-scope': text(
    'Ứng dụng của người dùng không được đăng ký phạm vi system/….',
    'An app of persons cannot be registered for system/… scopes.',
    'Dùng patient/… hoặc user/….',
    'Use patient/… or user/….',
  ),
  'access.tool-scope': text(
    'Công cụ chỉ được làm việc mà chính tài khoản của bạn được làm, trong số việc dành cho công cụ.',
    'A tool may do only what the own account may, among what is open to tools.',
    'Chọn lại việc: xuất nhật ký kiểm toán (audit.export) hoặc tải bản trích xuất (privacy.extract).',
    'Choose again: export of the audit log (audit.export) or download of an extract (privacy.extract).',
  ),
  'access.client-own': text(
    'Người đăng ký không thể tự xác nhận.',
    'Whoever registered it cannot confirm it.',
    'Đề nghị một quản trị viên khác xác nhận.',
    'Ask another administrator to confirm.',
  ),
  'access.client-proof': text(
    'Phải đưa đúng một cách chứng minh: khóa công khai, hoặc chứng thư, hoặc địa chỉ khóa, hoặc tên chứng thư.',
    'Exactly one kind of proof is needed: public keys, or certificates, or the address of keys, or the name of a certificate.',
    'Giữ một cách và bỏ các cách khác; mọi khóa của một hệ thống cùng loại.',
    'Keep one and leave out the others; all keys of a system are of one kind.',
  ),
  'access.key-malformed': text(
    'Khóa công khai không đúng dạng JWK.',
    'The public key is not a JWK.',
    'Gửi JWK loại RSA, EC (P-256, P-384) hoặc OKP (Ed25519), chỉ phần công khai.',
    'Send a JWK of type RSA, EC (P-256, P-384) or OKP (Ed25519), public parts only.',
  ),
  'access.key-private': text(
    'Khóa gửi lên có cả phần bí mật.',
    'The key came with its secret parts.',
    'Coi khóa này là đã lộ: tạo khóa mới và chỉ gửi phần công khai.',
    'Take this key as exposed: make a new one and send only its public parts.',
  ),
  'access.key-too-weak': text(
    'Khóa quá yếu.',
    'The key is too weak.',
    'Dùng RSA từ 2048 bit, EC P-256 hoặc P-384, hoặc Ed25519.',
    'Use RSA of 2048 bits or more, EC P-256 or P-384, or Ed25519.',
  ),
  'access.key-life': text(
    'Thời hạn của khóa không hợp lệ: phải kết thúc sau khi bắt đầu và không quá 730 ngày.',
    'The key must end after it begins, and live no longer than 730 days.',
    'Chọn thời hạn ngắn hơn, hoặc chứng thư còn hạn.',
    'Choose a shorter life, or a certificate that has not expired.',
  ),
  'access.key-known': text(
    'Hệ thống đã có khóa này.',
    'The system has this very key.',
    'Tạo khóa mới để thay thế.',
    'Make a new key to take over.',
  ),
  'access.key-unknown': text(
    'Không có khóa này, hoặc khóa đã hết hạn trước thời điểm đó.',
    'There is no such key, or it ends before that anyway.',
    'Tải lại danh sách khóa.',
    'Reload the list of keys.',
  ),
  'access.keys-too-many': text(
    'Hệ thống đã có 20 khóa.',
    'The system has 20 keys already.',
    'Đăng ký hệ thống mới thay cho hệ thống này.',
    'Register a new system in place of this one.',
  ),
  'access.keys-uri': text(
    'Địa chỉ khóa không hợp lệ.',
    'The address of keys is not valid.',
    'Dùng địa chỉ https công khai.',
    'Use a public https address.',
  ),
  'access.certificate-malformed': text(
    'Chứng thư không đọc được.',
    'The certificate cannot be read.',
    'Gửi một chứng thư X.509 dạng PEM.',
    'Send one X.509 certificate as PEM.',
  ),
  'access.redirect-uri': text(
    'Địa chỉ quay về không hợp lệ.',
    'The redirect address is not valid.',
    'Dùng địa chỉ https đầy đủ, không ký tự đại diện, không dấu #; http chỉ cho chính máy người dùng.',
    'Use a whole https address without wildcard or #; http only for the person’s own machine.',
  ),
  'access.client-unknown': text(
    'Không có hệ thống hoặc ứng dụng này.',
    'There is no such system or app.',
    'Kiểm tra lại mã; có thể nó đã đóng hoặc thuộc cơ sở khác.',
    'Check the id; it may be closed, or another facility’s.',
  ),
  'access.client-not-waiting': text(
    'Hệ thống này không chờ xác nhận.',
    'This system does not wait to be confirmed.',
    'Tải lại danh sách: có thể đã xác nhận hoặc đã đóng.',
    'Reload the list: it may be confirmed or closed.',
  ),
  'access.consent-given': text(
    'Cơ sở đã đồng ý cho hệ thống này.',
    'The facility has given its consent to this system.',
    'Không cần làm gì thêm.',
    'Nothing more is needed.',
  ),
  'access.own-facility-missing': text(
    'Tài khoản không gắn với cơ sở nào.',
    'The account belongs to no facility.',
    'Đăng nhập bằng tài khoản của cơ sở.',
    'Sign in with an account of a facility.',
  ),
  'access.no-app-grant': text(
    'Không có quyền truy cập này, hoặc đã thu hồi.',
    'There is no such permission, or it was taken back.',
    'Tải lại trang.',
    'Reload the page.',
  ),
  'access.app-not-launchable': text(
    'Ứng dụng này không mở được từ hồ sơ.',
    'This app cannot be opened from a record.',
    'Chọn ứng dụng khác.',
    'Choose another app.',
  ),
}

function text(vi: string, en: string, remedyVi: string, remedyEn: string): ProblemText {
  return { message: { vi, en }, remedy: { vi: remedyVi, en: remedyEn }, retry: false }
}

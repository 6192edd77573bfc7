import type { ProblemText, ProblemTexts } from '#vocabulary/bilingual'
import type { DenialReason } from './decision.ts'

/** Why the policy said no, as a person reads it. */
export const policyTexts: ProblemTexts = {
  'access.facts-missing': text(
    'Không đủ căn cứ để quyết định, nên không cho xem.',
    'Not enough is known to decide, so nothing is shown.',
    'Báo quản trị viên; đây là lỗi của hệ thống.',
    'Tell the administrator; this is a fault of the system.',
  ),
  'access.account-closed': text(
    'Tài khoản đã bị khóa.',
    'The account is locked.',
    'Liên hệ quản trị viên.',
    'Contact the administrator.',
  ),
  'access.licence-not-in-force': text(
    'Giấy phép hành nghề đang bị đình chỉ hoặc đã bị thu hồi.',
    'The licence to practise is suspended or was revoked.',
    'Liên hệ Sở Y tế đã ra quyết định.',
    'Contact the health department that decided so.',
  ),
  'access.role-opens-no-record': text(
    'Vai trò này không mở được hồ sơ sức khỏe.',
    'This role opens no health record.',
    'Chỉ người dân và bác sĩ đang điều trị mở được hồ sơ.',
    'Only the person and a treating doctor open a record.',
  ),
  'access.no-care-relation': text(
    'Cơ sở không có lượt khám đang mở, phiếu chuyển, lịch hẹn hoặc mã QR của người bệnh này.',
    'The facility has no open visit, referral, appointment or code of this patient.',
    'Đề nghị người bệnh đưa mã QR trong sổ sức khỏe.',
    'Ask the patient for the code of the health book.',
  ),
  'access.no-inspection-order': text(
    'Không có quyết định thanh tra còn hiệu lực cho lượt khám nào của người này.',
    'No order to inspect in force is about a visit of this person.',
    'Đề nghị lãnh đạo Sở Y tế ký quyết định thanh tra nêu cơ sở và thời kỳ.',
    'Ask the head of the department for an order that names the facility and the period.',
  ),
  'access.not-own-record': text(
    'Đây không phải hồ sơ của bạn.',
    'This is not your own record.',
    'Mở sổ sức khỏe của chính bạn.',
    'Open your own health book.',
  ),
  'access.facility-blocked': text(
    'Người bệnh không cho cơ sở này xem hồ sơ.',
    'The person does not let this facility see the record.',
    'Hỏi người bệnh. Khi cấp cứu, dùng chức năng mở khẩn cấp.',
    'Ask the person. In an emergency, open it as such.',
  ),
  'access.person-deceased': text(
    'Người này đã mất; căn cứ để xem hồ sơ không còn.',
    'The person has died; the ground for seeing the record is gone.',
    'Cơ sở đã điều trị vẫn xem được phần hồ sơ do mình lập.',
    'A facility that treated still sees what it wrote itself.',
  ),
  'access.purpose-not-of-role': text(
    'Vai trò này không được dùng dữ liệu cho mục đích đó.',
    'This role may not use data for that purpose.',
    'Chọn mục đích đúng với công việc.',
    'Choose the purpose that the work has.',
  ),
  'access.totals-only': text(
    'Thống kê và nghiên cứu chỉ dùng số liệu tổng hợp.',
    'Statistics and research work with totals only.',
    'Dùng các báo cáo tổng hợp.',
    'Use the reports of totals.',
  ),
  'access.app-not-allowed': text(
    'Ứng dụng này không được phép xem hồ sơ.',
    'This app is not allowed to see the record.',
    'Người dân cho phép ứng dụng trong sổ sức khỏe của mình.',
    'The person allows the app in the own health book.',
  ),
  'access.duty-not-of-role': text(
    'Việc này không thuộc chức trách của vai trò.',
    'This is not among the duties of the role.',
    'Dùng tài khoản có đúng chức trách.',
    'Use an account that has the duty.',
  ),
  'access.outside-reach': text(
    'Dữ liệu này ngoài phạm vi của tài khoản.',
    'These data lie outside the reach of the account.',
    'Chỉ xem được dữ liệu của cơ sở hoặc tỉnh của mình.',
    'Only data of the own facility or province are shown.',
  ),
} satisfies Record<DenialReason, ProblemText>

function text(vi: string, en: string, viRemedy: string, enRemedy: string): ProblemText {
  return { message: { vi, en }, remedy: { vi: viRemedy, en: enRemedy }, retry: false }
}

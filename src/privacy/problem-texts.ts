import type { ProblemTexts } from '#vocabulary/bilingual'

export const privacyTexts: ProblemTexts = {
  'privacy.no-person': {
    message: {
      vi: 'Tài khoản chưa gắn với sổ sức khỏe nào.',
      en: 'The account has no health book.',
    },
    remedy: {
      vi: 'Đến cơ sở khám bệnh để được xác nhận danh tính.',
      en: 'Let a facility confirm who you are.',
    },
    retry: false,
  },
  'privacy.no-such-entry': {
    message: {
      vi: 'Không có lượt xem này trong nhật ký của bạn.',
      en: 'Your log has no such entry.',
    },
    remedy: { vi: 'Mở lại trang Ai đã xem sổ.', en: 'Open the page of readers again.' },
    retry: false,
  },
  'privacy.own-entry': {
    message: {
      vi: 'Đây là lượt xem của chính bạn hoặc của hệ thống.',
      en: 'This entry is your own or the system’s.',
    },
    remedy: { vi: 'Chọn lượt xem của người khác.', en: 'Choose an entry of somebody else.' },
    retry: false,
  },
  'privacy.unknown-kind': {
    message: { vi: 'Không có loại yêu cầu này.', en: 'There is no such kind of request.' },
    remedy: { vi: 'Chọn trong danh sách yêu cầu.', en: 'Choose from the list of requests.' },
    retry: false,
  },
  'privacy.no-such-visit': {
    message: { vi: 'Sổ của bạn không có lần khám này.', en: 'Your book has no such visit.' },
    remedy: { vi: 'Chọn một lần khám trong sổ.', en: 'Choose a visit of your book.' },
    retry: false,
  },
  'privacy.acts-not-for': {
    message: { vi: 'Bạn không thay mặt người này.', en: 'You do not act for this person.' },
    remedy: { vi: 'Xem danh sách tại "Người thân và con".', en: 'See the list under "Family".' },
    retry: false,
  },
  'privacy.copy-of-another': {
    message: {
      vi: 'Bản sao chỉ được cấp cho chính người có sổ và người giám hộ của trẻ.',
      en: 'A copy is given to the person, and to the guardian of a child.',
    },
    remedy: {
      vi: 'Mở sổ của người thân tại "Người thân và con".',
      en: 'Open the book under "Family".',
    },
    retry: false,
  },
  'privacy.copy-not-ready': {
    message: {
      vi: 'Bản sao chưa sẵn sàng, đã hết hạn nhận, hoặc không ở dạng đã chọn.',
      en: 'The copy is not ready, no longer offered, or was asked for in another form.',
    },
    remedy: { vi: 'Gửi yêu cầu bản sao mới.', en: 'Ask for a copy again.' },
    retry: false,
  },
  'privacy.no-breach': {
    message: {
      vi: 'Vụ việc này không phải vi phạm dữ liệu.',
      en: 'This case is not a breach.',
    },
    remedy: { vi: 'Mở vụ việc vi phạm dữ liệu.', en: 'Open the case of a breach.' },
    retry: false,
  },
  'privacy.extract-not-approved': {
    message: {
      vi: 'Trích xuất chưa được phê duyệt hoặc phê duyệt đã hết hạn.',
      en: 'The extract is not approved, or its approval has ended.',
    },
    remedy: {
      vi: 'Chờ người phụ trách bảo vệ dữ liệu quyết định.',
      en: 'Wait for the data protection officer to decide.',
    },
    retry: false,
  },
  'privacy.extract-too-large': {
    message: {
      vi: 'Trích xuất vượt quá 200.000 dòng.',
      en: 'The extract has more than 200,000 lines.',
    },
    remedy: { vi: 'Đề nghị khoảng thời gian ngắn hơn.', en: 'Ask for a shorter period.' },
    retry: false,
  },
}

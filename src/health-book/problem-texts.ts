import type { ProblemTexts } from '#vocabulary/bilingual'

export const healthBookTexts: ProblemTexts = {
  'health-book.no-person': {
    message: {
      vi: 'Chưa có sổ sức khỏe gắn với số định danh của bạn.',
      en: 'No health book is attached to your personal number yet.',
    },
    remedy: {
      vi: 'Sổ được lập khi một cơ sở gửi lần khám đầu tiên mang số định danh của bạn. Kiểm tra số định danh đã khai tại cơ sở.',
      en: 'The book begins with the first visit that a facility sends under your number. Check the number given there.',
    },
    retry: false,
  },
  'health-book.no-access-entry': {
    message: {
      vi: 'Nhật ký xem sổ của bạn không có bản ghi này.',
      en: 'Your log of readings has no such entry.',
    },
    remedy: {
      vi: 'Mở lại trang "Ai đã xem sổ của tôi" và chọn một bản ghi.',
      en: 'Open the page "Who read my book" again and choose an entry.',
    },
    retry: false,
  },
  'health-book.unknown-visit': {
    message: { vi: 'Không có lần khám này trong sổ.', en: 'The book has no such visit.' },
    remedy: {
      vi: 'Mở lại danh sách lần khám; lần khám có thể đã được cơ sở đính chính hoặc thu hồi.',
      en: 'Open the list of visits again; the facility may have corrected or withdrawn the visit.',
    },
    retry: false,
  },
  'health-book.unknown-paper': {
    message: { vi: 'Lần khám này không có giấy đó.', en: 'The visit has no such paper.' },
    remedy: {
      vi: 'Liên hệ cơ sở đã khám nếu bạn đã được cấp giấy.',
      en: 'Ask the facility if you were given the paper.',
    },
    retry: false,
  },
  'health-book.no-ground': {
    message: {
      vi: 'Chưa có căn cứ để mở hồ sơ của người này.',
      en: 'There is no ground to open this person’s record.',
    },
    remedy: {
      vi: 'Hồ sơ mở được khi người bệnh đang khám tại cơ sở của bạn, được chuyển đến, về địa bàn trạm, hoặc đưa mã QR cho bạn quét.',
      en: 'A record opens by an open visit, a referral, a discharge to your commune, or the QR code that the patient shows.',
    },
    retry: false,
  },
}

import type { ProblemTexts } from '#vocabulary/bilingual'

export const peopleTexts: ProblemTexts = {
  'people.no-review': {
    message: {
      vi: 'Không có mục đối chiếu danh tính này trong phạm vi của bạn.',
      en: 'There is no such identity review within your reach.',
    },
    remedy: { vi: 'Tải lại danh sách.', en: 'Reload the list.' },
    retry: false,
  },
  'people.review-settled': {
    message: {
      vi: 'Mục này đã có kết luận.',
      en: 'It was settled before.',
    },
    remedy: {
      vi: 'Xem kết luận trong danh sách đã kết luận; mở lại nếu kết luận sai.',
      en: 'See it among those that are settled; take it back when it is wrong.',
    },
    retry: false,
  },
  'people.review-open': {
    message: { vi: 'Mục này chưa có kết luận.', en: 'It is not settled yet.' },
    remedy: { vi: 'So sánh hai bên rồi kết luận.', en: 'Compare both sides and settle it.' },
    retry: false,
  },
}

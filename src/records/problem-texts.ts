import type { ProblemTexts } from '#vocabulary/bilingual'

export const recordsTexts: ProblemTexts = {
  'records.erased-before': {
    message: { vi: 'Dữ liệu này đã được xoá trước đó.', en: 'These data were erased before.' },
    remedy: {
      vi: 'Không cần làm gì thêm; quyết định xoá đầu tiên được giữ nguyên.',
      en: 'Nothing is left to do; the first decision stands.',
    },
    retry: false,
  },
  'records.text-erased': {
    message: {
      vi: 'Bản gốc đã được xoá theo quyết định; ngày và căn cứ ghi ở "at".',
      en: 'The original was erased by a decision; its day and ground are named in "at".',
    },
    remedy: {
      vi: 'Nội dung không thể khôi phục; xem căn cứ để biết thêm.',
      en: 'It cannot be restored; see the ground for more.',
    },
    retry: false,
  },
}

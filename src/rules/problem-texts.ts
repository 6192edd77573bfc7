import type { ProblemTexts } from '#vocabulary/bilingual'

/** Refusals of the rules room: an operator's settings that cannot be used. */
export const rulesTexts: ProblemTexts = {
  'rules.settings-malformed': {
    message: {
      vi: 'Tệp cấu hình quy tắc sai định dạng.',
      en: 'The file of rule settings is malformed.',
    },
    remedy: {
      vi: 'Sửa mục nêu ở "at" theo mẫu trong docs/rules.md.',
      en: 'Mend the item named in "at"; docs/rules.md shows the form.',
    },
    retry: false,
  },
  'rules.unknown-rule': {
    message: {
      vi: 'Tệp cấu hình nêu một quy tắc không tồn tại.',
      en: 'The settings name a rule that does not exist.',
    },
    remedy: {
      vi: 'Dùng mã quy tắc trong docs/rules.md.',
      en: 'Use a rule id from docs/rules.md.',
    },
    retry: false,
  },
}

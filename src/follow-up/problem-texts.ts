import type { ProblemTexts } from '#vocabulary/bilingual'

export const followUpTexts: ProblemTexts = {
  'follow-up.no-facility': {
    message: {
      vi: 'Tài khoản chưa gắn với cơ sở khám bệnh, chữa bệnh nào.',
      en: 'The account does not belong to a facility.',
    },
    remedy: {
      vi: 'Đề nghị quản trị viên gắn tài khoản với cơ sở nơi bạn hành nghề.',
      en: 'Ask the administrator to attach the account to the facility where you practise.',
    },
    retry: false,
  },
  'follow-up.nothing-to-find-by': {
    message: {
      vi: 'Cần số định danh, số thẻ BHYT, hoặc họ tên kèm ngày (năm) sinh.',
      en: 'A personal or insurance number is needed, or a name with the date (year) of birth.',
    },
    remedy: {
      vi: 'Nhập một số, hoặc họ tên (không cần dấu) cùng ngày sinh hay năm sinh.',
      en: 'Enter a number, or a name (accents optional) together with the date or year of birth.',
    },
    retry: false,
  },
}

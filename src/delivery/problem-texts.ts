import type { ProblemTexts } from '#vocabulary/bilingual'

export const deliveryTexts: ProblemTexts = {
  'delivery.unknown': {
    message: { vi: 'Không có lượt gửi này.', en: 'There is no such delivery.' },
    remedy: { vi: 'Kiểm tra lại đường dẫn.', en: 'Check the address.' },
    retry: false,
  },
  'delivery.no-facility': {
    message: {
      vi: 'Tài khoản không gắn với cơ sở nào.',
      en: 'The account belongs to no facility.',
    },
    remedy: {
      vi: 'Đăng nhập bằng tài khoản của cơ sở.',
      en: 'Sign in with an account of a facility.',
    },
    retry: false,
  },
  'delivery.no-province': {
    message: {
      vi: 'Tài khoản không gắn với tỉnh nào.',
      en: 'The account belongs to no province.',
    },
    remedy: {
      vi: 'Đăng nhập bằng tài khoản của Sở Y tế.',
      en: 'Sign in with an account of a health department.',
    },
    retry: false,
  },
  'delivery.not-failed': {
    message: {
      vi: 'Lượt gửi này không ở trạng thái "không gửi được".',
      en: 'This delivery was not given up.',
    },
    remedy: {
      vi: 'Không cần làm gì: hệ thống đang tự gửi hoặc đã gửi xong.',
      en: 'Nothing to do: it is being sent, or has been.',
    },
    retry: false,
  },
  'delivery.newer-exists': {
    message: {
      vi: 'Đã có bản sửa mới hơn của hồ sơ này; gửi lại bản cũ sẽ ghi đè bản mới.',
      en: 'A newer correction of this dossier exists; sending the old one would replace it.',
    },
    remedy: { vi: 'Gửi lại bản mới nhất.', en: 'Requeue the newest one.' },
    retry: false,
  },
  'delivery.result-list-unreadable': {
    message: {
      vi: 'Không đọc được tệp kết quả.',
      en: 'The list of results cannot be read.',
    },
    remedy: {
      vi: 'Dùng tệp CSV (UTF-8) hoặc sổ tính .xlsx, dòng đầu là tên cột.',
      en: 'Use a CSV (UTF-8) or an .xlsx workbook whose first row names the columns.',
    },
    retry: false,
  },
  'delivery.result-list-columns-missing': {
    message: {
      vi: 'Tệp kết quả thiếu cột bắt buộc.',
      en: 'The list of results lacks a column that is needed.',
    },
    remedy: {
      vi: 'Cần cột TRANG_THAI và ít nhất một trong hai cột MA_GIAO_DICH, MA_LK.',
      en: 'It needs TRANG_THAI and at least one of MA_GIAO_DICH and MA_LK.',
    },
    retry: false,
  },
  'delivery.result-list-too-long': {
    message: { vi: 'Tệp kết quả quá dài.', en: 'The list of results is too long.' },
    remedy: { vi: 'Chia tệp: tối đa 50.000 dòng.', en: 'Split it: at most 50,000 rows.' },
    retry: false,
  },
  'delivery.card-question-incomplete': {
    message: {
      vi: 'Thiếu mã thẻ, họ tên hoặc ngày sinh để tra cứu.',
      en: 'Card, name or birth date is missing.',
    },
    remedy: { vi: 'Bổ sung trường nêu ở "at".', en: 'Fill in the field named in "at".' },
    retry: false,
  },
  'delivery.card-portal-away': {
    message: {
      vi: 'Cổng BHXH không trả lời và chưa có kết quả nào đã biết cho thẻ này.',
      en: 'The insurance portal does not answer, and nothing is known about this card.',
    },
    remedy: {
      vi: 'Tiếp nhận người bệnh theo giấy tờ; tra cứu lại sau.',
      en: 'Receive the patient by his papers; look the card up later.',
    },
    retry: true,
  },
}

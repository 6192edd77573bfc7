import type { ProblemText } from '#vocabulary/bilingual'

export const programmesTexts = {
  'programmes.not-own-authority': {
    message: {
      vi: 'Nội dung này thuộc cơ quan quản lý khác.',
      en: 'This belongs to another authority.',
    },
    remedy: {
      vi: 'Xem trong phạm vi cơ quan của bạn; Bộ Y tế xem được cả nước.',
      en: 'Look at your own authority; the Ministry sees the country.',
    },
    retry: false,
  },
  'programmes.milestone-unknown': {
    message: { vi: 'Không có mốc tiến độ này.', en: 'There is no such milestone.' },
    remedy: { vi: 'Chọn lại trong danh sách chương trình.', en: 'Choose one from the list.' },
    retry: false,
  },
  'programmes.programme-unknown': {
    message: { vi: 'Không có chương trình này.', en: 'There is no such programme.' },
    remedy: { vi: 'Chọn lại trong danh sách chương trình.', en: 'Choose one from the list.' },
    retry: false,
  },
  'programmes.day-to-come': {
    message: { vi: 'Ngày này chưa tới.', en: 'That day has not come yet.' },
    remedy: { vi: 'Chọn hôm nay hoặc một ngày đã qua.', en: 'Choose today or a day before.' },
    retry: false,
  },
  'programmes.authority-missing': {
    message: {
      vi: 'Chưa nêu cơ quan quản lý cần đôn đốc.',
      en: 'It is not said which authority is to be reminded.',
    },
    remedy: { vi: 'Chọn một tỉnh hoặc cơ quan.', en: 'Choose a province or authority.' },
    retry: false,
  },
  'programmes.no-reminder-due': {
    message: {
      vi: 'Mốc này chưa tới ngày đôn đốc, hoặc không đôn đốc qua Mạch.',
      en: 'No reminder of this milestone is due, or it is not reminded of here.',
    },
    remedy: {
      vi: 'Đợi tới ngày đôn đốc kế tiếp ghi ở mốc.',
      en: 'Wait for the next reminder day, which the milestone shows.',
    },
    retry: false,
  },
  'programmes.nobody-behind': {
    message: { vi: 'Không còn cơ sở nào chậm ở mốc này.', en: 'Nobody is behind this milestone.' },
    remedy: { vi: 'Không cần làm gì thêm.', en: 'Nothing is to be done.' },
    retry: false,
  },
  'programmes.counted-here': {
    message: {
      vi: 'Mạch tự đếm số liệu của mốc này, không nhận số báo cáo.',
      en: 'Mạch counts this milestone itself and takes no report of it.',
    },
    remedy: {
      vi: 'Nếu số liệu sai, sửa ở hồ sơ cơ sở hoặc người hành nghề.',
      en: 'If a figure is wrong, mend the file that it comes from.',
    },
    retry: false,
  },
  'programmes.part-exceeds-whole': {
    message: {
      vi: 'Số đã đạt lớn hơn tổng số.',
      en: 'What is reached is more than the whole.',
    },
    remedy: { vi: 'Kiểm tra lại hai con số.', en: 'Look at both figures again.' },
    retry: false,
  },
  'programmes.no-facility': {
    message: {
      vi: 'Tài khoản chưa gắn với cơ sở khám bệnh, chữa bệnh nào.',
      en: 'The account does not belong to a facility.',
    },
    remedy: {
      vi: 'Đề nghị quản trị viên gắn tài khoản với cơ sở.',
      en: 'Ask the administrator to attach the account to a facility.',
    },
    retry: false,
  },
  'programmes.reminder-unknown': {
    message: {
      vi: 'Không có nhắc việc này cho cơ sở của bạn.',
      en: 'There is no such reminder to your facility.',
    },
    remedy: { vi: 'Tải lại trang.', en: 'Load the page again.' },
    retry: false,
  },
  'programmes.facility-unknown': {
    message: {
      vi: 'Mã cơ sở không có trong Hệ thống.',
      en: 'The facility is not known here.',
    },
    remedy: { vi: 'Kiểm tra lại mã 5 chữ số.', en: 'Look at the five digits again.' },
    retry: false,
  },
  'programmes.training-of-another': {
    message: {
      vi: 'Mã lớp này đã do đơn vị khác đặt.',
      en: 'Another authority holds a training of this name.',
    },
    remedy: { vi: 'Đặt mã lớp khác.', en: 'Choose another name.' },
    retry: false,
  },
} as const satisfies Readonly<Record<string, ProblemText>>

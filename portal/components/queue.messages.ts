const vi = {
  facility: 'Cơ sở',
  waiting: 'Chờ gửi',
  failed: 'Không gửi được',
  awaiting: 'Chờ kết quả',
  late: 'Quá hạn',
  oldest: 'Lâu nhất từ',
  line: 'Đường gửi',
  open: 'Thông suốt',
  disturbed: 'Gián đoạn',
  since: 'từ',
  nextProbe: 'thử lại',
}

const en: typeof vi = {
  facility: 'Facility',
  waiting: 'Waiting',
  failed: 'Failed',
  awaiting: 'Waiting for a result',
  late: 'Overdue',
  oldest: 'Oldest since',
  line: 'Line',
  open: 'Open',
  disturbed: 'Disturbed',
  since: 'since',
  nextProbe: 'next try',
}

export const messages = { vi, en }

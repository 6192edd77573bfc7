const vi = {
  tools: 'Công cụ dòng lệnh',
  none: 'Chưa có công cụ nào.',
  lead: 'Lệnh ./mach audit export và ./mach extract làm việc thay tài khoản này bằng một khóa riêng, trong phạm vi bạn được làm.',
  register: 'Đăng ký công cụ',
  registered: 'Đã đăng ký. Mã công cụ (--client)',
  waiting: 'Một quản trị viên khác xác nhận xong thì công cụ mới dùng được.',
  done: 'Xong',
  name: 'Tên công cụ',
  nameHint: 'Ví dụ: máy của phòng kiểm toán',
  key: 'Khóa công khai (JWK)',
  keyHint: 'Dòng mà lệnh ./mach keys new in ra. Không bao giờ dán khóa bí mật vào đây.',
  keyWrong: 'Không phải JWK.',
}

const en: typeof vi = {
  tools: 'Command-line tools',
  none: 'There are no tools yet.',
  lead: 'The commands ./mach audit export and ./mach extract act for this account with a key of their own, within what you may do.',
  register: 'Register a tool',
  registered: 'Registered. Its id (--client)',
  waiting: 'It works once another administrator has confirmed it.',
  done: 'Done',
  name: 'Name of the tool',
  nameHint: 'Such as: machine of the audit office',
  key: 'Public key (JWK)',
  keyHint: 'The line that ./mach keys new prints. Never paste a secret key here.',
  keyWrong: 'This is no JWK.',
}

export const messages = { vi, en }

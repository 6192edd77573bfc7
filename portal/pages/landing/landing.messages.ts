const vi = {
  title: 'Gửi một lần, đúng mọi nơi',
  lead: 'Mạch là nền tảng dữ liệu y tế mở. Cơ sở khám bệnh, chữa bệnh gửi mỗi hồ sơ một lần; Mạch kiểm tra ngay, giữ suốt đời và chuyển đến mọi nơi cần nhận.',
  signIn: 'Đăng nhập',
  open: 'Vào trang của tôi',
  lookUp: 'Tra cứu người hành nghề, cơ sở',
  promises: [
    {
      name: 'Kiểm tra ngay',
      text: 'Mọi lỗi của hồ sơ hiện ra trong cùng một giây, tại đúng trường, kèm căn cứ và cách sửa.',
    },
    {
      name: 'Gửi một lần',
      text: 'Cổng BHXH và sổ sức khỏe nhận đúng bản đã ký, không phải nhập lại; mất mạng vẫn không mất hồ sơ.',
    },
    {
      name: 'Sổ sức khỏe của người dân',
      text: 'Mỗi lần khám trở thành một trang dễ đọc; người dân thấy ai đã xem và vì sao.',
    },
  ],
  audience: 'Dành cho người dân, bác sĩ, cơ sở khám bệnh, chữa bệnh và Sở Y tế.',
  expired: 'Trang bạn mở cần đăng nhập.',
}

const en: typeof vi = {
  title: 'Send once, right everywhere',
  lead: 'Mạch is an open health-data platform. A health facility sends each dossier once; Mạch checks it at once, keeps it for life and delivers it to all who are owed it.',
  signIn: 'Sign in',
  open: 'To my pages',
  lookUp: 'Find practitioners and facilities',
  promises: [
    {
      name: 'Checked at once',
      text: 'Every error of a dossier shows within the second, at its very field, with its legal source and its remedy.',
    },
    {
      name: 'Sent once',
      text: 'The insurance portal and the health book get the signed original without typing again; a lost line loses nothing.',
    },
    {
      name: 'The citizen’s health book',
      text: 'Each visit becomes a page one can read; citizens see who looked at it and why.',
    },
  ],
  audience: 'For citizens, doctors, health facilities and health departments.',
  expired: 'The page you opened needs you to sign in.',
}

export const messages = { vi, en }

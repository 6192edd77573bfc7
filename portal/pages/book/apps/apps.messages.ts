const vi = {
  title: 'Ứng dụng',
  lead: 'Những ứng dụng bạn đã cho phép đọc sổ sức khỏe. Thu hồi lúc nào cũng được; quyền truy cập dừng ngay.',
  none: 'Bạn chưa cho phép ứng dụng nào',
  noneHint:
    'Khi một ứng dụng muốn đọc sổ, nó đưa bạn đến trang của Mạch. Ở đó bạn chọn cho đọc gì và trong bao lâu.',
  by: (publisher: string) => `của ${publisher}`,
  may: 'Được phép',
  since: (from: string, until: string) => `Từ ${from} đến ${until}`,
  end: 'Thu hồi',
  endOf: (name: string) => `Thu hồi quyền của ${name}`,
  ended: (name: string) => `Đã thu hồi. ${name} không đọc được nữa.`,
  kept: 'Dữ liệu ứng dụng đã đọc trước đó thì Mạch không lấy lại được. Mỗi lần đọc có ở “Ai đã xem sổ”.',
}

const en: typeof vi = {
  title: 'Apps',
  lead: 'The apps that you allowed to read your health book. Take it back at any time; access ends at once.',
  none: 'You have not allowed any app',
  noneHint:
    'When an app wants to read the book it brings you to a page of Mạch. There you choose what it may read and for how long.',
  by: (publisher) => `by ${publisher}`,
  may: 'It may',
  since: (from, until) => `From ${from} to ${until}`,
  end: 'Take back',
  endOf: (name) => `Take back what ${name} may do`,
  ended: (name) => `Taken back. ${name} reads no more.`,
  kept: 'What the app read before cannot be called back. Each reading stands under “Who read it”.',
}

export const messages = { vi, en }

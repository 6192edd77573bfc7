const vi = {
  title: 'Hồ sơ chờ gửi theo cơ sở',
  lead: 'Những gì còn nợ cổng BHXH ngay lúc này. Khi cổng gián đoạn, hồ sơ nằm trong hàng đợi và tự gửi tiếp.',
  waiting: 'Chờ gửi',
  failed: 'Không gửi được',
  awaiting: 'Chờ kết quả',
  late: 'Quá hạn',
  none: 'Không cơ sở nào có hồ sơ chờ gửi',
  noneHint: 'Mọi hồ sơ đã tiếp nhận đều đã sang cổng BHXH.',
}

const en: typeof vi = {
  title: 'Deliveries waiting, by facility',
  lead: 'What is owed to the insurance portal right now. While the portal is down, dossiers stay in the queue and go on by themselves.',
  waiting: 'Waiting',
  failed: 'Failed',
  awaiting: 'Waiting for a result',
  late: 'Overdue',
  none: 'No facility has anything waiting',
  noneHint: 'All accepted dossiers have reached the insurance portal.',
}

export const messages = { vi, en }

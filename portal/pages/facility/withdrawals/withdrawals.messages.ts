const vi = {
  title: 'Hồ sơ đã thu hồi',
  lead: 'Hồ sơ gửi nhầm đã được thu hồi khỏi sổ sức khỏe. Bản đã sang cổng BHXH vẫn phải xử lý trên cổng.',
  back: 'Hồ sơ đã gửi',
  none: 'Không có hồ sơ nào bị thu hồi',
  noneHint: 'Thu hồi hồ sơ ngay trên trang của hồ sơ, có ghi lý do.',
  withdrawnAt: 'Thu hồi lúc',
  by: 'Người thu hồi',
  reason: 'Lý do',
  portal: 'Trên cổng BHXH',
  toSettle: 'Cần xử lý trên cổng BHXH',
  notDelivered: 'Chưa sang cổng BHXH',
  settled: 'Đã xử lý',
  settle: 'Ghi nhận đã xử lý',
}

const en: typeof vi = {
  title: 'Withdrawn dossiers',
  lead: 'Dossiers sent by mistake and taken out of the health book. What reached the insurance portal must still be settled there.',
  back: 'Dossiers sent',
  none: 'No dossier was withdrawn',
  noneHint: 'A dossier is withdrawn on its own page, with a reason.',
  withdrawnAt: 'Withdrawn',
  by: 'By',
  reason: 'Reason',
  portal: 'On the insurance portal',
  toSettle: 'To be settled on the insurance portal',
  notDelivered: 'Never reached the portal',
  settled: 'Settled',
  settle: 'Note as settled',
}

export const messages = { vi, en }

const vi = {
  title: 'Lỗi theo khoa',
  lead: 'Lỗi, cảnh báo của bản hiện hành từng lượt khám, xếp theo khoa và người hành nghề để giao từng khoa sửa.',
  print: 'In tờ giao khoa (A4)',
  workbook: 'Tải bảng tính',
  severity: 'Mức độ',
  every: 'Tất cả',
  none: 'Không có lỗi nào trong khoảng ngày này',
  noneHint: 'Chọn khoảng ngày rộng hơn, hoặc bỏ điều kiện lọc.',
  truncated: 'Có nhiều lỗi hơn một tờ chứa được: hãy thu hẹp khoảng ngày.',
  dossier: 'Hồ sơ',
  place: 'Trường',
  finding: 'Lỗi và cách sửa',
  patient: 'Người bệnh',
  received: 'Nhận',
  onlyThisWard: 'Chỉ khoa này',
  allWards: 'Mọi khoa',
}

const en: typeof vi = {
  title: 'Findings by ward',
  lead: 'Errors and warnings of each visit’s current version, by ward and practitioner, to hand to each ward.',
  print: 'Print the sheets (A4)',
  workbook: 'Download the workbook',
  severity: 'Severity',
  every: 'All',
  none: 'No findings in these days',
  noneHint: 'Choose more days, or drop a condition.',
  truncated: 'There are more findings than a sheet can hold: narrow the days.',
  dossier: 'Dossier',
  place: 'Field',
  finding: 'Finding and remedy',
  patient: 'Patient',
  received: 'Received',
  onlyThisWard: 'Only this ward',
  allWards: 'All wards',
}

export const messages = { vi, en }

/** The instruments that many rules cite, in the words of the law. Confidence lies with each rule. */
export const ENVELOPE = 'QĐ 130/QĐ-BYT (sửa đổi QĐ 4750, QĐ 3176), phụ lục; CV 1245/BHXH-CNTT 2024'

/** The official appendix: descriptions of fields. */
export const APPENDIX = 'QĐ 130/QĐ-BYT, phụ lục (sửa đổi QĐ 4750/QĐ-BYT, QĐ 3176/QĐ-BYT)'

/** A field of one table of the appendix. */
export function appendix(table: string, field?: string): string {
  return field === undefined ? `${APPENDIX}, ${table}` : `${APPENDIX}, ${table} – ${field}`
}

/** The insurance's sheet of checks for its gateway. */
export const GATEWAY = 'Bảng kiểm tra của cổng tiếp nhận BHXH theo QĐ 4750/QĐ-BYT'

/** The insurance's list of checks that block a dossier, as ported by hospitals. */
export const BLOCKING_LIST = 'Danh mục kiểm tra chặn hồ sơ của cổng giám định BHYT'

/** What checkers on the hospitals' side do under QĐ 3176. */
export const HOSPITAL_CHECKS = 'Thực hành kiểm tra tại cơ sở KBCB theo QĐ 3176/QĐ-BYT'

export const HEALTH_BOOK = 'QĐ 31/QĐ-BYT ngày 06/01/2026 (sổ sức khỏe điện tử trên VNeID)'

export const DISEASE_LISTS = 'TT 06/2026/TT-BYT (trước 01/07/2026: QĐ 4469/QĐ-BYT 2020)'

export const SICK_LEAVE = 'TT 25/2025/TT-BYT (trước đó TT 56/2017, TT 18/2022), giấy tờ hưởng BHXH'

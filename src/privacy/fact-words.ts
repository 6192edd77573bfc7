import type { AuditCaller, Purpose } from '#audit'
import type { Bilingual } from '#vocabulary/bilingual'

export const FACT_LABELS = {
  asker: { vi: 'Người hỏi', en: 'Asked by' },
  reader: { vi: 'Người xem', en: 'Read by' },
  role: { vi: 'Vai trò', en: 'Role' },
  facility: { vi: 'Cơ sở', en: 'Facility' },
  at: { vi: 'Thời điểm', en: 'Time' },
  what: { vi: 'Nội dung xem', en: 'What was read' },
  purpose: { vi: 'Mục đích đã khai', en: 'Purpose that was given' },
  entry: { vi: 'Số trong nhật ký', en: 'Number in the log' },
  visit: { vi: 'Lần khám', en: 'Visit' },
} as const

export const ROLE_WORDS: Readonly<Record<AuditCaller['role'], Bilingual>> = {
  citizen: { vi: 'Người dân', en: 'Citizen' },
  doctor: { vi: 'Bác sĩ', en: 'Doctor' },
  'facility-clerk': { vi: 'Nhân viên cơ sở', en: 'Facility clerk' },
  'facility-administrator': { vi: 'Quản trị cơ sở', en: 'Facility administrator' },
  'department-officer': { vi: 'Cán bộ Sở Y tế', en: 'Health-department officer' },
  'department-head': { vi: 'Lãnh đạo Sở Y tế', en: 'Head of the health department' },
  'ministry-officer': { vi: 'Cán bộ Bộ Y tế', en: 'Ministry officer' },
  'traditional-officer': {
    vi: 'Cán bộ quản lý y, dược cổ truyền',
    en: 'Traditional-medicine officer',
  },
  practitioner: { vi: 'Người hành nghề', en: 'Practitioner' },
  inspector: { vi: 'Thanh tra', en: 'Inspector' },
  analyst: { vi: 'Chuyên viên phân tích', en: 'Analyst' },
  auditor: { vi: 'Kiểm toán hệ thống', en: 'Auditor' },
  administrator: { vi: 'Quản trị hệ thống', en: 'Administrator' },
  system: { vi: 'Hệ thống', en: 'The system' },
  anonymous: { vi: 'Chưa đăng nhập', en: 'Not signed in' },
}

export const PURPOSE_WORDS: Readonly<Record<Purpose, Bilingual>> = {
  treatment: { vi: 'Điều trị', en: 'Treatment' },
  'own-record': { vi: 'Xem sổ của mình', en: 'Own book' },
  payment: { vi: 'Thanh toán', en: 'Payment' },
  administration: { vi: 'Quản lý hồ sơ', en: 'Administration' },
  quality: { vi: 'Kiểm tra chất lượng', en: 'Quality' },
  emergency: { vi: 'Cấp cứu', en: 'Emergency' },
  'public-health': { vi: 'Y tế công cộng', en: 'Public health' },
  supervision: { vi: 'Thanh tra, kiểm tra', en: 'Supervision' },
  statistics: { vi: 'Thống kê', en: 'Statistics' },
  research: { vi: 'Nghiên cứu', en: 'Research' },
}

const WHATS: Readonly<Record<string, Bilingual>> = {
  summary: { vi: 'Tóm tắt sổ', en: 'The summary' },
  visits: { vi: 'Danh sách lần khám', en: 'The list of visits' },
  visit: { vi: 'Một lần khám', en: 'One visit' },
  labs: { vi: 'Kết quả xét nghiệm', en: 'Results' },
  papers: { vi: 'Danh sách giấy tờ', en: 'The list of papers' },
  paper: { vi: 'Giấy tờ (PDF)', en: 'A paper (PDF)' },
  book: { vi: 'Tóm tắt sổ (PDF)', en: 'The summary (PDF)' },
  record: { vi: 'Hồ sơ', en: 'The record' },
  dossier: { vi: 'Hồ sơ khám bệnh', en: 'A visit dossier' },
  'follow-up-list': {
    vi: 'Danh sách người bệnh cần theo dõi',
    en: 'A list of patients to follow up',
  },
  'person-review': { vi: 'Đối chiếu danh tính', en: 'Whose number it is' },
  'patient-search': { vi: 'Kết quả tìm người bệnh', en: 'A search for patients' },
}

/** A word for what was read; a kind without a word is shown as it is. */
export function whatWords(what: string): Bilingual {
  return WHATS[what] ?? { vi: what, en: what }
}

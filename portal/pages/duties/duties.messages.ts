import type { Role } from '#vocabulary/caller'

const vi = {
  title: 'Chức trách và quyền',
  lead: 'Tài khoản này được dùng để làm gì, và trong phạm vi nào.',
  role: 'Vai trò',
  place: 'Phạm vi',
  country: 'Cả nước',
  duty: 'Được làm gì',
  duties: {
    citizen: 'Xem sổ sức khỏe của mình và quyết định ai được xem.',
    doctor: 'Xem hồ sơ của người bệnh mà cơ sở đang chăm sóc.',
    'facility-clerk': 'Gửi và sửa hồ sơ khám chữa bệnh của cơ sở.',
    'facility-administrator':
      'Quản lý tài khoản và phần mềm của cơ sở. Không xem hồ sơ của người bệnh.',
    'department-officer': 'Theo dõi chất lượng dữ liệu của các cơ sở trong tỉnh.',
    'department-head':
      'Theo dõi chất lượng dữ liệu của các cơ sở trong tỉnh và quyết định các việc của Sở Y tế.',
    'ministry-officer':
      'Xét duyệt hồ sơ và giấy phép của cơ sở, người hành nghề thuộc Bộ; xem số liệu tổng hợp của cả nước. Không xem hồ sơ người bệnh.',
    'traditional-officer':
      'Xét duyệt hồ sơ cơ sở và người hành nghề y học cổ truyền. Không xem hồ sơ người bệnh.',
    practitioner: 'Kê khai, cập nhật và xác nhận hồ sơ hành nghề của chính mình.',
    inspector: 'Kiểm tra các cơ sở trong tỉnh theo quyết định thanh tra.',
    analyst: 'Làm việc với số liệu tổng hợp. Không xem hồ sơ của từng người.',
    auditor: 'Kiểm tra nhật ký: ai đã xem gì, khi nào, vì sao. Không xem nội dung hồ sơ.',
    administrator: 'Vận hành hệ thống. Không xem hồ sơ của người bệnh.',
  } satisfies Record<Role, string>,
}

const en: typeof vi = {
  title: 'Duties and rights',
  lead: 'What this account is for, and how far it reaches.',
  role: 'Role',
  place: 'Scope',
  country: 'The whole country',
  duty: 'What it may do',
  duties: {
    citizen: 'Read the own health book and decide who may read it.',
    doctor: 'Read the records of patients whom the facility cares for.',
    'facility-clerk': 'Send and mend the facility’s visit dossiers.',
    'facility-administrator':
      'Manage the facility’s accounts and software. Does not read patients’ records.',
    'department-officer': 'Watch the quality of data of the facilities in the province.',
    'department-head':
      'Watch the quality of data of the facilities in the province and decide for the health department.',
    'ministry-officer':
      'Reviews files and licences of the Ministry’s facilities and practitioners; sees totals of the whole country. Reads no patient’s record.',
    'traditional-officer':
      'Reviews files of facilities and practitioners of traditional medicine. Reads no patient’s record.',
    practitioner: 'Declares, updates and confirms the own file of practice.',
    inspector: 'Check the facilities of the province under an inspection order.',
    analyst: 'Work with totals. Does not read anybody’s record.',
    auditor: 'Check the log: who read what, when and why. Does not read what records say.',
    administrator: 'Operate the system. Does not read patients’ records.',
  },
}

export const messages = { vi, en }

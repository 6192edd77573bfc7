import type { FindingSeverity } from '#vocabulary/finding'

/** The fixed words of the glossary, the same on every page. */
const vi = {
  statuses: {
    accepted: 'Đã tiếp nhận',
    'with-errors': 'Đã tiếp nhận, còn lỗi',
    refused: 'Chưa tiếp nhận – cần sửa',
    withdrawn: 'Đã thu hồi',
    replaced: 'Đã có bản thay thế',
  },
  severities: {
    error: 'Lỗi',
    warning: 'Cảnh báo',
    notice: 'Chưa kiểm tra được',
  } satisfies Record<FindingSeverity, string>,
  kinds: { dossier: 'Hồ sơ', 'check-in': 'Check-in' },
  doors: { intake: 'Gửi trên Mạch', wire: 'Phần mềm bệnh viện' },
  facility: 'Cơ sở',
  ward: 'Khoa',
  practitioner: 'Người hành nghề',
  noWard: 'Không thuộc khoa nào',
  noPractitioner: 'Không ghi người hành nghề',
  linkCode: 'Mã liên kết',
  patient: 'Người bệnh',
  receivedAt: 'Nhận lúc',
  status: 'Trạng thái',
  findings: 'Lỗi, cảnh báo',
  noFindings: 'Không có lỗi',
  delivery: 'Gửi BHXH',
  receipt: 'Mã tiếp nhận',
  portalNumber: 'Mã giao dịch BHXH',
}

const en: typeof vi = {
  statuses: {
    accepted: 'Accepted',
    'with-errors': 'Accepted with errors',
    refused: 'Not accepted – to be mended',
    withdrawn: 'Withdrawn',
    replaced: 'Replaced',
  },
  severities: { error: 'Error', warning: 'Warning', notice: 'Not checked' },
  kinds: { dossier: 'Dossier', 'check-in': 'Check-in' },
  doors: { intake: 'Sent on Mạch', wire: 'Hospital software' },
  facility: 'Facility',
  ward: 'Ward',
  practitioner: 'Practitioner',
  noWard: 'Of no ward',
  noPractitioner: 'No practitioner named',
  linkCode: 'Link code',
  patient: 'Patient',
  receivedAt: 'Received',
  status: 'Status',
  findings: 'Errors, warnings',
  noFindings: 'No errors',
  delivery: 'To the insurance',
  receipt: 'Receipt',
  portalNumber: 'Insurance transaction code',
}

export const words = { vi, en }

export type SubmissionStatus = keyof (typeof vi)['statuses']

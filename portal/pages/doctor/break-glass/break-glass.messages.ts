import type { Messages } from '../../../foundation/messages.ts'

const vi = {
  title: 'Mở khẩn cấp',
  note: 'Chỉ khi tính mạng, sức khỏe người bệnh không chờ được và không có mã QR. Người bệnh được báo ngay; việc mở được xem xét lại.',
  open: 'Mở khẩn cấp…',
  dialogLead: (hours: number) =>
    `Hồ sơ mở cho riêng bạn trong ${hours} giờ. Mọi thứ bạn xem được ghi là mở khẩn cấp, người bệnh được báo ngay trong sổ, và người có thẩm quyền sẽ xem xét lý do.`,
  number: 'Số định danh của người bệnh (12 số)',
  reason: 'Lý do',
  reasonHint: (characters: number, words: number) =>
    `Người bệnh đang thế nào, vì sao cần xem ngay. Ít nhất ${characters} ký tự và ${words} từ khác nhau.`,
  rate: (used: number, most: number, hours: number) =>
    `Bạn đã mở khẩn cấp ${used}/${most} lần trong ${hours} giờ qua.`,
  full: 'Đã đến mức tối đa. Đề nghị bác sĩ khác trong ca trực.',
  confirm: 'Tôi hiểu, mở hồ sơ',
  cancel: 'Đóng',
}

const en: typeof vi = {
  title: 'Emergency opening',
  note: 'Only when life or health cannot wait and there is no QR code. The patient is told at once; the opening is reviewed.',
  open: 'Open in an emergency…',
  dialogLead: (hours) =>
    `The record opens to you alone for ${hours} hours. All that you read is logged as an emergency opening, the patient is told at once, and somebody reviews the reason.`,
  number: 'The patient’s personal number (12 digits)',
  reason: 'Reason',
  reasonHint: (characters, words) =>
    `How the patient is, and why the record is needed now. At least ${characters} characters and ${words} different words.`,
  rate: (used, most, hours) => `You opened ${used} of ${most} within the last ${hours} hours.`,
  full: 'The most is reached. Ask another doctor on duty.',
  confirm: 'I understand, open',
  cancel: 'Close',
}

export const messages: Messages<typeof vi> = { vi, en }

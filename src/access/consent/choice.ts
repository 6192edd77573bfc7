import type { RecordId } from '#vocabulary/record-id'
import { isoInVietnam } from '#vocabulary/vietnam-time'

export const CHOICE_KINDS = ['visit', 'class', 'facility', 'delegate', 'guardian', 'share'] as const
/** What a choice is about: a visit, a data class, a facility, somebody who acts for the person, a share by link. */
export type ChoiceKind = (typeof CHOICE_KINDS)[number]

export const CHOICE_EFFECTS = [
  'hide',
  'show',
  'offer',
  'accept',
  'decline',
  'confirm',
  'doubt',
  'give',
  'end',
] as const
export type ChoiceEffect = (typeof CHOICE_EFFECTS)[number]

/** What is said when a choice is made; position and signature follow. */
export type ChoiceMade = {
  readonly person: RecordId
  readonly at: Date
  /** The account that chose: the person, who acts for the person, or a clerk who saw a paper. */
  readonly account: string
  /** In whose place: in words that stand in the text, as 'chính người có sổ'. */
  readonly by: string
  readonly kind: ChoiceKind
  /** The visit, the class, the facility's code, the delegation or the share. Never a citizen number. */
  readonly subject: string
  readonly effect: ChoiceEffect
}

/** One choice as it was kept: signed, dated, numbered. */
export type Choice = Omit<ChoiceMade, 'by'> & {
  readonly position: number
  /** What was read and chosen, word for word. */
  readonly text: string
  /** Ed25519 over the text. */
  readonly signature: Buffer
  /** The thumbprint of the key. */
  readonly key: string
}

/** What stands on the page beside the choice; it is signed with it. A change of these words is a new version of the text. */
export const NOTICES_READ: Readonly<Record<ChoiceKind, string>> = {
  visit:
    'Ẩn chỉ ràng buộc người xem sổ: bác sĩ ở cơ sở khác, người thân, ứng dụng. Cơ sở đã ghi vẫn thấy phần mình ghi. Bên nhận theo luật (bảo hiểm y tế, phòng dịch, tòa án) vẫn nhận dữ liệu theo luật. Khi cấp cứu, bác sĩ mở khẩn cấp được (có lý do, có thông báo, có hậu kiểm).',
  class:
    'Ẩn một loại chỉ ràng buộc người xem sổ: bác sĩ ở cơ sở khác, người thân, ứng dụng. Cơ sở đã ghi vẫn thấy phần mình ghi. Bên nhận theo luật (bảo hiểm y tế, phòng dịch, tòa án) vẫn nhận dữ liệu theo luật. Khi cấp cứu, bác sĩ mở khẩn cấp được (có lý do, có thông báo, có hậu kiểm).',
  facility:
    'Cơ sở bị chặn không mở được sổ, trừ phần do chính cơ sở ghi và khi cấp cứu (có lý do, có thông báo, có hậu kiểm). Bên nhận theo luật vẫn nhận dữ liệu theo luật.',
  delegate:
    'Người được cho xem thấy các loại dữ liệu đã chọn đến hết hạn. Dữ liệu sức khỏe là dữ liệu nhạy cảm. Rút lại lúc nào cũng được, có hiệu lực ngay.',
  guardian:
    'Cha, mẹ hoặc người giám hộ xem sổ và chọn thay cho trẻ. Từ 7 tuổi phải có cả ý kiến của trẻ. Tự hết khi trẻ đủ 18 tuổi.',
  share:
    'Ai có liên kết và mật mã đều xem được bản tóm tắt đến hết hạn. Dữ liệu sức khỏe là dữ liệu nhạy cảm. Mỗi lần mở được ghi vào nhật ký. Dừng lúc nào cũng được, có hiệu lực ngay.',
}

const WORDS: Readonly<Record<ChoiceEffect, string>> = {
  hide: 'Ẩn / chặn',
  show: 'Hiện lại / bỏ chặn',
  offer: 'Đề nghị',
  accept: 'Nhận lời',
  decline: 'Từ chối',
  confirm: 'Xác nhận',
  doubt: 'Cần xem xét',
  give: 'Chia sẻ',
  end: 'Rút lại / chấm dứt',
}

/**
 * The canonical text that is signed: who chose what, when, after reading what; each line one statement.
 *
 * @param former base64url SHA-256 of the text of the choice before, empty for the first: the choices of a person are a chain
 * Source: Law 91/2025/QH15 (consent: clear, by purpose, provable; withdrawal as easy as giving).
 */
export function choiceText(made: ChoiceMade, position: number, former: string): string {
  return [
    'Mạch · lựa chọn về sổ sức khỏe · bản 1',
    `Sổ: ${made.person}`,
    `Lựa chọn thứ: ${position}`,
    `Lựa chọn trước: ${former === '' ? 'không có' : former}`,
    `Lúc: ${isoInVietnam(made.at)}`,
    `Tài khoản: ${made.account}`,
    `Người chọn: ${made.by}`,
    `Đã đọc: ${NOTICES_READ[made.kind]}`,
    `Đã chọn: ${WORDS[made.effect]} (${made.effect}) · ${made.kind} · ${made.subject}`,
  ].join('\n')
}

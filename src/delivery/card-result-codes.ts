import type { Bilingual } from '#vocabulary/bilingual'

/** What the portal's answer to a card look-up says. */
export type CardResult = {
  readonly meaning: Bilingual
  /** `good` the card holds; `mend` the card or the question is wrong; `ask-again` nothing was said about the card. */
  readonly kind: 'good' | 'mend' | 'ask-again'
}

const good = (vi: string, en: string): CardResult => ({ meaning: { vi, en }, kind: 'good' })
const mend = (vi: string, en: string): CardResult => ({ meaning: { vi, en }, kind: 'mend' })
const askAgain = (vi: string, en: string): CardResult => ({
  meaning: { vi, en },
  kind: 'ask-again',
})

/**
 * The result codes of the card look-up (maKetQua of KQNhanLichSuKCB2024), in use since 01/08/2024.
 * Source: the interface of the insurance portal as its clients describe it; no official text was seen.
 */
export const CARD_RESULTS: Readonly<Record<string, CardResult>> = {
  '000': good('Thẻ còn giá trị sử dụng', 'The card is valid'),
  '001': good('Thẻ do BHXH Bộ Quốc phòng quản lý', 'Card managed by the army’s insurance'),
  '002': good('Thẻ do BHXH Công an nhân dân quản lý', 'Card managed by the police’s insurance'),
  '003': mend('Thẻ cũ hết hạn, đã cấp thẻ mới', 'The old card has expired, a new one is issued'),
  '004': good('Thẻ cũ còn hạn, đã cấp thẻ mới', 'The old card still holds, a new one is issued'),
  '010': mend('Thẻ hết hạn sử dụng', 'The card has expired'),
  '050': mend('Không có thông tin thẻ BHYT', 'No such card'),
  '051': mend('Mã thẻ không đúng', 'Wrong card code'),
  '052': mend('Mã tỉnh của thẻ (ký tự 4–5) không đúng', 'Wrong province part (characters 4–5)'),
  '053': mend('Mã quyền lợi của thẻ (ký tự 3) không đúng', 'Wrong benefit part (character 3)'),
  '054': askAgain(
    'Số định danh của cán bộ tra cứu chưa đăng ký trên cổng',
    'The operator’s citizen number is not registered at the portal',
  ),
  '055': askAgain('Họ tên của cán bộ tra cứu không khớp', 'The operator’s name does not match'),
  '060': mend('Họ tên không đúng', 'Wrong name'),
  '061': mend('Họ tên không đúng (khớp ký tự đầu)', 'Wrong name, but the initials match'),
  '070': mend('Ngày sinh không đúng', 'Wrong birth date'),
  '100': askAgain('Cổng lỗi khi đọc dữ liệu thẻ', 'The portal failed to read the card'),
  '101': askAgain('Máy chủ của cổng gặp lỗi', 'The portal’s server failed'),
  '110': mend('Thẻ đã bị thu hồi', 'The card was withdrawn'),
  '120': mend('Thẻ đã báo giảm', 'The card was reported as ended'),
  '121': mend('Thẻ đã báo giảm: chuyển sang tỉnh khác', 'Ended: moved to another province'),
  '122': mend('Thẻ đã báo giảm: chuyển trong tỉnh', 'Ended: moved within the province'),
  '123': mend(
    'Thẻ đã báo giảm: tăng lại tại cùng đơn vị',
    'Ended: taken up again in the same unit',
  ),
  '124': mend('Thẻ đã báo giảm: ngừng tham gia', 'Ended: no longer insured'),
  '130': mend('Trẻ em chưa có thẻ', 'A child without a card'),
  '205': askAgain('Tham số gửi lên không đúng', 'Wrong parameters'),
  '401': askAgain(
    'Cổng không nhận tài khoản của cơ sở',
    'The portal rejects the facility’s account',
  ),
  '500': askAgain('Máy chủ của cổng gặp lỗi', 'The portal’s server failed'),
}

const UNKNOWN: CardResult = mend(
  'Mã kết quả chưa có trong danh mục',
  'A result code that is not in the list',
)

/** What a code means; a code that is not listed says so. */
export function cardResultOf(resultCode: string): CardResult {
  return CARD_RESULTS[resultCode] ?? UNKNOWN
}

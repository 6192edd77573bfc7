import type { Bilingual } from '#vocabulary/bilingual'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { RecordId } from '#vocabulary/record-id'

/** Where a message goes; each receiver is a name here and its ends (who sends, whose bytes) at the composition root. */
export const CHANNELS = ['insurance-portal', 'data-centre', 'population-database', 'vneid'] as const
export type Channel = (typeof CHANNELS)[number]

/** What facilities send of visits, under legal clocks. */
export const MESSAGE_KINDS = ['dossier', 'check-in'] as const
export type MessageKind = (typeof MESSAGE_KINDS)[number]

/** What the registry sends of facilities and practitioners. */
export type RegisterKind = 'staff-catalogue' | 'profile-batch' | 'identity-check' | 'credential'
export type AnyKind = MessageKind | RegisterKind

/** As whom the platform itself sends: messages of no single facility. No facility has this code (QĐ 384/QĐ-BYT 2019: serials from 001). */
export const PLATFORM = '00000' as FacilityCode

/** Which of the portal's addresses a message takes: that of QĐ 4750/2023 or of QĐ 3176/2024. Of other messages it says nothing. */
export const VARIANTS = ['4750', '3176'] as const
export type Variant = (typeof VARIANTS)[number]

/** What the platform owes the outside, as the room that owes it states it. */
export type MessageToQueue = {
  readonly id: RecordId
  readonly channel: Channel
  readonly kind: AnyKind
  readonly facility: FacilityCode
  /** MA_LK: names the visit towards the receiver. A later message with the same one replaces the former. Of other kinds: what it is about. */
  readonly linkCode: string
  /** The submission that caused it: our receipt. */
  readonly submission: RecordId
  readonly visit?: RecordId
  readonly person?: RecordId
  /** Digest of the exact bytes to send; `readPayload` turns it back into them. */
  readonly payload: string
  readonly variant: Variant
  /** NGAY_RA, which may lie in the future (long supply). */
  readonly visitEnd?: Date
  readonly queuedAt: Date
  /** The message that this one corrects. */
  readonly supersedes?: RecordId
}

/**
 * The life of a message.
 *
 * `queued` never tried; `delivering` claimed by a worker; `waiting` tried, to be tried again; `received` the receiver
 * has it and has not judged it; `accepted`, `returned` what the imported result list says; `failed` given up,
 * an operator must look; `cancelled` the visit was withdrawn before it left.
 */
export const DELIVERY_STATES = [
  'queued',
  'delivering',
  'waiting',
  'received',
  'accepted',
  'returned',
  'failed',
  'cancelled',
] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

export const STATE_TEXTS: Readonly<Record<DeliveryState, Bilingual>> = {
  queued: { vi: 'Trong hàng đợi gửi', en: 'Queued' },
  delivering: { vi: 'Đang gửi', en: 'Delivering' },
  waiting: { vi: 'Chờ gửi lại', en: 'Waiting to be sent again' },
  received: {
    vi: 'BHXH đã tiếp nhận, chờ kết quả',
    en: 'Received by the insurance, waiting for the result',
  },
  accepted: { vi: 'BHXH báo hợp lệ', en: 'Valid, says the insurance' },
  returned: { vi: 'Trả lại để bổ sung', en: 'Returned for completion' },
  failed: { vi: 'Không gửi được, cần xử lý', en: 'Could not be delivered, needs attention' },
  cancelled: { vi: 'Đã hủy trước khi gửi', en: 'Cancelled before sending' },
}

/** Why the last attempt did not succeed; also why a message waits. */
export const REASONS = [
  'portal-down',
  'portal-error',
  'account-missing',
  'account-rejected',
  'not-allowed',
  'message-refused',
  'answer-unreadable',
  'answer-unsigned',
  'payload-missing',
  'interrupted',
  'gave-up',
] as const
export type Reason = (typeof REASONS)[number]

export const REASON_TEXTS: Readonly<Record<Reason, Bilingual>> = {
  'portal-down': {
    vi: 'Chờ cổng BHXH: cổng không trả lời, hệ thống tự gửi lại.',
    en: 'Waiting for the insurance portal: it does not answer; sending is repeated automatically.',
  },
  'portal-error': {
    vi: 'Chờ cổng BHXH: cổng báo lỗi máy chủ, hệ thống tự gửi lại.',
    en: 'Waiting for the insurance portal: it reports a server error; sending is repeated automatically.',
  },
  'account-missing': {
    vi: 'Chưa khai báo tài khoản cổng BHXH của cơ sở.',
    en: 'The facility’s account at the insurance portal is not configured.',
  },
  'account-rejected': {
    vi: 'Cổng BHXH không nhận tài khoản của cơ sở (401). Kiểm tra tên đăng nhập, mật khẩu.',
    en: 'The portal rejects the facility’s account (401). Check user name and password.',
  },
  'not-allowed': {
    vi: 'Cổng BHXH không cho phép (403). Kiểm tra quyền và địa chỉ IP đã đăng ký.',
    en: 'The portal does not allow it (403). Check rights and the registered IP address.',
  },
  'message-refused': {
    vi: 'Cổng BHXH không nhận tệp này; xem thông điệp của cổng.',
    en: 'The portal does not take this file; see its message.',
  },
  'answer-unreadable': {
    vi: 'Cổng BHXH trả lời không đúng định dạng.',
    en: 'The portal’s answer cannot be read.',
  },
  'answer-unsigned': {
    vi: 'Chữ ký của bên nhận trên câu trả lời không đúng; hệ thống tự gửi lại.',
    en: 'The receiver’s signature on its answer is wrong; sending is repeated automatically.',
  },
  'payload-missing': {
    vi: 'Không tìm thấy nội dung gốc của hồ sơ.',
    en: 'The original bytes of the dossier cannot be found.',
  },
  interrupted: {
    vi: 'Lần gửi bị ngắt giữa chừng, hệ thống gửi lại.',
    en: 'The attempt was interrupted; it is repeated.',
  },
  'gave-up': {
    vi: 'Đã gửi lại nhiều ngày không được; cần người xử lý.',
    en: 'Tried for days without success; someone must look.',
  },
}

/** The same of whatever receiver: what the portal's texts say of the insurance holds of each. */
const OTHER_REASON_TEXTS: Readonly<Partial<Record<Reason, Bilingual>>> = {
  'portal-down': {
    vi: 'Bên nhận không trả lời, hệ thống tự gửi lại.',
    en: 'The receiver does not answer; sending is repeated automatically.',
  },
  'portal-error': {
    vi: 'Bên nhận báo lỗi máy chủ, hệ thống tự gửi lại.',
    en: 'The receiver reports a server error; sending is repeated automatically.',
  },
  'account-missing': {
    vi: 'Chưa khai báo tài khoản tại bên nhận.',
    en: 'No account at the receiver is configured.',
  },
  'account-rejected': {
    vi: 'Bên nhận không nhận mật khẩu dùng chung hoặc tài khoản (401).',
    en: 'The receiver rejects the shared secret or account (401).',
  },
  'not-allowed': {
    vi: 'Bên nhận không cho phép (403).',
    en: 'The receiver does not allow it (403).',
  },
  'answer-unreadable': {
    vi: 'Bên nhận trả lời không đúng định dạng, hệ thống tự gửi lại.',
    en: 'The receiver’s answer cannot be read; sending is repeated automatically.',
  },
}

/** Why a line to any receiver is disturbed. */
export function channelReasonText(reason: Reason): Bilingual {
  return OTHER_REASON_TEXTS[reason] ?? REASON_TEXTS[reason]
}

/** How a legal term stands. */
export const CLOCK_STATES = ['on-time', 'near', 'late'] as const
export type ClockState = (typeof CLOCK_STATES)[number]

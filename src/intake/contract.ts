import { z } from 'zod'
import { bytesContract, contract } from '#foundation/contract'
import {
  Day,
  DossierAnswer,
  Receipt,
  Status,
  SubmissionDetail,
  SubmissionLine,
  WithdrawalLine,
} from './contract-parts.ts'

export * from './contract-parts.ts'
export * from './contract-practice.ts'
export * from './contract-quality.ts'

/** The largest file that is read, packed or not: 20 MiB. */
const FILE_BYTES_MAX = 20 * 1024 * 1024

/** What a sender may say beside the file itself. */
const SubmitOptions = z.strictObject({
  /** `refuse` (the default) keeps a dossier with errors out of the record; `record` takes and delivers it as it is, marked còn lỗi. */
  onError: z.enum(['refuse', 'record']).optional(),
  /** Why a dossier with errors must go out now; required with `onError=record`. */
  reason: z.string().trim().min(3).max(500).optional(),
})

/**
 * Sends one file of visit dossiers, or a zip of such files. gzip as content encoding is allowed.
 *
 * One dossier: 201 or 200 (the same bytes again) with `DossierAnswer` accepted, 422 with `DossierAnswer` refused.
 * Several in one file: 200 `DossiersAnswer`. A zip: 200 `FilesAnswer`.
 */
export const submitDossiers = bytesContract({
  method: 'POST',
  path: '/intake/dossiers',
  summary: 'Gửi hồ sơ khám bệnh, chữa bệnh (XML của một hoặc nhiều hồ sơ, hoặc tệp zip)',
  right: 'dossier.submit',
  requestBytesMax: FILE_BYTES_MAX,
  accepts: ['application/xml', 'text/xml', 'application/zip', 'application/octet-stream'],
  request: SubmitOptions,
})

/** Sends a check-in file (CHI_TIEU_TRANG_THAI_KCB). Answers like `submitDossiers`. */
export const submitCheckIn = bytesContract({
  method: 'POST',
  path: '/intake/check-ins',
  summary: 'Gửi trạng thái khám bệnh, chữa bệnh (check-in)',
  right: 'dossier.submit',
  requestBytesMax: FILE_BYTES_MAX,
  accepts: ['application/xml', 'text/xml', 'application/octet-stream'],
  request: SubmitOptions,
})

/** Sends the corrected dossier of the visit of an earlier submission. Answers like `submitDossiers`. */
export const correctSubmission = bytesContract({
  method: 'POST',
  path: '/intake/submissions/:receipt/correction',
  summary: 'Gửi lại hồ sơ đã sửa của cùng lượt khám',
  right: 'dossier.submit',
  requestBytesMax: FILE_BYTES_MAX,
  accepts: ['application/xml', 'text/xml', 'application/octet-stream'],
  request: SubmitOptions.extend({ receipt: Receipt }),
})

/** What `submitDossiers` answers for a file of several dossiers. */
export const DossiersAnswer = z.object({ dossiers: z.array(DossierAnswer) })
export type DossiersAnswer = z.infer<typeof DossiersAnswer>

/** What `submitDossiers` answers for a zip: one item for each file in it, by its name. */
export const FilesAnswer = z.object({
  files: z.array(z.object({ name: z.string(), dossiers: z.array(DossierAnswer) })),
})
export type FilesAnswer = z.infer<typeof FilesAnswer>

/** How many lines one page of a list may hold. */
const PAGE_LINES_MAX = 200
const PAGE_LINES = 50

/** All filters of the list; they live in the portal's address as they are. */
export const SubmissionFilter = z.strictObject({
  /** Days of reception in Vietnam, both included. */
  from: Day.optional(),
  to: Day.optional(),
  status: Status.optional(),
  severity: z.enum(['error', 'warning', 'notice']).optional(),
  /** MA_KHOA of a finding's place, or of the visit. */
  ward: z.string().max(50).optional(),
  /** Licence number of the practitioner of a finding's place. */
  doctor: z.string().max(255).optional(),
  kind: z.enum(['dossier', 'check-in']).optional(),
  /** Where its delivery to the insurance portal stands; `waiting` is every state in which it is still to go out. */
  delivery: z.enum(['waiting', 'received', 'accepted', 'returned', 'failed']).optional(),
  /** Beginning of a link code (MA_LK), a patient number (MA_BN), a receipt or the portal's maGiaoDich; accents and case do not matter. */
  text: z.string().trim().max(100).optional(),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_LINES_MAX).default(PAGE_LINES),
})
export type SubmissionFilter = z.infer<typeof SubmissionFilter>

/** The newest first; `next` is handed back as `after` for the following page, and absent on the last. */
export const listSubmissions = contract({
  method: 'GET',
  path: '/intake/submissions',
  summary: 'Danh sách hồ sơ đã gửi của cơ sở',
  right: 'dossier.read-own-facility',
  request: SubmissionFilter,
  response: z.object({ submissions: z.array(SubmissionLine), next: z.string().optional() }),
})

export const readSubmission = contract({
  method: 'GET',
  path: '/intake/submissions/:receipt',
  summary: 'Một hồ sơ đã gửi: nội dung đọc được và mọi lỗi, cảnh báo tại đúng trường',
  right: 'dossier.read-own-facility',
  request: z.strictObject({ receipt: Receipt }),
  response: SubmissionDetail,
})

/** The XML as it came, byte for byte. */
export const readSubmissionFile = bytesContract({
  method: 'GET',
  path: '/intake/submissions/:receipt/file',
  summary: 'Tải về tệp XML nguyên bản của hồ sơ',
  right: 'dossier.read-own-facility',
  accepts: [],
  request: z.strictObject({ receipt: Receipt }),
})

/** Takes a visit that was sent by mistake out of the record; it is then listed as cần xử lý trên cổng BHXH. A second call changes nothing. */
export const withdrawSubmission = contract({
  method: 'POST',
  path: '/intake/submissions/:receipt/withdrawal',
  summary: 'Thu hồi hồ sơ gửi nhầm, có lý do',
  right: 'dossier.withdraw',
  request: z.strictObject({ receipt: Receipt, reason: z.string().trim().min(3).max(500) }),
  response: WithdrawalLine,
})

export const listWithdrawals = contract({
  method: 'GET',
  path: '/intake/withdrawals',
  summary: 'Hồ sơ đã thu hồi, cần xử lý trên cổng BHXH',
  right: 'dossier.read-own-facility',
  request: z.strictObject({ open: z.enum(['true', 'false']).optional() }),
  response: z.object({ withdrawals: z.array(WithdrawalLine) }),
})

/** Notes that the clerk has dealt with a withdrawn visit on the portal of the insurance. */
export const settleWithdrawal = contract({
  method: 'POST',
  path: '/intake/withdrawals/:receipt/settlement',
  summary: 'Ghi nhận đã xử lý hồ sơ thu hồi trên cổng BHXH',
  right: 'dossier.withdraw',
  request: z.strictObject({ receipt: Receipt }),
  response: WithdrawalLine,
})

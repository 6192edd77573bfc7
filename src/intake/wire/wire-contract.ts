import { z } from 'zod'
import { bytesContract } from '#foundation/contract'

/** 20 MiB as base64, its `+` and `/` form-encoded. */
const FORM_BYTES_MAX = 40 * 1024 * 1024

/**
 * One address of the insurance portal's wire form. `public` towards sign-in, because the protocol identifies by
 * itself: a token pair, the MD5 of the password and the address of the caller, checked at the wire desk of `access`.
 * The file lies in it as base64: it is scanned for viruses when it is taken out (`takeFile`).
 */
function wireAddress(path: string, summary: string) {
  return bytesContract({
    method: 'POST',
    path,
    summary,
    right: 'public',
    requestBytesMax: FORM_BYTES_MAX,
    accepts: ['application/x-www-form-urlencoded', 'application/json'],
    scansContent: true,
    request: z.looseObject({}),
  })
}

export const wireToken = wireAddress(
  '/api/token/take',
  'Cổng BHXH: lấy phiên làm việc cho phần mềm bệnh viện',
)

export const wireCard = wireAddress(
  '/api/egw/KQNhanLichSuKCB2024',
  'Cổng BHXH: tra cứu thẻ, chuyển tiếp với hoTenCb và cccdCb',
)

/** The forms of QĐ 130 and QĐ 4750 are delivered as 4750, that of QĐ 3176 as 3176. */
export const wireFiles = (
  [
    ['/api/qd130/checkInKcbQd130', '4750'],
    ['/api/qd130/checkInKcbQd4750', '4750'],
    ['/api/qd130/checkInKcbQd3176', '3176'],
    ['/api/qd130/guiHoSoXmlQD130', '4750'],
    ['/api/qd130/guiHoSoXmlQD4750', '4750'],
    ['/api/qd130/guiHoSoXmlQD3176', '3176'],
  ] as const
).map(([path, variant]) => ({
  variant,
  promise: wireAddress(path, 'Cổng BHXH: nhận hồ sơ hoặc check-in từ phần mềm bệnh viện'),
}))

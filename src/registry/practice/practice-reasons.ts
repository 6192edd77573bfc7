import type { Bilingual } from '#vocabulary/bilingual'
import { citation, type PracticeException, PRACTICE_RULES } from './practice-rules.ts'

export const REASON_CODES = [
  'practitioner-unknown',
  'licence-unknown',
  'licence-not-yet',
  'licence-expired',
  'licence-revoked',
  'licence-suspended',
  'licence-suspended-part',
  'licence-part-not-told',
  'suspension-term-over',
  'licence-in-force',
  'number-not-held',
  'number-replaced',
  'right-withdrawn',
  'deceased',
  'facility-stopped',
  'registrations-unknown',
  'staff-list-unknown',
  'not-registered-here',
  'registration-not-yet',
  'registration-ended',
  'registered-here',
  'hours-unknown',
  'outside-hours',
  'within-hours',
  'scopes-unknown',
  'outside-scope',
  'within-scope',
  'technique-not-mapped',
  'exception-emergency',
  'exception-duty',
  'exception-consultation',
  'exception-support',
  'exception-written-assignment',
  'exception-trainee',
] as const
export type ReasonCode = (typeof REASON_CODES)[number]

/** One ground of an answer: what it says, in which law it stands, and the statements of the registry that show it. */
export type PracticeReason = {
  readonly code: ReasonCode
  readonly weighs: 'for' | 'against' | 'open'
  readonly text: Bilingual
  readonly source: string
  readonly statements: readonly string[]
}

const LICENCE = 'Luật 15/2023/QH15 điều 27'
const SUSPENSION = 'Luật 15/2023/QH15 điều 34'
const REGISTRATION = 'Luật 15/2023/QH15 điều 36–38; NĐ 96/2023/NĐ-CP điều 29'
const PENALTY = `${REGISTRATION}; NĐ 90/2026/NĐ-CP điều 38–39`
const SCOPE = 'TT 32/2023/TT-BYT (phạm vi hành nghề); TT 25/2026/TT-BYT'

type Line = readonly [vi: string, en: string, source: string]

const LINES: Readonly<Record<Exclude<ReasonCode, `exception-${string}`>, Line>> = {
  'practitioner-unknown': [
    'Chưa có hồ sơ người hành nghề này trong hệ thống.',
    'The registry holds no file of this practitioner.',
    LICENCE,
  ],
  'licence-unknown': [
    'Chưa đủ dữ liệu: hồ sơ chưa có giấy phép hành nghề nào.',
    'Not enough data: the file holds no licence.',
    LICENCE,
  ],
  'licence-not-yet': [
    'Giấy phép hành nghề được cấp sau thời điểm này.',
    'The licence was issued after this moment.',
    LICENCE,
  ],
  'licence-expired': ['Giấy phép hành nghề đã hết hạn.', 'The licence had expired.', LICENCE],
  'licence-revoked': [
    'Giấy phép hành nghề đã bị thu hồi.',
    'The licence had been revoked.',
    'Luật 15/2023/QH15 điều 35',
  ],
  'licence-suspended': [
    'Giấy phép hành nghề đang bị đình chỉ.',
    'The licence was suspended.',
    SUSPENSION,
  ],
  'licence-suspended-part': [
    'Phạm vi này đang bị đình chỉ.',
    'This scope was suspended.',
    SUSPENSION,
  ],
  'licence-part-not-told': [
    'Chưa đủ dữ liệu: giấy phép bị đình chỉ một phần và câu hỏi không nêu phạm vi.',
    'Not enough data: a part of the licence was suspended and the question names no scope.',
    SUSPENSION,
  ],
  'suspension-term-over': [
    'Chưa đủ dữ liệu: thời hạn đình chỉ đã hết nhưng chưa ghi nhận cho hành nghề trở lại.',
    'Not enough data: the suspension’s term is over, but no resumption is recorded.',
    SUSPENSION,
  ],
  'licence-in-force': [
    'Giấy phép hành nghề đang có hiệu lực.',
    'The licence was in force.',
    LICENCE,
  ],
  'number-not-held': [
    'Chưa đủ dữ liệu: số được nêu không phải số giấy phép của người này.',
    'Not enough data: the number given is none of this person’s.',
    LICENCE,
  ],
  'number-replaced': [
    'Số được nêu là số trước đây; người này có giấy phép khác đang có hiệu lực.',
    'The number given is a former one; another licence of the person was in force.',
    'Luật 15/2023/QH15 điều 31, 121',
  ],
  'right-withdrawn': [
    'Đang bị tước quyền sử dụng giấy phép hành nghề.',
    'The right to use the licence was withdrawn for a while.',
    'NĐ 90/2026/NĐ-CP',
  ],
  deceased: [
    'Người hành nghề đã mất trước thời điểm này.',
    'The practitioner had died before.',
    LICENCE,
  ],
  'facility-stopped': [
    'Cơ sở đang bị đình chỉ, đã bị thu hồi giấy phép hoạt động hoặc đã đóng cửa.',
    'The facility was suspended, had lost its operating licence or was closed.',
    'Luật 15/2023/QH15 điều 54–56',
  ],
  'registrations-unknown': [
    'Chưa đủ dữ liệu: hồ sơ chưa có đăng ký hành nghề nào.',
    'Not enough data: the file holds no registration.',
    REGISTRATION,
  ],
  'staff-list-unknown': [
    'Chưa đủ dữ liệu: cơ sở chưa nhập danh sách người hành nghề.',
    'Not enough data: the facility has not entered its staff list.',
    REGISTRATION,
  ],
  'not-registered-here': [
    'Không đăng ký hành nghề tại cơ sở này.',
    'Not registered to practise at this facility.',
    PENALTY,
  ],
  'registration-not-yet': [
    'Đăng ký hành nghề tại cơ sở này bắt đầu sau thời điểm này.',
    'The registration at this facility begins later.',
    PENALTY,
  ],
  'registration-ended': [
    'Đăng ký hành nghề tại cơ sở này đã kết thúc.',
    'The registration at this facility had ended.',
    PENALTY,
  ],
  'registered-here': [
    'Đã đăng ký hành nghề tại cơ sở này.',
    'Registered at this facility.',
    REGISTRATION,
  ],
  'hours-unknown': [
    'Chưa đủ dữ liệu: đăng ký chưa ghi thời gian hành nghề.',
    'Not enough data: the registration names no hours.',
    REGISTRATION,
  ],
  'outside-hours': ['Ngoài thời gian đăng ký hành nghề.', 'Outside the registered hours.', PENALTY],
  'within-hours': [
    'Trong thời gian đăng ký hành nghề.',
    'Within the registered hours.',
    REGISTRATION,
  ],
  'scopes-unknown': [
    'Chưa đủ dữ liệu: giấy phép chưa ghi phạm vi hành nghề.',
    'Not enough data: the licence names no scope.',
    SCOPE,
  ],
  'outside-scope': [
    'Ngoài phạm vi hành nghề của giấy phép.',
    'Outside the scope of the licence.',
    SCOPE,
  ],
  'within-scope': [
    'Trong phạm vi hành nghề của giấy phép.',
    'Within the scope of the licence.',
    SCOPE,
  ],
  'technique-not-mapped': [
    'Chưa đủ dữ liệu: chưa có danh mục nối kỹ thuật này với phạm vi hành nghề.',
    'Not enough data: no list ties this technique to a scope of practice.',
    SCOPE,
  ],
}

export function reasonOf(
  code: Exclude<ReasonCode, `exception-${string}`>,
  weighs: PracticeReason['weighs'],
  statements: readonly string[] = [],
): PracticeReason {
  const [vi, en, source] = LINES[code]
  return { code, weighs, text: { vi, en }, source, statements }
}

/** An exception of the law speaks for the person. */
export function exceptionReason(
  { code, name, ...cited }: PracticeException,
  statements: readonly string[] = [],
): PracticeReason {
  return {
    code: `exception-${code}`,
    weighs: 'for',
    text: { vi: `Ngoại lệ: ${name.vi}.`, en: `Exception: ${name.en}.` },
    source: citation(cited),
    statements,
  }
}

/** What a reason says, whichever case it came from; undefined for another code. */
export function reasonText(code: string): Bilingual | undefined {
  const exception = PRACTICE_RULES.exceptions.exceptions.find(
    (one) => `exception-${one.code}` === code,
  )
  if (exception) return exceptionReason(exception).text
  const line = Object.entries(LINES).find(([known]) => known === code)?.[1]
  return line && { vi: line[0], en: line[1] }
}

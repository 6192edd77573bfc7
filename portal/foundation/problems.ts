import type { Bilingual } from '#vocabulary/bilingual'

/** One reason why the server said no, with the texts for a person. */
export type ShownProblem = {
  readonly kind: string
  readonly code: string
  readonly at?: string
  readonly detail?: Bilingual
  readonly message: Bilingual
  readonly remedy: Bilingual
}

const NO_ANSWER: ShownProblem = {
  kind: 'offline',
  code: 'portal.no-answer',
  message: {
    vi: 'Không kết nối được với máy chủ.',
    en: 'The server cannot be reached.',
  },
  remedy: {
    vi: 'Kiểm tra đường truyền rồi thử lại; dữ liệu đã gửi xong vẫn được giữ.',
    en: 'Check the connection and try again; what was sent is kept.',
  },
}

const UNREADABLE: ShownProblem = {
  kind: 'failure',
  code: 'portal.unreadable-answer',
  message: {
    vi: 'Máy chủ trả lời không đúng dạng.',
    en: 'The answer of the server cannot be read.',
  },
  remedy: {
    vi: 'Tải lại trang; nếu vẫn lỗi, báo cho bộ phận hỗ trợ.',
    en: 'Reload the page; if it stays, tell the support.',
  },
}

/** What a call throws when the server says no or does not answer: data for a page, not a bug. */
export class CallFailed extends Error {
  readonly status: number
  readonly problems: readonly [ShownProblem, ...ShownProblem[]]

  constructor(status: number, problems: readonly [ShownProblem, ...ShownProblem[]]) {
    super(problems[0].code)
    this.name = 'CallFailed'
    this.status = status
    this.problems = problems
  }
}

export function noAnswer(): CallFailed {
  return new CallFailed(0, [NO_ANSWER])
}

/** Reads the problems of a refusal; what is not in our form becomes one problem that says so. */
export function readRefusal(status: number, body: unknown): CallFailed {
  const listed = isObject(body) && Array.isArray(body.problems) ? body.problems : []
  const [first, ...rest] = listed.filter(isObject).map(shown)
  return new CallFailed(status, [first ?? UNREADABLE, ...rest])
}

/** The problems to show for anything thrown: ours as they are, anything else as an unreadable answer. */
export function problemsOf(error: unknown): readonly [ShownProblem, ...ShownProblem[]] {
  return error instanceof CallFailed ? error.problems : [UNREADABLE]
}

function shown(problem: Record<string, unknown>): ShownProblem {
  const code = typeof problem.code === 'string' ? problem.code : UNREADABLE.code
  const detail = bilingual(problem.detail)
  return {
    kind: typeof problem.kind === 'string' ? problem.kind : 'failure',
    code,
    ...(typeof problem.at === 'string' ? { at: problem.at } : {}),
    ...(detail === undefined ? {} : { detail }),
    message: bilingual(problem.message) ?? { vi: code, en: code },
    remedy: bilingual(problem.remedy) ?? { vi: '', en: '' },
  }
}

function bilingual(text: unknown): Bilingual | undefined {
  if (!isObject(text) || typeof text.vi !== 'string' || typeof text.en !== 'string')
    return undefined
  return { vi: text.vi, en: text.en }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

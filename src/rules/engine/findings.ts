import type { Bilingual } from '#vocabulary/bilingual'
import type { Finding, FindingSeverity } from '#vocabulary/finding'
import type { RuleValues } from './rule.ts'

/** Findings in one answer, the closing notice included: more cannot be read by a person and would swell the answer. */
export const FINDINGS_LIMIT = 1_000

/** Characters of a sender's value that a message repeats. */
const SHOWN_VALUE_LIMIT = 60

/** What every finding of one rule has in common. */
export type FindingText = Pick<Finding, 'rule' | 'message' | 'remedy' | 'source'>

type Found = {
  readonly text: FindingText
  readonly severity: FindingSeverity
  readonly at: string
  readonly values: RuleValues
}

export type Findings = {
  readonly add: (
    text: FindingText,
    severity: FindingSeverity,
    at: string,
    values?: RuleValues,
  ) => void
  readonly finish: () => {
    readonly findings: readonly Finding[]
    readonly counts: Record<FindingSeverity, number>
    readonly truncated: boolean
  }
}

/** How a place is put in order, and whether a message may repeat the value found there. */
export type Places = {
  readonly orderOf: (at: string) => number
  readonly mayShowValue: (at: string) => boolean
}

/** Collects findings without bound in count and with bound in memory: errors are kept before warnings and notices. */
export function collectFindings(places: Places): Findings {
  const errors: Found[] = []
  const others: Found[] = []
  const counts = { error: 0, warning: 0, notice: 0 }
  return {
    add: (text, severity, at, values = {}) => {
      counts[severity] += 1
      const kept = severity === 'error' ? errors : others
      if (kept.length < FINDINGS_LIMIT) kept.push({ text, severity, at, values })
    },
    finish: () => {
      const total = counts.error + counts.warning + counts.notice
      const truncated = total > FINDINGS_LIMIT
      const kept = [...errors, ...others].slice(0, truncated ? FINDINGS_LIMIT - 1 : undefined)
      const findings = inOrder(kept, places).map((found) => render(found, places))
      if (truncated) {
        const values = { total, left: total - FINDINGS_LIMIT + 1 }
        findings.push(render({ text: furtherFindings, severity: 'notice', at: '', values }, places))
      }
      return {
        findings,
        counts: truncated ? { ...counts, notice: counts.notice + 1 } : counts,
        truncated,
      }
    },
  }
}

function inOrder(found: readonly Found[], places: Places): readonly Found[] {
  return found
    .map((one) => ({ one, order: places.orderOf(one.at) }))
    .sort((left, right) => left.order - right.order)
    .map(({ one }) => one)
}

function render({ text, severity, at, values }: Found, places: Places): Finding {
  const shown = places.mayShowValue(at) ? values : { ...values, value: '…' }
  return {
    rule: text.rule,
    severity,
    at,
    message: fill(text.message, shown),
    remedy: fill(text.remedy, shown),
    source: text.source,
  }
}

function fill(text: Bilingual, values: RuleValues): Bilingual {
  return { vi: fillOne(text.vi, values), en: fillOne(text.en, values) }
}

function fillOne(text: string, values: RuleValues): string {
  if (!text.includes('{')) return text
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = values[name]
    return value === undefined ? placeholder : shorten(String(value))
  })
}

function shorten(value: string): string {
  return value.length > SHOWN_VALUE_LIMIT ? `${value.slice(0, SHOWN_VALUE_LIMIT)}…` : value
}

/** Closes an answer that had to be cut. */
export const furtherFindings: FindingText = {
  rule: 'findings.more',
  message: {
    vi: 'Còn {left} phát hiện khác không liệt kê ở đây (tổng cộng {total}).',
    en: '{left} further findings are not listed here ({total} in all).',
  },
  remedy: {
    vi: 'Sửa các lỗi đã nêu rồi gửi lại để xem phần còn lại; thường chúng có chung một nguyên nhân.',
    en: 'Mend what is listed and send again to see the rest; they often share one cause.',
  },
  source: 'Mạch',
}

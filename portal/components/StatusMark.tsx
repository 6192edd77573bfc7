import type { FindingSeverity } from '#vocabulary/finding'
import { useLanguage } from '../foundation/language.ts'
import { formatNumber } from '../foundation/format.ts'
import { useMessages } from '../foundation/messages.ts'
import { Mark, type Tone } from './Notice.tsx'
import style from './status-mark.module.css'
import { type SubmissionStatus, words } from './words.messages.ts'

const STATUS_TONES: Readonly<Record<SubmissionStatus, Tone>> = {
  accepted: 'good',
  'with-errors': 'warn',
  refused: 'bad',
  withdrawn: 'plain',
  replaced: 'plain',
}

export const SEVERITY_TONES: Readonly<Record<FindingSeverity, Tone>> = {
  error: 'bad',
  warning: 'warn',
  notice: 'note',
}

const DELIVERY_TONES: Readonly<Record<string, Tone>> = {
  received: 'note',
  accepted: 'good',
  returned: 'bad',
  failed: 'bad',
  waiting: 'warn',
}

/** Where a submission stands. */
export function StatusMark({ status }: { readonly status: SubmissionStatus }) {
  const say = useMessages(words)
  return <Mark tone={STATUS_TONES[status]}>{say.statuses[status]}</Mark>
}

/** Where a delivery stands, in the words of the delivery room. */
export function DeliveryMark({ state, text }: { readonly state: string; readonly text: string }) {
  return (
    <Mark tone={DELIVERY_TONES[state] ?? 'plain'} wraps>
      {text}
    </Mark>
  )
}

export function SeverityMark({ severity }: { readonly severity: FindingSeverity }) {
  const say = useMessages(words)
  return <Mark tone={SEVERITY_TONES[severity]}>{say.severities[severity]}</Mark>
}

/** How many errors, warnings and unchecked rules; what is zero is left out. */
export function FindingCounts({
  counts,
  isQuiet = false,
}: {
  readonly counts: Readonly<Record<FindingSeverity, number>>
  /** Say nothing when there is none. */
  readonly isQuiet?: boolean
}) {
  const say = useMessages(words)
  const language = useLanguage()
  const severities = (['error', 'warning', 'notice'] as const).filter(
    (severity) => counts[severity] > 0,
  )
  if (severities.length === 0 && isQuiet) return null
  if (severities.length === 0) return <span className={style.none}>{say.noFindings}</span>
  return (
    <span className={style.counts}>
      {severities.map((severity) => (
        <span key={severity} className={style.count} data-tone={SEVERITY_TONES[severity]}>
          <strong className="numbers">{formatNumber(counts[severity], language)}</strong>{' '}
          {say.severities[severity].toLowerCase()}
        </span>
      ))}
    </span>
  )
}

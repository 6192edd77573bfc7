import type { ReactNode } from 'react'
import { AlertSign, CheckSign, InfoSign, type Sign } from './icons.tsx'
import style from './notice.module.css'

export type Tone = 'good' | 'warn' | 'bad' | 'note' | 'plain'

const SIGNS: Readonly<Record<Tone, Sign>> = {
  good: CheckSign,
  warn: AlertSign,
  bad: AlertSign,
  note: InfoSign,
  plain: InfoSign,
}

/** A sentence that a person must not miss, with its colour and its sign (never colour alone). */
export function Notice({
  tone,
  title,
  children,
  action,
}: {
  readonly tone: Tone
  readonly title?: string
  readonly children?: ReactNode
  readonly action?: ReactNode
}) {
  const ToneSign = SIGNS[tone]
  return (
    <div className={style.notice} data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      <ToneSign />
      <div className={style.text}>
        {title !== undefined && <strong>{title}</strong>}
        {children !== undefined && <div>{children}</div>}
      </div>
      {action}
    </div>
  )
}

/** A state in one or two words: a soft ground, a dot, and the word itself. */
export function Mark({
  tone,
  wraps = false,
  children,
}: {
  readonly tone: Tone
  /** For states of a whole phrase, which may take two lines. */
  readonly wraps?: boolean
  readonly children: ReactNode
}) {
  return (
    <span className={style.mark} data-tone={tone} data-wraps={wraps || undefined}>
      <span className={style.dot} aria-hidden="true" />
      {children}
    </span>
  )
}

import type { ReactNode } from 'react'
import { formatNumber } from '../foundation/format.ts'
import { useLanguage } from '../foundation/language.ts'
import type { Tone } from './Notice.tsx'
import style from './ranked-bars.module.css'

export type RankedBar = {
  readonly key: string
  readonly name: ReactNode
  readonly note?: ReactNode
  readonly value: number
  readonly tone: Tone
}

/** What occurs most, the most first, each with its number and a bar beside it. */
export function RankedBars({ bars }: { readonly bars: readonly RankedBar[] }) {
  const language = useLanguage()
  const most = Math.max(1, ...bars.map((bar) => bar.value))
  return (
    <ol className={style.bars}>
      {bars.map((bar) => (
        <li key={bar.key} data-tone={bar.tone}>
          <div className={style.row}>
            <span className={style.name}>{bar.name}</span>
            <strong className="numbers">{formatNumber(bar.value, language)}</strong>
          </div>
          <div className={style.track} aria-hidden="true">
            <div className={style.bar} style={{ width: `${(100 * bar.value) / most}%` }} />
          </div>
          {bar.note !== undefined && <div className={style.note}>{bar.note}</div>}
        </li>
      ))}
    </ol>
  )
}

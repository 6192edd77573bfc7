import type { MilestoneView } from '#programmes/contract'
import { formatNumber } from '../../foundation/format.ts'
import { useLanguage } from '../../foundation/language.ts'
import { useMessages } from '../../foundation/messages.ts'
import { messages } from './programmes.messages.ts'
import style from './programmes.module.css'

/** How far something is: percent, a bar, and of how many. */
export function ShareBar({ share }: { readonly share: MilestoneView['share'] }) {
  const say = useMessages(messages)
  const language = useLanguage()
  if (share?.percent === undefined) return <span className={style.note}>–</span>
  return (
    <div>
      <strong className="numbers">{formatNumber(share.percent, language, 1)} %</strong>{' '}
      <span className={`${style.note} numbers`}>
        {formatNumber(share.numerator, language)} {say.of}{' '}
        {formatNumber(share.denominator, language)}
      </span>
      <div className={style.track} aria-hidden="true">
        <div className={style.bar} style={{ width: `${Math.min(100, share.percent)}%` }} />
      </div>
    </div>
  )
}

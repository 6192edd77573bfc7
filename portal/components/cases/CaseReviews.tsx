import type { CaseView } from '#cases/contract'
import { formatMoment } from '../../foundation/format.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { Mark } from '../Notice.tsx'
import { messages } from './cases.messages.ts'
import style from './cases.module.css'

/** Whose agreement the case needs before it goes on, and who has given it. */
export function CaseReviews({ reviews }: { readonly reviews: CaseView['reviews'] }) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  return reviews.map(({ step, name, done }) => (
    <div key={step} className={style.clock}>
      <strong>{inWords(name)}</strong>
      <Mark tone={done === undefined ? 'warn' : 'good'} wraps>
        {done === undefined ? say.reviewWaits : say.reviewDone(done.by, formatMoment(done.at))}
      </Mark>
    </div>
  ))
}

/** Steps that are the reader's and cannot be taken now, each with what stands in its way. */
export function BlockedSteps({ blocked }: { readonly blocked: CaseView['blocked'] }) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const reasonOf = ({ why, step }: CaseView['blocked'][number]) => {
    const other = step === undefined ? '' : inWords(step)
    if (why === 'after') return say.blocked.after(other)
    return why === 'apart' ? say.blocked.apart(other) : say.blocked[why]
  }
  return (
    <ul className={style.blocked}>
      {blocked.map((one) => (
        <li key={one.id}>
          <strong>{inWords(one.name)}</strong> · {reasonOf(one)}
        </li>
      ))}
    </ul>
  )
}

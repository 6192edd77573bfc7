import type { LongCourse } from '#health-book/contract'
import { formatDay } from '../../foundation/format.ts'
import { useMessages } from '../../foundation/messages.ts'
import { Mark } from '../Notice.tsx'
import { Panel } from '../Page.tsx'
import { messages } from './record.messages.ts'
import style from './record.module.css'

/** Diseases that stay or came again: by their code, from the first visit to the latest. */
export function Conditions({ conditions }: { readonly conditions: readonly LongCourse[] }) {
  const say = useMessages(messages)
  return (
    <Panel title={say.conditions}>
      {conditions.length === 0 && <p className={style.quiet}>{say.noConditions}</p>}
      <ul className={style.lines}>
        {conditions.map((condition) => (
          <li key={condition.code} className={style.line}>
            <div className={style.lineMain}>
              <strong>{condition.plain ?? condition.name}</strong>
              {condition.plain !== undefined && (
                <span className={style.note}>{condition.name}</span>
              )}
            </div>
            <div className={style.lineAside}>
              {condition.chronic && <Mark tone="note">{say.chronic}</Mark>}
              <span className={style.note}>
                <span className="code">{condition.code}</span> · {say.times(condition.visits)} ·{' '}
                {condition.firstOn !== undefined && condition.lastOn !== undefined && (
                  <span className="numbers">
                    {say.since(formatDay(condition.firstOn), formatDay(condition.lastOn))}
                  </span>
                )}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

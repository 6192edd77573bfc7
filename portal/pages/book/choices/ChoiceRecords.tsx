import { useSuspenseQuery } from '@tanstack/react-query'
import { Panel } from '../../../components/Page.tsx'
import { formatMoment } from '../../../foundation/format.ts'
import { useMessages } from '../../../foundation/messages.ts'
import { messages } from './choices.messages.ts'
import { choicesQuery } from './choices.queries.ts'
import style from './privacy.module.css'

/** Every signed record, with what was read and chosen word for word, so that the citizen can keep and prove it. */
export function ChoiceRecords() {
  const say = useMessages(messages)
  const { data } = useSuspenseQuery(choicesQuery())
  return (
    <Panel title={say.records}>
      <p className={style.note}>{say.recordsNote}</p>
      {data.records.length === 0 && <p>{say.recordsNone}</p>}
      <ul className={style.list}>
        {data.records.map(({ position, at, text, signature, key }) => (
          <li key={`${position} ${at}`} className={style.line}>
            <details className={style.what}>
              <summary>
                {say.record(position)} · <span className="numbers">{formatMoment(at)}</span>
              </summary>
              <pre className={style.signed}>{text}</pre>
              <p className={style.note}>
                {say.signature}: <span className="code">{signature}</span>
              </p>
              <p className={style.note}>
                {say.key}: <span className="code">{key}</span>
              </p>
            </details>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

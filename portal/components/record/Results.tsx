import type { Measurement, ResultGroup } from '#health-book/contract'
import { formatNumber } from '../../foundation/format.ts'
import { useLanguage } from '../../foundation/language.ts'
import { useMessages } from '../../foundation/messages.ts'
import { Mark } from '../Notice.tsx'
import { Panel } from '../Page.tsx'
import { messages } from './record.messages.ts'
import style from './record.module.css'

/** The results of one visit, each against its range. */
export function Results({ groups }: { readonly groups: readonly ResultGroup[] }) {
  const say = useMessages(messages)
  if (groups.length === 0) return null
  return (
    <Panel title={say.results}>
      {groups.map((group) => (
        <section key={group.title} className={style.group}>
          <h3>{group.title}</h3>
          <ul className={`${style.lines} ${group.lines.length > 1 ? style.columns : ''}`}>
            {group.lines.map((line, index) => (
              <ResultLine key={`${line.code} ${index}`} line={line} />
            ))}
          </ul>
        </section>
      ))}
    </Panel>
  )
}

/** One measured value: its plain name, the value, where it lies in its range, in words as well as in colour. */
export function ResultLine({ line }: { readonly line: Measurement }) {
  const say = useMessages(messages)
  const range = useRangeText(line)
  return (
    <li className={style.line}>
      <div className={style.lineMain}>
        <strong>{line.plain ?? line.name}</strong>
        <span className={style.note}>
          {[line.plain !== undefined && line.name, range].filter(Boolean).join(' · ')}
        </span>
        {line.description !== undefined && <p className={style.long}>{line.description}</p>}
        {line.conclusion !== undefined && (
          <p className={style.long}>
            <strong>{say.conclusion}:</strong> {line.conclusion}
          </p>
        )}
      </div>
      {line.value !== '' && (
        <div className={style.lineAside}>
          <span className={style.value} data-flag={line.flag}>
            <span className="numbers">{line.value}</span> {line.unit}
          </span>
          {line.flag !== undefined && <Mark tone="warn">{say[line.flag]}</Mark>}
        </div>
      )}
    </li>
  )
}

/** "Khoảng tham chiếu 4 – 10", or nothing when there is none. */
export function useRangeText({
  low,
  high,
}: {
  readonly low?: number | undefined
  readonly high?: number | undefined
}): string | undefined {
  const say = useMessages(messages)
  const language = useLanguage()
  const number = (value: number) => formatNumber(value, language, 3)
  if (low !== undefined && high !== undefined) return say.range(number(low), number(high))
  if (low !== undefined) return say.from(number(low))
  if (high !== undefined) return say.upTo(number(high))
  return undefined
}

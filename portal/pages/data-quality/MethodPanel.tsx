import { Panel } from '../../components/Page.tsx'
import { formatNumber } from '../../foundation/format.ts'
import { useLanguage } from '../../foundation/language.ts'
import { useMessages } from '../../foundation/messages.ts'
import style from './data-quality.module.css'
import { messages } from './data-quality.messages.ts'
import type { Method } from './ScoreFigures.tsx'

/** How scores come about, and what they rest on. */
export function MethodPanel({ method }: { readonly method: Method }) {
  const say = useMessages(messages)
  const language = useLanguage()
  const number = (value: number) => formatNumber(value, language)
  return (
    <Panel title={say.method}>
      <p>
        {say.methodText(number(method.green), number(method.yellow))}{' '}
        {say.deadline(number(method.mendWorkingDays))}
      </p>
      <p className={style.note}>
        {say.source}: {method.source}.
        {method.uncertain !== undefined && ` ${say.uncertain}: ${method.uncertain}`}
      </p>
    </Panel>
  )
}

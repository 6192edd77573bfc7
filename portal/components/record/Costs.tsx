import type { Costs as Sum } from '#health-book/contract'
import { formatNumber } from '../../foundation/format.ts'
import { useLanguage } from '../../foundation/language.ts'
import { useMessages } from '../../foundation/messages.ts'
import { Panel } from '../Page.tsx'
import { messages } from './record.messages.ts'
import style from './record.module.css'

/** Who pays how much: one bar in parts, and the same in figures. */
export function Costs({ costs }: { readonly costs: Sum }) {
  const say = useMessages(messages)
  const language = useLanguage()
  const money = (amount: number) => `${formatNumber(amount, language)} ₫`
  const parts = [
    { name: say.byInsurance, amount: costs.insurance, tone: 'good' },
    { name: say.copayment, amount: costs.copayment, tone: 'warn' },
    { name: say.self, amount: costs.self, tone: 'note' },
    { name: say.other, amount: costs.other, tone: 'plain' },
  ].filter(({ amount }) => amount > 0)
  return (
    <Panel title={say.costs} aside={<strong className="numbers">{money(costs.total)}</strong>}>
      <div className={style.costBar} aria-hidden="true">
        {parts.map(({ name, amount, tone }) => (
          <span key={name} data-tone={tone} style={{ flexGrow: amount }} />
        ))}
      </div>
      <dl className={style.costs}>
        {parts.map(({ name, amount, tone }) => (
          <div key={name} data-tone={tone}>
            <dt>{name}</dt>
            <dd className="numbers">{money(amount)}</dd>
          </div>
        ))}
      </dl>
      <p className={style.note}>{say.costsNote}</p>
    </Panel>
  )
}

import type { Summary } from '#health-book/contract'
import { formatDay } from '../../foundation/format.ts'
import { useMessages } from '../../foundation/messages.ts'
import { Panel } from '../Page.tsx'
import { Conditions } from './Conditions.tsx'
import { Medicines } from './Medicines.tsx'
import { NeedToKnow } from './NeedToKnow.tsx'
import { messages } from './record.messages.ts'
import style from './record.module.css'
import { Vitals } from './Vitals.tsx'

/** The first page of a book, after the name: what to know first, what stays, what was measured and supplied last. */
export function SummaryView({ summary }: { readonly summary: Summary }) {
  const say = useMessages(messages)
  return (
    <>
      <NeedToKnow summary={summary} />
      {summary.reExaminations.length > 0 && (
        <Panel title={say.reExamination}>
          <ul className={style.lines}>
            {summary.reExaminations.map(({ on, facility, visit }) => (
              <li key={visit} className={style.line}>
                <strong className="numbers">{formatDay(on)}</strong>
                <span>{facility.name}</span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <Conditions conditions={summary.conditions} />
      {summary.vitals.length > 0 && <Vitals title={say.vitals} vitals={summary.vitals} dated />}
      {summary.recentMedicines.length > 0 && <Medicines medicines={summary.recentMedicines} />}
    </>
  )
}

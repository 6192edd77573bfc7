import type { CaseView } from '#cases/contract'
import { formatDay, formatMoment } from '../../foundation/format.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { messages as shellMessages } from '../../shell/shell.messages.ts'
import { Mark } from '../Notice.tsx'
import { messages } from './cases.messages.ts'
import style from './cases.module.css'

type TimelineStep = CaseView['timeline'][number]

/** What happened in a case, in order: who did what, when, in which words. */
export function CaseTimeline({ steps }: { readonly steps: CaseView['timeline'] }) {
  return (
    <ol className={style.steps}>
      {steps.map((step) => (
        <StepItem key={step.position} step={step} />
      ))}
    </ol>
  )
}

function StepItem({ step }: { readonly step: TimelineStep }) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  return (
    <li className={style.step}>
      <div className={style.head}>
        <strong>{inWords(step.name)}</strong>
        <Mark tone={step.state.tone} wraps>
          {inWords(step.state.name)}
        </Mark>
      </div>
      <div className={style.note}>
        <span className="numbers">{formatMoment(step.at)}</span> · <Doer by={step.by} />
      </div>
      {step.erased && <p className={style.note}>{say.erased}</p>}
      {step.fields.length > 0 && (
        <dl className={style.said}>
          {step.fields.map(({ field, label, value, text }) => (
            <div key={field}>
              <dt>{inWords(label)}</dt>
              <dd>{text === undefined ? readable(value) : inWords(text)}</dd>
            </div>
          ))}
        </dl>
      )}
      {step.defects.length > 0 && (
        <dl className={style.said}>
          {step.defects.map(({ field, label, reason }) => (
            <div key={`${field} ${reason}`}>
              <dt>
                {say.toMend}: {inWords(label)}
              </dt>
              <dd>{reason}</dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  )
}

function Doer({ by }: { readonly by: TimelineStep['by'] }) {
  const say = useMessages(messages)
  const roles: Readonly<Record<string, string>> = useMessages(shellMessages).roles
  if (by.own) return say.you
  if (by.role === 'system') return say.system
  return [by.name, roles[by.role] ?? by.role, by.facility].filter(Boolean).join(' · ')
}

/** Days and moments are kept as ISO writes them, and shown as people do. */
function readable(value: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return formatDay(value)
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(value)) return formatMoment(`${value}:00+07:00`)
  return value
}

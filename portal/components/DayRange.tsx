import { Button } from '@mantine/core'
import { daysBefore, isoDay } from '../foundation/format.ts'
import { useMessages } from '../foundation/messages.ts'
import { messages } from './components.messages.ts'
import { DayInput } from './DayInput.tsx'
import style from './day-range.module.css'

export type Days = { readonly from?: string | undefined; readonly to?: string | undefined }

/** Two days, both included, with the spans that people ask for most. */
export function DayRange({
  days,
  onChange,
}: {
  readonly days: Days
  readonly onChange: (days: Days) => void
}) {
  const say = useMessages(messages)
  const today = isoDay(new Date())
  const spans = [
    { name: say.today, from: today },
    { name: say.sevenDays, from: daysBefore(today, 6) },
    { name: say.thirtyDays, from: daysBefore(today, 29) },
  ]
  return (
    <div className={style.range}>
      <DayInput label={say.from} day={days.from} onChange={(from) => onChange({ ...days, from })} />
      <DayInput label={say.to} day={days.to} onChange={(to) => onChange({ ...days, to })} />
      <Button.Group>
        {spans.map((span) => {
          const isChosen = days.from === span.from && days.to === today
          return (
            <Button
              key={span.from}
              variant={isChosen ? 'filled' : 'default'}
              px="sm"
              aria-pressed={isChosen}
              onClick={() => onChange({ from: span.from, to: today })}
            >
              {span.name}
            </Button>
          )
        })}
      </Button.Group>
    </div>
  )
}

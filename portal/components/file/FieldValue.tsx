import { formatDay, formatNumber } from '../../foundation/format.ts'
import { useLanguage } from '../../foundation/language.ts'
import { useMessages } from '../../foundation/messages.ts'
import { CodeLabel } from './CodeLabel.tsx'
import type { FieldDefined, FileDefined } from './definition.ts'
import type { ValueShown } from './file.queries.ts'
import { messages } from './file.messages.ts'
import { slotsIn } from './slots.ts'

/** One value as people read it: codes in words, days dd/MM/yyyy, hours by weekday. */
export function FieldValue({
  definition,
  field,
  value,
}: {
  readonly definition: FileDefined
  /** Undefined: of a day of the statement itself, or of a field that the definition no longer has. */
  readonly field: FieldDefined | undefined
  readonly value: ValueShown | undefined
}) {
  const say = useMessages(messages)
  const language = useLanguage()
  if (value === undefined) return <span className="dimmed">–</span>
  if (typeof value === 'boolean') return value ? say.yes : say.no
  if (typeof value === 'number')
    // A year and a code are no amounts.
    return field?.max !== undefined && field.max > 2_100 ? formatNumber(value, language, 6) : value
  const slots = slotsIn(value)
  if (slots.length > 0) return <Slots slots={slots} />
  const list = field?.list
  if (list !== undefined)
    return (Array.isArray(value) ? value : [value])
      .filter((one) => typeof one === 'string')
      .map((code, index) => (
        <span key={code}>
          {index > 0 && '; '}
          <CodeLabel definition={definition} list={list} code={code} />
        </span>
      ))
  if (Array.isArray(value)) return value.filter((one) => typeof one === 'string').join('; ')
  const isDay = field === undefined || field.type === 'day'
  return isDay && /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDay(value) : value
}

function Slots({ slots }: { readonly slots: ReturnType<typeof slotsIn> }) {
  const say = useMessages(messages)
  return slots.map(({ days, from, to }) => (
    <span key={`${days.join()} ${from}`} style={{ display: 'block' }}>
      {days.map((day) => say.weekdays[day - 1]).join(', ')}{' '}
      <span className="numbers">
        {from}–{to}
      </span>
    </span>
  ))
}

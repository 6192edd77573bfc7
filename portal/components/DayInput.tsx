import { ActionIcon, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { formatDay, parseDay } from '../foundation/format.ts'
import { useMessages } from '../foundation/messages.ts'
import { messages } from './components.messages.ts'
import { CalendarSign } from './icons.tsx'
import style from './day-input.module.css'

/**
 * A day, typed as dd/MM/yyyy in both languages or picked from the device's own calendar.
 * The browser's date field is not used for typing: it writes days in the order of the machine's language.
 */
export function DayInput({
  label,
  day,
  required = false,
  error,
  onChange,
}: {
  readonly label: string
  readonly required?: boolean
  /** `yyyy-mm-dd` */
  readonly day: string | undefined
  /** What the server, or the form, found wrong with it. */
  readonly error?: string | undefined
  readonly onChange: (day: string | undefined) => void
}) {
  const say = useMessages(messages)
  const [typed, setTyped] = useState(day === undefined ? '' : formatDay(day))
  const picker = useRef<HTMLInputElement>(null)
  useEffect(() => setTyped(day === undefined ? '' : formatDay(day)), [day])

  const read = typed.trim() === '' ? undefined : parseDay(typed)
  const isWrong = typed.trim() !== '' && read === undefined
  const settle = () => {
    if (!isWrong && read !== day) onChange(read)
  }
  return (
    <div className={style.field}>
      <TextInput
        label={label}
        required={required}
        placeholder={say.dayForm}
        inputMode="numeric"
        autoComplete="off"
        value={typed}
        error={isWrong && typed.length >= say.dayForm.length ? say.dayWrong : error}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={settle}
        onKeyDown={(event) => event.key === 'Enter' && settle()}
        rightSectionWidth={44}
        rightSection={
          <ActionIcon
            color="gray"
            aria-label={`${say.pickDay}: ${label}`}
            onClick={() => picker.current?.showPicker()}
          >
            <CalendarSign size={20} />
          </ActionIcon>
        }
      />
      <input
        ref={picker}
        type="date"
        className={style.picker}
        tabIndex={-1}
        aria-hidden="true"
        value={day ?? ''}
        onChange={(event) => onChange(event.currentTarget.value || undefined)}
      />
    </div>
  )
}

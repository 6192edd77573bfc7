import { Group, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useMessages } from '../../foundation/messages.ts'
import { DayInput } from '../DayInput.tsx'
import { messages } from './cases.messages.ts'

const MINUTE = /^([01]\d|2[0-3]):[0-5]\d$/

/** A day and a minute in Vietnam's time, typed as dd/MM/yyyy and HH:MM; whole or nothing. */
export function MomentInput({
  label,
  error,
  onChange,
}: {
  readonly label: string
  readonly error: string | undefined
  /** `2026-11-21T08:30`, or empty while it is not whole. */
  readonly onChange: (value: string) => void
}) {
  const say = useMessages(messages)
  const [day, setDay] = useState<string>()
  const [minute, setMinute] = useState('')
  const tell = (nextDay: string | undefined, nextMinute: string) => {
    setDay(nextDay)
    setMinute(nextMinute)
    const isWhole = nextDay !== undefined && MINUTE.test(nextMinute)
    onChange(isWhole ? `${nextDay}T${nextMinute}` : '')
  }
  return (
    <div>
      <Group align="flex-start">
        <DayInput label={label} day={day} onChange={(next) => tell(next, minute)} />
        <TextInput
          label={say.hour}
          aria-label={`${label}: ${say.hour}`}
          placeholder="HH:MM"
          inputMode="numeric"
          maxLength={5}
          w="7rem"
          value={minute}
          onChange={(event) => tell(day, event.currentTarget.value)}
        />
      </Group>
      {error !== undefined && (
        <Text size="sm" c="var(--mach-bad)" role="alert">
          {error}
        </Text>
      )}
    </div>
  )
}

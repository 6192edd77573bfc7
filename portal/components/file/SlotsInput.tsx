import { Button, Checkbox, Group, Text, TextInput } from '@mantine/core'
import { useMessages } from '../../foundation/messages.ts'
import type { SlotShown } from './file.queries.ts'
import style from './file.module.css'
import { messages } from './file.messages.ts'
import { readTime } from './slots.ts'

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const
const OFFICE: SlotShown = { days: [1, 2, 3, 4, 5], from: '07:00', to: '16:30' }

/** Hours of a week: which days, from when to when; the week as a whole is drawn beneath. */
export function SlotsInput({
  label,
  description,
  required,
  error,
  slots,
  onChange,
}: {
  readonly label: string
  readonly description?: string | undefined
  readonly required: boolean
  readonly error: string | undefined
  readonly slots: readonly SlotShown[]
  readonly onChange: (slots: readonly SlotShown[]) => void
}) {
  const say = useMessages(messages)
  const change = (index: number, change: Partial<SlotShown>) =>
    onChange(slots.map((one, at) => (at === index ? { ...one, ...change } : one)))
  return (
    <fieldset className={style.slots}>
      <legend>
        {label}
        {required && <span aria-hidden="true"> *</span>}
      </legend>
      {description !== undefined && (
        <Text size="sm" c="dimmed">
          {description}
        </Text>
      )}
      {slots.map((slot, index) => (
        <SlotLine
          // oxlint-disable-next-line react/no-array-index-key -- hours have no name but their place
          key={index}
          number={index + 1}
          slot={slot}
          onChange={(next) => change(index, next)}
          onRemove={() => onChange(slots.filter((_, at) => at !== index))}
        />
      ))}
      <Group>
        <Button
          variant="default"
          size="sm"
          onClick={() =>
            onChange([...slots, slots.length === 0 ? OFFICE : { ...OFFICE, days: [] }])
          }
        >
          {say.slotAdd}
        </Button>
      </Group>
      {slots.length > 0 && <Week slots={slots} />}
      {error !== undefined && (
        <Text size="sm" c="var(--mach-bad)" role="alert">
          {error}
        </Text>
      )}
    </fieldset>
  )
}

function SlotLine({
  number,
  slot,
  onChange,
  onRemove,
}: {
  readonly number: number
  readonly slot: SlotShown
  readonly onChange: (change: Partial<SlotShown>) => void
  readonly onRemove: () => void
}) {
  const say = useMessages(messages)
  const toggle = (day: number) =>
    onChange({
      days: slot.days.includes(day)
        ? slot.days.filter((one) => one !== day)
        : [...slot.days, day].sort((one, other) => one - other),
    })
  const time = (end: 'from' | 'to', label: string) => (
    <TextInput
      label={label}
      aria-label={`${say.slotNumber(number)}: ${label}`}
      w="6.5rem"
      placeholder="HH:MM"
      inputMode="numeric"
      maxLength={5}
      value={slot[end]}
      onChange={(event) => onChange({ [end]: event.currentTarget.value })}
      onBlur={() => onChange({ [end]: readTime(slot[end]) })}
    />
  )
  return (
    <Group align="flex-end" gap="md">
      <div>
        <Text size="sm" fw={600} mb={4}>
          {say.slotNumber(number)}: {say.slotDays}
        </Text>
        <Group gap="sm">
          {WEEK.map((day) => (
            <Checkbox
              key={day}
              size="md"
              label={say.weekdays[day - 1]}
              aria-label={`${say.slotNumber(number)}: ${say.weekdayNames[day - 1] ?? ''}`}
              checked={slot.days.includes(day)}
              onChange={() => toggle(day)}
            />
          ))}
        </Group>
      </div>
      {time('from', say.slotFrom)}
      {time('to', say.slotTo)}
      <Button variant="subtle" onClick={onRemove} aria-label={say.slotRemove(number)}>
        ×
      </Button>
    </Group>
  )
}

/** The week as seven bars from midnight to midnight: a gap and an overlap are seen at once. Said in the lines above, so not read aloud. */
function Week({ slots }: { readonly slots: readonly SlotShown[] }) {
  const say = useMessages(messages)
  return (
    <div className={style.week} aria-hidden="true">
      {WEEK.map((day) => (
        <div key={day} className={style.weekday}>
          <span>{say.weekdays[day - 1]}</span>
          <span className={style.day}>
            {slots
              .filter(({ days }) => days.includes(day))
              .map(({ from, to }) => (
                <span
                  key={`${from} ${to}`}
                  className={style.open}
                  style={{
                    left: `${share(from)}%`,
                    width: `${Math.max(0, share(to) - share(from))}%`,
                  }}
                />
              ))}
          </span>
        </div>
      ))}
    </div>
  )
}

const MINUTES_OF_DAY = 1_440

function share(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const minutes = hour * 60 + minute
  return Number.isNaN(minutes) ? 0 : Math.min(100, (minutes * 100) / MINUTES_OF_DAY)
}

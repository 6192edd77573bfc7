import { MultiSelect, NumberInput, Radio, Group, Textarea, TextInput } from '@mantine/core'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { DayInput } from '../DayInput.tsx'
import { CodeSelect } from './CodeSelect.tsx'
import type { FieldDefined, FileDefined } from './definition.ts'
import type { ValueShown } from './file.queries.ts'
import { messages } from './file.messages.ts'
import { SlotsInput } from './SlotsInput.tsx'
import { slotsIn } from './slots.ts'

/** Longer texts are written in a field of several lines. */
const LINE_CHARACTERS_MAX = 300

/** One field of a section, by its type in the definition. An emptied field is null. */
export function FieldEditor({
  definition,
  field,
  required,
  value,
  error,
  onChange,
}: {
  readonly definition: FileDefined
  readonly field: FieldDefined
  readonly required: boolean
  readonly value: ValueShown | null | undefined
  readonly error: string | undefined
  readonly onChange: (value: ValueShown | null) => void
}) {
  const inWords = useBilingual()
  const common: Common = {
    label: inWords(field.label),
    description: field.hint && inWords(field.hint),
    error,
    required: false,
    withAsterisk: required,
  }
  const text = typeof value === 'string' ? value : ''
  switch (field.type) {
    case 'text':
      return <TextEditor field={field} common={common} text={text} onChange={onChange} />
    case 'code':
      return (
        <CodeSelect
          definition={definition}
          list={field.list ?? ''}
          {...common}
          required={required}
          value={text}
          onChange={(code) => onChange(code || null)}
        />
      )
    case 'codes':
      return (
        <CodesInput
          definition={definition}
          field={field}
          common={common}
          value={value}
          onChange={onChange}
        />
      )
    case 'day':
      return (
        <DayInput
          label={common.label}
          required={required}
          error={error}
          day={text === '' ? undefined : text}
          onChange={(day) => onChange(day ?? null)}
        />
      )
    case 'number':
      return (
        <NumberInput
          {...common}
          allowDecimal={field.whole === false}
          hideControls
          value={typeof value === 'number' ? value : ''}
          onChange={(number) => onChange(typeof number === 'number' ? number : null)}
        />
      )
    case 'yes-no':
      return <YesNoInput common={common} value={value} onChange={onChange} />
    case 'slots':
      return (
        <SlotsInput
          {...common}
          required={required}
          slots={slotsIn(value ?? undefined)}
          onChange={(slots) =>
            onChange(
              slots.length === 0 ? null : slots.map((one) => ({ ...one, days: [...one.days] })),
            )
          }
        />
      )
  }
}

/** Several codes of a list that the definition itself holds. */
function CodesInput({
  definition,
  field,
  common,
  value,
  onChange,
}: {
  readonly definition: FileDefined
  readonly field: FieldDefined
  readonly common: Common
  readonly value: ValueShown | null | undefined
  readonly onChange: (value: ValueShown | null) => void
}) {
  const inWords = useBilingual()
  const chosen = Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
  return (
    <MultiSelect
      {...common}
      size="md"
      searchable
      data={(definition.lists[field.list ?? '']?.codes ?? []).map(({ code, label }) => ({
        value: code,
        label: inWords(label),
      }))}
      {...(field.max === undefined ? {} : { maxValues: field.max })}
      value={chosen}
      onChange={(codes) => onChange(codes.length === 0 ? null : codes)}
    />
  )
}

type Common = {
  readonly label: string
  readonly description: string | undefined
  readonly error: string | undefined
  readonly required: boolean
  readonly withAsterisk: boolean
}

function TextEditor({
  field,
  common,
  text,
  onChange,
}: {
  readonly field: FieldDefined
  readonly common: Common
  readonly text: string
  readonly onChange: (value: string | null) => void
}) {
  const { maxLength } = field
  return (maxLength ?? 0) > LINE_CHARACTERS_MAX ? (
    <Textarea
      {...common}
      autosize
      minRows={2}
      maxLength={maxLength}
      value={text}
      onChange={(event) => onChange(event.currentTarget.value || null)}
    />
  ) : (
    <TextInput
      {...common}
      maxLength={maxLength}
      autoComplete="off"
      value={text}
      onChange={(event) => onChange(event.currentTarget.value || null)}
    />
  )
}

function YesNoInput({
  common,
  value,
  onChange,
}: {
  readonly common: Common
  readonly value: ValueShown | null | undefined
  readonly onChange: (value: boolean) => void
}) {
  const say = useMessages(messages)
  return (
    <Radio.Group
      {...common}
      size="md"
      value={value === true ? 'yes' : value === false ? 'no' : ''}
      onChange={(chosen) => onChange(chosen === 'yes')}
    >
      <Group mt="xs">
        <Radio size="md" value="yes" label={say.yes} />
        <Radio size="md" value="no" label={say.no} />
      </Group>
    </Radio.Group>
  )
}

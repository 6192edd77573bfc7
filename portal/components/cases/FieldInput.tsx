import { Checkbox, NumberInput, Radio, Stack, Textarea } from '@mantine/core'
import type { FieldForm } from '#cases/contract'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { DayInput } from '../DayInput.tsx'
import { messages } from './cases.messages.ts'
import { MomentInput } from './MomentInput.tsx'

/** One field of a step, as its definition describes it. */
export function FieldInput({
  form,
  value,
  error,
  onChange,
}: {
  readonly form: FieldForm
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (value: string) => void
}) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const name = inWords(form.label)
  const common = {
    label: form.required ? name : `${name} (${say.optional})`,
    description: form.hint && inWords(form.hint),
    error,
    withAsterisk: form.required,
  }
  switch (form.kind) {
    case 'text':
      return (
        <Textarea
          {...common}
          autosize
          minRows={(form.max ?? 0) > 300 ? 3 : 1}
          maxLength={form.max}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )
    case 'choice':
      return (
        <Radio.Group {...common} size="md" value={value} onChange={onChange}>
          <Stack gap="xs" mt="xs">
            {form.choices?.map(({ code, label }) => (
              <Radio key={code} size="md" value={code} label={inWords(label)} />
            ))}
          </Stack>
        </Radio.Group>
      )
    case 'day':
      return (
        // Of its own line: beside nothing, a day would grow as high as it may be wide.
        <div>
          <DayInput
            label={common.label}
            required={form.required}
            error={error}
            day={value === '' ? undefined : value}
            onChange={(day) => onChange(day ?? '')}
          />
        </div>
      )
    case 'moment':
      return <MomentInput label={common.label} error={error} onChange={onChange} />
    case 'accept':
      return (
        <Checkbox
          label={name}
          description={common.description}
          error={error}
          size="md"
          checked={value === 'yes'}
          onChange={(event) => onChange(event.currentTarget.checked ? 'yes' : '')}
        />
      )
    case 'count':
      return (
        <NumberInput
          {...common}
          allowDecimal={false}
          {...(form.min === undefined ? {} : { min: form.min })}
          {...(form.max === undefined ? {} : { max: form.max })}
          value={value === '' ? '' : Number(value)}
          onChange={(number) => onChange(String(number))}
        />
      )
  }
}

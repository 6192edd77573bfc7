import { Group, Select } from '@mantine/core'
import { DayInput } from '../../components/DayInput.tsx'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import type { Bilingual } from '#vocabulary/bilingual'
import type { ProgressAddress } from './programmes.queries.ts'
import { messages } from './programmes.messages.ts'
import { SHORT_NAMES } from './province-tiles.ts'

/** Which authority, form of organisation and day are looked at. */
export function ProgressFilters({
  address,
  forms,
  isCountry,
  onChange,
}: {
  readonly address: ProgressAddress
  readonly forms: readonly { readonly code: string; readonly name: Bilingual }[]
  /** Whether one authority can be chosen among all. */
  readonly isCountry: boolean
  readonly onChange: (change: Partial<ProgressAddress>) => void
}) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const authorities = Object.entries(SHORT_NAMES)
    .map(([value, label]) => ({ value, label }))
    .toSorted((one, other) => one.label.localeCompare(other.label, 'vi'))
  return (
    <Group gap="sm" align="flex-end" className="no-print">
      {isCountry && (
        <Select
          label={say.authority}
          placeholder={say.everyAuthority}
          clearable
          searchable
          style={{ flex: '1 1 14rem', maxWidth: '22rem' }}
          value={address.authority ?? null}
          data={authorities}
          onChange={(authority) => onChange({ authority: authority ?? undefined })}
        />
      )}
      <Select
        label={say.form}
        placeholder={say.everyForm}
        clearable
        searchable
        style={{ flex: '1 1 14rem', maxWidth: '22rem' }}
        value={address.form ?? null}
        data={forms.map(({ code, name }) => ({ value: code, label: inWords(name) }))}
        onChange={(form) => onChange({ form: form ?? undefined })}
      />
      <DayInput label={say.day} day={address.day} onChange={(day) => onChange({ day })} />
    </Group>
  )
}

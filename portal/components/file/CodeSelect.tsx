import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { searchKey } from '#vocabulary/person-name'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import type { FileDefined } from './definition.ts'
import { codesQuery } from './file.queries.ts'
import { messages } from './file.messages.ts'
import { nationalList } from './national-list.ts'

type Choice = { readonly value: string; readonly label: string }

type CodeSelectProps = {
  readonly definition: FileDefined
  readonly list: string
  readonly label: string
  readonly description?: string | undefined
  readonly required: boolean
  readonly error: string | undefined
  readonly value: string
  readonly onChange: (code: string) => void
}

/** A code chosen by its name, typed with or without accents; long national lists are searched at the server. */
export function CodeSelect({ definition, list, ...rest }: CodeSelectProps) {
  const inWords = useBilingual()
  const national = nationalList(definition, list)
  if (national !== undefined) return <NationalSelect list={national} {...rest} />
  const data = (definition.lists[list]?.codes ?? []).map(({ code, label }) => ({
    value: code,
    label: inWords(label),
  }))
  return <Choices data={data} {...rest} />
}

function NationalSelect({
  list,
  ...rest
}: Omit<CodeSelectProps, 'definition' | 'list'> & {
  readonly list: NonNullable<ReturnType<typeof nationalList>>
}) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const [typed, setTyped] = useState('')
  const asked = useDeferredValue(typed)
  const chosen = useQuery({
    ...codesQuery({ list, codes: rest.value }),
    enabled: rest.value !== '',
  })
  const found = useQuery(codesQuery({ list, query: asked }))
  const all = [...(chosen.data?.codes ?? []), ...(found.data?.codes ?? [])]
  const data = [...new Map(all.map((one) => [one.code, one])).values()].map(({ code, label }) => ({
    value: code,
    label: inWords(label),
  }))
  return <Choices data={data} placeholder={say.typeToFind} onSearch={setTyped} {...rest} />
}

function Choices({
  data,
  value,
  required,
  placeholder,
  onSearch,
  onChange,
  ...rest
}: Omit<CodeSelectProps, 'definition' | 'list'> & {
  readonly data: readonly Choice[]
  readonly placeholder?: string
  readonly onSearch?: (typed: string) => void
}) {
  const say = useMessages(messages)
  return (
    <Select
      {...rest}
      withAsterisk={required}
      searchable
      clearable={!required}
      clearButtonProps={{ tabIndex: -1, 'aria-hidden': true }}
      nothingFoundMessage={say.nothingFound}
      placeholder={placeholder ?? say.chooseOrType}
      data={[...data]}
      filter={({ options, search }) => {
        const key = searchKey(search)
        return options.filter(
          (one) => 'value' in one && searchKey(`${one.label} ${one.value}`).includes(key),
        )
      }}
      limit={60}
      {...(onSearch === undefined ? {} : { onSearchChange: onSearch })}
      value={value === '' ? null : value}
      onChange={(code) => onChange(code ?? '')}
    />
  )
}

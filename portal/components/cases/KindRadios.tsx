import { Radio, Stack } from '@mantine/core'
import { useBilingual } from '../../foundation/messages.ts'

type Words = Parameters<ReturnType<typeof useBilingual>>[0]

/** Which kind of case somebody begins, each with what it is about. */
export function KindRadios<Id extends string>({
  label,
  kinds,
  chosen,
  onChange,
}: {
  readonly label: string
  readonly kinds: readonly { readonly id: Id; readonly name: Words; readonly about: Words }[]
  readonly chosen: Id | undefined
  readonly onChange: (kind: Id | undefined) => void
}) {
  const inWords = useBilingual()
  return (
    <Radio.Group
      size="md"
      label={label}
      value={chosen ?? ''}
      onChange={(value) => onChange(kinds.find(({ id }) => id === value)?.id)}
    >
      <Stack gap="sm" mt="sm">
        {kinds.map(({ id, name, about }) => (
          <Radio key={id} size="md" value={id} label={inWords(name)} description={inWords(about)} />
        ))}
      </Stack>
    </Radio.Group>
  )
}

import { Button, Group, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { FieldInput } from '../../components/cases/FieldInput.tsx'
import { filledOf, isAsked, missingOf, problemsByField } from '../../components/cases/fields.ts'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { messages } from './own-file.messages.ts'
import { workFormQuery } from './own-file.queries.ts'

type Definition = Parameters<typeof workFormQuery>[0]

/** The form by which a case is opened, drawn from its definition. */
export function WorkForm({
  definition,
  action,
  pending,
  error,
  children,
  onSend,
}: {
  readonly definition: Definition
  /** The word on the button. */
  readonly action: string
  readonly pending: boolean
  readonly error: unknown
  /** What the page asks beside the fields of the case. */
  readonly children?: ReactNode
  readonly onSend: (fields: Record<string, string>) => void
}) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const { data } = useQuery(workFormQuery(definition))
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  const [touched, setTouched] = useState(false)
  const fields = data?.fields ?? []
  const missing = missingOf(fields, values)
  const wrong = problemsByField(error)
  const isPlaced = [...wrong.keys()].every((at) => fields.some(({ field }) => field === at))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTouched(true)
    if (missing.size === 0) onSend(filledOf(values))
  }
  const errorOf = (field: string) => {
    const problem = wrong.get(field)
    if (problem !== undefined) return inWords(problem.message)
    return touched && missing.has(field) ? say.empty2 : undefined
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {children}
        {fields
          .filter((form) => isAsked(form, values))
          .map((form) => (
            <FieldInput
              key={form.field}
              form={form}
              value={values[form.field] ?? ''}
              error={errorOf(form.field)}
              onChange={(value) => setValues({ ...values, [form.field]: value })}
            />
          ))}
        {error !== null && error !== undefined && (!isPlaced || wrong.size === 0) && (
          <ProblemNotice error={error} />
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={pending} disabled={data === undefined}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

import { Button, Checkbox, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type CaseLine, type StepForm, takeSteps } from '#cases/contract'
import { call } from '../../foundation/call.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { Dialog } from '../Dialog.tsx'
import { Notice } from '../Notice.tsx'
import { ProblemNotice } from '../ProblemNotice.tsx'
import { messages } from './cases.messages.ts'
import { CaseDifferences, hasFile } from './CaseDifferences.tsx'
import { useSubject } from './case-subject.ts'
import style from './cases.module.css'
import { FieldInput } from './FieldInput.tsx'
import { askedOf, isAsked, missingOf, valuesOf } from './fields.ts'

/** One step in many cases: which ones, what will happen to each, and a tick that somebody looked. */
export function BulkDialog({
  form,
  lines,
  onClose,
}: {
  readonly form: StepForm
  readonly lines: readonly CaseLine[]
  readonly onClose: () => void
}) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const queryClient = useQueryClient()
  const [values, setValues] = useState(() => valuesOf(form.fields))
  const [isChecked, setChecked] = useState(false)
  const [touched, setTouched] = useState(false)
  const taking = useMutation({
    mutationFn: () =>
      call(takeSteps, {
        definition: lines[0]?.definition ?? '',
        step: form.id,
        cases: lines.map(({ case: id, position }) => ({ case: id, position })),
        fields: askedOf(form.fields, values),
      }),
    onSuccess: () => queryClient.invalidateQueries(),
  })
  const missing = missingOf(form.fields, values)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTouched(true)
    if (isChecked && missing.size === 0) taking.mutate()
  }
  const title = say.bulkTitle(inWords(form.name), lines.length)
  if (taking.data !== undefined)
    return (
      <Dialog title={title} size="lg" onClose={onClose}>
        <Outcomes lines={lines} outcomes={taking.data.outcomes} />
        <Group justify="flex-end" mt="md">
          <Button data-autofocus onClick={onClose}>
            {say.close}
          </Button>
        </Group>
      </Dialog>
    )
  return (
    <Dialog title={title} size="lg" onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text>{say.bulkLead(inWords(form.to))}</Text>
          <BulkLines lines={lines} />
          {form.fields
            .filter((field) => isAsked(field, values))
            .map((field) => (
              <FieldInput
                key={field.field}
                form={field}
                value={values[field.field] ?? ''}
                error={touched && missing.has(field.field) ? say.missing : undefined}
                onChange={(value) => setValues({ ...values, [field.field]: value })}
              />
            ))}
          <Checkbox
            data-autofocus
            size="md"
            label={say.bulkChecked(lines.length)}
            error={touched && !isChecked ? say.bulkUnchecked : undefined}
            checked={isChecked}
            onChange={(event) => setChecked(event.currentTarget.checked)}
          />
          {taking.isError && <ProblemNotice error={taking.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {say.cancel}
            </Button>
            <Button type="submit" loading={taking.isPending}>
              {inWords(form.name)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

/** So many files are shown with their differences open at once; of more, each is opened by whoever looks. */
const OPEN_MAX = 3

function BulkLines({ lines }: { readonly lines: readonly CaseLine[] }) {
  const subjectOf = useSubject()
  const inWords = useBilingual()
  return (
    <ul className={style.bulk}>
      {lines.map((line) => (
        <li key={line.case}>
          {subjectOf(line)} <span className={style.note}>· {inWords(line.state.name)}</span>
          {hasFile(line) && <CaseDifferences of={line.case} isOpen={lines.length <= OPEN_MAX} />}
        </li>
      ))}
    </ul>
  )
}

type Outcome = {
  readonly case: string
  readonly problems?:
    | readonly { readonly message: { vi: string; en: string }; readonly at?: string | undefined }[]
    | undefined
}

function Outcomes({
  lines,
  outcomes,
}: {
  readonly lines: readonly CaseLine[]
  readonly outcomes: readonly Outcome[]
}) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const subjectOf = useSubject()
  const failed = outcomes.filter(({ problems }) => problems !== undefined)
  return (
    <Stack>
      <Notice tone={failed.length === 0 ? 'good' : 'note'}>
        {say.bulkDone(outcomes.length - failed.length)}
      </Notice>
      {failed.length > 0 && (
        <Notice tone="bad" title={say.bulkFailed(failed.length)}>
          <ul className={style.bulk}>
            {failed.map(({ case: id, problems }) => {
              const line = lines.find((one) => one.case === id)
              const why = problems?.map(({ message, at }) => [inWords(message), at].join(' '))
              return (
                <li key={id}>
                  {line === undefined ? id : subjectOf(line)}: {why?.join('; ')}
                </li>
              )
            })}
          </ul>
        </Notice>
      )}
    </Stack>
  )
}

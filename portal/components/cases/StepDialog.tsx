import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type CaseView, type StepForm, takeStep } from '#cases/contract'
import { call } from '../../foundation/call.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { Dialog } from '../Dialog.tsx'
import { ProblemNotice } from '../ProblemNotice.tsx'
import { messages } from './cases.messages.ts'
import { type DefectDraft, type DefectPlace, Defects, isWhole } from './Defects.tsx'
import { FieldInput } from './FieldInput.tsx'
import { askedOf, isAsked, missingOf, problemsByField, valuesOf } from './fields.ts'
import { StepPapers } from './StepPapers.tsx'

/** The form of one step: its fields, or the list of what must be mended. */
export function StepDialog({
  view,
  step,
  places = [],
  given = {},
  defects: marked = [],
  onDone,
  onClose,
}: {
  readonly view: CaseView
  readonly step: StepForm
  /** Where a return may point beyond the fields of the case, where the page knows: the fields of a profile. */
  readonly places?: readonly DefectPlace[]
  /** What the page itself knows: these fields are sent and not asked for. */
  readonly given?: Readonly<Record<string, string>>
  /** Points that were marked on the page before the return was begun. */
  readonly defects?: readonly DefectDraft[]
  /** Once it is taken, beside closing. */
  readonly onDone?: () => void
  readonly onClose: () => void
}) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const queryClient = useQueryClient()
  const [values, setValues] = useState<Values>(() => ({
    ...valuesOf(step.fields),
    ...given,
  }))
  const [defects, setDefects] = useState<readonly DefectDraft[]>(
    marked.length > 0 ? marked : [{ field: '', reason: '' }],
  )
  const [touched, setTouched] = useState(false)
  const taking = useMutation({
    mutationFn: () =>
      call(takeStep, {
        case: view.case,
        step: step.id,
        position: view.position,
        fields: askedOf(step.fields, values),
        defects: step.returns ? defects.filter(isWhole) : [],
      }),
    onSuccess: async () => {
      onDone?.()
      await queryClient.invalidateQueries()
      onClose()
    },
  })
  const missing = missingOf(step.fields, values)
  const wrong = problemsByField(taking.error)
  const lacksDefects = step.returns && !defects.some(isWhole)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTouched(true)
    if (missing.size === 0 && !lacksDefects) taking.mutate()
  }
  const errorOf = (field: string) => {
    const problem = wrong.get(field)
    if (problem !== undefined) return inWords(problem.message)
    return touched && missing.has(field) ? say.missing : undefined
  }
  return (
    <Dialog onClose={onClose} title={inWords(step.name)} size="lg">
      <form onSubmit={submit} noValidate>
        <Stack>
          {step.about !== undefined && <Text>{inWords(step.about)}</Text>}
          <StepFields
            forms={step.fields.filter(({ field }) => given[field] === undefined)}
            values={values}
            errorOf={errorOf}
            onChange={setValues}
          />
          <StepPapers view={view} step={step} values={values} errorOf={errorOf} />
          {step.returns && (
            <Defects
              fields={[...view.fields, ...places]}
              defects={defects}
              error={touched && lacksDefects ? say.needsDefect : undefined}
              onChange={setDefects}
            />
          )}
          {taking.isError && <ProblemNotice error={taking.error} />}
          <StepButtons step={step} pending={taking.isPending} onClose={onClose} />
        </Stack>
      </form>
    </Dialog>
  )
}

type Values = Readonly<Record<string, string>>

function StepFields({
  forms,
  values,
  errorOf,
  onChange,
}: {
  readonly forms: StepForm['fields']
  readonly values: Values
  readonly errorOf: (field: string) => string | undefined
  readonly onChange: (values: Values) => void
}) {
  return forms
    .filter((form) => isAsked(form, values))
    .map((form) => (
      <FieldInput
        key={form.field}
        form={form}
        value={values[form.field] ?? ''}
        error={errorOf(form.field)}
        onChange={(value) => onChange({ ...values, [form.field]: value })}
      />
    ))
}

function StepButtons({
  step,
  pending,
  onClose,
}: {
  readonly step: StepForm
  readonly pending: boolean
  readonly onClose: () => void
}) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={onClose}>
        {say.cancel}
      </Button>
      <Button type="submit" loading={pending} color={step.tone === 'danger' ? 'red.9' : 'jade'}>
        {inWords(step.name)}
      </Button>
    </Group>
  )
}

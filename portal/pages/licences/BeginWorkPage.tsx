import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { z } from 'zod'
import { openLicenceWork, type readLicenceForm } from '#registry/contract'
import { FieldInput } from '../../components/cases/FieldInput.tsx'
import {
  askedOf,
  isAsked,
  missingOf,
  problemsByField,
  valuesOf,
} from '../../components/cases/fields.ts'
import { KindRadios } from '../../components/cases/KindRadios.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { BackLink } from '../../components/record/BackLink.tsx'
import { SettledInput } from '../../components/SettledInput.tsx'
import { call } from '../../foundation/call.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { useSession } from '../../foundation/session.ts'
import { messages } from './licences.messages.ts'
import { formQuery, workQuery } from './licences.queries.ts'

const route = getRouteApi('/signed-in/giay-phep/moi')

type Definition = z.output<typeof openLicenceWork.request>['definition']
type Form = z.output<typeof readLicenceForm.response>

/** Those who work on their own licence alone. */
const HOLDERS: ReadonlySet<string> = new Set(['practitioner', 'facility-administrator'])

/** Choose the work, name the licence, fill in what the file does not say yet. */
export function BeginWorkPage() {
  const { definition, subject } = route.useSearch()
  const navigate = route.useNavigate()
  const { data } = useSuspenseQuery(workQuery())
  const isHolder = HOLDERS.has(useSession().role)
  const say = useMessages(messages)
  const of = isHolder ? 'own' : subject
  return (
    <Page
      title={say.beginTitle}
      lead={say.beginLead}
      above={<BackLink to="/giay-phep">{say.back}</BackLink>}
    >
      <Panel>
        <KindRadios
          label={say.chooseWork}
          kinds={data.kinds}
          chosen={definition}
          onChange={(chosen) =>
            void navigate({ search: { definition: chosen, subject }, replace: true })
          }
        />
        {!isHolder && (
          <SettledInput
            mt="md"
            label={say.number}
            description={say.numberHint}
            value={subject}
            onSettle={(typed) =>
              void navigate({ search: { definition, subject: typed }, replace: true })
            }
          />
        )}
      </Panel>
      {definition !== undefined && of !== undefined && (
        <WorkForm key={`${definition} ${of}`} definition={definition} subject={of} />
      )}
    </Page>
  )
}

function WorkForm(asked: { readonly definition: Definition; readonly subject: string }) {
  const { data, error } = useQuery(formQuery(asked))
  if (error !== null) return <ProblemNotice error={error} />
  return data === undefined ? null : <Fields form={data} definition={asked.definition} />
}

function Fields({
  form: { fields, name, subject },
  definition,
}: {
  readonly form: Form
  readonly definition: Definition
}) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [values, setValues] = useState(() => valuesOf(fields))
  const [touched, setTouched] = useState(false)
  const sending = useMutation({
    mutationFn: () =>
      call(openLicenceWork, { definition, subject, fields: askedOf(fields, values) }),
    onSuccess: async (opened) => {
      await queryClient.invalidateQueries()
      await navigate({ to: '/vu-viec/$vuViec', params: { vuViec: opened.case } })
    },
  })
  const missing = missingOf(fields, values)
  const wrong = problemsByField(sending.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTouched(true)
    if (missing.size === 0) sending.mutate()
  }
  return (
    <Panel title={say.of(name)}>
      <form onSubmit={submit} noValidate>
        <Stack>
          {fields
            .filter((form) => isAsked(form, values))
            .map((form) => {
              const problem = wrong.get(form.field)
              const empty = touched && missing.has(form.field) ? say.missing : undefined
              return (
                <FieldInput
                  key={form.field}
                  form={form}
                  value={values[form.field] ?? ''}
                  error={problem === undefined ? empty : inWords(problem.message)}
                  onChange={(value) => setValues({ ...values, [form.field]: value })}
                />
              )
            })}
          {sending.isError && <ProblemNotice error={sending.error} />}
          <Group justify="flex-end">
            <Button type="submit" loading={sending.isPending}>
              {say.send}
            </Button>
          </Group>
        </Stack>
      </form>
      {fields.length === 0 && <Text c="dimmed">{say.noWork}</Text>}
    </Panel>
  )
}

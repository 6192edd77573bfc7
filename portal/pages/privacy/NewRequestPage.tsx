import { Button, Group, Select, Stack } from '@mantine/core'
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { z } from 'zod'
import type { FieldForm } from '#cases/contract'
import { type listKinds, openRequest } from '#privacy/contract'
import { FieldInput } from '../../components/cases/FieldInput.tsx'
import { filledOf, missingOf, problemsByField } from '../../components/cases/fields.ts'
import { KindRadios } from '../../components/cases/KindRadios.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { BackLink } from '../../components/record/BackLink.tsx'
import { call } from '../../foundation/call.ts'
import { formatDay } from '../../foundation/format.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { useSession } from '../../foundation/session.ts'
import { familyBookQuery, familyQuery } from '../book/family/family.queries.ts'
import { visitsQuery } from '../book/book.queries.ts'
import { messages } from './privacy.messages.ts'
import { kindsQuery } from './privacy.queries.ts'

type Kind = z.infer<typeof listKinds.response>['kinds'][number]

/** Choose what to ask for, fill in what it needs, send. */
export function NewRequestPage() {
  const { data } = useSuspenseQuery(kindsQuery())
  const isCitizen = useSession().role === 'citizen'
  const say = useMessages(messages)
  const [chosen, setChosen] = useState<string>()
  const kind = data.kinds.find(({ id }) => id === chosen)
  return (
    <Page
      title={isCitizen ? say.newTitle : say.newOfficeTitle}
      lead={isCitizen ? say.newLead : say.newOfficeLead}
      above={<BackLink to="/vu-viec">{say.back}</BackLink>}
    >
      <Panel>
        <KindRadios
          label={say.chooseKind}
          kinds={data.kinds}
          chosen={kind?.id}
          onChange={setChosen}
        />
      </Panel>
      {kind !== undefined && <RequestForm key={kind.id} kind={kind} isCitizen={isCitizen} />}
    </Page>
  )
}

function RequestForm({ kind, isCitizen }: { readonly kind: Kind; readonly isCitizen: boolean }) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  const [touched, setTouched] = useState(false)
  const [of, setOf] = useState<string>()
  const sending = useMutation({
    mutationFn: () =>
      call(openRequest, {
        kind: kind.id,
        fields: filledOf(values),
        ...(of === undefined ? {} : { of }),
      }),
    onSuccess: async (opened) => {
      await queryClient.invalidateQueries()
      await navigate({ to: '/vu-viec/$vuViec', params: { vuViec: opened.case } })
    },
  })
  // A visit of one person is none of another's.
  const chooseWhom = (person: string | undefined) => {
    setOf(person)
    setValues({ ...values, visit: '' })
  }
  const missing = missingOf(kind.fields, values)
  const wrong = problemsByField(sending.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTouched(true)
    if (missing.size === 0) sending.mutate()
  }
  const propsOf = (form: FieldForm) => {
    const problem = wrong.get(form.field)
    const empty = touched && missing.has(form.field) ? say.missing : undefined
    return {
      form,
      value: values[form.field] ?? '',
      error: problem === undefined ? empty : inWords(problem.message),
      onChange: (value: string) => setValues({ ...values, [form.field]: value }),
    }
  }
  return (
    <Panel title={inWords(kind.name)}>
      <form onSubmit={submit} noValidate>
        <Stack>
          {isCitizen && <WhomSelect kind={kind.id} of={of} onChange={chooseWhom} />}
          {kind.fields.map((form) =>
            form.field === 'visit' ? (
              <VisitSelect key={form.field} of={of} {...propsOf(form)} />
            ) : (
              <FieldInput key={form.field} {...propsOf(form)} />
            ),
          )}
          {sending.isError && <ProblemNotice error={sending.error} />}
          <Group justify="flex-end">
            <Button type="submit" loading={sending.isPending}>
              {say.send}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  )
}

/** A copy is given to a child's guardian; family that was let see a part is given none. */
const GUARDIANS_ONLY: ReadonlySet<string> = new Set(['privacy-copy'])

/** For whom: oneself, or a child or member of the family for whom one acts. Not shown to who acts for nobody. */
function WhomSelect({
  kind,
  of,
  onChange,
}: {
  readonly kind: string
  readonly of: string | undefined
  readonly onChange: (of: string | undefined) => void
}) {
  const say = useMessages(messages)
  const { data } = useQuery(familyQuery())
  const others = (data?.actsFor ?? []).flatMap((one) =>
    one.person === undefined || (GUARDIANS_ONLY.has(kind) && one.kind !== 'guardian')
      ? []
      : [{ value: one.person, label: one.name }],
  )
  if (others.length === 0) return undefined
  return (
    <Select
      label={say.forWhom}
      allowDeselect={false}
      data={[{ value: '', label: say.forMyself }, ...others]}
      value={of ?? ''}
      onChange={(person) => onChange(person === null || person === '' ? undefined : person)}
    />
  )
}

/** A visit is chosen from the book of whom it is about, never typed. To open another's book for that stands in its log. */
function VisitSelect({
  of,
  value,
  error,
  onChange,
}: {
  readonly of: string | undefined
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (value: string) => void
}) {
  const say = useMessages(messages)
  const own = useQuery({ ...visitsQuery(), enabled: of === undefined })
  const others = useQuery({ ...familyBookQuery(of ?? ''), enabled: of !== undefined })
  const book = of === undefined ? own : others
  return (
    <>
      <Select
        label={say.visit}
        withAsterisk
        error={error}
        data={(book.data?.visits ?? []).map(({ id, start, facility }) => ({
          value: id,
          label: `${formatDay(start)} · ${facility.name}`,
        }))}
        value={value === '' ? null : value}
        onChange={(visit) => onChange(visit ?? '')}
      />
      {book.isError && <ProblemNotice error={book.error} />}
    </>
  )
}

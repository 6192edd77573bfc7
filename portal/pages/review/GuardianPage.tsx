import { Button, Group, TextInput } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { DayInput } from '../../components/DayInput.tsx'
import { Mark, Notice } from '../../components/Notice.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { formatDay } from '../../foundation/format.ts'
import { useMessages } from '../../foundation/messages.ts'
import { useSession } from '../../foundation/session.ts'
import { messages } from './review.messages.ts'
import { confirm, end, guardiansQuery, settle } from './review.queries.ts'
import style from './review.module.css'

/** At the counter a paper was seen and a second person confirms who is a child's guardian; the counter and the department take a wrong one back. */
export function GuardianPage() {
  const say = useMessages(messages)
  const mayConfirm = useSession().rights.includes('guardian.confirm')
  return (
    <Page title={say.guardian} lead={say.guardianLead}>
      {mayConfirm && (
        <Panel>
          <ConfirmForm />
        </Panel>
      )}
      <Panel title={say.guardians}>
        <Guardians />
      </Panel>
    </Page>
  )
}

const EMPTY = { childNumber: '', childName: '', guardianNumber: '', paper: '' }

function ConfirmForm() {
  const say = useMessages(messages)
  const queryClient = useQueryClient()
  const [fields, setFields] = useState(EMPTY)
  const [childBorn, setChildBorn] = useState<string>()
  const confirming = useMutation({
    mutationFn: confirm,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: guardiansQuery().queryKey }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (childBorn !== undefined) confirming.mutate({ ...fields, childBorn })
  }
  const input = (name: keyof typeof EMPTY) => (
    <TextInput
      label={say[name]}
      required
      autoComplete="off"
      value={fields[name]}
      onChange={(event) => setFields({ ...fields, [name]: event.currentTarget.value })}
    />
  )
  return (
    <form onSubmit={submit} className={style.form}>
      {input('childNumber')}
      {input('childName')}
      <DayInput label={say.childBorn} required day={childBorn} onChange={setChildBorn} />
      {input('guardianNumber')}
      {input('paper')}
      {confirming.isError && <ProblemNotice error={confirming.error} />}
      {confirming.data?.state === 'confirmed' && <Notice tone="good" title={say.confirmed} />}
      {confirming.data?.state === 'doubted' && <Notice tone="warn" title={say.doubted} />}
      <Button type="submit" loading={confirming.isPending}>
        {say.confirm}
      </Button>
    </form>
  )
}

function Guardians() {
  const say = useMessages(messages)
  const queryClient = useQueryClient()
  const { data } = useSuspenseQuery(guardiansQuery())
  const settling = useMutation({
    mutationFn: settle,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: guardiansQuery().queryKey }),
  })
  return (
    <>
      {data.guardians.length === 0 && <p>{say.guardiansNone}</p>}
      <ul className={style.list}>
        {data.guardians.map((one) => (
          <li key={one.id} className={style.line}>
            <span>
              <strong>
                {say.guardianOf(
                  one.guardianName ?? say.numberEnd(one.guardianNumberEnd),
                  one.childName,
                )}
              </strong>
              <br />
              <span className={style.note}>{[one.source, formatDay(one.madeAt)].join(' · ')}</span>
            </span>
            {one.state === 'to-confirm' && <Mark tone="warn">{say.waitsForPaper}</Mark>}
            {one.state === 'doubted' && one.own && <Mark tone="warn">{say.waitsForSecond}</Mark>}
            {one.state === 'acting' && <EndForm id={one.id} />}
            {!one.own && one.state === 'doubted' && (
              <Group gap="xs">
                {one.forDepartment ? (
                  <Mark tone="warn">{say.waitsForDepartment}</Mark>
                ) : (
                  <Button
                    variant="default"
                    onClick={() => settling.mutate({ id: one.id, isGuardian: true })}
                  >
                    {say.isGuardian}
                  </Button>
                )}
                <Button
                  variant="default"
                  onClick={() => settling.mutate({ id: one.id, isGuardian: false })}
                >
                  {say.isNoGuardian}
                </Button>
              </Group>
            )}
          </li>
        ))}
      </ul>
      {settling.isError && <ProblemNotice error={settling.error} />}
    </>
  )
}

/** Takes a guardian back who is none; it says why, for the child's book and the log. */
function EndForm({ id }: { readonly id: string }) {
  const say = useMessages(messages)
  const queryClient = useQueryClient()
  const [reason, setReason] = useState('')
  const ending = useMutation({
    mutationFn: end,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: guardiansQuery().queryKey }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    ending.mutate({ id, reason })
  }
  return (
    <form onSubmit={submit}>
      <Group gap="xs" align="end">
        <TextInput
          label={say.endReason}
          required
          minLength={10}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={ending.isPending}>
          {say.end}
        </Button>
      </Group>
      {ending.isError && <ProblemNotice error={ending.error} />}
    </form>
  )
}

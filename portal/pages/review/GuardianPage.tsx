import { Button, Group, TextInput } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { DayInput } from '../../components/DayInput.tsx'
import { Mark, Notice } from '../../components/Notice.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { formatDay } from '../../foundation/format.ts'
import { useMessages } from '../../foundation/messages.ts'
import { messages } from './review.messages.ts'
import { confirm, doubtfulQuery, settle } from './review.queries.ts'
import style from './review.module.css'

/** At the counter: a paper was seen, and who is a child's guardian is confirmed; contradictions are settled by a second person. */
export function GuardianPage() {
  const say = useMessages(messages)
  return (
    <Page title={say.guardian} lead={say.guardianLead}>
      <Panel>
        <ConfirmForm />
      </Panel>
      <Panel title={say.guardians}>
        <Doubtful />
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
    onSuccess: () => queryClient.invalidateQueries({ queryKey: doubtfulQuery().queryKey }),
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

function Doubtful() {
  const say = useMessages(messages)
  const queryClient = useQueryClient()
  const { data } = useSuspenseQuery(doubtfulQuery())
  const settling = useMutation({
    mutationFn: settle,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: doubtfulQuery().queryKey }),
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
            {!one.own && one.state === 'doubted' && (
              <Group gap="xs">
                <Button
                  variant="default"
                  onClick={() => settling.mutate({ id: one.id, isGuardian: true })}
                >
                  {say.isGuardian}
                </Button>
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

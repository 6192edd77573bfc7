import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Panel } from '../../../components/Page.tsx'
import { ProblemNotice } from '../../../components/ProblemNotice.tsx'
import { formatMoment } from '../../../foundation/format.ts'
import { useMessages } from '../../../foundation/messages.ts'
import { visitsQuery } from '../book.queries.ts'
import { useChoosing } from './ChoicesPage.tsx'
import { messages } from './choices.messages.ts'
import { choicesQuery } from './choices.queries.ts'
import style from './privacy.module.css'

/** Shuts a facility out: one where the person was, or any other by its code. */
export function BlockFacility() {
  const say = useMessages(messages)
  const { data } = useSuspenseQuery(choicesQuery())
  const choosing = useChoosing()
  return (
    <Panel title={say.facilities}>
      <p className={style.note}>{say.facilitiesNote}</p>
      {data.facilities.length === 0 && <p>{say.blockedNone}</p>}
      <ul className={style.list}>
        {data.facilities.map(({ facility, since }) => (
          <li key={facility.code} className={style.line}>
            <span className={style.what}>
              <strong>{facility.name}</strong>
              <span className={style.note}>{say.since(formatMoment(since))}</span>
            </span>
            <Button
              variant="default"
              aria-label={`${say.unblock}: ${facility.name}`}
              onClick={() =>
                choosing.mutate({ kind: 'facility', subject: facility.code, hidden: false })
              }
            >
              {say.unblock}
            </Button>
          </li>
        ))}
      </ul>
      <BlockForm
        pending={choosing.isPending}
        onBlock={(subject) => choosing.mutate({ kind: 'facility', subject, hidden: true })}
      />
      {choosing.isError && <ProblemNotice error={choosing.error} />}
    </Panel>
  )
}

function BlockForm({
  pending,
  onBlock,
}: {
  readonly pending: boolean
  readonly onBlock: (code: string) => void
}) {
  const say = useMessages(messages)
  const { data } = useSuspenseQuery(visitsQuery())
  const [known, setKnown] = useState('')
  const [typed, setTyped] = useState('')
  const names = new Map(data.visits.map(({ facility }) => [facility.code, facility.name]))
  const code = typed.trim() === '' ? known : typed.trim().toUpperCase()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (code !== '') onBlock(code)
  }
  return (
    <form onSubmit={submit} className={style.form}>
      <NativeSelect
        size="md"
        label={say.facility}
        value={known}
        onChange={(event) => setKnown(event.currentTarget.value)}
        data={[
          { value: '', label: say.chooseFacility },
          ...[...names].map(([value, label]) => ({ value, label })),
        ]}
      />
      <TextInput
        label={say.facilityCode}
        value={typed}
        maxLength={5}
        autoComplete="off"
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={pending} disabled={code === ''}>
        {say.block}
      </Button>
    </form>
  )
}

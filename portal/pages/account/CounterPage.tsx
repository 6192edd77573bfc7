import { Button, Checkbox, Group, Select, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { z } from 'zod'
import { IDENTITY_DOCUMENTS, identifyCitizen } from '#access/contract'
import { DayInput } from '../../components/DayInput.tsx'
import { Notice } from '../../components/Notice.tsx'
import { PrintSign } from '../../components/icons.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { call } from '../../foundation/call.ts'
import { formatMoment } from '../../foundation/format.ts'
import { useMessages } from '../../foundation/messages.ts'
import style from './account.module.css'
import { messages } from './account.messages.ts'
import { pictureAddress } from './AddTotp.tsx'

type Paper = Extract<z.infer<typeof identifyCitizen.response>, { state: 'paper' }>
type Typed = {
  readonly citizenNumber: string
  readonly name: string
  readonly birthDate: string | undefined
  readonly document: (typeof IDENTITY_DOCUMENTS)[number]
  readonly seen: boolean
}

const NOTHING: Typed = {
  citizenNumber: '',
  name: '',
  birthDate: undefined,
  document: 'citizen-card',
  seen: false,
}

/** A clerk compares a document with the person and hands over a paper, by which the citizen sets a password. */
export function CounterPage() {
  const say = useMessages(messages)
  const [typed, setTyped] = useState(NOTHING)
  const identify = useMutation({
    mutationFn: () =>
      call(identifyCitizen, { ...typed, birthDate: typed.birthDate ?? '', seen: true }),
  })
  if (identify.data?.state === 'paper')
    return (
      <PaperPage
        paper={identify.data}
        onNext={() => {
          setTyped(NOTHING)
          identify.reset()
        }}
      />
    )
  return (
    <Page title={say.counter} lead={say.counterLead}>
      <Panel>
        <CounterForm
          typed={typed}
          onChange={(part) => setTyped({ ...typed, ...part })}
          pending={identify.isPending}
          error={identify.error}
          isSecondNeeded={identify.data !== undefined}
          onSubmit={() => identify.mutate()}
        />
      </Panel>
    </Page>
  )
}

function CounterForm({
  typed,
  onChange,
  pending,
  error,
  isSecondNeeded,
  onSubmit,
}: {
  readonly typed: Typed
  readonly onChange: (part: Partial<Typed>) => void
  readonly pending: boolean
  readonly error: Error | null
  readonly isSecondNeeded: boolean
  readonly onSubmit: () => void
}) {
  const say = useMessages(messages)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <form onSubmit={submit}>
      <Stack maw={480}>
        <TextInput
          label={say.number}
          inputMode="numeric"
          autoComplete="off"
          required
          value={typed.citizenNumber}
          onChange={(event) => onChange({ citizenNumber: event.currentTarget.value })}
        />
        <TextInput
          label={say.fullName}
          autoComplete="off"
          required
          value={typed.name}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        <Group>
          <DayInput
            label={say.birthDate}
            required
            day={typed.birthDate}
            onChange={(birthDate) => onChange({ birthDate })}
          />
        </Group>
        <Select
          label={say.document}
          allowDeselect={false}
          value={typed.document}
          data={IDENTITY_DOCUMENTS.map((value) => ({ value, label: say.documents[value] }))}
          onChange={(document) => document !== null && onChange({ document })}
        />
        <Checkbox
          label={say.seenDocument}
          required
          checked={typed.seen}
          onChange={(event) => onChange({ seen: event.currentTarget.checked })}
        />
        {error !== null && <ProblemNotice error={error} />}
        {isSecondNeeded && (
          <Notice tone="warn" title={say.secondNeeded}>
            {say.secondNeededHint}
          </Notice>
        )}
        <Button type="submit" loading={pending} disabled={!typed.seen}>
          {say.identify}
        </Button>
      </Stack>
    </form>
  )
}

function PaperPage({ paper, onNext }: { readonly paper: Paper; readonly onNext: () => void }) {
  const say = useMessages(messages)
  return (
    <Page
      title={say.paper}
      actions={
        <Group gap="xs">
          <Button variant="default" onClick={onNext}>
            {say.another}
          </Button>
          <Button leftSection={<PrintSign />} onClick={() => window.print()}>
            {say.printPaper}
          </Button>
        </Group>
      }
    >
      <Panel>
        <div className={style.paper}>
          {paper.known && <Notice tone="warn">{say.paperKnown}</Notice>}
          <ol>
            {say.paperSteps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <p className={`code ${style.link}`}>{paper.link}</p>
          <img
            className={style.picture}
            src={pictureAddress(paper.picture)}
            alt={say.paperPicture}
          />
          <p>
            {say.paperName}: <strong className="numbers">{paper.signInName}</strong>
            <br />
            {say.paperUntil} <span className="numbers">{formatMoment(paper.linkExpiresAt)}</span>
          </p>
        </div>
      </Panel>
    </Page>
  )
}

import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { writeOwnFacility, writeOwnPractice } from '#registry/contract'
import type { SectionDefined } from '../../components/file/definition.ts'
import { type Draft, useDraft } from '../../components/file/draft.ts'
import { type Faults, faultsOf } from '../../components/file/statement-faults.ts'
import { StatementFields } from '../../components/file/StatementFields.tsx'
import { DayInput } from '../../components/DayInput.tsx'
import { Notice } from '../../components/Notice.tsx'
import { call } from '../../foundation/call.ts'
import { isoDay } from '../../foundation/format.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { changesOf, type Writing } from './changes.ts'
import { Clash } from './Clash.tsx'
import type { OpenFile } from './open-file.ts'
import { messages } from './own-file.messages.ts'

const TITLES = {
  add: 'formAdd',
  correct: 'formCorrect',
  end: 'formEnd',
  replace: 'formReplace',
} as const

/** The form of one statement: to add, to correct, to end, or to let something else follow from a day. */
export function StatementForm({
  open,
  name,
  section,
  writing,
  onDone,
}: {
  readonly open: OpenFile
  readonly name: string
  readonly section: SectionDefined
  readonly writing: Writing
  readonly onDone: () => void
}) {
  const { file, writesAs } = open
  const { head, statements } = file
  const say = useMessages(messages)
  const inWords = useBilingual()
  const queryClient = useQueryClient()
  const [seen] = useState(writing.statement)
  const { draft, isKept, change, drop } = useDraft(draftKey(head.subject, name, writing))
  const saving = useMutation({
    mutationFn: (act: Writing['act'] | 'withdraw') =>
      call(writesAs === 'practitioner' ? writeOwnPractice : writeOwnFacility, {
        subject: head.subject,
        version: head.version,
        changes: changesOf({ ...writing, act }, name, withFixed(draft, open, name)),
      }),
    onSuccess: async () => {
      // The next form must begin with the version that this one has just made.
      await queryClient.invalidateQueries()
      drop()
      onDone()
    },
    onError: () => queryClient.invalidateQueries(),
  })
  const places = new Set([...Object.keys(section.fields), 'from', 'to'])
  const faults = faultsOf(saving.error, writing.act === 'replace' ? 1 : 0, places)
  const errorOf = (place: string) => {
    const fault = faults.at.get(place)
    if (fault === undefined) return undefined
    return [inWords(fault.message), fault.detail && inWords(fault.detail)].filter(Boolean).join(' ')
  }
  const now = statements.find(({ id }) => id === seen?.id)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saving.mutate(writing.act)
  }
  const close = () => {
    drop()
    onDone()
  }
  return (
    <form
      onSubmit={submit}
      noValidate
      aria-label={say[TITLES[writing.act]](inWords(section.label))}
    >
      <Stack>
        <Text fw={600}>{say[TITLES[writing.act]](inWords(section.label))}</Text>
        {writing.act === 'replace' && <Text c="dimmed">{say.replaceLead}</Text>}
        {isKept && (
          <Notice tone="note" action={<DropButton onDrop={close} />}>
            {say.kept}
          </Notice>
        )}
        <Fields
          open={open}
          name={name}
          section={section}
          writing={{ ...writing, statement: seen }}
          draft={draft}
          errorOf={errorOf}
          onChange={change}
        />
        {faults.isStale && <Clash open={open} seen={seen} now={now} />}
        <Rest faults={faults} />
        <Group justify="flex-end">
          {writing.act === 'correct' && (
            <WithdrawButton pending={saving.isPending} onSure={() => saving.mutate('withdraw')} />
          )}
          <Button variant="default" onClick={close}>
            {say.cancel}
          </Button>
          <Button type="submit" loading={saving.isPending}>
            {say.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** The last day alone where something ends, else every field of the section. */
function Fields({
  open,
  name,
  section,
  writing,
  draft,
  errorOf,
  onChange,
}: {
  readonly open: OpenFile
  readonly name: string
  readonly section: SectionDefined
  readonly writing: Writing
  readonly draft: Draft
  readonly errorOf: (place: string) => string | undefined
  readonly onChange: (draft: Draft) => void
}) {
  const say = useMessages(messages)
  const today = isoDay(new Date())
  if (writing.act === 'end')
    return (
      <div>
        <DayInput
          label={say.lastDay}
          required
          day={draft.to ?? today}
          error={errorOf('to')}
          onChange={(to) => onChange({ ...draft, to: to ?? null })}
        />
      </div>
    )
  return (
    <StatementFields
      definition={open.definition}
      section={section}
      statements={open.file.statements}
      today={today}
      former={formerOf(writing)}
      draft={draft}
      errorOf={errorOf}
      fixed={fixedFields(open, name)}
      onChange={onChange}
    />
  )
}

/** What was refused at no field of the form. That somebody else wrote stands above, beside what was written. */
function Rest({ faults }: { readonly faults: Faults }) {
  const inWords = useBilingual()
  return faults.rest
    .filter(({ code }) => code !== 'registry.version-stale')
    .map((one) => (
      <Notice key={`${one.code} ${one.at ?? ''}`} tone="bad" title={inWords(one.message)}>
        {one.detail !== undefined && `${inWords(one.detail)} `}
        {inWords(one.remedy)}
      </Notice>
    ))
}

function DropButton({ onDrop }: { readonly onDrop: () => void }) {
  const say = useMessages(messages)
  return (
    <Button variant="subtle" size="sm" onClick={onDrop}>
      {say.dropDraft}
    </Button>
  )
}

/** To take away for a mistake is asked twice. */
function WithdrawButton({
  pending,
  onSure,
}: {
  readonly pending: boolean
  readonly onSure: () => void
}) {
  const say = useMessages(messages)
  const [isAsked, setAsked] = useState(false)
  return (
    <Button
      variant="subtle"
      color="red.9"
      mr="auto"
      loading={pending}
      onClick={() => (isAsked ? onSure() : setAsked(true))}
    >
      {isAsked ? say.withdrawSure : say.withdraw}
    </Button>
  )
}

/** Under which what is being written is kept. */
export function draftKey(subject: string, section: string, { act, statement }: Writing): string {
  return [subject, section, act, statement?.id ?? 'new'].join(' ')
}

/** What follows from a day begins anew: its days are not those of what it follows. */
function formerOf({ act, statement: seen }: Writing) {
  if (seen === undefined || act !== 'replace') return seen
  const { from: _from, to: _to, ...rest } = seen
  return { ...rest, from: isoDay(new Date()) }
}

/** What a facility writes in the file of a person is of itself. */
function fixedFields({ file, ownFacility }: OpenFile, name: string): readonly string[] {
  const isBound = file.head.kind === 'practitioner' && ownFacility !== undefined
  return isBound && ['registration', 'assignment', 'trainee'].includes(name) ? ['facility'] : []
}

function withFixed(draft: Draft, open: OpenFile, name: string): Draft {
  const [field] = fixedFields(open, name)
  return field === undefined
    ? draft
    : { ...draft, values: { ...draft.values, [field]: open.ownFacility ?? null } }
}

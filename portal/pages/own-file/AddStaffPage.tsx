import { Button, Group, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { openPractitioner } from '#registry/contract'
import { useDefinition } from '../../components/file/definition.ts'
import { type Draft, useDraft } from '../../components/file/draft.ts'
import { faultsOf } from '../../components/file/statement-faults.ts'
import { StatementFields } from '../../components/file/StatementFields.tsx'
import { LinkButton } from '../../components/LinkButton.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { BackLink } from '../../components/record/BackLink.tsx'
import { call } from '../../foundation/call.ts'
import { isoDay } from '../../foundation/format.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import type { ShownProblem } from '../../foundation/problems.ts'
import { useSession } from '../../foundation/session.ts'
import { changesOf } from './changes.ts'
import { messages } from './own-file.messages.ts'

/** What a facility says of somebody at the beginning; the person completes the rest. */
const SECTIONS = ['identity', 'licence', 'registration'] as const
type Name = (typeof SECTIONS)[number]
type Drafts = Readonly<Record<Name, ReturnType<typeof useDraft>>>

/** Somebody who is to work at the facility: who, with which licence, where and when. */
export function AddStaffPage() {
  const say = useMessages(messages)
  const [round, setRound] = useState(0)
  const [added, setAdded] = useState<{ name: string; subject: string; isNew: boolean }>()
  return (
    <Page
      title={say.staffAdd}
      lead={say.addLead}
      above={<BackLink to="/ho-so-cua-toi/nhan-su">{say.backStaff}</BackLink>}
    >
      {added !== undefined && (
        <Notice
          tone="good"
          action={
            <LinkButton
              variant="default"
              size="sm"
              to="/ho-so/$hoSo"
              params={{ hoSo: added.subject }}
            >
              {say.back}
            </LinkButton>
          }
        >
          {added.isNew ? say.added(added.name) : say.joined(added.name)}
        </Notice>
      )}
      <AddForm
        key={round}
        onAdded={(one) => {
          setAdded(one)
          setRound(round + 1)
        }}
      />
    </Page>
  )
}

function AddForm({
  onAdded,
}: {
  readonly onAdded: (added: { name: string; subject: string; isNew: boolean }) => void
}) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const queryClient = useQueryClient()
  const definition = useDefinition('practitioner')
  const facility = useSession().facility?.code ?? ''
  const drafts: Drafts = {
    identity: useDraft('new-staff identity'),
    licence: useDraft('new-staff licence'),
    registration: useDraft('new-staff registration'),
  }
  const adding = useMutation({
    mutationFn: () =>
      call(openPractitioner, {
        statements: SECTIONS.flatMap((name) =>
          changesOf(
            { act: 'add', statement: undefined },
            name,
            wholeOf(name, drafts, facility),
          ).filter((change) => change.act === 'add'),
        ),
      }),
    onSuccess: async ({ head, isNew }) => {
      for (const name of SECTIONS) drafts[name].drop()
      await queryClient.invalidateQueries()
      window.scrollTo({ top: 0 })
      onAdded({ name: head.name, subject: head.subject, isNew })
    },
  })
  const faultsIn = (index: number, name: Name) =>
    faultsOf(
      adding.error,
      index,
      new Set([...Object.keys(definition.sections[name]?.fields ?? {}), 'from', 'to']),
    )
  const placed = new Set(SECTIONS.flatMap((name, index) => [...faultsIn(index, name).at.values()]))
  const rest = faultsIn(0, 'identity').rest.filter((one) => !placed.has(one))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    adding.mutate()
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        {SECTIONS.map((name, index) => {
          const section = definition.sections[name]
          const { at } = faultsIn(index, name)
          return (
            section !== undefined && (
              <Panel key={name} title={inWords(section.label)}>
                <StatementFields
                  definition={definition}
                  section={section}
                  statements={[]}
                  today={isoDay(new Date())}
                  former={undefined}
                  draft={drafts[name].draft}
                  errorOf={(place) => {
                    const fault = at.get(place)
                    return fault && inWords(fault.message)
                  }}
                  fixed={name === 'registration' ? ['facility', 'licence'] : []}
                  onChange={drafts[name].change}
                />
              </Panel>
            )
          )
        })}
        <Faults faults={rest} />
        <Group justify="flex-end">
          <Button type="submit" loading={adding.isPending}>
            {say.staffAdd}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** What is sent of a section: a registration is at the own facility, under the licence that was just written. */
function wholeOf(name: Name, drafts: Drafts, facility: string): Draft {
  const { draft } = drafts[name]
  if (name !== 'registration') return draft
  const { number } = drafts.licence.draft.values
  const licence = typeof number === 'string' ? { licence: number } : {}
  return { ...draft, values: { ...licence, ...draft.values, facility } }
}

function Faults({ faults }: { readonly faults: readonly ShownProblem[] }) {
  const inWords = useBilingual()
  return faults.map((one) => (
    <Notice key={`${one.code} ${one.at ?? ''}`} tone="bad" title={inWords(one.message)}>
      {one.detail !== undefined && `${inWords(one.detail)} `}
      {inWords(one.remedy)}
    </Notice>
  ))
}

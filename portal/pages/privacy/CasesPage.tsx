import { Group, Select } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { CaseQueue } from '../../components/cases/CaseQueue.tsx'
import { CaseTable } from '../../components/cases/CaseTable.tsx'
import { Empty } from '../../components/Empty.tsx'
import { CheckSign } from '../../components/icons.tsx'
import { LinkButton } from '../../components/LinkButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { Pager } from '../../components/Pager.tsx'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { useSession } from '../../foundation/session.ts'
import { messages } from './privacy.messages.ts'
import { casesQuery, kindsQuery } from './privacy.queries.ts'

const route = getRouteApi('/signed-in/vu-viec/')

/** The cases that concern whoever is signed in: a citizen's own requests, or the queue of an office. */
export function CasesPage() {
  const filter = route.useSearch()
  const { data } = useSuspenseQuery(casesQuery(filter))
  const { data: openable } = useSuspenseQuery(kindsQuery())
  const isCitizen = useSession().role === 'citizen'
  const say = useMessages(messages)
  const title = isCitizen ? say.mine : say.queue
  return (
    <Page
      title={title}
      lead={isCitizen ? say.mineLead : say.queueLead}
      actions={
        openable.kinds.length > 0 && (
          <LinkButton to="/vu-viec/moi">{isCitizen ? say.newRequest : say.newEntry}</LinkButton>
        )
      }
    >
      <Filters kinds={isCitizen ? [] : data.kinds} />
      <Panel>
        {data.cases.length === 0 && (
          <Empty sign={CheckSign} title={say.none}>
            {isCitizen ? say.noneMine : say.noneQueue}
          </Empty>
        )}
        {isCitizen ? (
          data.cases.length > 0 && <CaseTable cases={data.cases} label={title} withFacility />
        ) : (
          <CaseQueue
            key={JSON.stringify(filter)}
            cases={data.cases}
            bulk={data.bulk}
            label={title}
          />
        )}
        <Pages next={data.after} />
      </Panel>
    </Page>
  )
}

type Named = { readonly id: string; readonly name: { vi: string; en: string } }
type Kinds = readonly (Named & { readonly states: readonly Named[] })[]

function Filters({ kinds }: { readonly kinds: Kinds }) {
  const { after: _after, ...filter } = route.useSearch()
  const navigate = route.useNavigate()
  const say = useMessages(messages)
  const inWords = useBilingual()
  const set = (change: Readonly<Record<string, string | undefined>>) =>
    void navigate({ search: { ...filter, ...change }, replace: true })
  return (
    <Group className="no-print" align="flex-end">
      <Select
        label={say.standing}
        allowDeselect={false}
        data={[
          { value: 'open', label: say.open },
          { value: 'closed', label: say.closed },
        ]}
        value={filter.standing ?? 'open'}
        onChange={(value) => set({ standing: value === 'closed' ? 'closed' : undefined })}
      />
      {kinds.length > 0 && (
        <Select
          label={say.kind}
          allowDeselect={false}
          data={[
            { value: '', label: say.allKinds },
            ...kinds.map(({ id, name }) => ({ value: id, label: inWords(name) })),
          ]}
          value={filter.definition ?? ''}
          onChange={(value) =>
            set({ definition: value === '' ? undefined : (value ?? undefined), state: undefined })
          }
        />
      )}
      <StateFilter kinds={kinds} />
      {kinds.length > 0 && (
        <Select
          label={say.clock}
          allowDeselect={false}
          data={[
            { value: '', label: say.allClocks },
            { value: 'near', label: say.near },
            { value: 'late', label: say.late },
          ]}
          value={filter.clock ?? ''}
          onChange={(value) => set({ clock: value === '' ? undefined : (value ?? undefined) })}
        />
      )}
    </Group>
  )
}

/** The first page is the list without `after`. */
/** The states of the kind of case that was chosen. */
function StateFilter({ kinds }: { readonly kinds: Kinds }) {
  const { after: _after, ...filter } = route.useSearch()
  const navigate = route.useNavigate()
  const say = useMessages(messages)
  const inWords = useBilingual()
  const kind = kinds.find(({ id }) => id === filter.definition)
  if (kind === undefined) return null
  const states = kind.states.map(({ id, name }) => ({ value: id, label: inWords(name) }))
  const set = (state: string | null) =>
    void navigate({
      search: { ...filter, state: state === null || state === '' ? undefined : state },
      replace: true,
    })
  return (
    <Select
      label={say.state}
      allowDeselect={false}
      data={[{ value: '', label: say.allStates }, ...states]}
      value={filter.state ?? ''}
      onChange={set}
    />
  )
}

function Pages({ next }: { readonly next: string | undefined }) {
  const { after, ...filter } = route.useSearch()
  return (
    <Pager
      first={after === undefined ? undefined : { to: '/vu-viec', search: filter }}
      next={next === undefined ? undefined : { to: '/vu-viec', search: { ...filter, after: next } }}
    />
  )
}

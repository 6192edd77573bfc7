import { Stack, Tabs } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { printRecordPaper } from '#health-book/contract'
import { LaunchApps } from '../../components/clients/LaunchApps.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Page } from '../../components/Page.tsx'
import { BackLink } from '../../components/record/BackLink.tsx'
import { LabGrid } from '../../components/record/LabGrid.tsx'
import { LabTrend } from '../../components/record/LabTrend.tsx'
import { Papers } from '../../components/record/Papers.tsx'
import { PersonBanner } from '../../components/record/PersonBanner.tsx'
import { SummaryView } from '../../components/record/SummaryView.tsx'
import { Timeline } from '../../components/record/Timeline.tsx'
import { addressOf } from '../../foundation/bytes.ts'
import { useMessages } from '../../foundation/messages.ts'
import { PARTS, type Part } from './addresses.ts'
import { messages } from './doctor.messages.ts'
import { recordQuery } from './doctor.queries.ts'

const route = getRouteApi('/signed-in/bac-si/ho-so/$person')

/** A patient's record: whose it is, why it may be read, and its four parts. */
export function RecordPage() {
  const { person } = route.useParams()
  const { muc = 'tom-tat' } = route.useSearch()
  const navigate = route.useNavigate()
  const { data } = useSuspenseQuery(recordQuery(person))
  const say = useMessages(messages)
  const open = (part: string | null) => {
    const next = PARTS.find((one) => one === part)
    if (next !== undefined) void navigate({ search: { muc: next }, replace: true })
  }
  return (
    <Page title={say.record} above={<BackLink to="/bac-si">{say.back}</BackLink>}>
      <PersonBanner person={data.summary.person} />
      <Ground ground={data.ground} purpose={data.purpose} />
      <LaunchApps person={person} />
      <Tabs value={muc} onChange={open} keepMounted={false}>
        <Tabs.List mb="lg">
          {PARTS.map((part) => (
            <Tabs.Tab key={part} value={part} fz="md" py="sm">
              {say.parts[part]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {PARTS.map((part) => (
          <Tabs.Panel key={part} value={part}>
            <PartOfRecord part={part} person={person} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  )
}

function Ground({ ground, purpose }: { readonly ground: string; readonly purpose: string }) {
  const say = useMessages(messages)
  const grounds: Readonly<Record<string, string>> = say.grounds
  const purposes: Readonly<Record<string, string>> = say.purposes
  return (
    <Notice
      tone="note"
      title={say.onRecord(grounds[ground] ?? ground, purposes[purpose] ?? purpose)}
    >
      {ground === 'treated' && say.ownOnly}
    </Notice>
  )
}

function PartOfRecord({ part, person }: { readonly part: Part; readonly person: string }) {
  const { data } = useSuspenseQuery(recordQuery(person))
  const { chiSo } = route.useSearch()
  const say = useMessages(messages)
  if (part === 'tom-tat') return <SummaryOf person={person} />
  if (part === 'giay-to')
    return (
      <Papers
        papers={data.papers}
        addressOf={({ visit, kind }) => addressOf(printRecordPaper, { person, visit, kind })}
      />
    )
  if (part === 'lan-kham')
    return (
      <Timeline
        visits={data.visits}
        linkOf={({ id }) => ({
          to: '/bac-si/ho-so/$person/lan-kham/$visit',
          params: { person, visit: id },
        })}
      />
    )
  const to = '/bac-si/ho-so/$person'
  const chosen = data.labs.find(({ code }) => code === chiSo)
  if (chosen === undefined)
    return (
      <LabGrid
        series={data.labs}
        linkOf={({ code }) => ({
          to,
          params: { person },
          search: { muc: 'xet-nghiem', chiSo: code },
        })}
      />
    )
  return (
    <>
      <BackLink to={to} params={{ person }} search={{ muc: 'xet-nghiem' }}>
        {say.allIndices}
      </BackLink>
      <LabTrend series={chosen} />
    </>
  )
}

function SummaryOf({ person }: { readonly person: string }) {
  const { data } = useSuspenseQuery(recordQuery(person))
  return (
    <Stack gap="lg">
      <SummaryView summary={data.summary} />
    </Stack>
  )
}

import { Group, SegmentedControl, Select, Text } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { z } from 'zod'
import { CountedBy, type readDepartmentFigures } from '#intake/contract'
import { DayChart } from '../../../components/DayChart.tsx'
import { DayRange } from '../../../components/DayRange.tsx'
import { Empty } from '../../../components/Empty.tsx'
import { FindingBars } from '../../../components/FindingBars.tsx'
import { ChartSign } from '../../../components/icons.tsx'
import { LinkButton } from '../../../components/LinkButton.tsx'
import { Page, Panel } from '../../../components/Page.tsx'
import { useMessages } from '../../../foundation/messages.ts'
import { useSession } from '../../../foundation/session.ts'
import { type FiguresAddress, lastMonth } from '../addresses.ts'
import { figuresQuery } from '../department.queries.ts'
import { FacilityTable } from './FacilityTable.tsx'
import style from './quality.module.css'
import { messages } from './quality.messages.ts'
import { everyDay } from './figures.ts'
import { Totals } from './Totals.tsx'

const route = getRouteApi('/signed-in/so-y-te/')

export type Figures = z.infer<typeof readDepartmentFigures.response>

/** What the facilities of the province send, and how good it is. */
export function QualityPage() {
  const days = lastMonth(route.useSearch(), new Date())
  const { data: figures } = useSuspenseQuery(figuresQuery(days))
  const say = useMessages(messages)
  return (
    <Page title={say.title} lead={say.lead} actions={<FilesLink />}>
      <Filters figures={figures} />
      <Totals figures={figures} />
      <div className={style.columns}>
        <Panel title={say.byDay}>
          {figures.days.length === 0 ? (
            <Empty sign={ChartSign} title={say.none}>
              {say.noneHint}
            </Empty>
          ) : (
            <ByDay figures={figures} />
          )}
        </Panel>
        <Panel title={say.top}>
          {figures.topFindings.length === 0 ? (
            <Text c="dimmed">{say.topNone}</Text>
          ) : (
            <FindingBars findings={figures.topFindings.slice(0, 6)} />
          )}
        </Panel>
      </div>
      <Panel title={say.byFacility}>
        <FacilityTable figures={figures} />
      </Panel>
    </Page>
  )
}

/** The quality of the registry's files stands elsewhere; an inspector has no page of it. */
function FilesLink() {
  const say = useMessages(messages)
  const { role } = useSession()
  if (role === 'inspector') return null
  return (
    <LinkButton variant="default" to="/chat-luong">
      {say.files}
    </LinkButton>
  )
}

function Filters({ figures }: { readonly figures: Figures }) {
  const address = route.useSearch()
  const navigate = route.useNavigate()
  const say = useMessages(messages)
  const narrow = (change: Partial<FiguresAddress>) =>
    void navigate({ search: { ...address, ...change }, replace: true })
  return (
    <Group gap="sm" align="flex-end" className="no-print">
      <DayRange days={lastMonth(address, new Date())} onChange={narrow} />
      <Select
        label={say.facility}
        placeholder={say.every}
        clearable
        searchable
        style={{ flex: '1 1 16rem', maxWidth: '26rem' }}
        value={address.facility ?? null}
        data={figures.facilities.map(({ facility, name }) => ({
          value: facility,
          label: `${facility} · ${name}`,
        }))}
        onChange={(facility) => narrow({ facility: facility ?? undefined })}
      />
      <CountedByChoice by={figures.by} onChange={(by) => narrow({ by })} />
    </Group>
  )
}

/** Whether a day shows what came on it, or the visits that ended on it. */
function CountedByChoice({
  by,
  onChange,
}: {
  readonly by: CountedBy
  readonly onChange: (by: CountedBy) => void
}) {
  const say = useMessages(messages)
  return (
    <SegmentedControl
      aria-label={say.countedBy}
      value={by}
      data={CountedBy.options
        .toReversed()
        .map((value) => ({ value, label: say.countedBys[value] }))}
      onChange={(value) => onChange(value === 'received' ? 'received' : 'visit-end')}
    />
  )
}

function ByDay({ figures }: { readonly figures: Figures }) {
  const say = useMessages(messages)
  return (
    <DayChart
      title={say.byDay}
      parts={[
        { name: say.accepted, tone: 'good' },
        { name: say.withErrors, tone: 'warn' },
        { name: say.refused, tone: 'bad' },
      ]}
      days={everyDay(figures.days, figures.from, figures.to).map((day) => ({
        day: day.day,
        values: [day.accepted, day.withErrors, day.refused],
      }))}
    />
  )
}

import { Group } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { DayChart } from '../../components/DayChart.tsx'
import { DayRange } from '../../components/DayRange.tsx'
import { Empty } from '../../components/Empty.tsx'
import { CheckSign } from '../../components/icons.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { useMessages } from '../../foundation/messages.ts'
import { lastThirtyDays, practiceQuery } from './practice.queries.ts'
import { messages } from './practice.messages.ts'
import { PractitionerCard } from './PractitionerCard.tsx'

const route = getRouteApi('/signed-in/hanh-nghe-va-ho-so')

/** Who ordered, prescribed or performed without licence, registration or hours at that time, and what the registry holds of them. */
export function PracticePage() {
  const address = route.useSearch()
  const navigate = route.useNavigate()
  const asked = lastThirtyDays(address, new Date())
  const { data } = useSuspenseQuery(practiceQuery(asked))
  const say = useMessages(messages)
  return (
    <Page title={say.title} lead={say.lead}>
      <Group gap="sm" align="flex-end" className="no-print">
        <DayRange
          days={asked}
          onChange={(days) => void navigate({ search: { ...address, ...days }, replace: true })}
        />
      </Group>
      {data.truncated && <Notice tone="warn">{say.truncated}</Notice>}
      {data.reach === 'province' && <Notice tone="note">{say.figuresOnly}</Notice>}
      {data.reach === 'figures' && <Notice tone="note">{say.ownFigures}</Notice>}
      {data.practitioners.length === 0 ? (
        <Empty sign={CheckSign} title={say.none}>
          {say.noneHint}
        </Empty>
      ) : (
        <Panel title={say.byDay}>
          <DayChart
            title={say.byDay}
            parts={[{ name: say.warnings, tone: 'warn' }]}
            days={data.days.map(({ day, count }) => ({ day, values: [count] }))}
          />
        </Panel>
      )}
      {data.practitioners.map((one) => (
        <PractitionerCard key={`${one.facility} ${one.licence}`} one={one} reach={data.reach} />
      ))}
    </Page>
  )
}

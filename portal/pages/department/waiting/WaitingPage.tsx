import { useSuspenseQuery } from '@tanstack/react-query'
import { Empty } from '../../../components/Empty.tsx'
import { Figure, Figures } from '../../../components/Figure.tsx'
import { CheckSign } from '../../../components/icons.tsx'
import { Page, Panel } from '../../../components/Page.tsx'
import { QueueTable } from '../../../components/QueueTable.tsx'
import { formatNumber } from '../../../foundation/format.ts'
import { useLanguage } from '../../../foundation/language.ts'
import { useMessages } from '../../../foundation/messages.ts'
import { waitingQuery } from '../department.queries.ts'
import { messages } from './waiting.messages.ts'

/** What each facility still owes the insurance portal. */
export function WaitingPage() {
  const { data } = useSuspenseQuery(waitingQuery())
  const say = useMessages(messages)
  const language = useLanguage()
  const queues = data.facilities.toSorted((a, b) => b.waiting + b.failed - (a.waiting + a.failed))
  const sum = (field: 'waiting' | 'failed' | 'awaitingResult' | 'late') =>
    formatNumber(
      queues.reduce((total, queue) => total + queue[field], 0),
      language,
    )
  return (
    <Page title={say.title} lead={say.lead}>
      <Figures>
        <Figure name={say.waiting} value={sum('waiting')} />
        <Figure name={say.awaiting} value={sum('awaitingResult')} />
        <Figure name={say.late} value={sum('late')} tone={sum('late') === '0' ? 'plain' : 'bad'} />
        <Figure
          name={say.failed}
          value={sum('failed')}
          tone={sum('failed') === '0' ? 'plain' : 'bad'}
        />
      </Figures>
      <Panel>
        {queues.length === 0 ? (
          <Empty sign={CheckSign} title={say.none}>
            {say.noneHint}
          </Empty>
        ) : (
          <QueueTable queues={queues} label={say.title} />
        )}
      </Panel>
    </Page>
  )
}

import { useSuspenseQuery } from '@tanstack/react-query'
import { Page } from '../../components/Page.tsx'
import { Timeline } from '../../components/record/Timeline.tsx'
import { useMessages } from '../../foundation/messages.ts'
import { messages } from './book.messages.ts'
import { visitsQuery } from './book.queries.ts'
import { LargePrintButton } from './LargePrintButton.tsx'

/** One's own visits on a line of time. */
export function VisitsPage() {
  const { data } = useSuspenseQuery(visitsQuery())
  const say = useMessages(messages)
  return (
    <Page title={say.visits} lead={say.visitsLead} actions={<LargePrintButton />}>
      <Timeline
        visits={data.visits}
        linkOf={({ id }) => ({ to: '/so-suc-khoe/lan-kham/$visit', params: { visit: id } })}
      />
    </Page>
  )
}

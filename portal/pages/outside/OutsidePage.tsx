import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Page } from '../../components/Page.tsx'
import { useMessages } from '../../foundation/messages.ts'
import { ConnectionPanel } from './ConnectionPanel.tsx'
import { messages } from './outside.messages.ts'
import { outsideQuery } from './outside.queries.ts'
import { RecordsPanel } from './RecordsPanel.tsx'

const route = getRouteApi('/signed-in/lien-thong')

/** Every connection to a State system: how it stands, what waits, what is held back and why; and the files behind a number. */
export function OutsidePage() {
  const say = useMessages(messages)
  const { channel, state = 'held' } = route.useSearch()
  const { data } = useSuspenseQuery(outsideQuery())
  return (
    <Page title={say.title} lead={say.leads[data.reach]}>
      {channel !== undefined && data.seesRecords && (
        <RecordsPanel channel={channel} state={state} mayResend={data.mayResend} />
      )}
      {data.connections.map((one) => (
        <ConnectionPanel
          key={one.channel}
          connection={one}
          seesRecords={data.seesRecords}
          mayResend={data.mayResend}
        />
      ))}
    </Page>
  )
}

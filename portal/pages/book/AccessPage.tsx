import { Page } from '../../components/Page.tsx'
import { useMessages } from '../../foundation/messages.ts'
import { AccessLog } from './AccessLog.tsx'
import { messages } from './book.messages.ts'

/** Who read one's own book, when and why. */
export function AccessPage() {
  const say = useMessages(messages)
  return (
    <Page title={say.access} lead={say.accessLead}>
      <AccessLog />
    </Page>
  )
}

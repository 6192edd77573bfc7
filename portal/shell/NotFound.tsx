import { Empty } from '../components/Empty.tsx'
import { SearchSign } from '../components/icons.tsx'
import { LinkButton } from '../components/LinkButton.tsx'
import { useMessages } from '../foundation/messages.ts'
import { messages } from './shell.messages.ts'

export function NotFound() {
  const say = useMessages(messages)
  return (
    <Empty
      sign={SearchSign}
      title={say.notFound}
      action={
        <LinkButton to="/" mt="sm">
          {say.home}
        </LinkButton>
      }
    >
      {say.notFoundLead}
    </Empty>
  )
}

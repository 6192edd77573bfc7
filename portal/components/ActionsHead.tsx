import { Table } from '@mantine/core'
import { useMessages } from '../foundation/messages.ts'
import { messages } from './components.messages.ts'

/** The head of a column of buttons: it shows nothing and still has a name. */
export function ActionsHead() {
  const say = useMessages(messages)
  return (
    <Table.Th>
      <span className="visually-hidden">{say.actions}</span>
    </Table.Th>
  )
}

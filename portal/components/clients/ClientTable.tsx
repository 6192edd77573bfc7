import { Table } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMessages } from '../../foundation/messages.ts'
import { ActionsHead } from '../ActionsHead.tsx'
import { Empty } from '../Empty.tsx'
import { KeySign } from '../icons.tsx'
import { ScrollTable } from '../ScrollTable.tsx'
import { type Client, ClientKeys, ClientState } from './ClientKeys.tsx'
import { messages } from './clients.messages.ts'

/** Registered software with what it may do and its keys; what can be done with it is whoever's who looks. */
export function ClientTable({
  clients,
  label,
  none,
  hint,
  actionsOf,
}: {
  readonly clients: readonly Client[]
  readonly label: string
  readonly none: string
  readonly hint: string
  readonly actionsOf: (client: Client) => ReactNode
}) {
  const say = useMessages(messages)
  if (clients.length === 0)
    return (
      <Empty sign={KeySign} title={none}>
        {hint}
      </Empty>
    )
  return (
    <ScrollTable label={label} minWidth={900} isStacked>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{say.name}</Table.Th>
          <Table.Th>{say.scopes}</Table.Th>
          <Table.Th>{say.keys}</Table.Th>
          <Table.Th>{say.state}</Table.Th>
          <ActionsHead />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {clients.map((client) => (
          <Table.Tr key={client.client}>
            <Named client={client} />
            <Scopes client={client} />
            <Table.Td data-label={say.keys}>
              <ClientKeys client={client} />
            </Table.Td>
            <Table.Td data-label={say.state}>
              <ClientState client={client} />
            </Table.Td>
            <Table.Td>{client.state !== 'closed' && actionsOf(client)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ScrollTable>
  )
}

function Named({ client }: { readonly client: Client }) {
  const say = useMessages(messages)
  const { facility, facilityName, facilities } = client
  return (
    <Table.Td data-label={say.name}>
      <strong>{client.name}</strong>
      <div>{client.publisher}</div>
      <div className="code">{client.client}</div>
      {facility !== undefined && (
        <div>
          {say.facilities}: {facilityName ?? facility}
          {facilities.length > 1 && ` (${facilities.join(', ')})`}
        </div>
      )}
      {client.redirectUris.map((uri) => (
        <div key={uri} className="code">
          {uri}
        </div>
      ))}
    </Table.Td>
  )
}

/** A right of ours has words; a clinical scope is shown as it is written. */
function Scopes({ client }: { readonly client: Client }) {
  const say = useMessages(messages)
  const words: Readonly<Record<string, string>> = { ...say.scopeWords, ...say.toolScopeWords }
  return (
    <Table.Td miw={180} data-label={say.scopes}>
      {client.scopes.map((scope) => (
        <div key={scope} className={words[scope] === undefined ? 'code' : undefined}>
          {words[scope] ?? scope}
        </div>
      ))}
    </Table.Td>
  )
}

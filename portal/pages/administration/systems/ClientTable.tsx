import { Button, Group, Table } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { closeClient, confirmClient } from '#access/contract'
import { ActionsHead } from '../../../components/ActionsHead.tsx'
import { type Client, ClientKeys, ClientState } from '../../../components/clients/ClientKeys.tsx'
import { Empty } from '../../../components/Empty.tsx'
import { KeySign } from '../../../components/icons.tsx'
import { ProblemNotice } from '../../../components/ProblemNotice.tsx'
import { ReasonDialog } from '../../../components/ReasonDialog.tsx'
import { ScrollTable } from '../../../components/ScrollTable.tsx'
import { call } from '../../../foundation/call.ts'
import { useMessages } from '../../../foundation/messages.ts'
import { messages } from './systems.messages.ts'

/** Systems, or apps, with their keys; those that wait can be confirmed, every open one closed. */
export function ClientTable({
  clients,
  label,
  none,
  hint,
}: {
  readonly clients: readonly Client[]
  readonly label: string
  readonly none: string
  readonly hint: string
}) {
  const say = useMessages(messages)
  if (clients.length === 0)
    return (
      <Empty sign={KeySign} title={none}>
        {hint}
      </Empty>
    )
  return (
    <ScrollTable label={label} minWidth={900}>
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
          <Row key={client.client} client={client} />
        ))}
      </Table.Tbody>
    </ScrollTable>
  )
}

function Row({ client }: { readonly client: Client }) {
  const say = useMessages(messages)
  return (
    <Table.Tr>
      <Table.Td>
        <strong>{client.name}</strong>
        <div>{client.publisher}</div>
        <div className="code">{client.client}</div>
        {client.facility !== undefined && (
          <div>
            {say.facilities}: {client.facilityName ?? client.facility}
            {client.facilities.length > 1 && ` (${client.facilities.join(', ')})`}
          </div>
        )}
        {client.redirectUris.map((uri) => (
          <div key={uri} className="code">
            {uri}
          </div>
        ))}
      </Table.Td>
      <Table.Td miw={180}>
        {client.scopes.map((scope) => (
          <div key={scope} className="code">
            {scope}
          </div>
        ))}
      </Table.Td>
      <Table.Td>
        <ClientKeys client={client} />
      </Table.Td>
      <Table.Td>
        <ClientState client={client} />
      </Table.Td>
      <Table.Td>{client.state !== 'closed' && <Actions client={client} />}</Table.Td>
    </Table.Tr>
  )
}

function Actions({ client: { client, name, state } }: { readonly client: Client }) {
  const say = useMessages(messages)
  const [asking, setAsking] = useState(false)
  const queryClient = useQueryClient()
  const refresh = () => queryClient.invalidateQueries()
  const confirming = useMutation({
    mutationFn: () => call(confirmClient, { client }),
    onSuccess: refresh,
  })
  const closing = useMutation({
    mutationFn: (reason: string) => call(closeClient, { client, reason }),
    onSuccess: async () => {
      setAsking(false)
      await refresh()
    },
  })
  return (
    <>
      <Group gap="xs" justify="flex-end" wrap="nowrap">
        {state === 'waiting' && (
          <Button
            size="sm"
            loading={confirming.isPending}
            aria-label={`${say.confirm} ${name}`}
            onClick={() => confirming.mutate()}
          >
            {say.confirm}
          </Button>
        )}
        <Button
          size="sm"
          variant="default"
          aria-label={say.closeTitle(name)}
          onClick={() => setAsking(true)}
        >
          {say.close}
        </Button>
      </Group>
      {confirming.isError && <ProblemNotice error={confirming.error} />}
      {asking && (
        <ReasonDialog
          title={say.closeTitle(name)}
          lead={say.closeLead}
          action={say.closeForGood}
          danger
          pending={closing.isPending}
          error={closing.error}
          onClose={() => setAsking(false)}
          onReason={(reason) => closing.mutate(reason)}
        />
      )}
    </>
  )
}

import { Button, Group, Table } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { addSystemKey, closeOwnSystem, listOwnSystems } from '#access/contract'
import { ActionsHead } from '../../../components/ActionsHead.tsx'
import { type Client, ClientKeys, ClientState } from '../../../components/clients/ClientKeys.tsx'
import { Empty } from '../../../components/Empty.tsx'
import { KeySign } from '../../../components/icons.tsx'
import { Page, Panel } from '../../../components/Page.tsx'
import { ReasonDialog } from '../../../components/ReasonDialog.tsx'
import { ScrollTable } from '../../../components/ScrollTable.tsx'
import { call } from '../../../foundation/call.ts'
import { useMessages } from '../../../foundation/messages.ts'
import { KeyDialog } from './KeyDialog.tsx'
import { RegisterSystem } from './RegisterSystem.tsx'
import { messages } from './systems.messages.ts'
import { ownSystemsQuery } from './systems.queries.ts'

/** Which software sends for the facility, with which keys, and until when. */
export function FacilitySystemsPage() {
  const say = useMessages(messages)
  const { data } = useSuspenseQuery(ownSystemsQuery())
  const [registering, setRegistering] = useState(false)
  return (
    <Page
      title={say.title}
      lead={say.lead}
      actions={<Button onClick={() => setRegistering(true)}>{say.register}</Button>}
    >
      <Panel>
        {data.clients.length === 0 ? (
          <Empty sign={KeySign} title={say.none}>
            {say.noneHint}
          </Empty>
        ) : (
          <Systems clients={data.clients} />
        )}
      </Panel>
      {registering && <RegisterSystem onClose={() => setRegistering(false)} />}
    </Page>
  )
}

function Systems({ clients }: { readonly clients: readonly Client[] }) {
  const say = useMessages(messages)
  return (
    <ScrollTable label={say.title} minWidth={820}>
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
  const words: Readonly<Record<string, string>> = say.scopeWords
  return (
    <Table.Tr>
      <Table.Td>
        <strong>{client.name}</strong>
        <div>{client.publisher}</div>
        <div className="code">{client.client}</div>
      </Table.Td>
      <Table.Td>
        {client.scopes.map((scope) => (
          <div key={scope}>{words[scope] ?? scope}</div>
        ))}
      </Table.Td>
      <Table.Td>
        <ClientKeys client={client} />
      </Table.Td>
      <Table.Td>
        <ClientState client={client} />
        {client.state === 'waiting' && <div>{say.waiting}</div>}
      </Table.Td>
      <Table.Td>{client.state !== 'closed' && <Actions client={client} />}</Table.Td>
    </Table.Tr>
  )
}

function Actions({ client: { client, name } }: { readonly client: Client }) {
  const say = useMessages(messages)
  const [dialog, setDialog] = useState<'key' | 'close'>()
  const close = () => setDialog(undefined)
  const queryClient = useQueryClient()
  const closing = useMutation({
    mutationFn: (reason: string) => call(closeOwnSystem, { client, reason }),
    onSuccess: async () => {
      close()
      await queryClient.invalidateQueries({ queryKey: [listOwnSystems.path] })
    },
  })
  return (
    <>
      <Group gap="xs" justify="flex-end" wrap="nowrap">
        <Button size="sm" aria-label={say.addKeyTitle(name)} onClick={() => setDialog('key')}>
          {say.addKey}
        </Button>
        <Button
          size="sm"
          variant="default"
          aria-label={say.closeTitle(name)}
          onClick={() => setDialog('close')}
        >
          {say.close}
        </Button>
      </Group>
      {dialog === 'key' && (
        <KeyDialog
          title={say.addKeyTitle(name)}
          onClose={close}
          add={(key) => call(addSystemKey, { client, ...key })}
        />
      )}
      {dialog === 'close' && (
        <ReasonDialog
          title={say.closeTitle(name)}
          lead={say.closeLead}
          action={say.closeForGood}
          danger
          pending={closing.isPending}
          error={closing.error}
          onClose={close}
          onReason={(reason) => closing.mutate(reason)}
        />
      )}
    </>
  )
}

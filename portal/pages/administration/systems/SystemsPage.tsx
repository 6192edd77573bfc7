import { Button, Group } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { closeClient, confirmClient } from '#access/contract'
import { ActButton } from '../../../components/ActButton.tsx'
import type { Client } from '../../../components/clients/ClientKeys.tsx'
import { ClientTable } from '../../../components/clients/ClientTable.tsx'
import { CloseClient } from '../../../components/clients/CloseClient.tsx'
import { Notice } from '../../../components/Notice.tsx'
import { Page, Panel } from '../../../components/Page.tsx'
import { call } from '../../../foundation/call.ts'
import { useMessages } from '../../../foundation/messages.ts'
import { RegisterApp } from './RegisterApp.tsx'
import { messages } from './systems.messages.ts'
import { registeredClientsQuery } from './systems.queries.ts'

/** Which software and which apps get tokens, and whose keys run out. */
export function SystemsPage() {
  const say = useMessages(messages)
  const systems = useSuspenseQuery(registeredClientsQuery('system')).data
  const apps = useSuspenseQuery(registeredClientsQuery('app')).data
  const [registering, setRegistering] = useState(false)
  const actionsOf = (client: Client) => <Actions client={client} />
  return (
    <Page title={say.title} lead={say.lead}>
      {systems.ending > 0 && <Notice tone="warn">{say.ending(systems.ending)}</Notice>}
      <Panel title={say.systems}>
        <ClientTable
          clients={systems.clients}
          label={say.systems}
          none={say.systemsNone}
          hint={say.systemsNoneHint}
          actionsOf={actionsOf}
        />
      </Panel>
      <Panel
        title={say.apps}
        aside={<Button onClick={() => setRegistering(true)}>{say.register}</Button>}
      >
        <ClientTable
          clients={apps.clients}
          label={say.apps}
          none={say.appsNone}
          hint={say.appsNoneHint}
          actionsOf={actionsOf}
        />
      </Panel>
      {registering && <RegisterApp onClose={() => setRegistering(false)} />}
    </Page>
  )
}

/** Those that wait can be confirmed, every open one closed. */
function Actions({ client }: { readonly client: Client }) {
  const say = useMessages(messages)
  return (
    <Group gap="xs" justify="flex-end">
      {client.state === 'waiting' && (
        <ActButton
          variant="filled"
          aria-label={`${say.confirm} ${client.name}`}
          act={() => call(confirmClient, { client: client.client })}
        >
          {say.confirm}
        </ActButton>
      )}
      <CloseClient client={client} close={(asked) => call(closeClient, asked)} />
    </Group>
  )
}

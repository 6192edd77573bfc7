import { Button, Group } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { addSystemKey, closeOwnSystem } from '#access/contract'
import type { Client } from '../../../components/clients/ClientKeys.tsx'
import { ClientTable } from '../../../components/clients/ClientTable.tsx'
import { CloseClient } from '../../../components/clients/CloseClient.tsx'
import { Page, Panel } from '../../../components/Page.tsx'
import { call } from '../../../foundation/call.ts'
import { useMessages } from '../../../foundation/messages.ts'
import { useSession } from '../../../foundation/session.ts'
import { AllowVendor } from './AllowVendor.tsx'
import { EndKeyDialog } from './EndKeyDialog.tsx'
import { EndVendor } from './EndVendor.tsx'
import { KeyDialog } from './KeyDialog.tsx'
import { RegisterSystem } from './RegisterSystem.tsx'
import { messages } from './systems.messages.ts'
import { ownSystemsQuery } from './systems.queries.ts'

/** Which software sends for the facility, with which keys, and until when: its own, and a vendor's to which it consented. */
export function FacilitySystemsPage() {
  const say = useMessages(messages)
  const { data } = useSuspenseQuery(ownSystemsQuery())
  const own = useSession().facility?.code
  const [dialog, setDialog] = useState<'register' | 'vendor'>()
  const close = () => setDialog(undefined)
  return (
    <Page
      title={say.title}
      lead={say.lead}
      actions={
        <Group gap="xs">
          <Button variant="default" onClick={() => setDialog('vendor')}>
            {say.allowVendor}
          </Button>
          <Button onClick={() => setDialog('register')}>{say.register}</Button>
        </Group>
      }
    >
      <Panel>
        <ClientTable
          clients={data.clients}
          label={say.title}
          none={say.none}
          hint={say.noneHint}
          actionsOf={(client) =>
            client.facility === own ? <Actions client={client} /> : <EndVendor client={client} />
          }
        />
      </Panel>
      {dialog === 'register' && <RegisterSystem onClose={close} />}
      {dialog === 'vendor' && <AllowVendor onClose={close} />}
    </Page>
  )
}

function Actions({ client }: { readonly client: Client }) {
  const say = useMessages(messages)
  const [dialog, setDialog] = useState<'add' | 'end'>()
  const close = () => setDialog(undefined)
  const isKept = client.keysUri === undefined && client.certificateSubject === undefined
  return (
    <>
      <Group gap="xs" justify="flex-end">
        {isKept && (
          <Button
            size="sm"
            aria-label={say.addKeyTitle(client.name)}
            onClick={() => setDialog('add')}
          >
            {say.addKey}
          </Button>
        )}
        {client.keys.some(({ life }) => life !== 'expired') && (
          <Button
            size="sm"
            variant="default"
            aria-label={say.endKeyTitle(client.name)}
            onClick={() => setDialog('end')}
          >
            {say.endKey}
          </Button>
        )}
        <CloseClient client={client} close={(asked) => call(closeOwnSystem, asked)} />
      </Group>
      {dialog === 'add' && (
        <KeyDialog
          title={say.addKeyTitle(client.name)}
          onClose={close}
          add={(key) => call(addSystemKey, { client: client.client, ...key })}
        />
      )}
      {dialog === 'end' && <EndKeyDialog client={client} onClose={close} />}
    </>
  )
}

import { Button } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Notice } from '../../../components/Notice.tsx'
import { Page, Panel } from '../../../components/Page.tsx'
import { useMessages } from '../../../foundation/messages.ts'
import { ClientTable } from './ClientTable.tsx'
import { RegisterApp } from './RegisterApp.tsx'
import { messages } from './systems.messages.ts'
import { registeredClientsQuery } from './systems.queries.ts'

/** Which software and which apps get tokens, and whose keys run out. */
export function SystemsPage() {
  const say = useMessages(messages)
  const systems = useSuspenseQuery(registeredClientsQuery('system')).data
  const apps = useSuspenseQuery(registeredClientsQuery('app')).data
  const [registering, setRegistering] = useState(false)
  return (
    <Page title={say.title} lead={say.lead}>
      {systems.ending > 0 && <Notice tone="warn">{say.ending(systems.ending)}</Notice>}
      <Panel title={say.systems}>
        <ClientTable
          clients={systems.clients}
          label={say.systems}
          none={say.systemsNone}
          hint={say.systemsNoneHint}
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
        />
      </Panel>
      {registering && <RegisterApp onClose={() => setRegistering(false)} />}
    </Page>
  )
}

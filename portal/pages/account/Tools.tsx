import { Button } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { closeOwnTool } from '#access/contract'
import { ClientTable } from '../../components/clients/ClientTable.tsx'
import { CloseClient } from '../../components/clients/CloseClient.tsx'
import { Panel } from '../../components/Page.tsx'
import { call } from '../../foundation/call.ts'
import { useMessages } from '../../foundation/messages.ts'
import { toolsQuery } from './account.queries.ts'
import { RegisterTool } from './RegisterTool.tsx'
import { messages } from './tools.messages.ts'

/** The commands that act for the own account with a key of their own. */
export function Tools({ scopes }: { readonly scopes: readonly string[] }) {
  const say = useMessages(messages)
  const { tools } = useSuspenseQuery(toolsQuery()).data
  const [registering, setRegistering] = useState(false)
  return (
    <Panel
      title={say.tools}
      aside={
        <Button variant="default" onClick={() => setRegistering(true)}>
          {say.register}
        </Button>
      }
    >
      <ClientTable
        clients={tools}
        label={say.tools}
        none={say.none}
        hint={say.lead}
        actionsOf={(client) => (
          <CloseClient client={client} close={(asked) => call(closeOwnTool, asked)} />
        )}
      />
      {registering && <RegisterTool scopes={scopes} onClose={() => setRegistering(false)} />}
    </Panel>
  )
}

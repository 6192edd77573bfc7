import { Button } from '@mantine/core'
import { useState } from 'react'
import { Page, Panel } from '../../../components/Page.tsx'
import { useMessages } from '../../../foundation/messages.ts'
import { messages } from './doors.messages.ts'
import { OpenDoor } from './OpenDoor.tsx'
import { PortalAccounts } from './PortalAccounts.tsx'
import { SetPortalAccount } from './SetPortalAccount.tsx'
import { WireDoors } from './WireDoors.tsx'

/** Through which door a facility's software comes in, and with which account we go on to the insurance. */
export function DoorsPage() {
  const say = useMessages(messages)
  const [dialog, setDialog] = useState<'door' | 'account'>()
  const close = () => setDialog(undefined)
  return (
    <Page title={say.title} lead={say.lead}>
      <Panel
        title={say.doors}
        aside={<Button onClick={() => setDialog('door')}>{say.open}</Button>}
      >
        <WireDoors />
      </Panel>
      <Panel
        title={say.accounts}
        aside={<Button onClick={() => setDialog('account')}>{say.set}</Button>}
      >
        <PortalAccounts />
      </Panel>
      {dialog === 'door' && <OpenDoor onClose={close} />}
      {dialog === 'account' && <SetPortalAccount onClose={close} />}
    </Page>
  )
}

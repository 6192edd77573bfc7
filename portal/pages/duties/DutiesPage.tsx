import { Stack, Text } from '@mantine/core'
import { Page, Panel } from '../../components/Page.tsx'
import { useMessages } from '../../foundation/messages.ts'
import { useSession } from '../../foundation/session.ts'
import { messages as shellMessages } from '../../shell/shell.messages.ts'
import { messages } from './duties.messages.ts'

/** What the own role is for: the first page of a role that has no section of its own. */
export function DutiesPage() {
  const say = useMessages(messages)
  const roles = useMessages(shellMessages).roles
  const { role, organisationName } = useSession()
  return (
    <Page title={say.title} lead={say.lead}>
      <Panel>
        <Stack gap="md">
          <Line label={say.role} text={roles[role]} />
          <Line label={say.place} text={organisationName ?? say.country} />
          <Line label={say.duty} text={say.duties[role]} />
        </Stack>
      </Panel>
    </Page>
  )
}

function Line({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <div>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text>{text}</Text>
    </div>
  )
}

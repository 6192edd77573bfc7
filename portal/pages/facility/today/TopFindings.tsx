import { Text } from '@mantine/core'
import { Panel } from '../../../components/Page.tsx'
import { FindingBars } from '../../../components/FindingBars.tsx'
import { useMessages } from '../../../foundation/messages.ts'
import type { Today } from './TodayPage.tsx'
import { messages } from './today.messages.ts'

/** Which rules spoke most today. */
export function TopFindings({ findings }: { readonly findings: Today['topFindings'] }) {
  const say = useMessages(messages)
  return (
    <Panel title={say.top}>
      {findings.length === 0 ? (
        <Text c="dimmed">{say.topNone}</Text>
      ) : (
        <FindingBars findings={findings} />
      )}
    </Panel>
  )
}

import { Table, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { EventListed } from '#audit/contract'
import { Empty } from '../../components/Empty.tsx'
import { EndlessList } from '../../components/EndlessList.tsx'
import { EyeSign } from '../../components/icons.tsx'
import { Panel } from '../../components/Page.tsx'
import { ScrollTable } from '../../components/ScrollTable.tsx'
import { formatMoment } from '../../foundation/format.ts'
import { useMessages } from '../../foundation/messages.ts'
import { messages as shellMessages } from '../../shell/shell.messages.ts'
import { type AuditSearch, eventsQuery } from './auditor.queries.ts'
import { messages } from './auditor.messages.ts'

/** What the log holds of what is looked for, newest first. */
export function EventTable({ search }: { readonly search: AuditSearch }) {
  const list = useInfiniteQuery(eventsQuery(search))
  const say = useMessages(messages)
  const events = list.data?.pages.flatMap((page) => page.events) ?? []
  return (
    <Panel title={say.found}>
      <EndlessList
        list={list}
        isEmpty={events.length === 0}
        empty={
          <Empty sign={EyeSign} title={say.nothing}>
            {say.nothingHint}
          </Empty>
        }
      >
        <ScrollTable label={say.found} minWidth={960}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say.at}</Table.Th>
              <Table.Th>{say.who}</Table.Th>
              <Table.Th>{say.action}</Table.Th>
              <Table.Th>{say.what}</Table.Th>
              <Table.Th>{say.why}</Table.Th>
              <Table.Th>{say.where}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {events.map((event) => (
              <EventRow key={event.number} event={event} />
            ))}
          </Table.Tbody>
        </ScrollTable>
      </EndlessList>
    </Panel>
  )
}

function EventRow({ event }: { readonly event: EventListed }) {
  const say = useMessages(messages)
  const roles: Readonly<Record<string, string>> = useMessages(shellMessages).roles
  const { account, role, facility, action, what, hasPerson, purpose, ground } = event
  return (
    <Table.Tr>
      <Table.Td className="numbers">{formatMoment(event.at)}</Table.Td>
      <Table.Td>
        {event.name}
        <Text size="sm" c="dimmed">
          {[account, roles[role] ?? role, facility].filter(Boolean).join(' · ')}
        </Text>
      </Table.Td>
      <Table.Td>{say.actions[action] ?? action}</Table.Td>
      <Table.Td>
        {what}
        {hasPerson && (
          <Text size="sm" c="dimmed">
            {say.concernsPerson}
          </Text>
        )}
      </Table.Td>
      <Table.Td>{[purpose, ground].filter(Boolean).join(' · ')}</Table.Td>
      <Table.Td className="numbers">{event.address}</Table.Td>
    </Table.Tr>
  )
}

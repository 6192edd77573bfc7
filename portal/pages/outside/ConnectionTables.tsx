import { Group, Table, Title } from '@mantine/core'
import type { ConnectionView } from '#registry/contract'
import { ActButton } from '../../components/ActButton.tsx'
import { ScrollTable } from '../../components/ScrollTable.tsx'
import { formatMoment, formatNumber } from '../../foundation/format.ts'
import { useLanguage } from '../../foundation/language.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { messages } from './outside.messages.ts'
import { resend } from './outside.queries.ts'

type Props = { readonly connection: ConnectionView }

/** What is held back or was refused, by reason; and the act that looks at all of it again. */
export function ReasonsTable({
  connection: { channel, reasons },
  mayResend,
}: Props & { readonly mayResend: boolean }) {
  const say = useMessages(messages)
  const language = useLanguage()
  const spoken = useBilingual()
  if (reasons.length === 0) return null
  return (
    <div>
      <Group justify="space-between" mb="xs">
        <Title order={3}>{say.reasons}</Title>
        {mayResend && <ActButton act={() => resend({ channel })}>{say.resendAll}</ActButton>}
      </Group>
      <ScrollTable label={`${say.reasons}: ${say.channels[channel]}`} isStacked>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say.reason}</Table.Th>
            <Table.Th>{say.state}</Table.Th>
            <Table.Th ta="right">{say.count}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {reasons.map(({ state, code, text, count }) => (
            <Table.Tr key={`${state} ${code}`}>
              <Table.Td data-label={say.reason}>
                <span>{spoken(text)}</span>
              </Table.Td>
              <Table.Td data-label={say.state}>
                <span>{say.states[state] ?? state}</span>
              </Table.Td>
              <Table.Td ta="right" data-label={say.count}>
                <span className="numbers">{formatNumber(count, language)}</span>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </ScrollTable>
    </div>
  )
}

/** The latest messages, with what became of their records. */
export function MessagesTable({ connection: { channel, messages: sent } }: Props) {
  const say = useMessages(messages)
  const language = useLanguage()
  if (sent.length === 0) return null
  const count = (value: number | undefined) => (
    <span className="numbers">{value === undefined ? '' : formatNumber(value, language)}</span>
  )
  return (
    <div>
      <Title order={3} mb="xs">
        {say.messages}
      </Title>
      <ScrollTable label={`${say.messages}: ${say.channels[channel]}`} isStacked>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say.made}</Table.Th>
            <Table.Th ta="right">{say.records}</Table.Th>
            <Table.Th ta="right">{say.accepted}</Table.Th>
            <Table.Th ta="right">{say.refusedCount}</Table.Th>
            <Table.Th ta="right">{say.unansweredCount}</Table.Th>
            <Table.Th>{say.reference}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sent.map((one) => (
            <Table.Tr key={one.id}>
              <Table.Td data-label={say.made}>
                <span className="numbers">{formatMoment(one.madeAt)}</span>
              </Table.Td>
              <Table.Td ta="right" data-label={say.records}>
                {count(one.records)}
              </Table.Td>
              <Table.Td ta="right" data-label={say.accepted}>
                {count(one.accepted)}
              </Table.Td>
              <Table.Td ta="right" data-label={say.refusedCount}>
                {count(one.refused)}
              </Table.Td>
              <Table.Td ta="right" data-label={say.unansweredCount}>
                {count(one.unanswered)}
              </Table.Td>
              <Table.Td data-label={say.reference}>
                <span>{one.reference ?? say.underWay}</span>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </ScrollTable>
    </div>
  )
}

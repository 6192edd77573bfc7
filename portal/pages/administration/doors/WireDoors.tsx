import { Table } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { closeFacilityWireDoor, type WireDoorListed } from '#access/contract'
import { ActButton } from '../../../components/ActButton.tsx'
import { ActionsHead } from '../../../components/ActionsHead.tsx'
import { Empty } from '../../../components/Empty.tsx'
import { KeySign } from '../../../components/icons.tsx'
import { Mark } from '../../../components/Notice.tsx'
import { ScrollTable } from '../../../components/ScrollTable.tsx'
import { call } from '../../../foundation/call.ts'
import { formatMoment } from '../../../foundation/format.ts'
import { useMessages } from '../../../foundation/messages.ts'
import { wireDoorsQuery } from '../administration.queries.ts'
import { messages } from './doors.messages.ts'

type WireDoor = z.infer<typeof WireDoorListed>

/** Which facilities' software may send, from where. */
export function WireDoors() {
  const { data } = useSuspenseQuery(wireDoorsQuery())
  const say = useMessages(messages)
  if (data.doors.length === 0)
    return (
      <Empty sign={KeySign} title={say.doorsNone}>
        {say.doorsNoneHint}
      </Empty>
    )
  return (
    <ScrollTable label={say.doors} minWidth={760}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{say.facility}</Table.Th>
          <Table.Th>{say.username}</Table.Th>
          <Table.Th>{say.addresses}</Table.Th>
          <Table.Th>{say.opened}</Table.Th>
          <ActionsHead />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {data.doors.map((door) => (
          <Row key={door.username} door={door} />
        ))}
      </Table.Tbody>
    </ScrollTable>
  )
}

function Row({ door }: { readonly door: WireDoor }) {
  const say = useMessages(messages)
  const isOpen = door.closedAt === undefined
  return (
    <Table.Tr>
      <Table.Td>
        {door.facilityName}
        <div className="numbers">{door.facility}</div>
      </Table.Td>
      <Table.Td className="code">{door.username}</Table.Td>
      <Table.Td className="code">{door.allowedAddresses.join(', ')}</Table.Td>
      <Table.Td>
        <Mark tone={isOpen ? 'good' : 'plain'}>{isOpen ? say.active : say.closed}</Mark>
        <div className="numbers">{formatMoment(door.closedAt ?? door.openedAt)}</div>
      </Table.Td>
      <Table.Td ta="right">
        {isOpen && (
          <ActButton
            aria-label={`${say.close} ${door.username}`}
            act={() => call(closeFacilityWireDoor, { username: door.username })}
          >
            {say.close}
          </ActButton>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

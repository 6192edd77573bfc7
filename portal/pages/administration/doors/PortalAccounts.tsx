import { Table } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Empty } from '../../../components/Empty.tsx'
import { KeySign } from '../../../components/icons.tsx'
import { ScrollTable } from '../../../components/ScrollTable.tsx'
import { formatMoment } from '../../../foundation/format.ts'
import { useMessages } from '../../../foundation/messages.ts'
import { portalAccountsQuery } from '../administration.queries.ts'
import { messages } from './doors.messages.ts'

/** With which account each facility's dossiers go on to the insurance; never the password. */
export function PortalAccounts() {
  const { data } = useSuspenseQuery(portalAccountsQuery())
  const say = useMessages(messages)
  if (data.accounts.length === 0)
    return (
      <Empty sign={KeySign} title={say.accountsNone}>
        {say.accountsNoneHint}
      </Empty>
    )
  return (
    <ScrollTable label={say.accounts}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{say.facility}</Table.Th>
          <Table.Th>{say.username}</Table.Th>
          <Table.Th>{say.setAt}</Table.Th>
          <Table.Th>{say.setBy}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {data.accounts.map((account) => (
          <Table.Tr key={account.facility}>
            <Table.Td>
              {account.facilityName}
              <div className="numbers">{account.facility}</div>
            </Table.Td>
            <Table.Td className="code">{account.username}</Table.Td>
            <Table.Td className="numbers">{formatMoment(account.setAt)}</Table.Td>
            <Table.Td>{account.setBy}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ScrollTable>
  )
}

import { Table } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { settleWithdrawal, type WithdrawalLine } from '#intake/contract'
import { ActButton } from '../../../components/ActButton.tsx'
import { ActionsHead } from '../../../components/ActionsHead.tsx'
import { Empty } from '../../../components/Empty.tsx'
import { ListSign } from '../../../components/icons.tsx'
import { LinkButton } from '../../../components/LinkButton.tsx'
import { Mark } from '../../../components/Notice.tsx'
import { Page, Panel } from '../../../components/Page.tsx'
import { ScrollTable } from '../../../components/ScrollTable.tsx'
import { words } from '../../../components/words.messages.ts'
import { call } from '../../../foundation/call.ts'
import { formatMoment } from '../../../foundation/format.ts'
import { useMessages } from '../../../foundation/messages.ts'
import { withdrawalsQuery } from '../facility.queries.ts'
import { messages } from './withdrawals.messages.ts'

/** Visits taken back, and what is left to do about them on the insurance portal. */
export function WithdrawalsPage() {
  const { data } = useSuspenseQuery(withdrawalsQuery())
  const say = useMessages(messages)
  const fixed = useMessages(words)
  return (
    <Page
      title={say.title}
      lead={say.lead}
      actions={
        <LinkButton to="/co-so/ho-so" variant="default">
          {say.back}
        </LinkButton>
      }
    >
      <Panel>
        {data.withdrawals.length === 0 ? (
          <Empty sign={ListSign} title={say.none}>
            {say.noneHint}
          </Empty>
        ) : (
          <ScrollTable label={say.title}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{say.withdrawnAt}</Table.Th>
                <Table.Th>{fixed.linkCode}</Table.Th>
                <Table.Th>{say.reason}</Table.Th>
                <Table.Th>{say.portal}</Table.Th>
                <ActionsHead />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.withdrawals.map((withdrawal) => (
                <Row key={withdrawal.receipt} withdrawal={withdrawal} />
              ))}
            </Table.Tbody>
          </ScrollTable>
        )}
      </Panel>
    </Page>
  )
}

function Row({ withdrawal }: { readonly withdrawal: WithdrawalLine }) {
  const say = useMessages(messages)
  const isOpen = withdrawal.delivered && withdrawal.settledAt === undefined
  return (
    <Table.Tr>
      <Table.Td className="numbers">{formatMoment(withdrawal.withdrawnAt)}</Table.Td>
      <Table.Td>
        <Link to="/co-so/ho-so/$receipt" params={{ receipt: withdrawal.receipt }}>
          {withdrawal.linkCode}
        </Link>
      </Table.Td>
      <Table.Td>
        {withdrawal.reason}
        <br />
        <small>{withdrawal.by}</small>
      </Table.Td>
      <Table.Td>
        {isOpen ? (
          <Mark tone="warn">{say.toSettle}</Mark>
        ) : (
          <Mark tone="plain">{withdrawal.delivered ? say.settled : say.notDelivered}</Mark>
        )}
        {withdrawal.portalNumber !== undefined && (
          <div className="code">{withdrawal.portalNumber}</div>
        )}
      </Table.Td>
      <Table.Td ta="right">
        {isOpen && (
          <ActButton
            aria-label={`${say.settle} ${withdrawal.linkCode}`}
            act={() => call(settleWithdrawal, { receipt: withdrawal.receipt })}
          >
            {say.settle}
          </ActButton>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

import { Button, Group, Table } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { type AccountListed, lockAccount, renewPasswordLink, unlockAccount } from '#access/contract'
import { ActionsHead } from '../../../components/ActionsHead.tsx'
import { Mark, type Tone } from '../../../components/Notice.tsx'
import { ProblemNotice } from '../../../components/ProblemNotice.tsx'
import { ScrollTable } from '../../../components/ScrollTable.tsx'
import { call } from '../../../foundation/call.ts'
import { formatMoment } from '../../../foundation/format.ts'
import { useMessages } from '../../../foundation/messages.ts'
import { messages as shellMessages } from '../../../shell/shell.messages.ts'
import { messages } from './accounts.messages.ts'
import type { PasswordLink } from './PasswordLinkDialog.tsx'

type Account = z.infer<typeof AccountListed>

const STATE_TONES: Readonly<Record<Account['state'], Tone>> = {
  active: 'good',
  waiting: 'warn',
  locked: 'bad',
  dormant: 'bad',
}

export function AccountTable({
  accounts,
  onLink,
}: {
  readonly accounts: readonly Account[]
  readonly onLink: (link: PasswordLink) => void
}) {
  const say = useMessages(messages)
  return (
    <ScrollTable label={say.title} minWidth={900}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{say.name}</Table.Th>
          <Table.Th>{say.role}</Table.Th>
          <Table.Th>{say.place}</Table.Th>
          <Table.Th>{say.state}</Table.Th>
          <Table.Th>{say.lastSeen}</Table.Th>
          <ActionsHead />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {accounts.map((account) => (
          <Row key={account.account} account={account} onLink={onLink} />
        ))}
      </Table.Tbody>
    </ScrollTable>
  )
}

function Row({
  account,
  onLink,
}: {
  readonly account: Account
  readonly onLink: (link: PasswordLink) => void
}) {
  const say = useMessages(messages)
  const roles = useMessages(shellMessages).roles
  return (
    <Table.Tr>
      <Table.Td>
        <strong>{account.name}</strong>
        <div className="code">{account.signInName}</div>
      </Table.Td>
      <Table.Td>{roles[account.role]}</Table.Td>
      <Table.Td>
        {account.facility === undefined
          ? account.province
          : `${account.facilityName ?? ''} ${account.facility}`}
      </Table.Td>
      <Table.Td>
        <Mark tone={STATE_TONES[account.state]}>{say.states[account.state]}</Mark>
        {account.demo && <small> {say.demo}</small>}
      </Table.Td>
      <Table.Td className="numbers">
        {account.lastSeenAt === undefined ? say.never : formatMoment(account.lastSeenAt)}
      </Table.Td>
      <Table.Td>
        <AccountActions account={account} onLink={onLink} />
      </Table.Td>
    </Table.Tr>
  )
}

function AccountActions({
  account,
  onLink,
}: {
  readonly account: Account
  readonly onLink: (link: PasswordLink) => void
}) {
  const say = useMessages(messages)
  const queryClient = useQueryClient()
  const isLocked = account.state === 'locked' || account.state === 'dormant'
  const asked = { account: account.account }
  const turn = useMutation({
    mutationFn: () => call(isLocked ? unlockAccount : lockAccount, asked),
    onSuccess: () => queryClient.invalidateQueries(),
  })
  const renew = useMutation({
    mutationFn: () => call(renewPasswordLink, asked),
    onSuccess: (made) => onLink({ name: account.name, ...made }),
  })
  const error = turn.error ?? renew.error
  return (
    <>
      <Group gap="xs" justify="flex-end" wrap="nowrap">
        <Button
          variant="default"
          size="sm"
          loading={turn.isPending}
          aria-label={`${isLocked ? say.unlock : say.lock} ${account.signInName}`}
          onClick={() => turn.mutate()}
        >
          {isLocked ? say.unlock : say.lock}
        </Button>
        {!isLocked && (
          <Button
            variant="default"
            size="sm"
            loading={renew.isPending}
            aria-label={`${say.newLink} ${account.signInName}`}
            onClick={() => renew.mutate()}
          >
            {say.newLink}
          </Button>
        )}
      </Group>
      {error !== null && <ProblemNotice error={error} />}
    </>
  )
}

import { Button, Group, Table, Text } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { endOneSession, endOtherSessions } from '#access/contract'
import { ActionsHead } from '../../components/ActionsHead.tsx'
import { Mark, Notice } from '../../components/Notice.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { ScrollTable } from '../../components/ScrollTable.tsx'
import { call } from '../../foundation/call.ts'
import { formatMoment } from '../../foundation/format.ts'
import { useMessages } from '../../foundation/messages.ts'
import { useSession } from '../../foundation/session.ts'
import { messages } from './account.messages.ts'
import { type Security, securityQuery } from './account.queries.ts'
import { Factors } from './Factors.tsx'
import { Identities } from './Identities.tsx'
import { Tools } from './Tools.tsx'

const ChangePassword = lazy(async () => ({
  default: (await import('../../shell/ChangePassword.tsx')).ChangePassword,
}))

const route = getRouteApi('/signed-in/tai-khoan/bao-mat')

/** What a command may do in somebody's place, where the person may. */
const TOOL_SCOPES = ['audit.export', 'privacy.extract'] as const

/** How the own account is guarded, and what happened to it. */
export function SecurityPage() {
  const { data } = useSuspenseQuery(securityQuery())
  const { problem } = route.useSearch()
  const say = useMessages(messages)
  const { rights } = useSession()
  const toolScopes = TOOL_SCOPES.filter((scope) => rights.includes(scope))
  return (
    <Page title={say.title} lead={say.lead}>
      <Password password={data.password} />
      <Factors security={data} />
      <Devices sessions={data.sessions} />
      {data.identities.length > 0 && <Identities identities={data.identities} problem={problem} />}
      {toolScopes.length > 0 && <Tools scopes={toolScopes} />}
      <Notices notices={data.notices} />
    </Page>
  )
}

function Password({ password }: { readonly password: Security['password'] }) {
  const say = useMessages(messages)
  const [isOpen, setOpen] = useState(false)
  return (
    <Panel
      title={say.password}
      aside={
        !password.isDemo &&
        password.isSet && (
          <Button variant="default" onClick={() => setOpen(true)}>
            {say.changePassword}
          </Button>
        )
      }
    >
      <Text>
        {password.isDemo && say.passwordDemo}
        {!password.isSet && say.passwordNone}
        {password.setAt !== undefined && (
          <>
            {say.passwordSet} <span className="numbers">{formatMoment(password.setAt)}</span>
          </>
        )}
      </Text>
      <Suspense>{isOpen && <ChangePassword onClose={() => setOpen(false)} />}</Suspense>
    </Panel>
  )
}

function Devices({ sessions }: { readonly sessions: Security['sessions'] }) {
  const say = useMessages(messages)
  const queryClient = useQueryClient()
  const refresh = () => queryClient.invalidateQueries({ queryKey: securityQuery().queryKey })
  const one = useMutation({
    mutationFn: (session: string) => call(endOneSession, { session }),
    onSuccess: refresh,
  })
  const others = useMutation({ mutationFn: () => call(endOtherSessions, {}), onSuccess: refresh })
  const error = one.error ?? others.error
  return (
    <Panel
      title={say.devices}
      aside={
        sessions.length > 1 && (
          <Button variant="default" loading={others.isPending} onClick={() => others.mutate()}>
            {say.endOthers}
          </Button>
        )
      }
    >
      <ScrollTable label={say.devices} isStacked>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say.device}</Table.Th>
            <Table.Th>{say.address}</Table.Th>
            <Table.Th>{say.since}</Table.Th>
            <Table.Th>{say.seen}</Table.Th>
            <ActionsHead />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sessions.map((session) => (
            <Table.Tr key={session.id}>
              <Table.Td data-label={say.device}>
                <Group gap="xs">
                  <strong>{session.device === '' ? say.unknownDevice : session.device}</strong>
                  {session.current && <Mark tone="good">{say.thisDevice}</Mark>}
                </Group>
              </Table.Td>
              <Table.Td data-label={say.address} className="numbers">
                {session.address}
              </Table.Td>
              <Table.Td data-label={say.since} className="numbers">
                {formatMoment(session.createdAt)}
              </Table.Td>
              <Table.Td data-label={say.seen} className="numbers">
                {formatMoment(session.seenAt)}
              </Table.Td>
              <Table.Td ta="right">
                {!session.current && (
                  <Button
                    variant="default"
                    size="sm"
                    aria-label={`${say.endShort}: ${session.device} ${formatMoment(session.createdAt)}`}
                    onClick={() => one.mutate(session.id)}
                  >
                    {say.endShort}
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </ScrollTable>
      {others.isSuccess && <Notice tone="good">{say.ended(others.data.ended)}</Notice>}
      {error !== null && <ProblemNotice error={error} />}
    </Panel>
  )
}

function Notices({ notices }: { readonly notices: Security['notices'] }) {
  const say = useMessages(messages)
  if (notices.length === 0)
    return (
      <Panel title={say.notices}>
        <Text c="dimmed">{say.noNotices}</Text>
      </Panel>
    )
  return (
    <Panel title={say.notices}>
      <Table aria-label={say.notices}>
        <Table.Tbody>
          {notices.map((notice) => (
            <Table.Tr key={`${notice.at} ${notice.what}`}>
              <Table.Td className="numbers" w="11rem">
                {formatMoment(notice.at)}
              </Table.Td>
              <Table.Td>
                {say.noticeKinds[notice.what]}
                {notice.byName !== undefined && ` – ${say.by} ${notice.byName}`}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  )
}

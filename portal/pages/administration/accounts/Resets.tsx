import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { askReset, confirmReset, listResets, withdrawReset } from '#access/contract'
import { Panel } from '../../../components/Page.tsx'
import { ProblemNotice } from '../../../components/ProblemNotice.tsx'
import { call } from '../../../foundation/call.ts'
import { formatMoment } from '../../../foundation/format.ts'
import { useMessages } from '../../../foundation/messages.ts'
import { messages } from './accounts.messages.ts'
import type { PasswordLink } from './PasswordLinkDialog.tsx'

/** Who lost everything comes back by two administrators: one asks, another confirms and hands over the link. */
export function Resets({ onLink }: { readonly onLink: (link: PasswordLink) => void }) {
  const say = useMessages(messages)
  const queryClient = useQueryClient()
  const refresh = () => queryClient.invalidateQueries({ queryKey: [listResets.path] })
  const waiting = useQuery({ queryKey: [listResets.path], queryFn: () => call(listResets, {}) })
  const [asked, setAsked] = useState({ account: '', reason: '' })
  const ask = useMutation({
    mutationFn: () => call(askReset, asked),
    onSuccess: () => {
      setAsked({ account: '', reason: '' })
      return refresh()
    },
  })
  const confirm = useMutation({
    mutationFn: ({ reset }: { readonly reset: string; readonly name: string }) =>
      call(confirmReset, { reset }),
    onSuccess: (made, { name }) => {
      onLink({ name, ...made })
      return refresh()
    },
  })
  const withdraw = useMutation({
    mutationFn: (reset: string) => call(withdrawReset, { reset }),
    onSuccess: refresh,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    ask.mutate()
  }
  const error = ask.error ?? confirm.error ?? withdraw.error ?? waiting.error
  return (
    <Panel title={say.resets}>
      <Stack>
        <Text c="dimmed">{say.resetsLead}</Text>
        {waiting.data?.resets.map((one) => (
          <Group key={one.reset} justify="space-between">
            <div>
              <strong>{one.accountName}</strong> <span className="code">{one.account}</span>
              <div>
                {one.reason} – {one.askedByName},{' '}
                <span className="numbers">{formatMoment(one.askedAt)}</span>
              </div>
            </div>
            <Group gap="xs">
              <Button
                variant="default"
                size="sm"
                aria-label={`${say.withdraw}: ${one.accountName}`}
                onClick={() => withdraw.mutate(one.reset)}
              >
                {say.withdraw}
              </Button>
              {!one.own && (
                <Button
                  size="sm"
                  aria-label={`${say.confirmReset}: ${one.accountName}`}
                  onClick={() => confirm.mutate({ reset: one.reset, name: one.accountName })}
                >
                  {say.confirmReset}
                </Button>
              )}
            </Group>
          </Group>
        ))}
        <form onSubmit={submit}>
          <Group align="flex-end">
            <TextInput
              label={say.resetAccount}
              required
              value={asked.account}
              onChange={(event) => setAsked({ ...asked, account: event.currentTarget.value })}
            />
            <TextInput
              label={say.resetReason}
              required
              minLength={5}
              style={{ flex: '1 1 16rem' }}
              value={asked.reason}
              onChange={(event) => setAsked({ ...asked, reason: event.currentTarget.value })}
            />
            <Button type="submit" variant="default" loading={ask.isPending}>
              {say.askReset}
            </Button>
          </Group>
        </form>
        {error !== null && <ProblemNotice error={error} />}
      </Stack>
    </Panel>
  )
}

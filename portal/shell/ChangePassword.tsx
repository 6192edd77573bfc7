import { Button, PasswordInput, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { changePassword } from '#access/contract'
import { Dialog } from '../components/Dialog.tsx'
import { Notice } from '../components/Notice.tsx'
import { ProblemNotice } from '../components/ProblemNotice.tsx'
import { call } from '../foundation/call.ts'
import { useMessages } from '../foundation/messages.ts'
import { messages } from './shell.messages.ts'

/** The own password; every other session of the account ends. */
export function ChangePassword({ onClose }: { readonly onClose: () => void }) {
  const say = useMessages(messages)
  const [former, setFormer] = useState('')
  const [password, setPassword] = useState('')
  const change = useMutation({ mutationFn: () => call(changePassword, { former, password }) })

  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate()
  }
  return (
    <Dialog onClose={onClose} title={say.changePassword}>
      {change.isSuccess ? (
        <Notice tone="good">{say.passwordChanged}</Notice>
      ) : (
        <form onSubmit={submit}>
          <Stack>
            <Text c="dimmed">{say.passwordLead}</Text>
            <PasswordInput
              label={say.formerPassword}
              autoComplete="current-password"
              required
              data-autofocus
              value={former}
              onChange={(event) => setFormer(event.currentTarget.value)}
            />
            <PasswordInput
              label={say.newPassword}
              autoComplete="new-password"
              required
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            {change.isError && <ProblemNotice error={change.error} />}
            <Button type="submit" loading={change.isPending}>
              {say.changePassword}
            </Button>
          </Stack>
        </form>
      )}
    </Dialog>
  )
}

import { Button, Stack, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Dialog } from '../components/Dialog.tsx'
import { PersonSign } from '../components/icons.tsx'
import { ProblemNotice } from '../components/ProblemNotice.tsx'
import { useMessages } from '../foundation/messages.ts'
import { handOver } from '../foundation/session.ts'
import { namesAtDesk } from './desk.ts'
import { messages } from './shell.messages.ts'

/** Quick change of user, so that nobody needs a shared account: one press on a colleague's name. */
export function SwitchUser({
  signInName,
  onClose,
}: {
  readonly signInName: string
  readonly onClose: () => void
}) {
  const say = useMessages(messages)
  const [typed, setTyped] = useState('')
  const change = useMutation({ mutationFn: handOver })
  const colleagues = namesAtDesk().filter((name) => name !== signInName)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate(typed.trim() || undefined)
  }
  return (
    <Dialog onClose={onClose} title={say.switchUser}>
      <Stack>
        <Text c="dimmed">{say.switchLead}</Text>
        {colleagues.map((name) => (
          <Button
            key={name}
            variant="default"
            justify="flex-start"
            leftSection={<PersonSign />}
            onClick={() => change.mutate(name)}
          >
            {name}
          </Button>
        ))}
        <form onSubmit={submit}>
          <Stack>
            <TextInput
              label={colleagues.length > 0 ? say.otherAccount : say.accountName}
              autoCapitalize="none"
              data-autofocus
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            {change.isError && <ProblemNotice error={change.error} />}
            <Button type="submit" loading={change.isPending}>
              {say.continue}
            </Button>
          </Stack>
        </form>
      </Stack>
    </Dialog>
  )
}

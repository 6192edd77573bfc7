import { Button, Stack, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { beginPasskeyFactor, finishPasskeyFactor } from '#access/contract'
import { Dialog } from '../../components/Dialog.tsx'
import { Notice } from '../../components/Notice.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { call } from '../../foundation/call.ts'
import { useMessages } from '../../foundation/messages.ts'
import { makePasskey, PasskeyFailed } from '../../foundation/passkey.ts'
import { messages } from './account.messages.ts'

/** The browser makes a passkey, the server keeps its public half. */
export function AddPasskey({
  onAdded,
  onClose,
}: {
  readonly onAdded: (codes: readonly string[]) => Promise<void>
  readonly onClose: () => void
}) {
  const say = useMessages(messages)
  const [name, setName] = useState('')
  const make = useMutation({
    mutationFn: async () => {
      const { options } = await call(beginPasskeyFactor, {})
      return call(finishPasskeyFactor, { answer: await makePasskey(options), name })
    },
    onSuccess: (made) => onAdded(made.codes),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    make.mutate()
  }
  return (
    <Dialog title={say.addPasskey} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack>
          <Text>{say.passkeyLead}</Text>
          <TextInput
            label={say.name}
            description={say.nameHint}
            maxLength={60}
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {make.error instanceof PasskeyFailed ? (
            <Notice tone="bad">{say.passkeyFailed}</Notice>
          ) : (
            make.isError && <ProblemNotice error={make.error} />
          )}
          <Button type="submit" loading={make.isPending}>
            {say.make}
          </Button>
        </Stack>
      </form>
    </Dialog>
  )
}

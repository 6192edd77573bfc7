import { TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { registerTool } from '#access/contract'
import { messages as clientMessages } from '../../components/clients/clients.messages.ts'
import { RegisterDialog } from '../../components/clients/RegisterDialog.tsx'
import { readJwk } from '../../components/clients/read-key.ts'
import { call } from '../../foundation/call.ts'
import { useMessages } from '../../foundation/messages.ts'
import { messages } from './tools.messages.ts'

type Asked = {
  readonly scopes: string[]
  readonly jwk: NonNullable<ReturnType<typeof readJwk>>
}

/** Registers a command's public key for the own account. */
export function RegisterTool({
  scopes,
  onClose,
}: {
  readonly scopes: readonly string[]
  readonly onClose: () => void
}) {
  const say = useMessages(messages)
  const words = useMessages(clientMessages)
  const labels: Readonly<Record<string, string>> = words.toolScopeWords
  const [name, setName] = useState('')
  const queryClient = useQueryClient()
  const registering = useMutation({
    mutationFn: ({ scopes, jwk }: Asked) => call(registerTool, { name, scopes, keys: [{ jwk }] }),
    onSuccess: () => queryClient.invalidateQueries(),
  })
  return (
    <RegisterDialog
      words={say}
      scopes={Object.fromEntries(scopes.map((scope) => [scope, labels[scope] ?? scope]))}
      first={scopes}
      readKey={readJwk}
      asking={{ ...registering, client: registering.data?.client }}
      onRegister={(scopes, jwk) => registering.mutate({ scopes, jwk })}
      onClose={onClose}
    >
      <TextInput
        label={say.name}
        description={say.nameHint}
        required
        data-autofocus
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </RegisterDialog>
  )
}

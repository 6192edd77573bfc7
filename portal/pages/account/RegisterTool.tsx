import { Button, Checkbox, Stack, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { registerTool } from '#access/contract'
import { messages as clientMessages } from '../../components/clients/clients.messages.ts'
import { readJwk } from '../../components/clients/read-key.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { Notice } from '../../components/Notice.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { call } from '../../foundation/call.ts'
import { useMessages } from '../../foundation/messages.ts'
import { messages } from './tools.messages.ts'

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
  const [asked, setAsked] = useState({ name: '', scopes, key: '' })
  const [touched, setTouched] = useState(false)
  const queryClient = useQueryClient()
  const key = readJwk(asked.key)
  const registering = useMutation({
    mutationFn: (jwk: NonNullable<typeof key>) =>
      call(registerTool, { name: asked.name, scopes: [...asked.scopes], keys: [{ jwk }] }),
    onSuccess: () => queryClient.invalidateQueries(),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTouched(true)
    if (key !== undefined && asked.scopes.length > 0) registering.mutate(key)
  }
  if (registering.data !== undefined)
    return (
      <Dialog onClose={onClose} title={say.register}>
        <Stack>
          <Notice tone="good" title={say.registered}>
            <strong className="code">{registering.data.client}</strong>
            <div>{say.waiting}</div>
          </Notice>
          <Button onClick={onClose}>{say.done}</Button>
        </Stack>
      </Dialog>
    )
  return (
    <Dialog onClose={onClose} title={say.register}>
      <form onSubmit={submit} autoComplete="off">
        <Stack>
          <TextInput
            label={say.name}
            description={say.nameHint}
            required
            data-autofocus
            maxLength={200}
            value={asked.name}
            onChange={(event) => setAsked({ ...asked, name: event.currentTarget.value })}
          />
          <Checkbox.Group
            label={words.scopes}
            value={[...asked.scopes]}
            onChange={(ticked) => setAsked({ ...asked, scopes: ticked })}
          >
            <Stack gap="xs" mt="xs">
              {scopes.map((scope) => (
                <Checkbox key={scope} value={scope} label={labels[scope] ?? scope} />
              ))}
            </Stack>
          </Checkbox.Group>
          <Textarea
            label={say.key}
            description={say.keyHint}
            required
            autosize
            minRows={4}
            value={asked.key}
            error={touched && key === undefined ? say.keyWrong : undefined}
            onChange={(event) => setAsked({ ...asked, key: event.currentTarget.value })}
          />
          {registering.isError && <ProblemNotice error={registering.error} />}
          <Button type="submit" loading={registering.isPending}>
            {say.register}
          </Button>
        </Stack>
      </form>
    </Dialog>
  )
}

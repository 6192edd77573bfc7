import { Button, Checkbox, Stack, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { registerSystem } from '#access/contract'
import { readKey } from '../../../components/clients/read-key.ts'
import { Dialog } from '../../../components/Dialog.tsx'
import { Notice } from '../../../components/Notice.tsx'
import { ProblemNotice } from '../../../components/ProblemNotice.tsx'
import { call } from '../../../foundation/call.ts'
import { useMessages } from '../../../foundation/messages.ts'
import { messages } from './systems.messages.ts'

const NO_SYSTEM = { name: '', publisher: '', scopes: ['dossier.submit'], key: '' }

/** Registers the facility's own software with its first key. */
export function RegisterSystem({ onClose }: { readonly onClose: () => void }) {
  const say = useMessages(messages)
  const [asked, setAsked] = useState(NO_SYSTEM)
  const [touched, setTouched] = useState(false)
  const queryClient = useQueryClient()
  const registering = useMutation({
    mutationFn: (key: NonNullable<ReturnType<typeof readKey>>) =>
      call(registerSystem, {
        kind: 'facility-system',
        name: asked.name,
        publisher: asked.publisher,
        scopes: asked.scopes,
        keys: [key],
      }),
    onSuccess: () => queryClient.invalidateQueries(),
  })
  const key = readKey(asked.key)
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
            required
            data-autofocus
            maxLength={200}
            value={asked.name}
            onChange={(event) => setAsked({ ...asked, name: event.currentTarget.value })}
          />
          <TextInput
            label={say.publisher}
            required
            maxLength={200}
            value={asked.publisher}
            onChange={(event) => setAsked({ ...asked, publisher: event.currentTarget.value })}
          />
          <Checkbox.Group
            label={say.scopes}
            value={asked.scopes}
            onChange={(scopes) => setAsked({ ...asked, scopes })}
          >
            <Stack gap="xs" mt="xs">
              {Object.entries(say.scopeWords).map(([scope, words]) => (
                <Checkbox key={scope} value={scope} label={words} />
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

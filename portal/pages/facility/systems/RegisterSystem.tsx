import { Button, Checkbox, Radio, Stack, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { registerSystem } from '#access/contract'
import { messages as clientMessages } from '../../../components/clients/clients.messages.ts'
import { readKey } from '../../../components/clients/read-key.ts'
import { Dialog } from '../../../components/Dialog.tsx'
import { Notice } from '../../../components/Notice.tsx'
import { ProblemNotice } from '../../../components/ProblemNotice.tsx'
import { call } from '../../../foundation/call.ts'
import { useMessages } from '../../../foundation/messages.ts'
import { messages } from './systems.messages.ts'

type Kind = 'facility-system' | 'vendor-system'

const NO_SYSTEM = {
  kind: 'facility-system' as Kind,
  name: '',
  publisher: '',
  scopes: ['dossier.submit'],
  key: '',
}

/** Registers the facility's own software, or a vendor's for several facilities, with its first key. */
export function RegisterSystem({ onClose }: { readonly onClose: () => void }) {
  const say = useMessages(messages)
  const words = useMessages(clientMessages)
  const [asked, setAsked] = useState(NO_SYSTEM)
  const [touched, setTouched] = useState(false)
  const queryClient = useQueryClient()
  const registering = useMutation({
    mutationFn: (key: NonNullable<ReturnType<typeof readKey>>) =>
      call(registerSystem, {
        kind: asked.kind,
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
            <div>{words.waiting}</div>
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
            label={words.name}
            required
            data-autofocus
            maxLength={200}
            value={asked.name}
            onChange={(event) => setAsked({ ...asked, name: event.currentTarget.value })}
          />
          <TextInput
            label={words.publisher}
            required
            maxLength={200}
            value={asked.publisher}
            onChange={(event) => setAsked({ ...asked, publisher: event.currentTarget.value })}
          />
          <ForWhom kind={asked.kind} onChange={(kind) => setAsked({ ...asked, kind })} />
          <Checkbox.Group
            label={words.scopes}
            value={asked.scopes}
            onChange={(scopes) => setAsked({ ...asked, scopes })}
          >
            <Stack gap="xs" mt="xs">
              {Object.entries(words.scopeWords).map(([scope, label]) => (
                <Checkbox key={scope} value={scope} label={label} />
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

/** A vendor's system acts for each facility that allows it; the facility's own for this one alone. */
function ForWhom({
  kind,
  onChange,
}: {
  readonly kind: Kind
  readonly onChange: (kind: Kind) => void
}) {
  const say = useMessages(messages)
  return (
    <Radio.Group
      label={say.forWhom}
      value={kind}
      onChange={(value) =>
        onChange(value === 'vendor-system' ? 'vendor-system' : 'facility-system')
      }
    >
      <Stack gap="xs" mt="xs">
        {Object.entries(say.kinds).map(([value, label]) => (
          <Radio key={value} value={value} label={label} />
        ))}
      </Stack>
    </Radio.Group>
  )
}

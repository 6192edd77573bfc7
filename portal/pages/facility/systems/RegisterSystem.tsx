import { Radio, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { registerSystem } from '#access/contract'
import { messages as clientMessages } from '../../../components/clients/clients.messages.ts'
import { RegisterDialog } from '../../../components/clients/RegisterDialog.tsx'
import { readKey } from '../../../components/clients/read-key.ts'
import { call } from '../../../foundation/call.ts'
import { useMessages } from '../../../foundation/messages.ts'
import { messages } from './systems.messages.ts'

type Kind = 'facility-system' | 'vendor-system'

type Asked = {
  readonly scopes: string[]
  readonly key: NonNullable<ReturnType<typeof readKey>>
}

const NO_SYSTEM = { kind: 'facility-system' as Kind, name: '', publisher: '' }

/** Registers the facility's own software, or a vendor's for several facilities, with its first key. */
export function RegisterSystem({ onClose }: { readonly onClose: () => void }) {
  const say = useMessages(messages)
  const words = useMessages(clientMessages)
  const [system, setSystem] = useState(NO_SYSTEM)
  const queryClient = useQueryClient()
  const registering = useMutation({
    mutationFn: ({ scopes, key }: Asked) =>
      call(registerSystem, { ...system, scopes, keys: [key] }),
    onSuccess: () => queryClient.invalidateQueries(),
  })
  return (
    <RegisterDialog
      words={{ ...say, waiting: words.waiting }}
      scopes={words.scopeWords}
      first={['dossier.submit']}
      readKey={readKey}
      asking={{ ...registering, client: registering.data?.client }}
      onRegister={(scopes, key) => registering.mutate({ scopes, key })}
      onClose={onClose}
    >
      <TextInput
        label={words.name}
        required
        data-autofocus
        maxLength={200}
        value={system.name}
        onChange={(event) => setSystem({ ...system, name: event.currentTarget.value })}
      />
      <TextInput
        label={words.publisher}
        required
        maxLength={200}
        value={system.publisher}
        onChange={(event) => setSystem({ ...system, publisher: event.currentTarget.value })}
      />
      <ForWhom kind={system.kind} onChange={(kind) => setSystem({ ...system, kind })} />
    </RegisterDialog>
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

import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { configurePortalAccount } from '#delivery/contract'
import { Dialog } from '../../../components/Dialog.tsx'
import { ProblemNotice } from '../../../components/ProblemNotice.tsx'
import { call } from '../../../foundation/call.ts'
import { useMessages } from '../../../foundation/messages.ts'
import { messages } from './doors.messages.ts'

/** Sets the account with which a facility's dossiers go on; a former one is replaced. */
export function SetPortalAccount({ onClose }: { readonly onClose: () => void }) {
  const say = useMessages(messages)
  const [facility, setFacility] = useState('')
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const queryClient = useQueryClient()
  const saving = useMutation({
    mutationFn: () => call(configurePortalAccount, { facility, username, password }),
    onSuccess: async () => {
      await queryClient.invalidateQueries()
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saving.mutate()
  }
  return (
    <Dialog onClose={onClose} title={say.set}>
      <form onSubmit={submit} autoComplete="off">
        <Stack>
          <TextInput
            label={say.facilityCode}
            required
            maxLength={5}
            data-autofocus
            value={facility}
            onChange={(event) => setFacility(event.currentTarget.value.toUpperCase())}
          />
          <TextInput
            label={say.username}
            required
            value={username}
            onChange={(event) => setUsername(event.currentTarget.value)}
          />
          <PasswordInput
            label={say.portalPassword}
            required
            autoComplete="new-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          {saving.isError && <ProblemNotice error={saving.error} />}
          <Button type="submit" loading={saving.isPending}>
            {say.save}
          </Button>
        </Stack>
      </form>
    </Dialog>
  )
}

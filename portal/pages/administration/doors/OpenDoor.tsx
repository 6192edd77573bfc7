import { Button, PasswordInput, Stack, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { openFacilityWireDoor } from '#access/contract'
import { Dialog } from '../../../components/Dialog.tsx'
import { Notice } from '../../../components/Notice.tsx'
import { ProblemNotice } from '../../../components/ProblemNotice.tsx'
import { call } from '../../../foundation/call.ts'
import { useMessages } from '../../../foundation/messages.ts'
import { messages } from './doors.messages.ts'

const NO_DOOR = { facility: '', username: '', password: '', addresses: '' }

/** Opens the portal's wire form for a facility: who, with which password, from which addresses. */
export function OpenDoor({ onClose }: { readonly onClose: () => void }) {
  const say = useMessages(messages)
  const [asked, setAsked] = useState(NO_DOOR)
  const queryClient = useQueryClient()
  const opening = useMutation({
    mutationFn: () => open(asked),
    onSuccess: () => queryClient.invalidateQueries(),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    opening.mutate()
  }
  if (opening.data !== undefined)
    return (
      <Dialog onClose={onClose} title={say.open}>
        <Stack>
          <Notice tone="good" title={opening.data.username}>
            {opening.data.password !== undefined && (
              <>
                {say.shownOnce}: <strong className="code">{opening.data.password}</strong>
              </>
            )}
          </Notice>
          <Button onClick={onClose}>{say.done}</Button>
        </Stack>
      </Dialog>
    )
  return (
    <Dialog onClose={onClose} title={say.open}>
      <form onSubmit={submit} autoComplete="off">
        <Stack>
          <TextInput
            label={say.facilityCode}
            required
            maxLength={5}
            data-autofocus
            value={asked.facility}
            onChange={(event) =>
              setAsked({ ...asked, facility: event.currentTarget.value.toUpperCase() })
            }
          />
          <TextInput
            label={say.username}
            required
            value={asked.username}
            onChange={(event) => setAsked({ ...asked, username: event.currentTarget.value })}
          />
          <PasswordInput
            label={say.password}
            description={say.passwordHint}
            autoComplete="new-password"
            minLength={8}
            value={asked.password}
            onChange={(event) => setAsked({ ...asked, password: event.currentTarget.value })}
          />
          <Textarea
            label={say.addresses}
            description={say.addressesHint}
            required
            autosize
            minRows={2}
            value={asked.addresses}
            onChange={(event) => setAsked({ ...asked, addresses: event.currentTarget.value })}
          />
          {opening.isError && <ProblemNotice error={opening.error} />}
          <Button type="submit" loading={opening.isPending}>
            {say.open}
          </Button>
        </Stack>
      </form>
    </Dialog>
  )
}

function open(asked: typeof NO_DOOR) {
  return call(openFacilityWireDoor, {
    facility: asked.facility,
    username: asked.username,
    ...(asked.password === '' ? {} : { password: asked.password }),
    allowedAddresses: asked.addresses.split(/[\s,;]+/).filter((address) => address !== ''),
  })
}

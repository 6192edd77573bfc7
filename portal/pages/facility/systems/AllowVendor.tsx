import { Button, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { allowVendor } from '#access/contract'
import { Dialog } from '../../../components/Dialog.tsx'
import { ProblemNotice } from '../../../components/ProblemNotice.tsx'
import { call } from '../../../foundation/call.ts'
import { useMessages } from '../../../foundation/messages.ts'
import { messages } from './systems.messages.ts'

/** The facility's written consent that a vendor's software, registered elsewhere, acts for it too. */
export function AllowVendor({ onClose }: { readonly onClose: () => void }) {
  const say = useMessages(messages)
  const queryClient = useQueryClient()
  const [client, setClient] = useState('')
  const [consent, setConsent] = useState('')
  const allowing = useMutation({
    mutationFn: () => call(allowVendor, { client: client.trim(), consent }),
    onSuccess: async () => {
      await queryClient.invalidateQueries()
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    allowing.mutate()
  }
  return (
    <Dialog onClose={onClose} title={say.allowVendor}>
      <form onSubmit={submit} autoComplete="off">
        <Stack>
          <Text>{say.allowVendorLead}</Text>
          <TextInput
            label={say.vendorClient}
            description={say.vendorClientHint}
            required
            data-autofocus
            maxLength={60}
            value={client}
            onChange={(event) => setClient(event.currentTarget.value)}
          />
          <Textarea
            label={say.consent}
            description={say.consentHint}
            required
            autosize
            maxLength={200}
            value={consent}
            onChange={(event) => setConsent(event.currentTarget.value)}
          />
          {allowing.isError && <ProblemNotice error={allowing.error} />}
          <Button type="submit" loading={allowing.isPending}>
            {say.allow}
          </Button>
        </Stack>
      </form>
    </Dialog>
  )
}

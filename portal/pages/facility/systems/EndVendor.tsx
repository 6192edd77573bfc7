import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { endVendor } from '#access/contract'
import type { Client } from '../../../components/clients/ClientKeys.tsx'
import { Dialog } from '../../../components/Dialog.tsx'
import { ProblemNotice } from '../../../components/ProblemNotice.tsx'
import { call } from '../../../foundation/call.ts'
import { useMessages } from '../../../foundation/messages.ts'
import { messages } from './systems.messages.ts'

/** Takes the facility's consent back: the vendor's software goes on for others, no longer for this one. */
export function EndVendor({ client: { client, name } }: { readonly client: Client }) {
  const say = useMessages(messages)
  const [asking, setAsking] = useState(false)
  const queryClient = useQueryClient()
  const ending = useMutation({
    mutationFn: () => call(endVendor, { client }),
    onSuccess: () => queryClient.invalidateQueries(),
  })
  return (
    <Group justify="flex-end">
      <Button
        size="sm"
        variant="default"
        aria-label={say.endVendorTitle(name)}
        onClick={() => setAsking(true)}
      >
        {say.endVendor}
      </Button>
      {asking && (
        <Dialog onClose={() => setAsking(false)} title={say.endVendorTitle(name)}>
          <Stack>
            <Text>{say.endVendorLead}</Text>
            {ending.isError && <ProblemNotice error={ending.error} />}
            <Button color="red.9" loading={ending.isPending} onClick={() => ending.mutate()}>
              {say.endVendor}
            </Button>
          </Stack>
        </Dialog>
      )}
    </Group>
  )
}

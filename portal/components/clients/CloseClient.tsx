import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useMessages } from '../../foundation/messages.ts'
import { ReasonDialog } from '../ReasonDialog.tsx'
import type { Client } from './ClientKeys.tsx'
import { messages } from './clients.messages.ts'

/** Closes software for good, with a reason. */
export function CloseClient({
  client: { client, name },
  close,
}: {
  readonly client: Client
  readonly close: (asked: { readonly client: string; readonly reason: string }) => Promise<unknown>
}) {
  const say = useMessages(messages)
  const [asking, setAsking] = useState(false)
  const queryClient = useQueryClient()
  const closing = useMutation({
    mutationFn: (reason: string) => close({ client, reason }),
    onSuccess: async () => {
      setAsking(false)
      await queryClient.invalidateQueries()
    },
  })
  return (
    <>
      <Button
        size="sm"
        variant="default"
        aria-label={say.closeTitle(name)}
        onClick={() => setAsking(true)}
      >
        {say.close}
      </Button>
      {asking && (
        <ReasonDialog
          title={say.closeTitle(name)}
          lead={say.closeLead}
          action={say.closeForGood}
          danger
          pending={closing.isPending}
          error={closing.error}
          onClose={() => setAsking(false)}
          onReason={(reason) => closing.mutate(reason)}
        />
      )}
    </>
  )
}

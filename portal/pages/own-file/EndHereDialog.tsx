import { Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { beginRegistration } from '#registry/contract'
import { Dialog } from '../../components/Dialog.tsx'
import { call } from '../../foundation/call.ts'
import { useMessages } from '../../foundation/messages.ts'
import { messages } from './own-file.messages.ts'
import type { StaffLine } from './own-file.queries.ts'
import { WorkForm } from './WorkForm.tsx'

/** Says that somebody leaves the facility; the rest is the case that this opens. */
export function EndHereDialog({
  line,
  onClose,
}: {
  readonly line: StaffLine
  readonly onClose: () => void
}) {
  const say = useMessages(messages)
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const opening = useMutation({
    mutationFn: (fields: Record<string, string>) =>
      call(beginRegistration, { subject: line.practitioner, turn: 'end', fields }),
    onSuccess: async (opened) => {
      await queryClient.invalidateQueries()
      await navigate({ to: '/vu-viec/$vuViec', params: { vuViec: opened.case } })
    },
  })
  return (
    <Dialog title={say.endTitle(line.name)} size="lg" onClose={onClose}>
      <Text mb="md">{say.endLead}</Text>
      <WorkForm
        definition="registration-end"
        action={say.endHere}
        pending={opening.isPending}
        error={opening.error}
        onSend={(fields) => opening.mutate(fields)}
      />
    </Dialog>
  )
}

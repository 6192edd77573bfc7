import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useMessages } from '../foundation/messages.ts'
import { messages } from './components.messages.ts'
import { Dialog } from './Dialog.tsx'
import { ProblemNotice } from './ProblemNotice.tsx'

/** Most contracts ask for a reason of 3 to 500 characters. */
const REASON_CHARACTERS_MIN = 3
const REASON_CHARACTERS_MAX = 500

/** Asks for a reason before something that will be looked at later: sending with errors, withdrawing. */
export function ReasonDialog({
  title,
  lead,
  action,
  danger = false,
  charactersMin = REASON_CHARACTERS_MIN,
  pending,
  error,
  onClose,
  onReason,
}: {
  readonly title: string
  readonly lead: string
  /** The word on the button. */
  readonly action: string
  readonly danger?: boolean
  /** How long a reason the contract asks for. */
  readonly charactersMin?: number
  readonly pending: boolean
  readonly error: unknown
  readonly onClose: () => void
  readonly onReason: (reason: string) => void
}) {
  const say = useMessages(messages)
  const [reason, setReason] = useState('')
  const [touched, setTouched] = useState(false)
  const isTooShort = reason.trim().length < charactersMin

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTouched(true)
    if (!isTooShort) onReason(reason.trim())
  }
  return (
    <Dialog onClose={onClose} title={title}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text>{lead}</Text>
          <Textarea
            label={say.reason}
            description={say.reasonHint}
            required
            data-autofocus
            autosize
            minRows={3}
            maxLength={REASON_CHARACTERS_MAX}
            value={reason}
            error={touched && isTooShort ? say.reasonTooShort(charactersMin) : undefined}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {error !== null && error !== undefined && <ProblemNotice error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {say.cancel}
            </Button>
            <Button type="submit" loading={pending} color={danger ? 'red.9' : 'jade'}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { askAboutAccess } from '#privacy/contract'
import { call } from '../../foundation/call.ts'
import { useMessages } from '../../foundation/messages.ts'
import { Dialog } from '../Dialog.tsx'
import { ProblemNotice } from '../ProblemNotice.tsx'
import { messages } from './cases.messages.ts'

/** The contract asks for a question of 10 to 2,000 characters. */
const CHARACTERS_MIN = 10
const CHARACTERS_MAX = 2000

/** The button beside a reading of one's own record, or of one for whose person one acts: opens a question about it, and leads to its case. */
export function AskAboutReading({
  entry,
  reader,
  of,
}: {
  /** The position of the entry in the log. */
  readonly entry: number
  readonly reader: string
  /** For whom one acts; absent: for oneself. */
  readonly of: string | undefined
}) {
  const say = useMessages(messages)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button
        variant="subtle"
        size="compact-sm"
        className="no-print"
        aria-label={`${say.ask}: ${reader}`}
        onClick={() => setOpen(true)}
      >
        {say.ask}
      </Button>
      {isOpen && <AskDialog entry={entry} reader={reader} of={of} onClose={() => setOpen(false)} />}
    </>
  )
}

function AskDialog({
  entry,
  reader,
  of,
  onClose,
}: {
  readonly entry: number
  readonly reader: string
  readonly of: string | undefined
  readonly onClose: () => void
}) {
  const say = useMessages(messages)
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [question, setQuestion] = useState('')
  const [touched, setTouched] = useState(false)
  const asking = useMutation({
    mutationFn: () =>
      call(askAboutAccess, { entry, question, ...(of === undefined ? {} : { of }) }),
    onSuccess: async (opened) => {
      await queryClient.invalidateQueries()
      await navigate({ to: '/vu-viec/$vuViec', params: { vuViec: opened.case } })
    },
  })
  const isTooShort = question.trim().length < CHARACTERS_MIN
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTouched(true)
    if (!isTooShort) asking.mutate()
  }
  return (
    <Dialog title={say.askTitle} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text>{say.askLead(reader)}</Text>
          <Textarea
            label={say.askField}
            description={say.askHint}
            required
            data-autofocus
            autosize
            minRows={3}
            maxLength={CHARACTERS_MAX}
            value={question}
            error={touched && isTooShort ? say.tooShort : undefined}
            onChange={(event) => setQuestion(event.currentTarget.value)}
          />
          {asking.isError && <ProblemNotice error={asking.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {say.cancel}
            </Button>
            <Button type="submit" loading={asking.isPending}>
              {say.send}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

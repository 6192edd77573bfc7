import { Button, Stack, Text, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { readKey } from '../../../components/clients/read-key.ts'
import { Dialog } from '../../../components/Dialog.tsx'
import { ProblemNotice } from '../../../components/ProblemNotice.tsx'
import { useMessages } from '../../../foundation/messages.ts'
import { messages } from './systems.messages.ts'

/** Takes a public key or certificate, to stand beside the present ones. */
export function KeyDialog({
  title,
  onClose,
  add,
}: {
  readonly title: string
  readonly onClose: () => void
  readonly add: (key: NonNullable<ReturnType<typeof readKey>>) => Promise<unknown>
}) {
  const say = useMessages(messages)
  const [text, setText] = useState('')
  const [touched, setTouched] = useState(false)
  const queryClient = useQueryClient()
  const adding = useMutation({
    mutationFn: add,
    onSuccess: async () => {
      await queryClient.invalidateQueries()
      onClose()
    },
  })
  const key = readKey(text)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTouched(true)
    if (key !== undefined) adding.mutate(key)
  }
  return (
    <Dialog onClose={onClose} title={title}>
      <form onSubmit={submit} autoComplete="off">
        <Stack>
          <Text>{say.addKeyLead}</Text>
          <Textarea
            label={say.key}
            description={say.keyHint}
            required
            data-autofocus
            autosize
            minRows={4}
            value={text}
            error={touched && key === undefined ? say.keyWrong : undefined}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          {adding.isError && <ProblemNotice error={adding.error} />}
          <Button type="submit" loading={adding.isPending}>
            {say.addKey}
          </Button>
        </Stack>
      </form>
    </Dialog>
  )
}

import { Button, Checkbox, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { declareOwn } from '#registry/contract'
import { Dialog } from '../../components/Dialog.tsx'
import { call } from '../../foundation/call.ts'
import { useMessages } from '../../foundation/messages.ts'
import { FileProblems } from './FileProblems.tsx'
import type { OpenFile } from './open-file.ts'
import { messages } from './own-file.messages.ts'

/** A practitioner declares the own file; every facility of registration gets it to confirm. */
export function DeclareDialog({
  open,
  onClose,
}: {
  readonly open: OpenFile
  readonly onClose: () => void
}) {
  const say = useMessages(messages)
  const queryClient = useQueryClient()
  const [isTrue, setTrue] = useState(false)
  const [touched, setTouched] = useState(false)
  const declaring = useMutation({
    mutationFn: () => call(declareOwn, { version: open.file.head.version, truth: true }),
    onSuccess: async () => {
      await queryClient.invalidateQueries()
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTouched(true)
    if (isTrue) declaring.mutate()
  }
  return (
    <Dialog title={say.declare} size="lg" onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text>{say.declareLead}</Text>
          <Checkbox
            size="md"
            label={say.declareTruth}
            checked={isTrue}
            error={touched && !isTrue ? say.tick : undefined}
            onChange={(event) => setTrue(event.currentTarget.checked)}
          />
          {declaring.isError && <FileProblems open={open} error={declaring.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {say.cancel}
            </Button>
            <Button type="submit" loading={declaring.isPending}>
              {say.declare}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type LetterView, numberLetter, SIGNING_AUTHORITIES } from '#correspondence/contract'
import { Dialog } from '../../components/Dialog.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { call } from '../../foundation/call.ts'
import { useMessages } from '../../foundation/messages.ts'
import { messages } from './papers.messages.ts'

/** Asks who signs, then takes the number. */
export function NumberDialog({
  letter,
  onClose,
}: {
  readonly letter: LetterView
  readonly onClose: () => void
}) {
  const say = useMessages(messages)
  const queryClient = useQueryClient()
  const [authority, setAuthority] = useState('')
  const [title, setTitle] = useState(letter.head)
  const [name, setName] = useState('')
  const taking = useMutation({
    mutationFn: () => {
      const known = SIGNING_AUTHORITIES.find((one) => one === authority)
      const signer = {
        title,
        name,
        ...(known === undefined ? {} : { authority: known, of: letter.head }),
      }
      return call(numberLetter, { letter: letter.id, signer })
    },
    onSuccess: async () => {
      await queryClient.invalidateQueries()
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    taking.mutate()
  }
  return (
    <Dialog title={say.take} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack>
          <Text>{say.takeLead}</Text>
          <Select
            label={say.authority}
            value={authority}
            allowDeselect={false}
            data={[
              { value: '', label: say.noAuthority },
              ...SIGNING_AUTHORITIES.map((one) => ({ value: one, label: `${one} ${letter.head}` })),
            ]}
            onChange={(value) => setAuthority(value ?? '')}
          />
          <TextInput
            label={say.signerTitle}
            required
            maxLength={200}
            value={title}
            onChange={({ currentTarget }) => setTitle(currentTarget.value)}
          />
          <TextInput
            label={say.signerName}
            required
            maxLength={200}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          {taking.isError && <ProblemNotice error={taking.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {say.cancel}
            </Button>
            <Button type="submit" loading={taking.isPending}>
              {say.take}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

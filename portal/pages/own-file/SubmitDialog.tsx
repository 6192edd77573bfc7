import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { submitFacilityProfile } from '#registry/contract'
import { problemsByField } from '../../components/cases/fields.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { call } from '../../foundation/call.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { FileProblems } from './FileProblems.tsx'
import type { OpenFile } from './open-file.ts'
import { messages } from './own-file.messages.ts'

/** The two who answer for a facility accept by name, and the file goes to its review. */
export function SubmitDialog({
  open,
  onClose,
}: {
  readonly open: OpenFile
  readonly onClose: () => void
}) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const queryClient = useQueryClient()
  const [names, setNames] = useState({ headName: '', responsibleName: '' })
  const [ticked, setTicked] = useState({ head: false, responsible: false })
  const [touched, setTouched] = useState(false)
  const sending = useMutation({
    mutationFn: () =>
      call(submitFacilityProfile, {
        version: open.file.head.version,
        ...names,
        headAccepts: true,
        responsibleAccepts: true,
      }),
    onSuccess: async () => {
      await queryClient.invalidateQueries()
      onClose()
    },
  })
  const isWhole =
    ticked.head && ticked.responsible && names.headName !== '' && names.responsibleName !== ''
  const wrong = problemsByField(sending.error)
  const places = { headName: 'head-name', responsibleName: 'responsible-name' } as const
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTouched(true)
    if (isWhole) sending.mutate()
  }
  const name = (which: keyof typeof names) => {
    const problem = wrong.get(places[which])
    const empty = touched && names[which] === '' ? say.empty2 : undefined
    return (
      <TextInput
        label={say[which]}
        withAsterisk
        value={names[which]}
        error={problem === undefined ? empty : inWords(problem.message)}
        onChange={(event) => setNames({ ...names, [which]: event.currentTarget.value })}
      />
    )
  }
  const tick = (which: keyof typeof ticked, label: string) => (
    <Checkbox
      size="md"
      label={label}
      checked={ticked[which]}
      error={touched && !ticked[which] ? say.tick : undefined}
      onChange={(event) => setTicked({ ...ticked, [which]: event.currentTarget.checked })}
    />
  )
  return (
    <Dialog title={say.submit} size="lg" onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text>{say.submitLead}</Text>
          {name('headName')}
          {tick('head', say.headAccepts)}
          {name('responsibleName')}
          {tick('responsible', say.responsibleAccepts)}
          {sending.isError && (
            <FileProblems open={open} error={sending.error} hide={Object.values(places)} />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {say.cancel}
            </Button>
            <Button type="submit" loading={sending.isPending}>
              {say.submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

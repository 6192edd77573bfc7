import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { breakGlass, readBreakGlassRate } from '#access/contract'
import { Dialog } from '../../../components/Dialog.tsx'
import { Notice } from '../../../components/Notice.tsx'
import { Panel } from '../../../components/Page.tsx'
import { ProblemNotice } from '../../../components/ProblemNotice.tsx'
import { call } from '../../../foundation/call.ts'
import { useMessages } from '../../../foundation/messages.ts'
import { messages } from './break-glass.messages.ts'

const rateQuery = () =>
  queryOptions({
    queryKey: [readBreakGlassRate.path],
    staleTime: 0,
    queryFn: () => call(readBreakGlassRate, {}),
  })

/** Opens a record where no other ground holds: with a reason, for hours, and everybody concerned is told. */
export function BreakGlass() {
  const say = useMessages(messages)
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Panel title={say.title}>
      <Stack gap="sm" align="flex-start">
        <Text c="dimmed">{say.note}</Text>
        <Button variant="default" onClick={() => setIsOpen(true)}>
          {say.open}
        </Button>
      </Stack>
      {isOpen && <BreakGlassDialog onClose={() => setIsOpen(false)} />}
    </Panel>
  )
}

function BreakGlassDialog({ onClose }: { readonly onClose: () => void }) {
  const say = useMessages(messages)
  const navigate = useNavigate()
  const [citizenNumber, setNumber] = useState('')
  const [reason, setReason] = useState('')
  const { data: rate } = useQuery(rateQuery())
  const opening = useMutation({
    mutationFn: () => call(breakGlass, { citizenNumber, reason }),
    onSuccess: ({ person }) => navigate({ to: '/bac-si/ho-so/$person', params: { person } }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    opening.mutate()
  }
  const isFull = rate !== undefined && rate.used >= rate.most
  return (
    <Dialog title={say.title} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack>
          <Notice tone="warn" title={say.dialogLead(rate?.opensHours ?? 4)} />
          <TextInput
            label={say.number}
            required
            inputMode="numeric"
            autoComplete="off"
            maxLength={20}
            data-autofocus
            value={citizenNumber}
            onChange={(event) => setNumber(event.currentTarget.value)}
          />
          <Textarea
            label={say.reason}
            description={rate && say.reasonHint(rate.reasonCharactersMin, rate.reasonWordsMin)}
            required
            autosize
            minRows={3}
            maxLength={2_000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {rate !== undefined && (
            <Text c="dimmed">{say.rate(rate.used, rate.most, rate.withinHours)}</Text>
          )}
          {isFull && <Notice tone="bad" title={say.full} />}
          {opening.isError && <ProblemNotice error={opening.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {say.cancel}
            </Button>
            <Button type="submit" color="red.9" loading={opening.isPending} disabled={isFull}>
              {say.confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

import { Button, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Dialog } from '../../components/Dialog.tsx'
import { Notice } from '../../components/Notice.tsx'
import { formatMoment } from '../../foundation/format.ts'
import { useMessages } from '../../foundation/messages.ts'
import { proofQuery } from './book.queries.ts'
import { messages } from './proof.messages.ts'

/** Shows that one entry stands unaltered in the signed log; the browser reckons it for itself. */
export function EntryProof({
  entry,
  of,
}: {
  readonly entry: number
  readonly of: string | undefined
}) {
  const [isOpen, setIsOpen] = useState(false)
  const say = useMessages(messages)
  return (
    <>
      <Button
        variant="subtle"
        size="compact-sm"
        className="no-print"
        onClick={() => setIsOpen(true)}
      >
        {say.prove}
      </Button>
      {isOpen && (
        <Dialog title={say.title} onClose={() => setIsOpen(false)}>
          <Proof entry={entry} of={of} />
        </Dialog>
      )}
    </>
  )
}

function Proof({ entry, of }: { readonly entry: number; readonly of: string | undefined }) {
  const { data, isError } = useQuery(proofQuery(entry, of))
  const say = useMessages(messages)
  if (isError) return <Notice tone="bad">{say.failed}</Notice>
  if (data === undefined) return <Text>{say.reckoning}</Text>
  if (data.state !== 'whole')
    return <Notice tone={data.state === 'waiting' ? 'note' : 'bad'}>{say[data.state]}</Notice>
  return (
    <Stack gap="md">
      <Notice tone="good">{say.whole}</Notice>
      <Text>{say.place(data.index + 1, data.size)}</Text>
      <Text>{say.checkpoint(formatMoment(data.at))}</Text>
      <div>
        <Text size="sm" c="dimmed">
          {say.root}
        </Text>
        <Text className="numbers" style={{ overflowWrap: 'anywhere' }}>
          {data.root}
        </Text>
      </div>
      <Text size="sm" c="dimmed">
        {say.note}
      </Text>
    </Stack>
  )
}

import { Skeleton, Stack } from '@mantine/core'
import { useMessages } from '../foundation/messages.ts'
import { messages } from './components.messages.ts'

/** The outline of a page while its data is on the way. */
export function Waiting() {
  const say = useMessages(messages)
  return (
    <Stack gap="lg" maw="72rem" mx="auto" role="status" aria-label={say.loading}>
      <Skeleton height={34} width="min(22rem, 70%)" />
      <Skeleton height={96} />
      <Skeleton height={220} />
    </Stack>
  )
}

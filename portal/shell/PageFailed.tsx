import { Stack, Title } from '@mantine/core'
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { ProblemNotice } from '../components/ProblemNotice.tsx'
import { useMessages } from '../foundation/messages.ts'
import { messages } from './shell.messages.ts'

/** What stands in the place of a page that could not be loaded or drawn. */
export function PageFailed({ error, reset }: ErrorComponentProps) {
  const say = useMessages(messages)
  const router = useRouter()
  const again = () => {
    reset()
    void router.invalidate()
  }
  return (
    <Stack maw="44rem" mx="auto" p="md">
      <Title order={1}>{say.failed}</Title>
      <ProblemNotice error={error} onRetry={again} />
    </Stack>
  )
}

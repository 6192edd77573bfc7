import { Group } from '@mantine/core'
import type { LinkProps } from '@tanstack/react-router'
import { useMessages } from '../foundation/messages.ts'
import { messages } from './components.messages.ts'
import { LinkButton } from './LinkButton.tsx'

type Target = Pick<LinkProps, 'to' | 'search'>

/** The ways through a long list: back to its beginning, and on. Nothing where one page holds all. */
export function Pager({
  first,
  next,
}: {
  /** Absent on the first page. */
  readonly first: Target | undefined
  /** Absent on the last. */
  readonly next: Target | undefined
}) {
  const say = useMessages(messages)
  if (first === undefined && next === undefined) return null
  return (
    <Group mt="md" className="no-print">
      {first !== undefined && (
        <LinkButton {...first} variant="default">
          {say.first}
        </LinkButton>
      )}
      {next !== undefined && (
        <LinkButton {...next} variant="default" ml="auto">
          {say.next}
        </LinkButton>
      )}
    </Group>
  )
}

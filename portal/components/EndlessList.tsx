import { Button } from '@mantine/core'
import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useMessages } from '../foundation/messages.ts'
import { messages } from './components.messages.ts'
import { ProblemNotice } from './ProblemNotice.tsx'
import { Waiting } from './Waiting.tsx'

type Fetched = Pick<
  UseInfiniteQueryResult,
  'data' | 'error' | 'hasNextPage' | 'fetchNextPage' | 'isFetching'
>

/** A list that grows at its end: what waits, what failed, what is not there, and the button for more. */
export function EndlessList({
  list: { data, error, hasNextPage, fetchNextPage, isFetching },
  isEmpty,
  empty,
  children,
}: {
  readonly list: Fetched
  readonly isEmpty: boolean
  readonly empty: ReactNode
  readonly children: ReactNode
}) {
  const say = useMessages(messages)
  return (
    <>
      {error !== null && <ProblemNotice error={error} />}
      {data === undefined && error === null && <Waiting />}
      {data !== undefined && (isEmpty ? empty : children)}
      {hasNextPage && (
        <Button variant="default" mt="md" loading={isFetching} onClick={() => void fetchNextPage()}>
          {say.more}
        </Button>
      )}
    </>
  )
}

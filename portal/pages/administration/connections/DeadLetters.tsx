import { Button, Table } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseInfiniteQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { type listDeadLetters, requeueDelivery } from '#delivery/contract'
import { ActionsHead } from '../../../components/ActionsHead.tsx'
import { Empty } from '../../../components/Empty.tsx'
import { CheckSign } from '../../../components/icons.tsx'
import { ProblemNotice } from '../../../components/ProblemNotice.tsx'
import { ScrollTable } from '../../../components/ScrollTable.tsx'
import { call } from '../../../foundation/call.ts'
import { formatMoment } from '../../../foundation/format.ts'
import { useBilingual, useMessages } from '../../../foundation/messages.ts'
import { deadLettersQuery } from '../administration.queries.ts'
import { messages } from './connections.messages.ts'

/** Deliveries that were given up: why, and back into the queue when the cause is mended. */
export function DeadLetters() {
  const letters = useSuspenseInfiniteQuery(deadLettersQuery())
  const say = useMessages(messages)
  const deliveries = letters.data.pages.flatMap((page) => page.deliveries)
  if (deliveries.length === 0)
    return (
      <Empty sign={CheckSign} title={say.deadNone}>
        {say.deadNoneHint}
      </Empty>
    )
  return (
    <>
      <ScrollTable label={say.deadLetters} minWidth={860}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say.facility}</Table.Th>
            <Table.Th>{say.dossier}</Table.Th>
            <Table.Th>{say.why}</Table.Th>
            <Table.Th ta="right">{say.attempts}</Table.Th>
            <Table.Th>{say.since}</Table.Th>
            <ActionsHead />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {deliveries.map((delivery) => (
            <Row key={delivery.id} delivery={delivery} />
          ))}
        </Table.Tbody>
      </ScrollTable>
      {letters.hasNextPage && (
        <Button
          variant="default"
          mt="sm"
          loading={letters.isFetchingNextPage}
          onClick={() => void letters.fetchNextPage()}
        >
          {say.more}
        </Button>
      )}
    </>
  )
}

type DeadLetter = z.infer<typeof listDeadLetters.response>['deliveries'][number]

function Row({ delivery }: { readonly delivery: DeadLetter }) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const queryClient = useQueryClient()
  const { facility, id } = delivery
  const requeue = useMutation({
    mutationFn: () => call(requeueDelivery, { facility, id }),
    onSuccess: () => queryClient.invalidateQueries(),
  })
  return (
    <Table.Tr>
      <Table.Td>
        {delivery.facilityName}
        <div className="numbers">{facility}</div>
      </Table.Td>
      <Table.Td className="code">{delivery.linkCode}</Table.Td>
      <Table.Td>{inWords(delivery.reasonText ?? delivery.stateText)}</Table.Td>
      <Table.Td ta="right" className="numbers">
        {delivery.attempts}
      </Table.Td>
      <Table.Td className="numbers">{formatMoment(delivery.queuedAt)}</Table.Td>
      <Table.Td ta="right">
        <Button
          variant="default"
          size="sm"
          loading={requeue.isPending}
          onClick={() => requeue.mutate()}
        >
          {say.requeue}
        </Button>
        {requeue.isError && <ProblemNotice error={requeue.error} />}
      </Table.Td>
    </Table.Tr>
  )
}

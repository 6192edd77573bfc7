import { Button } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { type listQueues, retryLineNow } from '#delivery/contract'
import { Empty } from '../../../components/Empty.tsx'
import { Figure, Figures } from '../../../components/Figure.tsx'
import { QueueSign } from '../../../components/icons.tsx'
import { Page, Panel } from '../../../components/Page.tsx'
import { ProblemNotice } from '../../../components/ProblemNotice.tsx'
import { QueueTable } from '../../../components/QueueTable.tsx'
import { call } from '../../../foundation/call.ts'
import { formatNumber } from '../../../foundation/format.ts'
import { useLanguage } from '../../../foundation/language.ts'
import { useMessages } from '../../../foundation/messages.ts'
import { queuesQuery } from '../administration.queries.ts'
import { messages } from './connections.messages.ts'
import { DeadLetters } from './DeadLetters.tsx'

type Queue = z.infer<typeof listQueues.response>['queues'][number]

/** One page with every queue and every failure. */
export function ConnectionsPage() {
  const { data } = useSuspenseQuery(queuesQuery())
  const say = useMessages(messages)
  return (
    <Page title={say.title} lead={say.lead}>
      <Totals queues={data.queues} />
      <Panel title={say.queues}>
        {data.queues.length === 0 ? (
          <Empty sign={QueueSign} title={say.queuesNone}>
            {say.queuesNoneHint}
          </Empty>
        ) : (
          <QueueTable
            queues={data.queues}
            label={say.queues}
            actionOf={(queue) => queue.disturbedSince !== undefined && <TryNow queue={queue} />}
          />
        )}
      </Panel>
      <Panel title={say.deadLetters}>
        <DeadLetters />
      </Panel>
    </Page>
  )
}

function Totals({ queues }: { readonly queues: readonly Queue[] }) {
  const say = useMessages(messages)
  const language = useLanguage()
  const sum = (field: 'waiting' | 'late' | 'failed') =>
    queues.reduce((total, queue) => total + queue[field], 0)
  const disturbed = queues.filter((queue) => queue.disturbedSince !== undefined).length
  return (
    <Figures>
      <Figure name={say.waiting} value={formatNumber(sum('waiting'), language)} />
      <Figure
        name={say.disturbed}
        value={formatNumber(disturbed, language)}
        tone={disturbed > 0 ? 'warn' : 'plain'}
      />
      <Figure
        name={say.late}
        value={formatNumber(sum('late'), language)}
        tone={sum('late') > 0 ? 'bad' : 'plain'}
      />
      <Figure
        name={say.dead}
        value={formatNumber(sum('failed'), language)}
        tone={sum('failed') > 0 ? 'bad' : 'plain'}
      />
    </Figures>
  )
}

function TryNow({ queue }: { readonly queue: Queue }) {
  const say = useMessages(messages)
  const queryClient = useQueryClient()
  const trying = useMutation({
    mutationFn: () => call(retryLineNow, { facility: queue.facility, channel: queue.channel }),
    onSuccess: () => queryClient.invalidateQueries(),
  })
  return (
    <>
      <Button
        variant="default"
        size="sm"
        loading={trying.isPending}
        onClick={() => trying.mutate()}
      >
        {say.tryNow}
      </Button>
      {trying.data !== undefined && (
        <div role="status">
          {trying.data.released} {say.released}
        </div>
      )}
      {trying.isError && <ProblemNotice error={trying.error} />}
    </>
  )
}

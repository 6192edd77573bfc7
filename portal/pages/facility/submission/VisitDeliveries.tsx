import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { SubmissionDetail } from '#intake/contract'
import { ProblemNotice } from '../../../components/ProblemNotice.tsx'
import { StatusMark } from '../../../components/StatusMark.tsx'
import { Waiting } from '../../../components/Waiting.tsx'
import { words } from '../../../components/words.messages.ts'
import { formatMoment } from '../../../foundation/format.ts'
import { useMessages } from '../../../foundation/messages.ts'
import { DeliveryCard } from '../deliveries/DeliveryCard.tsx'
import { deliveriesQuery } from '../facility.queries.ts'
import { messages } from './submission.messages.ts'

/** What has to go out for this visit, with its clocks, and which versions of it there are. */
export function VisitDeliveries({ submission }: { readonly submission: SubmissionDetail }) {
  const say = useMessages(messages)
  const fixed = useMessages(words)
  return (
    <Stack gap="md">
      {submission.linkCode === undefined ? (
        <Text c="dimmed">{say.noDeliveries}</Text>
      ) : (
        <Deliveries linkCode={submission.linkCode} />
      )}
      <Text size="sm" c="dimmed">
        {fixed.receipt}: <span className="code">{submission.receipt}</span>
        <br />
        {say.receivedBy}: {submission.sender} ({fixed.doors[submission.door]})
        <br />
        {say.ruleSet}: <span className="code">{submission.ruleSet}</span>
      </Text>
      {submission.history.length > 1 && <History submission={submission} />}
    </Stack>
  )
}

function Deliveries({ linkCode }: { readonly linkCode: string }) {
  const say = useMessages(messages)
  const { data, error, refetch } = useQuery(deliveriesQuery({ text: linkCode }))
  if (error !== null) return <ProblemNotice error={error} onRetry={() => void refetch()} />
  if (data === undefined) return <Waiting />
  const own = data.deliveries.filter((delivery) => delivery.linkCode === linkCode)
  if (own.length === 0) return <Text c="dimmed">{say.noDeliveries}</Text>
  return own.map((delivery) => <DeliveryCard key={delivery.id} delivery={delivery} />)
}

function History({ submission }: { readonly submission: SubmissionDetail }) {
  const say = useMessages(messages)
  return (
    <section>
      <Text fw={600} mb={4}>
        {say.history}
      </Text>
      <Stack gap={6}>
        {submission.history.map((version) => (
          <div key={version.receipt}>
            {version.receipt === submission.receipt ? (
              <span>
                <span className="numbers">{formatMoment(version.receivedAt)}</span> ({say.thisOne})
              </span>
            ) : (
              <Link to="/co-so/ho-so/$receipt" params={{ receipt: version.receipt }}>
                <span className="numbers">{formatMoment(version.receivedAt)}</span>
              </Link>
            )}{' '}
            <StatusMark status={version.status} />
          </div>
        ))}
      </Stack>
    </section>
  )
}

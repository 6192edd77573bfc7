import { Button, Group } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { BreakGlassListed } from '#access/contract'
import { Empty } from '../../components/Empty.tsx'
import { CheckSign } from '../../components/icons.tsx'
import { Mark } from '../../components/Notice.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { ReasonDialog } from '../../components/ReasonDialog.tsx'
import { formatMoment } from '../../foundation/format.ts'
import { useMessages } from '../../foundation/messages.ts'
import { messages } from './review.messages.ts'
import { review, reviewsQuery } from './review.queries.ts'
import style from './review.module.css'

/** Emergency openings, those that wait first: the reason, what was read, and the verdict. */
export function ReviewPage() {
  const say = useMessages(messages)
  const { data } = useSuspenseQuery(reviewsQuery())
  return (
    <Page title={say.title} lead={say.lead}>
      {data.grants.length === 0 && <Empty sign={CheckSign} title={say.none} />}
      {data.grants.map((grant) => (
        <GrantPanel key={grant.id} grant={grant} />
      ))}
    </Page>
  )
}

function GrantPanel({ grant }: { readonly grant: BreakGlassListed }) {
  const say = useMessages(messages)
  const whats: Readonly<Record<string, string>> = say.whats
  const opened = grant.opened.map(({ what, times }) => say.times(whats[what] ?? what, times))
  return (
    <Panel title={`${grant.name} · ${grant.facility.name}`} aside={<StateMark grant={grant} />}>
      <p className={style.note}>
        <span className="numbers">{formatMoment(grant.at)}</span> · {say.patient(grant.personEnd)} ·{' '}
        {say.ofAccount(grant.ofAccount)}
      </p>
      <dl className={style.facts}>
        <dt>{say.reason}</dt>
        <dd>{grant.reason}</dd>
        <dt>{say.opened}</dt>
        <dd>{opened.length === 0 ? say.openedNothing : opened.join(', ')}</dd>
        {grant.review !== undefined && (
          <>
            <dt>
              {grant.review.verdict === 'justified' ? say.justified : say.notJustified} ·{' '}
              {grant.review.name}
            </dt>
            <dd>{grant.review.reason}</dd>
          </>
        )}
      </dl>
      {grant.own ? <p>{say.own}</p> : grant.review === undefined && <Judge id={grant.id} />}
    </Panel>
  )
}

function StateMark({ grant }: { readonly grant: BreakGlassListed }) {
  const say = useMessages(messages)
  if (grant.review !== undefined)
    return (
      <Mark tone={grant.review.verdict === 'justified' ? 'good' : 'bad'}>
        {grant.review.verdict === 'justified' ? say.justified : say.notJustified}
      </Mark>
    )
  return (
    <Mark tone={grant.late ? 'bad' : 'warn'} wraps>
      {grant.late ? say.late : say.waiting} · {say.due(formatMoment(grant.reviewDue))}
    </Mark>
  )
}

function Judge({ id }: { readonly id: string }) {
  const say = useMessages(messages)
  const queryClient = useQueryClient()
  const [verdict, setVerdict] = useState<'justified' | 'not-justified'>()
  const judging = useMutation({
    mutationFn: review,
    onSuccess: async () => {
      setVerdict(undefined)
      await queryClient.invalidateQueries({ queryKey: reviewsQuery().queryKey })
    },
  })
  return (
    <Group>
      <Button variant="default" onClick={() => setVerdict('justified')}>
        {say.justified}
      </Button>
      <Button variant="default" onClick={() => setVerdict('not-justified')}>
        {say.notJustified}
      </Button>
      {verdict !== undefined && (
        <ReasonDialog
          title={verdict === 'justified' ? say.justified : say.notJustified}
          lead={say.why}
          action={verdict === 'justified' ? say.justified : say.notJustified}
          danger={verdict === 'not-justified'}
          charactersMin={20}
          pending={judging.isPending}
          error={judging.error}
          onClose={() => setVerdict(undefined)}
          onReason={(reason) => judging.mutate({ id, verdict, reason })}
        />
      )}
    </Group>
  )
}

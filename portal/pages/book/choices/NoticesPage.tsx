import { Button } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import type { PersonNoticeShown } from '#access/contract'
import { Empty } from '../../../components/Empty.tsx'
import { InfoSign } from '../../../components/icons.tsx'
import { LinkButton } from '../../../components/LinkButton.tsx'
import { Mark } from '../../../components/Notice.tsx'
import { Page, Panel } from '../../../components/Page.tsx'
import { formatMoment } from '../../../foundation/format.ts'
import { useMessages } from '../../../foundation/messages.ts'
import { messages } from './choices.messages.ts'
import { markSeen, noticesQuery } from './choices.queries.ts'
import { PrivacyParts } from './PrivacyParts.tsx'
import style from './privacy.module.css'

/** What happened to the book: who, what, when; the new ones marked until the citizen says so. */
export function NoticesPage() {
  const say = useMessages(messages)
  const queryClient = useQueryClient()
  const { data } = useSuspenseQuery(noticesQuery())
  const marking = useMutation({
    mutationFn: markSeen,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: noticesQuery().queryKey }),
  })
  return (
    <Page
      title={say.notices}
      lead={say.noticesLead}
      actions={
        <>
          <LinkButton to="/so-suc-khoe/ai-da-xem" variant="default">
            {say.log}
          </LinkButton>
          {data.unseen > 0 && (
            <Button loading={marking.isPending} onClick={() => marking.mutate()}>
              {say.seen}
            </Button>
          )}
        </>
      }
    >
      <PrivacyParts />
      {data.notices.length === 0 ? (
        <Empty sign={InfoSign} title={say.noticesNone} />
      ) : (
        <Panel>
          <ul className={style.list}>
            {data.notices.map((notice) => (
              <NoticeLine key={`${notice.position} ${notice.at}`} notice={notice} />
            ))}
          </ul>
        </Panel>
      )}
    </Page>
  )
}

function NoticeLine({ notice }: { readonly notice: PersonNoticeShown }) {
  const say = useMessages(messages)
  const { at, what, byName, facility, detail, seen } = notice
  const verdicts: Readonly<Record<string, string>> = say.verdicts
  const until = detail?.['until']
  const parts = [
    byName,
    facility?.name,
    typeof until === 'string' && say.until(formatMoment(until)),
    detail?.['label'],
    verdicts[String(detail?.['verdict'])],
  ].filter((part) => typeof part === 'string')
  const isGrave = what === 'break-glass' || what === 'share-locked'
  return (
    <li className={style.line}>
      <span className={style.what}>
        <strong>{say.tells[what]}</strong>
        <span>{parts.join(' · ')}</span>
        <span className={`${style.note} numbers`}>{formatMoment(at)}</span>
      </span>
      {!seen && <Mark tone={isGrave ? 'bad' : 'note'}>{say.fresh}</Mark>}
    </li>
  )
}

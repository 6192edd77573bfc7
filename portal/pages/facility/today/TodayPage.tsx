import { useSuspenseQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { readToday } from '#intake/contract'
import { Figure, Figures } from '../../../components/Figure.tsx'
import { SendSign } from '../../../components/icons.tsx'
import { LinkButton } from '../../../components/LinkButton.tsx'
import { Notice } from '../../../components/Notice.tsx'
import { Page } from '../../../components/Page.tsx'
import { formatDay, formatMoment, formatNumber, formatShare } from '../../../foundation/format.ts'
import { useLanguage } from '../../../foundation/language.ts'
import { useBilingual, useMessages } from '../../../foundation/messages.ts'
import { summaryQuery, todayQuery } from '../facility.queries.ts'
import { Clocks } from './Clocks.tsx'
import { DeliveryStates } from './DeliveryStates.tsx'
import { messages } from './today.messages.ts'
import { TopFindings } from './TopFindings.tsx'
import style from './today.module.css'

export type Today = z.infer<typeof readToday.response>

/** How the facility stands today: quality, clocks, what is waiting. */
export function TodayPage() {
  const { data: today } = useSuspenseQuery(todayQuery())
  const say = useMessages(messages)
  return (
    <Page
      title={say.title}
      lead={<span className="numbers">{formatDay(today.day)}</span>}
      actions={
        <LinkButton to="/co-so/gui" leftSection={<SendSign size={20} />}>
          {say.send}
        </LinkButton>
      }
    >
      <DisturbedLine />
      <Quality today={today} />
      <div className={style.columns}>
        <Clocks clocks={today.clocks} />
        <DeliveryStates deliveries={today.deliveries} />
      </div>
      <TopFindings findings={today.topFindings} />
    </Page>
  )
}

function DisturbedLine() {
  const { data } = useSuspenseQuery(summaryQuery())
  const say = useMessages(messages)
  const inWords = useBilingual()
  if (data.line === undefined) return null
  return (
    <Notice tone="warn" title={say.disturbed}>
      {inWords(data.line.reasonText)} {say.since}{' '}
      <span className="numbers">{formatMoment(data.line.since)}</span>. {say.disturbedHint}
    </Notice>
  )
}

function Quality({ today }: { readonly today: Today }) {
  const say = useMessages(messages)
  const language = useLanguage()
  const number = (value: number) => formatNumber(value, language)
  const share = today.received === 0 ? undefined : today.accepted / today.received
  const day = { from: today.day, to: today.day }
  return (
    <section aria-label={say.quality}>
      <Figures>
        <Figure
          name={say.received}
          value={number(today.received)}
          note={`${number(today.checkIns)} ${say.checkIns}`}
          link={{ to: '/co-so/ho-so', search: day }}
        />
        <Figure
          name={say.accepted}
          value={number(today.accepted)}
          tone="good"
          note={
            share === undefined
              ? undefined
              : `${formatShare(share, language)} · ${number(today.withErrors)} ${say.withErrors}`
          }
          link={{ to: '/co-so/ho-so', search: { ...day, status: 'accepted' } }}
        />
        <Figure
          name={say.refused}
          value={number(today.refused)}
          tone={today.refused > 0 ? 'bad' : 'plain'}
          link={{ to: '/co-so/ho-so', search: { ...day, status: 'refused' } }}
        />
        <Figure
          name={say.openRefusals}
          value={number(today.openRefusals)}
          tone={today.openRefusals > 0 ? 'warn' : 'plain'}
          note={say.openRefusalsHint}
          link={{ to: '/co-so/ho-so', search: { status: 'refused' } }}
        />
        {today.withdrawnOpen > 0 && (
          <Figure
            name={say.withdrawn}
            value={number(today.withdrawnOpen)}
            tone="warn"
            note={say.withdrawnHint}
            link={{ to: '/co-so/ho-so-da-rut' }}
          />
        )}
      </Figures>
    </section>
  )
}

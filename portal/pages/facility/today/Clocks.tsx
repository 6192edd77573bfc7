import { Text } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Panel } from '../../../components/Page.tsx'
import { formatMoment, formatNumber } from '../../../foundation/format.ts'
import { useLanguage } from '../../../foundation/language.ts'
import { useBilingual, useMessages } from '../../../foundation/messages.ts'
import { summaryQuery } from '../facility.queries.ts'
import type { Today } from './TodayPage.tsx'
import { messages } from './today.messages.ts'
import style from './today.module.css'

/** Every legal clock that runs: how many dossiers are within it, close to its end, past it. */
export function Clocks({ clocks }: { readonly clocks: Today['clocks'] }) {
  const say = useMessages(messages)
  return (
    <Panel title={say.clocks} aside={<Alarms />}>
      {clocks.length === 0 ? (
        <Text c="dimmed">{say.clocksNone}</Text>
      ) : (
        <>
          <ClockGroup title={say.own} clocks={clocks.filter(isOwn)} />
          <ClockGroup title={say.ofInsurance} clocks={clocks.filter((one) => !isOwn(one))} />
        </>
      )}
    </Panel>
  )
}

type RunningClock = Today['clocks'][number]

function isOwn({ bound }: RunningClock): boolean {
  return bound === 'facility'
}

/** The clocks of one side: what the facility must do, and what it waits for. */
function ClockGroup({
  title,
  clocks,
}: {
  readonly title: string
  readonly clocks: readonly RunningClock[]
}) {
  if (clocks.length === 0) return null
  return (
    <section className={style.group} aria-label={title}>
      <h3>{title}</h3>
      <ul className={style.clocks}>
        {clocks.map((clock) => (
          <Clock key={clock.clock} clock={clock} />
        ))}
      </ul>
    </section>
  )
}

/** How many deliveries are close to the end of a clock, and past it; each opens its list. */
function Alarms() {
  const { data } = useSuspenseQuery(summaryQuery())
  const say = useMessages(messages)
  const language = useLanguage()
  const parts = [
    { name: say.dueSoon, tone: 'warn', clock: 'near', count: data.near },
    { name: say.overdue, tone: 'bad', clock: 'late', count: data.late },
  ] as const
  return (
    <span className={style.figures}>
      {parts.map(({ name, tone, clock, count }) => (
        <Link
          key={clock}
          to="/co-so/gui-bhxh"
          search={{ clock }}
          data-tone={count > 0 ? tone : 'plain'}
          className={style.alarm}
        >
          <strong className="numbers">{formatNumber(count, language)}</strong> {name}
        </Link>
      ))}
    </span>
  )
}

function Clock({ clock }: { readonly clock: RunningClock }) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const language = useLanguage()
  const parts = [
    isOwn(clock)
      ? { name: say.overdue, tone: 'bad', count: clock.overdue }
      : { name: say.unanswered, tone: 'warn', count: clock.overdue },
    { name: say.dueSoon, tone: 'warn', count: clock.dueSoon },
    { name: say.running, tone: 'good', count: clock.running },
  ]
  return (
    <li>
      <div>
        <strong>{inWords(clock.label)}</strong>
        <div className={style.note}>{clock.source}</div>
      </div>
      <div className={style.meter} aria-hidden="true">
        {parts.map(
          (part) =>
            part.count > 0 && (
              <span key={part.name} data-tone={part.tone} style={{ flex: part.count }} />
            ),
        )}
      </div>
      <div className={style.figures}>
        {parts.map((part) => (
          <span key={part.name} data-tone={part.count > 0 ? part.tone : 'plain'}>
            <strong className="numbers">{formatNumber(part.count, language)}</strong> {part.name}
          </span>
        ))}
      </div>
      {clock.nextDueAt !== undefined && (
        <div className={style.note}>
          {say.nextDue}: <span className="numbers">{formatMoment(clock.nextDueAt)}</span>
        </div>
      )}
    </li>
  )
}

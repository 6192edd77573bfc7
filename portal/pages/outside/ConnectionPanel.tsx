import { Figure, Figures } from '../../components/Figure.tsx'
import { Mark, Notice, type Tone } from '../../components/Notice.tsx'
import { Panel } from '../../components/Page.tsx'
import type { ConnectionView } from '#registry/contract'
import { formatMoment, formatNumber } from '../../foundation/format.ts'
import { useLanguage } from '../../foundation/language.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { MessagesTable, ReasonsTable } from './ConnectionTables.tsx'
import { messages } from './outside.messages.ts'
import type { RecordState } from './outside.queries.ts'
import style from './outside.module.css'

type Props = {
  readonly connection: ConnectionView
  readonly seesRecords: boolean
  readonly mayResend: boolean
}

/** One receiver: its line, the files by their state, the reasons of what did not go, and the latest messages. */
export function ConnectionPanel({ connection, seesRecords, mayResend }: Props) {
  const say = useMessages(messages)
  const language = useLanguage()
  const { channel, isSetUp, failed, lastReceivedAt } = connection
  return (
    <Panel title={say.channels[channel]} aside={<LineMark connection={connection} />}>
      <p className={style.about}>{say.abouts[channel]}</p>
      <p className={style.line}>
        <span>
          {lastReceivedAt === undefined
            ? say.neverReceived
            : say.lastReceived(formatMoment(lastReceivedAt))}
        </span>
        <LineTrouble connection={connection} />
      </p>
      {!isSetUp && <Notice tone="note">{say.notSetUpHint}</Notice>}
      {failed > 0 && (
        <Notice tone="warn">{say.failedMessages(formatNumber(failed, language))}</Notice>
      )}
      <StateFigures connection={connection} seesRecords={seesRecords} />
      <div className={style.tables}>
        <ReasonsTable connection={connection} mayResend={mayResend} />
        <MessagesTable connection={connection} />
      </div>
    </Panel>
  )
}

function LineMark({ connection: { isSetUp, failures } }: Pick<Props, 'connection'>) {
  const say = useMessages(messages)
  if (!isSetUp) return <Mark tone="plain">{say.notSetUp}</Mark>
  return (
    <Mark tone={failures > 0 ? 'bad' : 'good'}>{failures > 0 ? say.disturbed : say.working}</Mark>
  )
}

function LineTrouble({ connection }: Pick<Props, 'connection'>) {
  const say = useMessages(messages)
  const spoken = useBilingual()
  const { failures, reason, disturbedSince, nextTryAt } = connection
  if (failures === 0 || reason === undefined) return null
  return (
    <>
      <span>{spoken(reason)}</span>
      {disturbedSince !== undefined && <span>{say.since(formatMoment(disturbedSince))}</span>}
      {nextTryAt !== undefined && <span>{say.nextTry(formatMoment(nextTryAt))}</span>}
    </>
  )
}

const TONES: Readonly<Record<string, Tone>> = {
  acknowledged: 'good',
  held: 'warn',
  refused: 'bad',
  unanswered: 'warn',
}

const ORDER = ['acknowledged', 'waiting', 'due', 'unanswered', 'held', 'refused', 'not-owed']

/** States whose files can be listed: where somebody may have to do something. */
const LISTED: readonly RecordState[] = ['held', 'refused', 'waiting']

function StateFigures({ connection, seesRecords }: Omit<Props, 'mayResend'>) {
  const say = useMessages(messages)
  const language = useLanguage()
  const { channel, states } = connection
  const own = channel === 'population-database' ? say.checkStates : {}
  const shown = ORDER.flatMap((state) => states.find((one) => one.state === state) ?? [])
  return (
    <Figures>
      {shown.map(({ state, count }) => {
        const listed = seesRecords ? LISTED.find((one) => one === state) : undefined
        return (
          <Figure
            key={state}
            name={own[state] ?? say.states[state] ?? state}
            value={formatNumber(count, language)}
            tone={TONES[state] ?? 'plain'}
            {...(listed && { link: { to: '/lien-thong', search: { channel, state: listed } } })}
          />
        )
      })}
    </Figures>
  )
}

import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ClockView, DeliveryView } from '#delivery/contract'
import { Mark, type Tone } from '../../../components/Notice.tsx'
import { DeliveryMark } from '../../../components/StatusMark.tsx'
import { words } from '../../../components/words.messages.ts'
import { formatDistance, formatMoment } from '../../../foundation/format.ts'
import { useLanguage } from '../../../foundation/language.ts'
import { useBilingual, useMessages } from '../../../foundation/messages.ts'
import { Attempts } from './Attempts.tsx'
import style from './delivery-card.module.css'
import { messages } from './deliveries.messages.ts'

const CLOCK_TONES: Readonly<Record<ClockView['state'], Tone>> = {
  'on-time': 'good',
  near: 'warn',
  late: 'bad',
}

/** One delivery: where it stands, why it waits, and every legal clock that runs on it. */
export function DeliveryCard({
  delivery,
  isLinked = false,
}: {
  readonly delivery: DeliveryView
  /** Whether the link code leads to the dossier (not when it stands beside it already). */
  readonly isLinked?: boolean
}) {
  const say = useMessages(messages)
  const fixed = useMessages(words)
  const inWords = useBilingual()
  const isReplaced = delivery.supersededAt !== undefined
  return (
    <article className={style.card} data-quiet={isReplaced || undefined}>
      <div className={style.head}>
        {isLinked && (
          <Link to="/co-so/ho-so/$receipt" params={{ receipt: delivery.receipt }}>
            {delivery.linkCode}
          </Link>
        )}
        <DeliveryMark state={delivery.state} text={inWords(delivery.stateText)} />
        {isReplaced && <Mark tone="plain">{say.superseded}</Mark>}
      </div>
      {delivery.reasonText !== undefined && <p>{inWords(delivery.reasonText)}</p>}
      <dl className={style.facts}>
        <Fact name={say.queued} moment={delivery.queuedAt} />
        {delivery.nextAttemptAt !== undefined && (
          <Fact name={say.nextAttempt} moment={delivery.nextAttemptAt} />
        )}
        {delivery.receivedAt !== undefined && (
          <Fact name={say.received} moment={delivery.receivedAt} />
        )}
        {delivery.transactionCode !== undefined && (
          <div>
            <dt>{fixed.portalNumber}</dt>
            <dd className="code">{delivery.transactionCode}</dd>
          </div>
        )}
        {delivery.resultAt !== undefined && <Fact name={say.result} moment={delivery.resultAt} />}
      </dl>
      {delivery.resultDetail !== undefined && <p>{delivery.resultDetail}</p>}
      {!isReplaced && <Clocks clocks={delivery.clocks} />}
      {delivery.attempts > 0 && <AttemptsFold delivery={delivery} />}
    </article>
  )
}

function Fact({ name, moment }: { readonly name: string; readonly moment: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="numbers">{formatMoment(moment)}</dd>
    </div>
  )
}

/** The clocks that ask something of the facility now; the others are folded away. */
function Clocks({ clocks }: { readonly clocks: readonly ClockView[] }) {
  const say = useMessages(messages)
  const pressing = clocks.filter(
    (clock) => clock.running && (clock.bound === 'facility' || clock.state !== 'on-time'),
  )
  const others = clocks.filter((clock) => !pressing.includes(clock))
  return (
    <>
      {pressing.map((clock) => (
        <Clock key={clock.id} clock={clock} />
      ))}
      {others.length > 0 && (
        <details>
          <summary className={style.fold}>
            {pressing.length > 0 ? say.otherClocks : say.allClocks} (
            <span className="numbers">{others.length}</span>)
          </summary>
          <div className={style.others}>
            {others.map((clock) => (
              <Clock key={clock.id} clock={clock} />
            ))}
          </div>
        </details>
      )}
    </>
  )
}

function Clock({ clock }: { readonly clock: ClockView }) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const language = useLanguage()
  return (
    <div className={style.clock}>
      <Mark tone={clock.running ? CLOCK_TONES[clock.state] : 'plain'}>
        {clock.running ? say.clockStates[clock.state] : say.clockDone[clock.state]}
      </Mark>
      <div>
        {inWords(clock.name)}
        <div className={style.note}>
          {say.due} <span className="numbers">{formatMoment(clock.due)}</span>
          {clock.running && <> ({formatDistance(clock.due, new Date(), language)})</>} ·{' '}
          {clock.source}
          {clock.uncertain !== undefined && <> · {say.uncertain}</>}
        </div>
      </div>
    </div>
  )
}

function AttemptsFold({ delivery }: { readonly delivery: DeliveryView }) {
  const say = useMessages(messages)
  const [isOpen, setOpen] = useState(false)
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={style.fold}>
        {say.details} (<span className="numbers">{delivery.attempts}</span>)
      </summary>
      {isOpen && <Attempts id={delivery.id} />}
    </details>
  )
}

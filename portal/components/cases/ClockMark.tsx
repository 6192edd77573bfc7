import type { ClockView } from '#cases/contract'
import { formatDay, formatMoment, formatTime } from '../../foundation/format.ts'
import { useMessages } from '../../foundation/messages.ts'
import { Mark, type Tone } from '../Notice.tsx'
import { messages } from './cases.messages.ts'

const TONES: Readonly<Record<ClockView['state'], Tone>> = {
  'on-time': 'good',
  near: 'warn',
  late: 'bad',
  paused: 'plain',
}

/** How a term stands: colour, sign and words; until when, on request. */
export function ClockMark({ clock }: { readonly clock: ClockView }) {
  const say = useMessages(messages)
  const words = clock.running ? say.clockStates : say.clockDone
  return (
    <Mark tone={clock.running ? TONES[clock.state] : 'plain'} wraps>
      {words[clock.state]}
    </Mark>
  )
}

/** `hết ngày 24/11/2026`, or the minute of a term by hours. */
export function ClockEnd({ clock }: { readonly clock: ClockView }) {
  const say = useMessages(messages)
  if (clock.due === undefined) return null
  const lastMoment = new Date(Date.parse(clock.due) - 1)
  const isWholeDay = formatTime(clock.due) === '00:00'
  return (
    <span className="numbers">
      {isWholeDay ? say.untilDay(formatDay(lastMoment)) : say.until(formatMoment(clock.due))}
    </span>
  )
}

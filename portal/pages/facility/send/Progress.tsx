import { Button, Group } from '@mantine/core'
import { Figure, Figures } from '../../../components/Figure.tsx'
import { Notice } from '../../../components/Notice.tsx'
import { Panel } from '../../../components/Page.tsx'
import { formatNumber } from '../../../foundation/format.ts'
import { useLanguage } from '../../../foundation/language.ts'
import { useMessages } from '../../../foundation/messages.ts'
import style from './send.module.css'
import { messages } from './send.messages.ts'
import { cancelSending, resumeSending } from './sending-desk.ts'
import { type SentFile, shareSent, tallyOf } from './sending.ts'

/** How far everything is, and how the dossiers fared so far. */
export function Progress({
  files,
  isLineLost,
}: {
  readonly files: readonly SentFile[]
  readonly isLineLost: boolean
}) {
  const say = useMessages(messages)
  const language = useLanguage()
  const tally = tallyOf(files)
  const number = (value: number) => formatNumber(value, language)
  const isDone = tally.unfinished === 0
  const finished = files.length - tally.unfinished
  return (
    <Panel
      title={isDone ? say.done : say.progress}
      aside={
        <Group gap="sm">
          <span className="numbers">
            {number(finished)} {say.of} {number(files.length)} {say.files}
          </span>
          {!isDone && (
            <Button variant="default" size="sm" onClick={cancelSending}>
              {say.cancel}
            </Button>
          )}
        </Group>
      }
    >
      <ProgressBar share={shareSent(files)} label={say.progress} />
      {isLineLost && (
        <Notice
          tone="warn"
          title={say.lost}
          action={
            <Button variant="default" size="sm" onClick={resumeSending}>
              {say.resume}
            </Button>
          }
        >
          {say.lostHint}
        </Notice>
      )}
      <div style={{ marginTop: '1rem' }}>
        <Figures>
          <Figure name={say.accepted} value={number(tally.accepted)} tone="good" />
          <Figure name={say.acceptedWithErrors} value={number(tally.withErrors)} tone="warn" />
          <Figure name={say.refused} value={number(tally.refused)} tone="bad" />
          {tally.failed > 0 && <Figure name={say.failed} value={number(tally.failed)} tone="bad" />}
        </Figures>
      </div>
    </Panel>
  )
}

export function ProgressBar({
  share,
  label,
  isSmall = false,
}: {
  readonly share: number
  readonly label: string
  readonly isSmall?: boolean
}) {
  const percent = Math.round(share * 100)
  return (
    <div
      className={`${style.track} ${isSmall ? style.small : ''}`}
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <div className={style.bar} style={{ width: `${percent}%` }} />
    </div>
  )
}

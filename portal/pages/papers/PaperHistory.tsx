import { correspondenceTexts, type LetterView } from '#correspondence/contract'
import { Notice, type Tone } from '../../components/Notice.tsx'
import { formatMoment } from '../../foundation/format.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { messages } from './papers.messages.ts'
import style from './papers.module.css'

type Happening = LetterView['events'][number]

const TONES: Readonly<Record<Happening['kind'], Tone>> = {
  numbered: 'note',
  signed: 'good',
  refused: 'bad',
  withdrawn: 'plain',
  replaced: 'plain',
}

/** What happened to a letter, with the verdict on each file that came back. */
export function PaperHistory({ events }: { readonly events: readonly Happening[] }) {
  return (
    <ol className={style.events}>
      {events.map((event) => (
        <li key={event.at}>
          <HappeningText event={event} />
        </li>
      ))}
    </ol>
  )
}

function HappeningText({ event }: { readonly event: Happening }) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const why = event.code === undefined ? undefined : correspondenceTexts[event.code]
  return (
    <Notice
      tone={TONES[event.kind]}
      title={`${say.happenings[event.kind]} · ${formatMoment(event.at)} · ${event.by}`}
    >
      {why !== undefined && <div>{inWords(why.message)}</div>}
      {event.reason !== undefined && <div>{event.reason}</div>}
      {event.signers?.map((signer) => (
        <div key={signer.serialNumber} className={style.signer}>
          {say.signedBy}: {[signer.name, ...signer.organisations].filter(Boolean).join(' · ')}
          <div className={style.quiet}>
            {say.issuer}: {signer.issuer} · {say.serial}:{' '}
            <span className="code">{signer.serialNumber}</span>
            {signer.signedAt !== undefined && ` · ${formatMoment(signer.signedAt)}`}
          </div>
        </div>
      ))}
    </Notice>
  )
}

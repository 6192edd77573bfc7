import { Link } from '@tanstack/react-router'
import type { PublicCard } from '#registry/contract'
import { Mark } from '../../components/Notice.tsx'
import { formatDay, formatNumber } from '../../foundation/format.ts'
import { useLanguage } from '../../foundation/language.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import style from './look-up.module.css'
import { messages } from './look-up.messages.ts'

type Place = PublicCard['places'][number]

/** One line of the list: who, by which licence, where and when. */
export function Card({ card }: { readonly card: PublicCard }) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const language = useLanguage()
  const { name, kilometres, form, level, licence, scopes, places, code } = card
  const what = licence?.title ?? form
  return (
    <li>
      <div className={style.head}>
        <Link to="/tra-cuu/$ma" params={{ ma: code ?? card.subject }} className={style.name}>
          {name}
        </Link>
        {what !== undefined && <span>{inWords(what)}</span>}
        {licence?.state === 'suspended-partial' && <Mark tone="warn">{say.partly}</Mark>}
        {kilometres !== undefined && (
          <span className={`${style.far} numbers`}>
            {say.kilometres(formatNumber(kilometres, language, 1))}
          </span>
        )}
      </div>
      <div className={style.note}>
        {licence === undefined ? (
          <span className="numbers">{code}</span>
        ) : (
          <LicenceText licence={licence} />
        )}
        {level !== undefined && ` · ${inWords(level)}`}
        {scopes.length > 0 && ` · ${scopes.map(inWords).join('; ')}`}
      </div>
      {places.map((place, index) => (
        <div key={`${place.facility} ${index}`} className={style.note}>
          {card.kind === 'practitioner' && `${place.name ?? place.facility} · `}
          {place.address !== undefined && `${place.address} · `}
          <Hours place={place} />
        </div>
      ))}
    </li>
  )
}

export function LicenceText({ licence }: { readonly licence: NonNullable<PublicCard['licence']> }) {
  const say = useMessages(messages)
  return (
    <>
      <span className="numbers">{licence.number}</span> ·{' '}
      {licence.expiresOn === undefined ? say.noTerm : say.until(formatDay(licence.expiresOn))}
    </>
  )
}

/** Weekly hours in one line. */
export function Hours({ place: { hours } }: { readonly place: Pick<Place, 'hours'> }) {
  const say = useMessages(messages)
  if (hours.length === 0) return <>{say.hoursUnknown}</>
  const words = hours.map(
    ({ days, from, to }) =>
      `${days.map((day) => say.weekdays[day - 1] ?? '').join(' ')} ${from}–${to}`,
  )
  return <span className="numbers">{words.join('; ')}</span>
}

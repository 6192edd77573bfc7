import { Link } from '@tanstack/react-router'
import type { WarnedPractitioner } from '#intake/contract'
import { Mark } from '../../components/Notice.tsx'
import { Panel } from '../../components/Page.tsx'
import { formatDay, formatNumber } from '../../foundation/format.ts'
import { useLanguage } from '../../foundation/language.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { messages } from './practice.messages.ts'
import style from './practitioner-card.module.css'

type Registration = WarnedPractitioner['registrations'][number]

/** One practitioner: why they were warned of, what the registry holds, and the dossiers. */
export function PractitionerCard({
  one,
  reach,
}: {
  readonly one: WarnedPractitioner
  readonly reach: 'facility' | 'figures' | 'province'
}) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const language = useLanguage()
  const times = (count: number) => say.count(formatNumber(count, language))
  const name = one.name === '' ? one.licence : `${one.name} · ${one.licence}`
  return (
    <Panel title={name} aside={<Mark tone="warn">{times(one.dossiers)}</Mark>}>
      {reach === 'province' && (
        <p className={style.note}>
          <span className="numbers">{one.facility}</span> · {one.facilityName}
        </p>
      )}
      <div className={style.columns}>
        <section>
          <h3>{say.reasons}</h3>
          <ul className={style.list}>
            {one.rules.map(({ rule, title, count }) => (
              <li key={rule}>
                {inWords(title)} <span className={style.note}>{times(count)}</span>
              </li>
            ))}
          </ul>
        </section>
        <section>
          <h3>{say.licence}</h3>
          <LicenceLine one={one} />
          <h3>{say.registrations}</h3>
          <Registrations one={one} />
        </section>
        {one.examples.length > 0 && (
          <section>
            <h3>{say.dossiers}</h3>
            <ul className={style.list}>
              {one.examples.map(({ receipt, linkCode, day }) => (
                <li key={receipt}>
                  <Link to="/co-so/ho-so/$receipt" params={{ receipt }} className={style.dossier}>
                    {linkCode}
                  </Link>{' '}
                  <span className={style.note}>{formatDay(day)}</span>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Panel>
  )
}

function LicenceLine({ one }: { readonly one: WarnedPractitioner }) {
  const say = useMessages(messages)
  if (one.practitioner === undefined) return <p className={style.note}>{say.unknown}</p>
  const state = one.licenceState ?? ''
  return (
    <p>
      <Mark tone={state === 'valid' ? 'good' : 'bad'}>{say.states[state] ?? state}</Mark>{' '}
      {one.expiresOn !== undefined && (
        <span className={style.note}>{say.expires(formatDay(one.expiresOn))}</span>
      )}
    </p>
  )
}

function Registrations({ one }: { readonly one: WarnedPractitioner }) {
  const say = useMessages(messages)
  const isHere = one.registrations.some(({ here }) => here)
  return (
    <>
      {one.registrations.length === 0 && <p className={style.note}>{say.noRegistration}</p>}
      {one.registrations.length > 0 && !isHere && <Mark tone="bad">{say.notHere}</Mark>}
      <ul className={style.list}>
        {one.registrations.map((registration) => (
          <li key={`${registration.facility} ${registration.from} ${registration.to}`}>
            <RegistrationLine registration={registration} />
          </li>
        ))}
      </ul>
    </>
  )
}

function RegistrationLine({ registration }: { readonly registration: Registration }) {
  const say = useMessages(messages)
  const { facility, facilityName, here, from, to, slots } = registration
  const hours = slots.map(
    (slot) =>
      `${slot.days.map((day) => say.weekdays[day - 1] ?? '').join(' ')} ${slot.from}–${slot.to}`,
  )
  return (
    <>
      {here ? say.here : `${facilityName} (${facility})`}{' '}
      <span className={style.note}>
        {from !== undefined && say.since(formatDay(from), to === undefined ? '' : formatDay(to))}
        {' · '}
        {hours.length > 0 ? hours.join('; ') : say.hoursUnknown}
      </span>
    </>
  )
}

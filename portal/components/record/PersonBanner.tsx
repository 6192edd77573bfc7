import type { ReactNode } from 'react'
import type { Person } from '#health-book/contract'
import { formatDay, isoDay } from '../../foundation/format.ts'
import { useMessages } from '../../foundation/messages.ts'
import { ageOn, groupDigits } from './age.ts'
import { messages } from './record.messages.ts'
import style from './record.module.css'

/** Whose record this is: the name first, then what tells one person from another of the same name. */
export function PersonBanner({
  person,
  children,
}: {
  readonly person: Person
  readonly children?: ReactNode
}) {
  const say = useMessages(messages)
  const name = person.name === '' ? say.nameUnknown : person.name
  const age = ageOn(person.birthDate, isoDay(new Date()))
  return (
    <section className={style.banner} aria-label={name}>
      <div className={style.bannerText}>
        <p className={style.personName}>{name}</p>
        <p className={style.personFacts}>
          <span>
            {say.born}{' '}
            <span className="numbers">{formatDay(person.birthDate) || say.bornUnknown}</span>
            {age !== undefined && ` (${say.years(age)})`}
          </span>
          <span>{say.sex[person.sex]}</span>
          {person.citizenNumber !== undefined && (
            <span>
              {say.citizenNumber}{' '}
              <span className="numbers">{groupDigits(person.citizenNumber)}</span>
            </span>
          )}
        </p>
        {person.address !== undefined && <p className={style.quiet}>{person.address}</p>}
      </div>
      {children !== undefined && (
        <div className={`${style.bannerActions} no-print`}>{children}</div>
      )}
    </section>
  )
}

import type { ReactNode } from 'react'
import type { Summary } from '#health-book/contract'
import { formatDay } from '../../foundation/format.ts'
import { useMessages } from '../../foundation/messages.ts'
import { Panel } from '../Page.tsx'
import { messages } from './record.messages.ts'
import style from './record.module.css'

/** What whoever treats this person must know first. What is not known is said to be not known. */
export function NeedToKnow({ summary }: { readonly summary: Summary }) {
  const say = useMessages(messages)
  const { allergies, bloodGroup, insurance } = summary
  return (
    <Panel title={say.needToKnow}>
      <dl className={style.facts}>
        <Fact name={say.allergies} tone={allergies.length > 0 ? 'bad' : 'plain'}>
          {allergies.length === 0 ? (
            <Known value={say.noAllergies} note={say.noAllergiesNote} isUnknown />
          ) : (
            allergies.map(({ text, facility, on }) => (
              <Known
                key={`${text} ${on}`}
                value={text}
                note={say.recordedAt(facility.name, formatDay(on))}
              />
            ))
          )}
        </Fact>
        <Fact name={say.bloodGroup}>
          {bloodGroup === undefined ? (
            <Known value={say.unknown} isUnknown />
          ) : (
            <Known
              value={bloodGroup.value}
              note={say.recordedAt(bloodGroup.facility.name, formatDay(bloodGroup.on))}
            />
          )}
        </Fact>
        <Fact name={say.insurance}>
          {insurance.length === 0 && <Known value={say.noInsurance} isUnknown />}
          {insurance.map((card) => (
            <Known
              key={card.card}
              value={<span className="numbers">{card.card}</span>}
              note={[
                card.validFrom !== undefined &&
                  card.validTo !== undefined &&
                  say.validity(formatDay(card.validFrom), formatDay(card.validTo)),
                card.registeredAt !== undefined && say.registeredAt(card.registeredAt.name),
                say.seenOn(formatDay(card.seenOn)),
              ]
                .filter((part) => part !== false)
                .join(' · ')}
            />
          ))}
        </Fact>
      </dl>
    </Panel>
  )
}

function Fact({
  name,
  tone = 'plain',
  children,
}: {
  readonly name: string
  readonly tone?: 'plain' | 'bad'
  readonly children: ReactNode
}) {
  return (
    <div className={style.fact} data-tone={tone}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Known({
  value,
  note,
  isUnknown = false,
}: {
  readonly value: ReactNode
  readonly note?: string
  readonly isUnknown?: boolean
}) {
  return (
    <div className={style.known}>
      <strong data-unknown={isUnknown || undefined}>{value}</strong>
      {note !== undefined && <span className={style.note}>{note}</span>}
    </div>
  )
}

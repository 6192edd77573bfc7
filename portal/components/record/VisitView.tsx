import type { ReactNode } from 'react'
import type { Visit } from '#health-book/contract'
import { formatDay, formatMoment } from '../../foundation/format.ts'
import { useLanguage } from '../../foundation/language.ts'
import { useMessages } from '../../foundation/messages.ts'
import { Mark, Notice } from '../Notice.tsx'
import { Panel } from '../Page.tsx'
import { Costs } from './Costs.tsx'
import { Medicines } from './Medicines.tsx'
import { messages } from './record.messages.ts'
import style from './record.module.css'
import { Results } from './Results.tsx'
import { Vitals } from './Vitals.tsx'

/** One visit in plain words, then in detail: who, where, why, what was found, done and supplied, what comes next. */
export function VisitView({ visit }: { readonly visit: Visit }) {
  const say = useMessages(messages)
  const language = useLanguage()
  return (
    <>
      {visit.sensitive && <Notice tone="note" title={say.sensitive} />}
      {visit.withErrors && (
        <p>
          <Mark tone="warn">{say.withErrors}</Mark>
        </p>
      )}
      <Panel title={say.inShort}>
        <p className={style.plain}>{language === 'vi' ? visit.plainWords : visit.plainWordsEn}</p>
        <NextSteps visit={visit} />
      </Panel>
      <Details visit={visit} />
      {visit.medicines.length > 0 && <Medicines medicines={visit.medicines} />}
      {visit.vitals.length > 0 && <Vitals title={say.vitalsTaken} vitals={visit.vitals} />}
      <Results groups={visit.results} />
      {visit.costs !== undefined && <Costs costs={visit.costs} />}
    </>
  )
}

function NextSteps({ visit }: { readonly visit: Visit }) {
  const say = useMessages(messages)
  const { advice, reExaminationOn, referredTo } = visit
  if (advice === undefined && reExaminationOn === undefined && referredTo === undefined) return null
  return (
    <dl className={style.facts}>
      {reExaminationOn !== undefined && (
        <Fact name={say.reExamination}>
          <strong className="numbers">{formatDay(reExaminationOn)}</strong>
        </Fact>
      )}
      {referredTo !== undefined && <Fact name={say.referredTo}>{referredTo.name}</Fact>}
      {advice !== undefined && <Fact name={say.advice}>{advice}</Fact>}
    </dl>
  )
}

function Details({ visit }: { readonly visit: Visit }) {
  const say = useMessages(messages)
  const times = [visit.start, visit.end].flatMap((at) =>
    at === undefined ? [] : [formatMoment(at)],
  )
  const doctors = visit.doctors.map(({ name, licence }) =>
    licence === undefined || licence === name ? name : `${name} (${licence})`,
  )
  const facts: readonly (readonly [string, ReactNode])[] = [
    [say.facility, visit.facility.name],
    [
      say.time,
      <span className="numbers" key="time">
        {times.join(' – ')}
      </span>,
    ],
    [say.formOfCare, visit.formOfCare?.name],
    [say.wards, visit.wards.join('; ')],
    [say.doctors, doctors.join('; ')],
    [say.reason, visit.reason],
    [say.admission, visit.admissionDiagnosis],
    [say.diagnosis, <Diagnoses key="diagnoses" visit={visit} />],
    [say.treatment, visit.treatment],
    [say.outcome, visit.outcome?.name],
    [say.discharge, visit.discharge?.name],
    [say.procedures, visit.procedures.length > 0 && <Done key="done" visit={visit} />],
  ]
  return (
    <Panel title={say.details}>
      <dl className={style.facts}>
        {facts
          .filter(([, value]) => Boolean(value))
          .map(([name, value]) => (
            <Fact key={name} name={name}>
              {value}
            </Fact>
          ))}
      </dl>
      <p className={style.note}>
        {say.source(
          visit.facility.name,
          visit.source.linkCode,
          formatMoment(visit.source.receivedAt),
        )}
      </p>
    </Panel>
  )
}

function Diagnoses({ visit }: { readonly visit: Visit }) {
  return (
    <div className={style.known}>
      {visit.diagnosis !== undefined && <strong>{visit.diagnosis}</strong>}
      {visit.diagnoses.map(({ code, name, plain }) => (
        <span key={code}>
          <span className="code">{code}</span> {name}
          {plain !== undefined && plain !== name && <span className={style.note}> – {plain}</span>}
        </span>
      ))}
    </div>
  )
}

function Done({ visit }: { readonly visit: Visit }) {
  return (
    <ul className={style.done}>
      {visit.procedures.map(({ name, on }, index) => (
        <li key={`${name} ${index}`}>
          {name} {on !== undefined && <span className={style.note}>({formatDay(on)})</span>}
        </li>
      ))}
    </ul>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={style.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

import { Link, type LinkProps } from '@tanstack/react-router'
import type { VisitLine } from '#health-book/contract'
import { formatDay, formatShortDay } from '../../foundation/format.ts'
import { useMessages } from '../../foundation/messages.ts'
import { Empty } from '../Empty.tsx'
import { BookSign } from '../icons.tsx'
import { Mark } from '../Notice.tsx'
import { messages } from './record.messages.ts'
import style from './timeline.module.css'

export type VisitLink = (visit: VisitLine) => Pick<LinkProps, 'to' | 'params' | 'search'>

/** The visits of a life, newest first, by year. */
export function Timeline({
  visits,
  linkOf,
}: {
  readonly visits: readonly VisitLine[]
  readonly linkOf: VisitLink
}) {
  const say = useMessages(messages)
  if (visits.length === 0) return <Empty sign={BookSign} title={say.visitsNone} />
  const years = Map.groupBy(visits, (visit) => formatDay(visit.start).slice(-4))
  return (
    <div>
      {[...years].map(([year, ofYear]) => (
        <section key={year} className={style.year} aria-label={year}>
          <h2 className={style.yearName}>{year}</h2>
          <ol className={style.visits}>
            {ofYear.map((visit) => (
              <VisitItem key={visit.id} visit={visit} linkOf={linkOf} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}

function VisitItem({ visit, linkOf }: { readonly visit: VisitLine; readonly linkOf: VisitLink }) {
  const say = useMessages(messages)
  const { diagnosis } = visit
  const end = visit.end === undefined ? undefined : formatDay(visit.end)
  const isStay = end !== undefined && end !== formatDay(visit.start)
  const amounts = [
    visit.medicines > 0 && say.medicinesCount(visit.medicines),
    visit.results > 0 && say.resultsCount(visit.results),
    ...visit.papers.filter(({ kind }) => kind !== 'visit').map(({ kind }) => say.paperKinds[kind]),
  ].filter((part) => part !== false)
  return (
    <li className={style.visit}>
      <Link {...linkOf(visit)} className={style.card}>
        <span className={style.day}>
          <span className="numbers">{formatShortDay(visit.start)}</span>
          {isStay && <span className="numbers"> – {end.slice(0, 5)}</span>}
          {visit.formOfCare !== undefined && (
            <span className={style.form}>{visit.formOfCare.name}</span>
          )}
        </span>
        <strong className={style.title}>
          {diagnosis?.plain ?? diagnosis?.name ?? visit.reason ?? say.openVisit}
        </strong>
        {diagnosis?.plain !== undefined && diagnosis.plain !== diagnosis.name && (
          <span className={style.note}>{diagnosis.name}</span>
        )}
        <span className={style.where}>{visit.facility.name}</span>
        {amounts.length > 0 && <span className={style.note}>{amounts.join(' · ')}</span>}
        {visit.withErrors && <Mark tone="warn">{say.withErrors}</Mark>}
        {visit.sensitive && <Mark tone="note">{say.sensitive}</Mark>}
      </Link>
    </li>
  )
}

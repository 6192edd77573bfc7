import type { PaperEntry } from '#health-book/contract'
import { formatDay } from '../../foundation/format.ts'
import { useMessages } from '../../foundation/messages.ts'
import { Empty } from '../Empty.tsx'
import { PaperSign } from '../icons.tsx'
import { Panel } from '../Page.tsx'
import { messages } from './record.messages.ts'
import style from './record.module.css'

/** Papers that can be opened as PDF, by visit. */
export function Papers({
  papers,
  addressOf,
}: {
  readonly papers: readonly PaperEntry[]
  readonly addressOf: (paper: PaperEntry) => string
}) {
  const say = useMessages(messages)
  if (papers.length === 0) return <Empty sign={PaperSign} title={say.noPapers} />
  const visits = Map.groupBy(papers, ({ visit }) => visit)
  return (
    <Panel title={say.papers}>
      <p className={style.note}>{say.paperCopy}</p>
      <ul className={style.lines}>
        {[...visits].map(([visit, ofVisit]) => (
          <li key={visit} className={style.line}>
            <PapersOfVisit papers={ofVisit} addressOf={addressOf} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function PapersOfVisit({
  papers,
  addressOf,
}: {
  readonly papers: readonly PaperEntry[]
  readonly addressOf: (paper: PaperEntry) => string
}) {
  const say = useMessages(messages)
  const [first] = papers
  if (first === undefined) return null
  const day = formatDay(papers.findLast(({ kind }) => kind === 'visit')?.on ?? first.on)
  return (
    <>
      <div className={style.lineMain}>
        <strong className="numbers">{day}</strong>
        <span className={style.note}>{first.facility.name}</span>
      </div>
      <div className={style.sheets}>
        {papers.map((paper) => (
          <a
            key={paper.kind}
            href={addressOf(paper)}
            target="_blank"
            rel="noopener"
            className={style.sheet}
            aria-label={`${say.openPdf}: ${say.paperKinds[paper.kind]}, ${day}`}
          >
            <PaperSign size={18} />
            {say.paperKinds[paper.kind]}
          </a>
        ))}
      </div>
    </>
  )
}

import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { printPaper } from '#health-book/contract'
import { BackLink } from '../../components/record/BackLink.tsx'
import { Page } from '../../components/Page.tsx'
import { Papers } from '../../components/record/Papers.tsx'
import { VisitView } from '../../components/record/VisitView.tsx'
import { addressOf } from '../../foundation/bytes.ts'
import { formatDay } from '../../foundation/format.ts'
import { useMessages } from '../../foundation/messages.ts'
import { messages } from './book.messages.ts'
import { visitQuery } from './book.queries.ts'
import { LargePrintButton } from './LargePrintButton.tsx'
import { printWish, useLargePrint } from './large-print.ts'

const route = getRouteApi('/signed-in/so-suc-khoe/lan-kham/$visit')

/** One of one's own visits. */
export function VisitPage() {
  const { visit: id } = route.useParams()
  const { data: visit } = useSuspenseQuery(visitQuery(id))
  const say = useMessages(messages)
  const isLarge = useLargePrint()
  return (
    <Page
      title={say.visit(visit.facility.name)}
      lead={<span className="numbers">{formatDay(visit.start)}</span>}
      above={<BackLink to="/so-suc-khoe/lan-kham">{say.back}</BackLink>}
      actions={<LargePrintButton />}
    >
      <VisitView visit={visit} />
      <Papers
        papers={visit.papers}
        addressOf={({ kind }) => addressOf(printPaper, { visit: id, kind, ...printWish(isLarge) })}
      />
    </Page>
  )
}

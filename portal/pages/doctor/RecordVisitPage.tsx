import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { printRecordPaper } from '#health-book/contract'
import { Page } from '../../components/Page.tsx'
import { BackLink } from '../../components/record/BackLink.tsx'
import { Papers } from '../../components/record/Papers.tsx'
import { PersonBanner } from '../../components/record/PersonBanner.tsx'
import { VisitView } from '../../components/record/VisitView.tsx'
import { addressOf } from '../../foundation/bytes.ts'
import { formatDay } from '../../foundation/format.ts'
import { useMessages } from '../../foundation/messages.ts'
import { messages } from './doctor.messages.ts'
import { recordVisitQuery } from './doctor.queries.ts'

const route = getRouteApi('/signed-in/bac-si/ho-so/$person/lan-kham/$visit')

/** One visit of a patient, with whose it is always in sight. */
export function RecordVisitPage() {
  const { person, visit: id } = route.useParams()
  const { data: visit } = useSuspenseQuery(recordVisitQuery(person, id))
  const say = useMessages(messages)
  return (
    <Page
      title={say.visit(visit.facility.name)}
      lead={<span className="numbers">{formatDay(visit.start)}</span>}
      above={
        <BackLink to="/bac-si/ho-so/$person" params={{ person }} search={{ muc: 'lan-kham' }}>
          {say.backToRecord}
        </BackLink>
      }
    >
      <PersonBanner person={visit.person} />
      <VisitView visit={visit} />
      <Papers
        papers={visit.papers}
        addressOf={({ kind }) => addressOf(printRecordPaper, { person, visit: id, kind })}
      />
    </Page>
  )
}

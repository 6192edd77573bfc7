import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { printRecordPaper } from '#health-book/contract'
import { BackLink } from '../../components/record/BackLink.tsx'
import { OthersVisitPage } from '../../components/record/OthersVisitPage.tsx'
import { addressOf } from '../../foundation/bytes.ts'
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
    <OthersVisitPage
      visit={visit}
      title={say.visit(visit.facility.name)}
      above={
        <BackLink to="/bac-si/ho-so/$person" params={{ person }} search={{ muc: 'lan-kham' }}>
          {say.backToRecord}
        </BackLink>
      }
      addressOf={({ kind }) => addressOf(printRecordPaper, { person, visit: id, kind })}
    />
  )
}

import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { printFamilyPaper } from '#health-book/contract'
import { Notice } from '../../../components/Notice.tsx'
import { Page, Panel } from '../../../components/Page.tsx'
import { BackLink } from '../../../components/record/BackLink.tsx'
import { OthersVisitPage } from '../../../components/record/OthersVisitPage.tsx'
import { PersonBanner } from '../../../components/record/PersonBanner.tsx'
import { SummaryView } from '../../../components/record/SummaryView.tsx'
import { Timeline } from '../../../components/record/Timeline.tsx'
import { addressOf } from '../../../foundation/bytes.ts'
import { useMessages } from '../../../foundation/messages.ts'
import { messages } from './family.messages.ts'
import { familyBookQuery, familyVisitQuery } from './family.queries.ts'

const bookRoute = getRouteApi('/signed-in/rieng-tu/so-suc-khoe/nguoi-than/$person')
const visitRoute = getRouteApi('/signed-in/rieng-tu/so-suc-khoe/nguoi-than/$person/lan-kham/$visit')

/** The book of a child, or of a member of the family: whose it is always in sight. */
export function FamilyBookPage() {
  const { person } = bookRoute.useParams()
  const { data } = useSuspenseQuery(familyBookQuery(person))
  const say = useMessages(messages)
  const grounds: Readonly<Record<string, string>> = say.grounds
  return (
    <Page title={say.book} above={<BackLink to="/so-suc-khoe/nguoi-than">{say.back}</BackLink>}>
      <PersonBanner person={data.summary.person} />
      <Notice tone="note" title={say.bookNote(grounds[data.ground] ?? data.ground)} />
      <SummaryView summary={data.summary} />
      <Panel title={say.visits}>
        <Timeline
          visits={data.visits}
          linkOf={({ id }) => ({
            to: '/so-suc-khoe/nguoi-than/$person/lan-kham/$visit',
            params: { person, visit: id },
          })}
        />
      </Panel>
    </Page>
  )
}

/** One visit in such a book. */
export function FamilyVisitPage() {
  const { person, visit: id } = visitRoute.useParams()
  const { data: visit } = useSuspenseQuery(familyVisitQuery(person, id))
  const say = useMessages(messages)
  return (
    <OthersVisitPage
      visit={visit}
      title={say.visit(visit.facility.name)}
      above={
        <BackLink to="/so-suc-khoe/nguoi-than/$person" params={{ person }}>
          {say.backToBook}
        </BackLink>
      }
      addressOf={({ kind }) => addressOf(printFamilyPaper, { person, visit: id, kind })}
    />
  )
}

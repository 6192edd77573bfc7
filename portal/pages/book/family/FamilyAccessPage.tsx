import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Notice } from '../../../components/Notice.tsx'
import { Page } from '../../../components/Page.tsx'
import { BackLink } from '../../../components/record/BackLink.tsx'
import { useMessages } from '../../../foundation/messages.ts'
import { AccessLog } from '../AccessLog.tsx'
import { messages } from './family.messages.ts'
import { familyQuery } from './family.queries.ts'

const route = getRouteApi('/signed-in/rieng-tu/so-suc-khoe/nguoi-than/$person/ai-da-xem')

/** Who read the book of a child, whole; or of a member of the family, as far as one may see that book. */
export function FamilyAccessPage() {
  const { person } = route.useParams()
  const say = useMessages(messages)
  const { data } = useSuspenseQuery(familyQuery())
  const one = data.actsFor.find((held) => held.person === person)
  return (
    <Page
      title={say.access(one?.name ?? say.book)}
      lead={say.accessLead}
      above={<BackLink to="/so-suc-khoe/nguoi-than">{say.back}</BackLink>}
    >
      {one?.kind === 'family' && <Notice tone="note">{say.accessPart}</Notice>}
      <AccessLog of={person} />
    </Page>
  )
}

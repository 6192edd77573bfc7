import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Empty } from '../../../components/Empty.tsx'
import { ListSign, SearchSign } from '../../../components/icons.tsx'
import { LinkButton } from '../../../components/LinkButton.tsx'
import { Page, Panel } from '../../../components/Page.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { useMessages } from '../../../foundation/messages.ts'
import { submissionsQuery } from '../facility.queries.ts'
import { SubmissionFilters } from './SubmissionFilters.tsx'
import { SubmissionTable } from './SubmissionTable.tsx'
import { messages } from './submissions.messages.ts'

const route = getRouteApi('/signed-in/co-so/ho-so')

/** What the facility has sent, by filters that live in the address. */
export function SubmissionsPage() {
  const filter = route.useSearch()
  const { data } = useSuspenseQuery(submissionsQuery(filter))
  const say = useMessages(messages)

  return (
    <Page
      title={say.title}
      lead={say.lead}
      actions={
        <LinkButton to="/co-so/ho-so-da-rut" variant="default">
          {say.withdrawn}
        </LinkButton>
      }
    >
      <SubmissionFilters />
      <Panel>
        {data.submissions.length === 0 ? (
          <Nothing isFiltered={Object.keys(filter).length > 0} />
        ) : (
          <SubmissionTable submissions={data.submissions} />
        )}
        <Pages next={data.next} />
      </Panel>
    </Page>
  )
}

function Nothing({ isFiltered }: { readonly isFiltered: boolean }) {
  const say = useMessages(messages)
  if (isFiltered)
    return (
      <Empty sign={SearchSign} title={say.none}>
        {say.noneHint}
      </Empty>
    )
  return (
    <Empty
      sign={ListSign}
      title={say.empty}
      action={
        <LinkButton to="/co-so/gui" mt="sm">
          {say.send}
        </LinkButton>
      }
    >
      {say.emptyHint}
    </Empty>
  )
}

/** The first page is the list without `after`. */
function Pages({ next }: { readonly next: string | undefined }) {
  const { after, ...filter } = route.useSearch()
  return (
    <Pager
      first={after === undefined ? undefined : { to: '/co-so/ho-so', search: filter }}
      next={
        next === undefined ? undefined : { to: '/co-so/ho-so', search: { ...filter, after: next } }
      }
    />
  )
}

import { SegmentedControl, Table } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { PersonReviewLine } from '#people/contract'
import { ActionsHead } from '../../components/ActionsHead.tsx'
import { Empty } from '../../components/Empty.tsx'
import { CheckSign } from '../../components/icons.tsx'
import { LinkButton } from '../../components/LinkButton.tsx'
import { Mark } from '../../components/Notice.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { ScrollTable } from '../../components/ScrollTable.tsx'
import { formatMoment } from '../../foundation/format.ts'
import { useMessages } from '../../foundation/messages.ts'
import { messages } from './identity.messages.ts'
import { personReviewsQuery } from './identity.queries.ts'

const route = getRouteApi('/signed-in/doi-chieu-danh-tinh')

/** Numbers that were claimed for two people: those that wait, and those that were settled. Who they are is told on the next page. */
export function ReviewsPage() {
  const { tinhTrang: state = 'open' } = route.useSearch()
  const navigate = route.useNavigate()
  const { data } = useSuspenseQuery(personReviewsQuery(state))
  const say = useMessages(messages)
  return (
    <Page title={say.title} lead={say.lead}>
      <div>
        <SegmentedControl
          aria-label={say.state}
          value={state}
          data={[
            { value: 'open', label: say.states.open },
            { value: 'settled', label: say.states.settled },
          ]}
          onChange={(value) =>
            void navigate({ search: value === 'settled' ? { tinhTrang: 'settled' } : {} })
          }
        />
      </div>
      <Panel>
        {data.reviews.length === 0 ? (
          <Empty sign={CheckSign} title={state === 'open' ? say.none : say.noneSettled}>
            {say.noneHint}
          </Empty>
        ) : (
          <ScrollTable label={say.title} isStacked>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{say.openedAt}</Table.Th>
                <Table.Th>{say.facility}</Table.Th>
                <Table.Th>{say.number}</Table.Th>
                {state === 'settled' && <Table.Th>{say.verdict}</Table.Th>}
                <ActionsHead />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.reviews.map((review) => (
                <Line key={review.review} review={review} />
              ))}
            </Table.Tbody>
          </ScrollTable>
        )}
      </Panel>
    </Page>
  )
}

function Line({ review }: { readonly review: PersonReviewLine }) {
  const say = useMessages(messages)
  const { verdict, settledBy, settledAt } = review
  return (
    <Table.Tr>
      <Table.Td data-label={say.openedAt} className="numbers">
        {formatMoment(review.openedAt)}
      </Table.Td>
      <Table.Td data-label={say.facility}>{review.facility.name}</Table.Td>
      <Table.Td data-label={say.number}>
        <span>
          {say.systems[review.system]}{' '}
          <span className="numbers">{say.ending(review.numberEnd)}</span>
        </span>
      </Table.Td>
      {verdict !== undefined && (
        <Table.Td data-label={say.verdict}>
          <div>
            <Mark tone="plain">{say.verdicts[verdict]}</Mark>
            {settledBy !== undefined && settledAt !== undefined && (
              <div>{say.settledBy(settledBy, formatMoment(settledAt))}</div>
            )}
          </div>
        </Table.Td>
      )}
      <Table.Td ta="right">
        <LinkButton
          to="/doi-chieu-danh-tinh/$muc"
          params={{ muc: review.review }}
          variant="default"
          size="sm"
          aria-label={say.compareOne(review.numberEnd)}
        >
          {say.compare}
        </LinkButton>
      </Table.Td>
    </Table.Tr>
  )
}

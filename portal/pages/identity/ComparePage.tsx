import { Button, Group, Table } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { type PersonSide, reopenPersonReview, settlePersonReview } from '#people/contract'
import { Dialog } from '../../components/Dialog.tsx'
import { Mark, Notice } from '../../components/Notice.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { ReasonDialog } from '../../components/ReasonDialog.tsx'
import { BackLink } from '../../components/record/BackLink.tsx'
import { ScrollTable } from '../../components/ScrollTable.tsx'
import { call } from '../../foundation/call.ts'
import { formatDay, formatMoment } from '../../foundation/format.ts'
import { useMessages } from '../../foundation/messages.ts'
import { messages } from './identity.messages.ts'
import { personReviewQuery } from './identity.queries.ts'

const route = getRouteApi('/signed-in/doi-chieu-danh-tinh/$muc')

/** The contract asks for a reason of at least so many characters. */
const REASON_MIN = 10

/** Both sides of a contradiction beside one another, and the verdict. */
export function ComparePage() {
  const { muc } = route.useParams()
  const { data } = useSuspenseQuery(personReviewQuery(muc))
  const say = useMessages(messages)
  const { verdict, settledBy = '', settledAt } = data
  return (
    <Page
      title={say.detail}
      lead={say.detailLead}
      above={<BackLink to="/doi-chieu-danh-tinh">{say.back}</BackLink>}
    >
      <Notice tone="note" title={say.contested}>
        {say.systems[data.system]} <strong className="numbers">{shown(data.number)}</strong> ·{' '}
        {data.facility.name} · {formatMoment(data.openedAt)}
      </Notice>
      <Panel>
        <Sides claimed={data.claimed} owner={data.owner} />
      </Panel>
      <Panel title={say.verdict}>
        {verdict === undefined ? (
          <Judge review={muc} />
        ) : (
          <Group justify="space-between">
            <div>
              <Mark tone="plain">{say.verdicts[verdict]}</Mark>
              {settledAt !== undefined && (
                <div>{say.settledBy(settledBy, formatMoment(settledAt))}</div>
              )}
            </div>
            <Reopen review={muc} />
          </Group>
        )}
      </Panel>
    </Page>
  )
}

/** A patient number is kept with its facility before it. */
function shown(number: string): string {
  return number.replace('|', ' · ')
}

function Sides({ claimed, owner }: { readonly claimed: PersonSide; readonly owner: PersonSide }) {
  const say = useMessages(messages)
  const rows: readonly [string, (side: PersonSide) => string][] = [
    [say.name, ({ name }) => name],
    [say.birthDate, ({ birthDate }) => (birthDate === '' ? say.unknown : formatDay(birthDate))],
    [say.sex, ({ sex }) => say.sexes[sex]],
    [say.citizenNumber, ({ citizenNumber }) => citizenNumber ?? say.unknown],
  ]
  return (
    <ScrollTable label={say.detail} isStacked>
      <Table.Thead>
        <Table.Tr>
          <Table.Th />
          <Table.Th>{say.claimed}</Table.Th>
          <Table.Th>{say.owner}</Table.Th>
          <Table.Th />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(([label, of]) => (
          <Row key={label} label={label} left={of(claimed)} right={of(owner)}>
            <Agreement one={of(claimed)} other={of(owner)} />
          </Row>
        ))}
        <Row
          label={say.numbers}
          left={<Numbers side={claimed} />}
          right={<Numbers side={owner} />}
        />
        <Row
          label={say.facilities}
          left={claimed.facilities.join(', ')}
          right={owner.facilities.join(', ')}
        />
        <Row
          label={say.since}
          left={formatMoment(claimed.since)}
          right={formatMoment(owner.since)}
        />
      </Table.Tbody>
    </ScrollTable>
  )
}

/** Whether both say the same; what one side does not know is no difference. */
function Agreement({ one, other }: { readonly one: string; readonly other: string }) {
  const say = useMessages(messages)
  if (one === say.unknown || other === say.unknown) return null
  return (
    <Mark tone={one === other ? 'good' : 'warn'}>{one === other ? say.same : say.differs}</Mark>
  )
}

function Row({
  label,
  left,
  right,
  children,
}: {
  readonly label: string
  readonly left: ReactNode
  readonly right: ReactNode
  readonly children?: ReactNode
}) {
  const say = useMessages(messages)
  return (
    <Table.Tr>
      <Table.Th scope="row" style={{ verticalAlign: 'top' }}>
        {label}
      </Table.Th>
      <Table.Td data-label={say.claimed} style={{ verticalAlign: 'top' }}>
        <div>{left}</div>
      </Table.Td>
      <Table.Td data-label={say.owner} style={{ verticalAlign: 'top' }}>
        <div>{right}</div>
      </Table.Td>
      <Table.Td>{children}</Table.Td>
    </Table.Tr>
  )
}

function Numbers({ side: { numbers } }: { readonly side: PersonSide }) {
  const say = useMessages(messages)
  return numbers.map(({ system, value, facility }) => (
    <div key={`${system} ${value}`}>
      {say.systems[system] ?? system}: <span className="numbers">{shown(value)}</span> ({facility})
    </div>
  ))
}

function Judge({ review }: { readonly review: string }) {
  const say = useMessages(messages)
  const queryClient = useQueryClient()
  const [verdict, setVerdict] = useState<'same-person' | 'different-persons'>()
  const settling = useMutation({
    mutationFn: (reason: string) =>
      call(settlePersonReview, { review, verdict: verdict ?? 'different-persons', reason }),
    onSuccess: async () => {
      setVerdict(undefined)
      await queryClient.invalidateQueries()
    },
  })
  return (
    <Group>
      <Button variant="default" onClick={() => setVerdict('same-person')}>
        {say.verdicts['same-person']}
      </Button>
      <Button variant="default" onClick={() => setVerdict('different-persons')}>
        {say.verdicts['different-persons']}
      </Button>
      {verdict !== undefined && (
        <ReasonDialog
          title={say.verdicts[verdict]}
          lead={verdict === 'same-person' ? say.sameLead : say.differentLead}
          action={say.verdicts[verdict]}
          charactersMin={REASON_MIN}
          pending={settling.isPending}
          error={settling.error}
          onClose={() => setVerdict(undefined)}
          onReason={(reason) => settling.mutate(reason)}
        />
      )}
    </Group>
  )
}

function Reopen({ review }: { readonly review: string }) {
  const say = useMessages(messages)
  const queryClient = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const reopening = useMutation({
    mutationFn: () => call(reopenPersonReview, { review }),
    onSuccess: async () => {
      setAsking(false)
      await queryClient.invalidateQueries()
    },
  })
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {say.reopen}
      </Button>
      {isAsking && (
        <Dialog title={say.reopen} onClose={() => setAsking(false)}>
          <p>{say.reopenLead}</p>
          {reopening.isError && <ProblemNotice error={reopening.error} />}
          <Group justify="flex-end">
            <Button loading={reopening.isPending} onClick={() => reopening.mutate()}>
              {say.reopen}
            </Button>
          </Group>
        </Dialog>
      )}
    </>
  )
}

import { Table } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { MilestoneView } from '#programmes/contract'
import { Mark } from '../../components/Notice.tsx'
import { ScrollTable } from '../../components/ScrollTable.tsx'
import { formatDay } from '../../foundation/format.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { toneOf } from './milestone-tone.ts'
import type { ProgressAddress } from './programmes.queries.ts'
import { messages } from './programmes.messages.ts'
import style from './programmes.module.css'
import { ShareBar } from './ShareBar.tsx'

/** Milestones, one a line; where there is an address, each leads to its own page. */
export function MilestoneTable({
  label,
  milestones,
  address,
}: {
  readonly label: string
  readonly milestones: readonly MilestoneView[]
  readonly address?: ProgressAddress
}) {
  const say = useMessages(messages)
  return (
    <ScrollTable label={label} minWidth={760} isStacked>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{say.milestone}</Table.Th>
          <Table.Th>{say.due}</Table.Th>
          <Table.Th>{say.progress}</Table.Th>
          <Table.Th ta="right">{say.target}</Table.Th>
          <Table.Th>{say.state}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {milestones.map((one) => (
          <Row key={one.id} milestone={one} address={address} />
        ))}
      </Table.Tbody>
    </ScrollTable>
  )
}

function Row({
  milestone,
  address,
}: {
  readonly milestone: MilestoneView
  readonly address: ProgressAddress | undefined
}) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const name = inWords(milestone.name)
  return (
    <Table.Tr>
      <Table.Td miw={260} data-label={say.milestone}>
        <div>
          {address === undefined ? (
            <strong>{name}</strong>
          ) : (
            <Link
              to="/tien-do/$moc"
              params={{ moc: milestone.id }}
              search={address}
              className={style.name}
            >
              {name}
            </Link>
          )}
          <div className={style.note}>
            {inWords(milestone.measureName)} · {say.actors[milestone.owes]}
          </div>
        </div>
      </Table.Td>
      <Table.Td data-label={say.due}>
        <DueDay milestone={milestone} />
      </Table.Td>
      <Table.Td miw={180} data-label={say.progress}>
        <ShareBar share={milestone.share} />
      </Table.Td>
      <Table.Td ta="right" className="numbers" data-label={say.target}>
        {milestone.targetPercent} %
      </Table.Td>
      <Table.Td data-label={say.state}>
        <Mark tone={toneOf(milestone)} wraps>
          {say.states[milestone.state]}
          {milestone.kept !== undefined && `, ${say.kept[milestone.kept]}`}
        </Mark>
        {milestone.escalated && <div className={style.note}>{say.escalated}</div>}
      </Table.Td>
    </Table.Tr>
  )
}

/** The last day with the days that are left. */
export function DueDay({ milestone }: { readonly milestone: MilestoneView }) {
  const say = useMessages(messages)
  const { due, daysLeft, state } = milestone
  if (due === undefined) return <span className={style.note}>{say.noDue}</span>
  const isOpen = state !== 'history' && state !== 'reached' && daysLeft !== undefined
  return (
    <div>
      <span className="numbers">{formatDay(due)}</span>
      {isOpen && (
        <div className={style.note}>{daysLeft === 0 ? say.today : say.days(daysLeft)}</div>
      )}
    </div>
  )
}

import { Table } from '@mantine/core'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { listWaitingByFacility } from '#delivery/contract'
import { formatMoment, formatNumber } from '../foundation/format.ts'
import { useLanguage } from '../foundation/language.ts'
import { useBilingual, useMessages } from '../foundation/messages.ts'
import { ActionsHead } from './ActionsHead.tsx'
import { Mark } from './Notice.tsx'
import { messages } from './queue.messages.ts'
import { ScrollTable } from './ScrollTable.tsx'

export type Queue = z.infer<typeof listWaitingByFacility.response>['facilities'][number]

/** Queues to the outside, one a line: what waits, since when, and whether the line is open. */
export function QueueTable<Row extends Queue>({
  queues,
  label,
  actionOf,
}: {
  readonly queues: readonly Row[]
  readonly label: string
  readonly actionOf?: (queue: Row) => ReactNode
}) {
  const say = useMessages(messages)
  return (
    <ScrollTable label={label} minWidth={860}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{say.facility}</Table.Th>
          <Table.Th ta="right">{say.waiting}</Table.Th>
          <Table.Th ta="right">{say.awaiting}</Table.Th>
          <Table.Th ta="right">{say.late}</Table.Th>
          <Table.Th ta="right">{say.failed}</Table.Th>
          <Table.Th>{say.oldest}</Table.Th>
          <Table.Th>{say.line}</Table.Th>
          {actionOf !== undefined && <ActionsHead />}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {queues.map((queue) => (
          <Table.Tr key={queue.facility}>
            <Table.Td miw={220}>
              <strong>{queue.facilityName ?? queue.facility}</strong>
              <div className="numbers">{queue.facility}</div>
            </Table.Td>
            <Count value={queue.waiting} />
            <Count value={queue.awaitingResult} />
            <Count value={queue.late} isBad />
            <Count value={queue.failed} isBad />
            <Table.Td className="numbers">
              {queue.oldestSince === undefined ? '–' : formatMoment(queue.oldestSince)}
            </Table.Td>
            <Table.Td miw={240}>
              <Line queue={queue} />
            </Table.Td>
            {actionOf !== undefined && <Table.Td ta="right">{actionOf(queue)}</Table.Td>}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ScrollTable>
  )
}

function Count({ value, isBad = false }: { readonly value: number; readonly isBad?: boolean }) {
  const language = useLanguage()
  const alarms = isBad && value > 0
  return (
    <Table.Td
      ta="right"
      className="numbers"
      fw={alarms ? 600 : 400}
      c={alarms ? 'var(--mach-bad)' : 'inherit'}
    >
      {formatNumber(value, language)}
    </Table.Td>
  )
}

function Line({ queue }: { readonly queue: Queue }) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  if (queue.disturbedSince === undefined) return <Mark tone="good">{say.open}</Mark>
  return (
    <>
      <Mark tone="warn">{say.disturbed}</Mark>
      <div>
        {say.since} <span className="numbers">{formatMoment(queue.disturbedSince)}</span>
        {queue.nextProbeAt !== undefined && (
          <>
            {' · '}
            {say.nextProbe} <span className="numbers">{formatMoment(queue.nextProbeAt)}</span>
          </>
        )}
      </div>
      {queue.reasonText !== undefined && <small>{inWords(queue.reasonText)}</small>}
    </>
  )
}

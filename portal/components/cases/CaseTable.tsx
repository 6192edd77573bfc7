import { Table } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { CaseLine } from '#cases/contract'
import { formatMoment } from '../../foundation/format.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { Mark } from '../Notice.tsx'
import { ScrollTable } from '../ScrollTable.tsx'
import { messages } from './cases.messages.ts'
import style from './cases.module.css'
import { ClockEnd, ClockMark } from './ClockMark.tsx'

/** Cases, one a line, the nearest end first; the name opens the case. */
export function CaseTable({
  cases,
  label,
  withFacility,
}: {
  readonly cases: readonly CaseLine[]
  readonly label: string
  readonly withFacility: boolean
}) {
  const say = useMessages(messages)
  return (
    <ScrollTable label={label} minWidth={760} isStacked>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{say.kind}</Table.Th>
          <Table.Th>{say.state}</Table.Th>
          <Table.Th>{say.clock}</Table.Th>
          {withFacility && <Table.Th>{say.facility}</Table.Th>}
          <Table.Th>{say.openedAt}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {cases.map((line) => (
          <Row key={line.case} line={line} withFacility={withFacility} />
        ))}
      </Table.Tbody>
    </ScrollTable>
  )
}

function Row({ line, withFacility }: { readonly line: CaseLine; readonly withFacility: boolean }) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  return (
    <Table.Tr>
      <Table.Td data-label={say.kind}>
        <span>
          <Link to="/vu-viec/$vuViec" params={{ vuViec: line.case }} className={style.link}>
            {inWords(line.name)}
          </Link>
          {line.isNew && (
            <span className={style.new}>
              <Mark tone="note">{say.isNew}</Mark>
            </span>
          )}
        </span>
      </Table.Td>
      <Table.Td data-label={say.state}>
        <Mark tone={line.state.tone} wraps>
          {inWords(line.state.name)}
        </Mark>
      </Table.Td>
      <Table.Td data-label={say.clock}>
        {line.clock === undefined ? (
          '–'
        ) : (
          <span>
            <ClockMark clock={line.clock} />
            <div className={style.note}>
              <ClockEnd clock={line.clock} />
            </div>
          </span>
        )}
      </Table.Td>
      {withFacility && <Table.Td data-label={say.facility}>{line.facility?.name ?? '–'}</Table.Td>}
      <Table.Td data-label={say.openedAt} className="numbers">
        {formatMoment(line.openedAt)}
      </Table.Td>
    </Table.Tr>
  )
}

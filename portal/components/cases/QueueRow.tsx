import { Checkbox, Table } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { CaseLine } from '#cases/contract'
import { formatMoment } from '../../foundation/format.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { Mark } from '../Notice.tsx'
import { useSubject } from './case-subject.ts'
import { messages } from './cases.messages.ts'
import style from './cases.module.css'
import { ClockEnd, ClockMark } from './ClockMark.tsx'
import { useTraits } from './use-traits.ts'

/** One case of a queue; the line at which the keyboard stands is marked and kept in view. */
export function QueueRow({
  line,
  isCurrent,
  isSelected,
  onSelect,
}: {
  readonly line: CaseLine
  readonly isCurrent: boolean
  readonly isSelected: boolean
  readonly onSelect: () => void
}) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const subjectOf = useSubject()
  const row = useRef<HTMLTableRowElement>(null)
  useEffect(() => {
    if (isCurrent) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isCurrent])
  const subject = subjectOf(line)
  const kind = inWords(line.name)
  const traits = useTraits(line)
  return (
    <Table.Tr
      ref={row}
      data-current={isCurrent || undefined}
      aria-current={isCurrent || undefined}
      className={style.queueRow}
    >
      <Table.Td>
        <Checkbox aria-label={say.select(subject)} checked={isSelected} onChange={onSelect} />
      </Table.Td>
      <Table.Td data-label={say.about}>
        <span>
          <Link to="/vu-viec/$vuViec" params={{ vuViec: line.case }} className={style.link}>
            {subject === kind ? kind : `${subject} · ${kind}`}
          </Link>
          {line.isNew && (
            <span className={style.new}>
              <Mark tone="note">{say.isNew}</Mark>
            </span>
          )}
          {traits !== '' && <div className={style.note}>{traits}</div>}
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
      <Table.Td data-label={say.openedAt} className="numbers">
        {formatMoment(line.openedAt)}
      </Table.Td>
    </Table.Tr>
  )
}

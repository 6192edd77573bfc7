import { Table } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { OutsideRecordView } from '#registry/contract'
import { ActButton } from '../../components/ActButton.tsx'
import { Empty } from '../../components/Empty.tsx'
import { EndlessList } from '../../components/EndlessList.tsx'
import { CheckSign } from '../../components/icons.tsx'
import { LinkButton } from '../../components/LinkButton.tsx'
import { Panel } from '../../components/Page.tsx'
import { ScrollTable } from '../../components/ScrollTable.tsx'
import { formatMoment } from '../../foundation/format.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { messages } from './outside.messages.ts'
import { type Channel, type RecordState, recordsQuery, resend } from './outside.queries.ts'
import style from './outside.module.css'

type Props = {
  readonly channel: Channel
  readonly state: RecordState
  readonly mayResend: boolean
}

/** The files behind one number, with every reason of each. */
export function RecordsPanel({ channel, state, mayResend }: Props) {
  const say = useMessages(messages)
  const list = useInfiniteQuery(recordsQuery({ channel, state }))
  const records = list.data?.pages.flatMap((page) => page.records) ?? []
  const title = say.listTitle(say.channels[channel], say.states[state] ?? state)
  return (
    <Panel
      title={title}
      aside={
        <LinkButton to="/lien-thong" variant="default">
          {say.close}
        </LinkButton>
      }
    >
      <EndlessList
        list={list}
        isEmpty={records.length === 0}
        empty={<Empty sign={CheckSign} title={say.none} />}
      >
        <ScrollTable label={title} isStacked>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say.name}</Table.Th>
              <Table.Th>{say.reason}</Table.Th>
              <Table.Th>{say.changed}</Table.Th>
              {mayResend && <Table.Th />}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {records.map((one) => (
              <RecordLine
                key={`${one.subject} ${one.changedAt}`}
                record={one}
                channel={channel}
                mayResend={mayResend && state !== 'waiting'}
              />
            ))}
          </Table.Tbody>
        </ScrollTable>
      </EndlessList>
    </Panel>
  )
}

function RecordLine({
  record,
  channel,
  mayResend,
}: {
  readonly record: OutsideRecordView
  readonly channel: Channel
  readonly mayResend: boolean
}) {
  const say = useMessages(messages)
  const spoken = useBilingual()
  const { subject, name, kind, code, action, reasons, changedAt } = record
  const about = [say.kinds[kind], code, action && say.actions[action]].filter(Boolean).join(' · ')
  return (
    <Table.Tr>
      <Table.Td data-label={say.name}>
        <div>
          <strong>{name}</strong>
          <div className={style.detail}>{about}</div>
        </div>
      </Table.Td>
      <Table.Td data-label={say.reason}>
        <ul className={style.reasons}>
          {reasons.map((reason) => (
            <li key={`${reason.code} ${reason.detail ?? ''}`}>
              {spoken(reason.text)}
              {reason.detail !== undefined && (
                <span className={style.detail}> ({reason.detail})</span>
              )}
            </li>
          ))}
        </ul>
      </Table.Td>
      <Table.Td data-label={say.changed}>
        <span className="numbers">{formatMoment(changedAt)}</span>
      </Table.Td>
      {mayResend && (
        <Table.Td data-label="">
          <ActButton act={() => resend({ channel, subject })} aria-label={say.resendOf(name)}>
            {say.resendOne}
          </ActButton>
        </Table.Td>
      )}
    </Table.Tr>
  )
}

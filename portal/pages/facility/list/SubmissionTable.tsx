import { Table } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { SubmissionLine } from '#intake/contract'
import { ScrollTable } from '../../../components/ScrollTable.tsx'
import { DeliveryMark, FindingCounts, StatusMark } from '../../../components/StatusMark.tsx'
import { words } from '../../../components/words.messages.ts'
import { formatDay, formatTime } from '../../../foundation/format.ts'
import { useBilingual, useMessages } from '../../../foundation/messages.ts'
import style from './submission-table.module.css'
import { messages } from './submissions.messages.ts'

/** Dossiers sent, one a line; the link code opens the dossier. */
export function SubmissionTable({
  submissions,
}: {
  readonly submissions: readonly SubmissionLine[]
}) {
  const say = useMessages(words)
  const own = useMessages(messages)
  return (
    <ScrollTable label={own.title} minWidth={960} isStacked>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{say.receivedAt}</Table.Th>
          <Table.Th>{say.linkCode}</Table.Th>
          <Table.Th>{say.patient}</Table.Th>
          <Table.Th>{say.ward}</Table.Th>
          <Table.Th>{say.status}</Table.Th>
          <Table.Th>{say.delivery}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {submissions.map((submission) => (
          <Row key={submission.receipt} submission={submission} />
        ))}
      </Table.Tbody>
    </ScrollTable>
  )
}

function Row({ submission }: { readonly submission: SubmissionLine }) {
  const say = useMessages(words)
  const own = useMessages(messages)
  const inWords = useBilingual()
  return (
    <Table.Tr>
      <Table.Td className="numbers" data-label={say.receivedAt}>
        <div>{formatTime(submission.receivedAt)}</div>
        <div className={style.note}>{formatDay(new Date(submission.receivedAt))}</div>
      </Table.Td>
      <Table.Td data-label={say.linkCode}>
        <Link
          to="/co-so/ho-so/$receipt"
          params={{ receipt: submission.receipt }}
          className={style.link}
        >
          {submission.linkCode ?? submission.receipt}
        </Link>
        <div className={style.note}>
          {submission.kind === 'check-in' ? say.kinds['check-in'] : say.doors[submission.door]}
        </div>
      </Table.Td>
      <Table.Td data-label={say.patient}>
        <div>
          {submission.patientName ?? <span className={style.note}>{own.notIdentified}</span>}
        </div>
        <div className={style.note}>{submission.patientNumber}</div>
      </Table.Td>
      <Table.Td data-label={say.ward}>
        <span>{submission.wardName ?? submission.ward ?? '–'}</span>
      </Table.Td>
      <Table.Td data-label={say.status}>
        <StatusMark status={submission.status} />
        <div className={style.counts}>
          <FindingCounts counts={submission.counts} />
        </div>
      </Table.Td>
      <Table.Td data-label={say.delivery}>
        {submission.deliveries.map((delivery) => (
          <div key={`${delivery.channel} ${delivery.kind}`}>
            <DeliveryMark
              state={delivery.state}
              text={delivery.stateText === undefined ? delivery.state : inWords(delivery.stateText)}
            />
            {delivery.portalNumber !== undefined && (
              <div className={`${style.note} numbers`}>{delivery.portalNumber}</div>
            )}
          </div>
        ))}
      </Table.Td>
    </Table.Tr>
  )
}

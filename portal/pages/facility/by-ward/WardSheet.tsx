import { Table } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { WardFindings } from '#intake/contract'
import { Panel } from '../../../components/Page.tsx'
import { ScrollTable } from '../../../components/ScrollTable.tsx'
import { FindingCounts, SeverityMark } from '../../../components/StatusMark.tsx'
import { words } from '../../../components/words.messages.ts'
import { formatDay } from '../../../foundation/format.ts'
import { useBilingual, useMessages } from '../../../foundation/messages.ts'
import { messages } from './by-ward.messages.ts'
import style from './ward-sheet.module.css'

type Ward = WardFindings['wards'][number]
type Doctor = Ward['doctors'][number]

/** One ward: each practitioner with the findings that wait for them. On paper it starts on a new page. */
export function WardSheet({ ward }: { readonly ward: Ward }) {
  const fixed = useMessages(words)
  const title = ward.ward === '' ? fixed.noWard : `${ward.wardName} (${ward.ward})`
  return (
    <div className={style.sheet}>
      <Panel title={title} aside={<FindingCounts counts={ward.counts} />}>
        {ward.doctors.map((doctor) => (
          <DoctorFindings key={doctor.doctor} doctor={doctor} />
        ))}
      </Panel>
    </div>
  )
}

function DoctorFindings({ doctor }: { readonly doctor: Doctor }) {
  const fixed = useMessages(words)
  const say = useMessages(messages)
  const name =
    doctor.doctor === '' ? fixed.noPractitioner : `${doctor.doctorName} · ${doctor.doctor}`
  return (
    <section className={style.doctor}>
      <h3>
        {name} <FindingCounts counts={doctor.counts} />
      </h3>
      <ScrollTable label={name} minWidth={760} isStacked>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say.dossier}</Table.Th>
            <Table.Th>{say.place}</Table.Th>
            <Table.Th>{say.finding}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {doctor.findings.map((finding) => (
            <FindingRow
              key={`${finding.receipt} ${finding.at} ${finding.rule}`}
              finding={finding}
            />
          ))}
        </Table.Tbody>
      </ScrollTable>
    </section>
  )
}

function FindingRow({ finding }: { readonly finding: Doctor['findings'][number] }) {
  const inWords = useBilingual()
  const say = useMessages(messages)
  return (
    <Table.Tr>
      <Table.Td className={style.dossier} data-label={say.dossier}>
        <Link
          to="/co-so/ho-so/$receipt"
          params={{ receipt: finding.receipt }}
          search={{ o: finding.at }}
        >
          {finding.linkCode}
        </Link>
        <div className={style.note}>
          <span>{finding.patientNumber}</span>{' '}
          <span className="numbers">{formatDay(new Date(finding.receivedAt))}</span>
        </div>
      </Table.Td>
      <Table.Td className="code" miw={190}>
        {finding.at}
      </Table.Td>
      <Table.Td>
        <SeverityMark severity={finding.severity} /> {inWords(finding.message)}
        <div className={style.note}>{inWords(finding.remedy)}</div>
      </Table.Td>
    </Table.Tr>
  )
}

import { Table } from '@mantine/core'
import type { HalfYearReport } from '#intake/contract'
import { ScrollTable } from '../../../components/ScrollTable.tsx'
import { formatNumber, formatShare } from '../../../foundation/format.ts'
import { useLanguage } from '../../../foundation/language.ts'
import { useMessages } from '../../../foundation/messages.ts'
import { kindName, messages as shared } from '../department.messages.ts'
import { messages } from './report.messages.ts'

/** The figures of each facility, as they stand in the report. */
export function ReportTable({ report }: { readonly report: HalfYearReport }) {
  const say = useMessages(messages)
  const kinds = useMessages(shared).kinds
  const language = useLanguage()
  const number = (value: number) => formatNumber(value, language)
  return (
    <ScrollTable label={say.byFacility} minWidth={900}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{say.facility}</Table.Th>
          <Table.Th ta="right">{say.visits}</Table.Th>
          <Table.Th ta="right">{say.persons}</Table.Th>
          <Table.Th ta="right">{say.uninsured}</Table.Th>
          <Table.Th ta="right">{say.refusedOpen}</Table.Th>
          <Table.Th ta="right">{say.within24}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {report.facilities.map((row) => (
          <Table.Tr key={row.facility}>
            <Table.Td miw={220}>
              <strong>{row.name}</strong>
              <div>
                <span className="numbers">{row.facility}</span> · {kindName(kinds, row.kind)}
              </div>
            </Table.Td>
            {[row.visits, row.persons, row.uninsured, row.refusedOpen].map((value, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the place is the column
              <Table.Td key={index} ta="right" className="numbers">
                {number(value)}
              </Table.Td>
            ))}
            <Table.Td ta="right" className="numbers">
              {row.visits === 0 ? '–' : formatShare(row.within24Hours / 100, language)}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ScrollTable>
  )
}

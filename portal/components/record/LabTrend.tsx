import { Table } from '@mantine/core'
import type { LabSeries } from '#health-book/contract'
import { formatDay, formatNumber } from '../../foundation/format.ts'
import { useLanguage } from '../../foundation/language.ts'
import { useMessages } from '../../foundation/messages.ts'
import { Mark } from '../Notice.tsx'
import { Panel } from '../Page.tsx'
import { ScrollTable } from '../ScrollTable.tsx'
import { messages } from './record.messages.ts'
import { useRangeText } from './Results.tsx'
import { TrendChart } from './TrendChart.tsx'
import { flagOf, type TrendPoint } from './trend.ts'
import style from './trend.module.css'

/** One index: its chart, and the same figures as a table. */
export function LabTrend({ series }: { readonly series: LabSeries }) {
  const say = useMessages(messages)
  const name = series.plain ?? series.name
  return (
    <Panel title={name}>
      <p className={style.legend}>
        <span>
          <span className="code">{series.code}</span>
          {series.plain !== undefined && ` · ${series.name}`}
          {series.unit !== undefined && ` · ${series.unit}`}
        </span>
        <span className={style.key}>{say.band}</span>
      </p>
      <TrendChart series={series} />
      <details className={style.table}>
        <summary>{say.showTable}</summary>
        <ScrollTable label={name} minWidth={480}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say.day}</Table.Th>
              <Table.Th>{say.value}</Table.Th>
              <Table.Th>{say.reference}</Table.Th>
              <Table.Th>{say.facility}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {series.points.toReversed().map((point) => (
              <PointRow key={`${point.visit} ${point.at}`} point={point} unit={series.unit} />
            ))}
          </Table.Tbody>
        </ScrollTable>
      </details>
    </Panel>
  )
}

function PointRow({
  point,
  unit,
}: {
  readonly point: TrendPoint
  readonly unit: string | undefined
}) {
  const say = useMessages(messages)
  const language = useLanguage()
  const range = useRangeText(point)
  const flag = flagOf(point)
  return (
    <Table.Tr>
      <Table.Td className="numbers">{formatDay(point.at)}</Table.Td>
      <Table.Td>
        <span className="numbers">{formatNumber(point.value, language, 3)}</span> {unit}{' '}
        {flag !== undefined && <Mark tone="warn">{say[flag]}</Mark>}
      </Table.Td>
      <Table.Td>{range ?? say.noRange}</Table.Td>
      <Table.Td>{point.facility.name}</Table.Td>
    </Table.Tr>
  )
}

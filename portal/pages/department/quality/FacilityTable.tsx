import { Table } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { FacilityFigures } from '#intake/contract'
import { Mark } from '../../../components/Notice.tsx'
import { ScrollTable } from '../../../components/ScrollTable.tsx'
import { formatNumber, formatShare } from '../../../foundation/format.ts'
import { useLanguage } from '../../../foundation/language.ts'
import { useMessages } from '../../../foundation/messages.ts'
import { kindName, messages as shared } from '../department.messages.ts'
import { everyDay } from './figures.ts'
import type { Figures } from './QualityPage.tsx'
import style from './quality.module.css'
import { messages } from './quality.messages.ts'

/** Every facility, those that sent nothing included: its days as a small curve, its numbers, its first trouble. */
export function FacilityTable({ figures }: { readonly figures: Figures }) {
  const say = useMessages(messages)
  const facilities = figures.facilities.toSorted((a, b) => b.dossiers - a.dossiers)
  return (
    <ScrollTable label={say.byFacility} minWidth={900}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{say.facility}</Table.Th>
          <Table.Th>{say.byDay}</Table.Th>
          <Table.Th ta="right">{say.dossiers}</Table.Th>
          <Table.Th ta="right">{say.share}</Table.Th>
          <Table.Th ta="right">{say.withErrors}</Table.Th>
          <Table.Th ta="right">{say.refused}</Table.Th>
          <Table.Th ta="right">{say.waiting}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {facilities.map((facility) => (
          <Row key={facility.facility} facility={facility} figures={figures} />
        ))}
      </Table.Tbody>
    </ScrollTable>
  )
}

function Row({
  facility,
  figures: { from, to, by },
}: {
  readonly facility: FacilityFigures
  readonly figures: Figures
}) {
  const say = useMessages(messages)
  const kinds = useMessages(shared).kinds
  const language = useLanguage()
  const number = (value: number) => formatNumber(value, language)
  return (
    <Table.Tr>
      <Table.Td miw={220}>
        <Link
          to="/so-y-te"
          search={{ from, to, by, facility: facility.facility }}
          className={style.name}
        >
          {facility.name}
        </Link>
        <div className={style.note}>
          <span className="numbers">{facility.facility}</span> · {kindName(kinds, facility.kind)}
        </div>
      </Table.Td>
      {facility.dossiers === 0 ? (
        <Table.Td colSpan={5}>
          <Mark tone="plain">{say.silent}</Mark>
        </Table.Td>
      ) : (
        <>
          <Table.Td>
            <Curve values={everyDay(facility.days, from, to).map((day) => day.dossiers)} />
          </Table.Td>
          <Number>{number(facility.dossiers)}</Number>
          <Number>{formatShare(facility.accepted / facility.dossiers, language)}</Number>
          <Number>{number(facility.withErrors)}</Number>
          <Number isBad={facility.refused > 0}>{number(facility.refused)}</Number>
        </>
      )}
      <Number>{number(facility.waiting)}</Number>
    </Table.Tr>
  )
}

function Number({
  children,
  isBad = false,
}: {
  readonly children: string
  readonly isBad?: boolean
}) {
  return (
    <Table.Td ta="right" className={`numbers ${isBad ? style.bad : ''}`}>
      {children}
    </Table.Td>
  )
}

/** The days of a facility as columns without numbers; the numbers stand beside. */
function Curve({ values }: { readonly values: readonly number[] }) {
  const most = Math.max(1, ...values)
  return (
    <svg
      className={style.curve}
      viewBox={`0 0 ${values.length * 4} 28`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {values.map((value, index) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is the day
          key={index}
          x={index * 4}
          width={3}
          y={28 - (value / most) * 28}
          height={(value / most) * 28}
        />
      ))}
    </svg>
  )
}

import { SegmentedControl, Table } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { z } from 'zod'
import type { listFacilityQuality } from '#registry/contract'
import { Empty } from '../../components/Empty.tsx'
import { EndlessList } from '../../components/EndlessList.tsx'
import { ChartSign } from '../../components/icons.tsx'
import { Mark } from '../../components/Notice.tsx'
import { Panel } from '../../components/Page.tsx'
import { ScrollTable } from '../../components/ScrollTable.tsx'
import { formatNumber } from '../../foundation/format.ts'
import { useLanguage } from '../../foundation/language.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { type OverviewAddress, worstFacilitiesQuery } from './data-quality.queries.ts'
import style from './data-quality.module.css'
import { messages } from './data-quality.messages.ts'
import { BAND_TONES, type Method, points, toneOf } from './ScoreFigures.tsx'

const route = getRouteApi('/signed-in/chat-luong/')

/** Facilities with their staff, the lowest first, by the whole score or by one part. */
export function FacilityRanking({
  address,
  method,
}: {
  readonly address: OverviewAddress
  readonly method: Method
}) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const navigate = route.useNavigate()
  const list = useInfiniteQuery(worstFacilitiesQuery(address))
  const facilities = list.data?.pages.flatMap((page) => page.facilities) ?? []
  return (
    <Panel title={say.facilities}>
      <SegmentedControl
        className="no-print"
        mb="sm"
        style={{ maxWidth: '100%', overflowX: 'auto' }}
        aria-label={say.rankBy}
        value={address.part ?? ''}
        data={[
          { value: '', label: say.score },
          ...method.criteria.map(({ id, label }) => ({ value: id, label: inWords(label) })),
        ]}
        onChange={(value) => {
          const part = method.criteria.find(({ id }) => id === value)?.id
          void navigate({ search: { ...address, part }, replace: true })
        }}
      />
      <EndlessList
        list={list}
        isEmpty={facilities.length === 0}
        empty={<Empty sign={ChartSign} title={say.facilitiesNone} />}
      >
        <ScrollTable label={say.facilities} minWidth={820}>
          <Head method={method} />
          <Table.Tbody>
            {facilities.map((one) => (
              <Row key={one.code} one={one} method={method} />
            ))}
          </Table.Tbody>
        </ScrollTable>
      </EndlessList>
    </Panel>
  )
}

type Ranked = z.infer<typeof listFacilityQuality.response>['facilities'][number]

function Head({ method }: { readonly method: Method }) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  return (
    <Table.Thead>
      <Table.Tr>
        <Table.Th>{say.facility}</Table.Th>
        <Table.Th ta="right">{say.score}</Table.Th>
        {method.criteria.map(({ id, label }) => (
          <Table.Th key={id} ta="right">
            {inWords(label)}
          </Table.Th>
        ))}
        <Table.Th ta="right">{say.staff}</Table.Th>
      </Table.Tr>
    </Table.Thead>
  )
}

function Row({ one, method }: { readonly one: Ranked; readonly method: Method }) {
  const say = useMessages(messages)
  const language = useLanguage()
  return (
    <Table.Tr>
      <Table.Td miw={220}>
        <Link to="/chat-luong/co-so/$ma" params={{ ma: one.code }} className={style.name}>
          {one.name}
        </Link>
        <div className={style.note}>
          <span className="numbers">{one.code}</span>
          {!one.hasFile && ` · ${say.noFile}`}
        </div>
      </Table.Td>
      <Table.Td ta="right" className="numbers">
        <Mark tone={BAND_TONES[one.score.band]}>{points(one.score.score, language)}</Mark>
      </Table.Td>
      {method.criteria.map(({ id }) => {
        const part = one.score.parts[id]
        const isLow = part !== undefined && toneOf(method, part) === 'bad'
        return (
          <Table.Td
            key={id}
            ta="right"
            className="numbers"
            c={isLow ? 'var(--mach-bad)' : 'inherit'}
          >
            {part === undefined ? '–' : points(part, language)}
          </Table.Td>
        )
      })}
      <Table.Td ta="right" className="numbers">
        {formatNumber(one.practitioners, language)}
      </Table.Td>
    </Table.Tr>
  )
}

import { Group, NumberInput, SegmentedControl } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type HalfYearReport, printHalfYearReport } from '#intake/contract'
import { DownloadButton } from '../../../components/DownloadButton.tsx'
import { Empty } from '../../../components/Empty.tsx'
import { Figure, Figures } from '../../../components/Figure.tsx'
import { PaperSign } from '../../../components/icons.tsx'
import { Page, Panel } from '../../../components/Page.tsx'
import { download } from '../../../foundation/bytes.ts'
import { formatDay, formatNumber } from '../../../foundation/format.ts'
import { useLanguage } from '../../../foundation/language.ts'
import { useMessages } from '../../../foundation/messages.ts'
import { type HalfYearAddress, thisHalfYear } from '../addresses.ts'
import { halfYearQuery } from '../department.queries.ts'
import { messages } from './report.messages.ts'
import { ReportTable } from './ReportTable.tsx'

const route = getRouteApi('/signed-in/so-y-te/bao-cao')
const YEAR_FIRST = 2023
const YEAR_LAST = 2100

/** The half-year report on screen as it will stand on paper, and the document itself. */
export function ReportPage() {
  const halfYear = thisHalfYear(route.useSearch(), new Date())
  const { data: report } = useSuspenseQuery(halfYearQuery(halfYear))
  const say = useMessages(messages)
  const name = `bao-cao-${report.province}-${halfYear.year}-${halfYear.half}.pdf`
  return (
    <Page
      title={say.title}
      lead={
        <>
          {report.provinceName} · <span className="numbers">{formatDay(report.from)}</span> –{' '}
          <span className="numbers">{formatDay(report.to)}</span>. {say.lead}
        </>
      }
      actions={
        <DownloadButton
          variant="filled"
          fetchIt={() => download(printHalfYearReport, halfYear, name)}
        >
          {say.document}
        </DownloadButton>
      }
    >
      <Period />
      <Totals totals={report.totals} />
      <Panel title={say.byFacility}>
        {report.facilities.length === 0 ? (
          <Empty sign={PaperSign} title={say.none} />
        ) : (
          <ReportTable report={report} />
        )}
      </Panel>
    </Page>
  )
}

function Period() {
  const halfYear = thisHalfYear(route.useSearch(), new Date())
  const navigate = route.useNavigate()
  const say = useMessages(messages)
  const choose = (change: HalfYearAddress) =>
    void navigate({ search: { ...halfYear, ...change }, replace: true })
  return (
    <Group gap="md" align="flex-end" className="no-print">
      <NumberInput
        label={say.year}
        w={120}
        min={YEAR_FIRST}
        max={YEAR_LAST}
        clampBehavior="strict"
        value={halfYear.year}
        onChange={(year) => typeof year === 'number' && year >= YEAR_FIRST && choose({ year })}
      />
      <SegmentedControl
        aria-label={say.half}
        value={String(halfYear.half)}
        data={[
          { value: '1', label: say.halves[1] },
          { value: '2', label: say.halves[2] },
        ]}
        onChange={(half) => choose({ half: Number(half) })}
      />
    </Group>
  )
}

function Totals({ totals }: { readonly totals: HalfYearReport['totals'] }) {
  const say = useMessages(messages)
  const language = useLanguage()
  const number = (value: number) => formatNumber(value, language)
  return (
    <Figures>
      <Figure
        name={say.facilities}
        value={number(totals.facilitiesSending)}
        note={`${say.of} ${number(totals.facilities)}`}
      />
      <Figure name={say.visits} value={number(totals.visits)} tone="good" />
      <Figure name={say.persons} value={number(totals.persons)} />
      <Figure name={say.uninsured} value={number(totals.uninsured)} />
      <Figure
        name={say.refusedOpen}
        value={number(totals.refusedOpen)}
        tone={totals.refusedOpen > 0 ? 'warn' : 'plain'}
      />
    </Figures>
  )
}

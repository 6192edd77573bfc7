import { SegmentedControl } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { z } from 'zod'
import { type MilestoneView, readMilestoneProgress } from '#programmes/contract'
import { DayChart } from '../../components/DayChart.tsx'
import { Mark } from '../../components/Notice.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { formatDay } from '../../foundation/format.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { BehindPanel } from './BehindPanel.tsx'
import { toneOf } from './milestone-tone.ts'
import { DueDay } from './MilestoneTable.tsx'
import { PlacesTable } from './PlacesTable.tsx'
import { milestoneQuery } from './programmes.queries.ts'
import { messages } from './programmes.messages.ts'
import style from './programmes.module.css'
import { useUncertain } from './uncertain.ts'
import { ReportsPanel } from './ReportsPanel.tsx'
import { ShareBar } from './ShareBar.tsx'
import { TileMap } from './TileMap.tsx'

const route = getRouteApi('/signed-in/tien-do/$moc')

export type MilestoneProgress = z.infer<typeof readMilestoneProgress.response>

/** One milestone: what it asks, how far each place is, day by day, who is behind, and the act of reminding. */
export function MilestonePage() {
  const { moc } = route.useParams()
  const address = route.useSearch()
  const { by: _by, ...rest } = address
  const navigate = route.useNavigate()
  const { data } = useSuspenseQuery(milestoneQuery(moc, address))
  const say = useMessages(messages)
  const inWords = useBilingual()
  const { milestone, reach, by } = data
  const isReported = milestone.measure === 'reported'
  const openAuthority = (authority: string) =>
    void navigate({ search: { ...address, authority, by: undefined } })
  return (
    <Page
      title={inWords(milestone.name)}
      lead={`${inWords(data.programme)} · ${inWords(reach.name)}`}
      above={
        <Link to="/tien-do" search={rest} className="no-print">
          ← {say.backToAll}
        </Link>
      }
    >
      <Panel>
        <Facts milestone={milestone} />
      </Panel>
      {isReported ? (
        <ReportsPanel data={data} authority={address.authority} />
      ) : (
        <>
          <SegmentedControl
            aria-label={say.place}
            className="no-print"
            style={{ alignSelf: 'start' }}
            value={by}
            data={choicesOf(reach.authority, say)}
            onChange={(chosen) => {
              const next = readMilestoneProgress.request.shape.by.safeParse(chosen)
              void navigate({ search: { ...address, by: next.data }, replace: true })
            }}
          />
          <div className={by === 'authority' ? style.columns : undefined}>
            {by === 'authority' && (
              <Panel title={say.map}>
                <TileMap
                  places={data.places}
                  target={milestone.targetPercent}
                  onOpen={openAuthority}
                />
              </Panel>
            )}
            <Panel title={titleOf(by, say)}>
              <div className={style.scroll}>
                <PlacesTable data={data} onOpen={by === 'authority' ? openAuthority : undefined} />
              </div>
            </Panel>
          </div>
          <Trend data={data} />
          {milestone.state !== 'history' && <BehindPanel data={data} address={address} />}
        </>
      )}
    </Page>
  )
}

function Facts({ milestone }: { readonly milestone: MilestoneView }) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const uncertainIn = useUncertain()
  const { nextReminder, uncertain, kept, escalated } = milestone
  return (
    <dl className={style.facts}>
      <dt>{say.state}</dt>
      <dd>
        <Mark tone={toneOf(milestone)} wraps>
          {say.states[milestone.state]}
          {kept !== undefined && `, ${say.kept[kept]}`}
        </Mark>{' '}
        {escalated && <Mark tone="bad">{say.escalated}</Mark>}
      </dd>
      <dt>{say.due}</dt>
      <dd>
        <DueDay milestone={milestone} />
      </dd>
      <dt>{say.progress}</dt>
      <dd style={{ maxWidth: '24rem' }}>
        <ShareBar share={milestone.share} />
      </dd>
      <dt>{say.target}</dt>
      <dd>
        {milestone.targetPercent} % · {inWords(milestone.measureName)} ·{' '}
        {say.actors[milestone.owes]} → {say.actors[milestone.owedTo]}
      </dd>
      {nextReminder !== undefined && (
        <>
          <dt>{say.nextReminder}</dt>
          <dd className="numbers">{formatDay(nextReminder)}</dd>
        </>
      )}
      <dt>{say.source}</dt>
      <dd>
        {milestone.instrument}; {milestone.article}
        {uncertain !== undefined && (
          <div className={style.note}>
            {say.uncertain}: {uncertainIn(uncertain)}
          </div>
        )}
      </dd>
    </dl>
  )
}

function Trend({ data }: { readonly data: MilestoneProgress }) {
  const say = useMessages(messages)
  if (data.trend.length === 0) return null
  return (
    <Panel title={say.trend}>
      <DayChart
        title={say.trend}
        parts={[
          { name: say.done, tone: 'good' },
          { name: say.rest, tone: 'plain' },
        ]}
        days={data.trend.map(({ day, numerator, denominator }) => ({
          day,
          values: [numerator, denominator - numerator],
        }))}
      />
      <p className={style.note}>{say.noTrend}</p>
    </Panel>
  )
}

function titleOf(by: MilestoneProgress['by'], say: typeof messages.vi): string {
  const titles = {
    authority: say.byAuthority,
    province: say.byProvince,
    commune: say.byCommune,
    form: say.byForm,
  }
  return titles[by]
}

/** One authority is split by its communes and forms, the country by whom is responsible and where. */
function choicesOf(authority: string | undefined, say: typeof messages.vi) {
  const places =
    authority === undefined ? (['authority', 'province'] as const) : (['commune'] as const)
  return [...places, 'form' as const].map((value) => ({ value, label: titleOf(value, say) }))
}

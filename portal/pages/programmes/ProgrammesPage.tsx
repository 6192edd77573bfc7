import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { z } from 'zod'
import { draftProgressReport, type readProgrammesProgress } from '#programmes/contract'
import { ActButton } from '../../components/ActButton.tsx'
import { Figure, Figures } from '../../components/Figure.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { call } from '../../foundation/call.ts'
import { formatNumber, formatShare } from '../../foundation/format.ts'
import { useLanguage } from '../../foundation/language.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { MilestoneTable } from './MilestoneTable.tsx'
import { milestoneQuery, type ProgressAddress, progressQuery } from './programmes.queries.ts'
import { messages } from './programmes.messages.ts'
import style from './programmes.module.css'
import { ProgressFilters } from './ProgressFilters.tsx'
import { TileMap } from './TileMap.tsx'
import { TrainingsPanel } from './TrainingsPanel.tsx'
import { useUncertain } from './uncertain.ts'

const route = getRouteApi('/signed-in/tien-do/')

type Progress = z.infer<typeof readProgrammesProgress.response>

/** Where the country, or what one authority is responsible for, stands: totals, the map, every programme with its milestones. */
export function ProgrammesPage() {
  const address = route.useSearch()
  const navigate = route.useNavigate()
  const { data } = useSuspenseQuery(progressQuery(address))
  const say = useMessages(messages)
  const inWords = useBilingual()
  const isCountry = data.reach.authority === undefined
  return (
    <Page title={say.title} lead={`${inWords(data.reach.name)}. ${say.lead}`}>
      <ProgressFilters
        address={address}
        forms={data.forms}
        isCountry={isCountry || address.authority !== undefined}
        onChange={(change) => void navigate({ search: { ...address, ...change }, replace: true })}
      />
      <Totals totals={data.totals} />
      {isCountry && <CountryMap data={data} address={address} />}
      {data.programmes.map((programme) => (
        <ProgrammePanel key={programme.id} programme={programme} address={address} />
      ))}
      <TrainingsPanel />
    </Page>
  )
}

function Totals({ totals }: { readonly totals: Progress['totals'] }) {
  const say = useMessages(messages)
  const language = useLanguage()
  const number = (value: number) => formatNumber(value, language)
  const share = (part: number, whole: number) =>
    whole === 0 ? undefined : formatShare(Math.floor((1000 * part) / whole) / 1000, language)
  return (
    <Figures>
      <Figure name={say.facilities} value={number(totals.facilities)} />
      <Figure
        name={say.verified}
        value={number(totals.verified)}
        note={share(totals.verified, totals.facilities)}
      />
      <Figure
        name={say.emr}
        value={number(totals.emrLive)}
        note={share(totals.emrLive, totals.facilities)}
      />
      <Figure name={say.practitioners} value={number(totals.practitioners)} />
      <Figure
        name={say.confirmed}
        value={number(totals.confirmed)}
        note={share(totals.confirmed, totals.practitioners)}
      />
      <Figure name={say.sampled} value={number(totals.sampled)} />
    </Figures>
  )
}

/** The country by the milestone that runs out first. */
function CountryMap({
  data,
  address,
}: {
  readonly data: Progress
  readonly address: ProgressAddress
}) {
  const navigate = route.useNavigate()
  const inWords = useBilingual()
  const first = data.programmes
    .flatMap(({ milestones }) => milestones)
    .filter(({ state, share, daysLeft }) => state !== 'history' && share && daysLeft !== undefined)
    .toSorted((one, other) => (one.daysLeft ?? 0) - (other.daysLeft ?? 0))[0]
  const { data: shown } = useQuery({
    ...milestoneQuery(first?.id ?? '', { ...address, by: 'authority' }),
    enabled: first !== undefined,
  })
  if (first === undefined || shown === undefined) return null
  return (
    <Panel title={inWords(first.name)}>
      <TileMap
        places={shown.places}
        target={first.targetPercent}
        onOpen={(authority) => void navigate({ search: { ...address, authority } })}
      />
    </Panel>
  )
}

function ProgrammePanel({
  programme,
  address,
}: {
  readonly programme: Progress['programmes'][number]
  readonly address: ProgressAddress
}) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const uncertainIn = useUncertain()
  const past = programme.milestones.filter(({ state }) => state === 'history')
  const live = programme.milestones.filter(({ state }) => state !== 'history')
  const name = inWords(programme.name)
  const { authority } = address
  const navigate = route.useNavigate()
  const draft = async () => {
    const asked = { programme: programme.id, ...(authority ? { authority } : {}) }
    const { letter } = await call(draftProgressReport, asked)
    if (letter !== '') await navigate({ to: '/van-ban/$ma', params: { ma: letter } })
  }
  return (
    <Panel title={name} aside={<ActButton act={draft}>{say.reportDraft}</ActButton>}>
      <p className={style.note}>
        {programme.instrument}. {say.ledBy}: {inWords(programme.ledBy)}.
        {programme.uncertain !== undefined &&
          ` (${say.uncertain}: ${uncertainIn(programme.uncertain)})`}
      </p>
      {live.length > 0 && <MilestoneTable label={name} milestones={live} address={address} />}
      {past.length > 0 && (
        <details className={style.past} open={live.length === 0}>
          <summary>
            {say.past} ({past.length})
          </summary>
          <MilestoneTable label={`${name}: ${say.past}`} milestones={past} address={address} />
        </details>
      )}
    </Panel>
  )
}

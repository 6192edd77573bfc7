import { Group, Select } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { z } from 'zod'
import type { readQualityTotals } from '#registry/contract'
import { DayChart } from '../../components/DayChart.tsx'
import { Figure, Figures } from '../../components/Figure.tsx'
import { LinkButton } from '../../components/LinkButton.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { RankedBars } from '../../components/RankedBars.tsx'
import { formatNumber } from '../../foundation/format.ts'
import { useLanguage } from '../../foundation/language.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { useSession } from '../../foundation/session.ts'
import { type OverviewAddress, totalsQuery } from './data-quality.queries.ts'
import style from './data-quality.module.css'
import { messages } from './data-quality.messages.ts'
import { FacilityRanking } from './FacilityRanking.tsx'
import { MethodPanel } from './MethodPanel.tsx'
import { BAND_TONES, points, ScoreFigures } from './ScoreFigures.tsx'

const route = getRouteApi('/signed-in/chat-luong/')

type Totals = z.infer<typeof readQualityTotals.response>

const OF_COUNTRY = new Set<string>(['ministry-officer', 'traditional-officer'])

/** The quality of everything that an authority is responsible for, or of the country: parts, days, rules, facilities. */
export function Overview({ address }: { readonly address: OverviewAddress }) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const { role } = useSession()
  const isOfCountry = OF_COUNTRY.has(role)
  const { data } = useSuspenseQuery(totalsQuery(address.authority))
  const [first] = data.authorities
  const isOne = !isOfCountry || address.authority !== undefined
  return (
    <Page
      title={say.title}
      lead={`${isOne && first ? inWords(first.name) : say.country}. ${say.overviewLead}`}
      actions={
        isOfCountry ? undefined : (
          <LinkButton variant="default" to="/so-y-te">
            {say.dossiers}
          </LinkButton>
        )
      }
    >
      {!data.isCounted && <Notice tone="note">{say.counting}</Notice>}
      {isOfCountry && <AuthorityChoice address={address} />}
      <ScoreFigures
        score={data.facilities + data.practitioners === 0 ? undefined : data.whole}
        method={data.method}
      />
      <Counts data={data} />
      <div className={style.columns}>
        <Trend days={data.days} />
        <Rules rules={data.rules} />
      </div>
      {!isOne && <Authorities authorities={data.authorities} />}
      <FacilityRanking address={address} method={data.method} />
      <MethodPanel method={data.method} />
    </Page>
  )
}

function AuthorityChoice({ address }: { readonly address: OverviewAddress }) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const navigate = route.useNavigate()
  const { data } = useSuspenseQuery(totalsQuery(undefined))
  return (
    <Group className="no-print">
      <Select
        aria-label={say.provinces}
        placeholder={say.country}
        clearable
        searchable
        value={address.authority ?? null}
        data={data.authorities.map(({ authority, name }) => ({
          value: authority,
          label: inWords(name),
        }))}
        onChange={(authority) =>
          void navigate({
            search: { ...address, authority: authority ?? undefined },
            replace: true,
          })
        }
      />
    </Group>
  )
}

function Counts({ data }: { readonly data: Totals }) {
  const say = useMessages(messages)
  const language = useLanguage()
  const number = (value: number) => formatNumber(value, language)
  const red = (of: 'facilityBands' | 'practitionerBands') =>
    data.authorities.reduce((sum, one) => sum + one[of].red, 0)
  const counted = [
    { name: say.facilityCount, all: data.facilities, low: red('facilityBands') },
    { name: say.practitionerCount, all: data.practitioners, low: red('practitionerBands') },
  ]
  return (
    <Figures>
      {counted.flatMap(({ name, all, low }) => [
        <Figure key={name} name={name} value={number(all)} />,
        <Figure
          key={`${name} red`}
          name={`${name}: ${say.bands.red.toLowerCase()}`}
          value={number(low)}
          tone={low === 0 ? 'plain' : 'bad'}
        />,
      ])}
    </Figures>
  )
}

function Trend({ days }: { readonly days: Totals['days'] }) {
  const say = useMessages(messages)
  return (
    <Panel title={say.trend}>
      {days.length === 0 ? (
        <p className={style.note}>{say.trendNone}</p>
      ) : (
        <DayChart
          title={say.trend}
          parts={[{ name: say.score, tone: 'note' }]}
          days={days.map(({ day, score }) => ({ day, values: [score] }))}
        />
      )}
    </Panel>
  )
}

/** Rules on the page. */
const RULES_MAX = 8

function Rules({ rules }: { readonly rules: Totals['rules'] }) {
  const say = useMessages(messages)
  const language = useLanguage()
  const inWords = useBilingual()
  return (
    <Panel title={say.rules}>
      <p className={style.note}>{say.rulesHint}</p>
      <RankedBars
        bars={rules.slice(0, RULES_MAX).map((one) => ({
          key: one.rule,
          name: inWords(one.label),
          value: one.failing,
          tone: 'warn',
          note: `${say.points(formatNumber(one.gain, language, 2))} · ${say.kinds[one.kind]} · ${one.source}`,
        }))}
      />
    </Panel>
  )
}

function Authorities({ authorities }: { readonly authorities: Totals['authorities'] }) {
  const say = useMessages(messages)
  const language = useLanguage()
  const inWords = useBilingual()
  const number = (value: number) => formatNumber(value, language)
  return (
    <Panel title={say.provinces}>
      <RankedBars
        bars={authorities
          .toSorted((one, other) => one.score.score - other.score.score)
          .map(({ authority, name, score, facilities, practitioners }) => ({
            key: authority,
            name: (
              <Link to="/chat-luong" search={{ authority }} className={style.name}>
                {inWords(name)}
              </Link>
            ),
            value: Math.floor(score.score),
            tone: BAND_TONES[score.band],
            note: `${say.score}: ${points(score.score, language)} · ${say.facilityCount}: ${number(facilities)} · ${say.practitionerCount}: ${number(practitioners)}`,
          }))}
      />
    </Panel>
  )
}

import { Button, NativeSelect, Text } from '@mantine/core'
import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { Empty } from '../../components/Empty.tsx'
import { EndlessList } from '../../components/EndlessList.tsx'
import { CheckSign, FilterSign } from '../../components/icons.tsx'
import { Notice } from '../../components/Notice.tsx'
import { LinkButton } from '../../components/LinkButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { BackLink } from '../../components/record/BackLink.tsx'
import { SettledInput } from '../../components/SettledInput.tsx'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { Preferences } from '../../shell/Preferences.tsx'
import { Card } from './Card.tsx'
import { choicesQuery, type LookUpAsked, lookUpQuery } from './look-up.queries.ts'
import { messages } from './look-up.messages.ts'
import style from './look-up.module.css'

const route = getRouteApi('/tra-cuu')

type Position = { readonly latitude: number; readonly longitude: number }
type Asked = ReturnType<typeof route.useSearch>

const FILTERS = 'look-up-filters'

/** The public look-up: one box, a few filters (folded on a phone), and the nearest first for whoever says where they are. */
export function LookUpPage() {
  const asked = route.useSearch()
  const say = useMessages(messages)
  const [near, setNear] = useState<Position>()
  const list = useInfiniteQuery(lookUpQuery(questionOf(asked, near)))
  const found = list.data?.pages.flatMap((page) => page.found) ?? []
  return (
    <main id="content" className={style.frame}>
      <Page
        title={say.title}
        lead={say.lead}
        above={<BackLink to="/">Mạch</BackLink>}
        actions={
          <>
            <LinkButton to="/quyet-dinh-giay-phep" variant="subtle">
              {say.decisions}
            </LinkButton>
            <Preferences />
          </>
        }
      >
        <Panel>
          <SearchForm near={near} onNear={setNear} />
        </Panel>
        <Panel>
          <Text c="dimmed" size="sm" mb="sm">
            {near === undefined ? say.order : say.nearNote}
          </Text>
          <EndlessList
            list={list}
            isEmpty={found.length === 0}
            empty={
              <Empty sign={CheckSign} title={say.none}>
                {say.noneHint}
              </Empty>
            }
          >
            <ul className={style.list}>
              {found.map((card) => (
                <Card key={card.subject} card={card} />
              ))}
            </ul>
          </EndlessList>
        </Panel>
      </Page>
    </main>
  )
}

function SearchForm({
  near,
  onNear,
}: {
  readonly near: Position | undefined
  readonly onNear: (near: Position | undefined) => void
}) {
  const say = useMessages(messages)
  const asked = route.useSearch()
  const navigate = route.useNavigate()
  const [areOpen, setOpen] = useState(false)
  const { words: _words, ...filters } = asked
  const count = Object.values(filters).filter((one) => one !== undefined && one !== '').length
  const settle = (change: Partial<Asked>) =>
    void navigate({ search: { ...asked, ...change }, replace: true })
  return (
    <div className={style.search} role="search">
      <SettledInput
        className={style.wide}
        size="md"
        label={say.words}
        value={asked.words}
        maxLength={100}
        onSettle={(words) => settle({ words })}
      />
      <Button
        className={style.fold}
        variant="default"
        leftSection={<FilterSign size={18} />}
        aria-expanded={areOpen}
        aria-controls={FILTERS}
        onClick={() => setOpen(!areOpen)}
      >
        {say.filters(count)}
      </Button>
      <div id={FILTERS} className={style.filters} data-open={areOpen}>
        <Filters asked={asked} settle={settle} />
      </div>
      <NearButton near={near} onNear={onNear} />
    </div>
  )
}

function Filters({
  asked,
  settle,
}: {
  readonly asked: Asked
  readonly settle: (change: Partial<Asked>) => void
}) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const { data } = useSuspenseQuery(choicesQuery())
  const options = (labels: readonly { code: string; vi: string; en: string }[]) => [
    { value: '', label: '–' },
    ...labels.map((one) => ({ value: one.code, label: inWords(one) })),
  ]
  const days = say.days.map((label, index) => ({ value: String(index + 1), label }))
  const kinds = Object.entries(say.kinds).map(([value, label]) => ({ value, label }))
  const selects = [
    { key: 'kind', label: say.kind, data: [{ value: '', label: '–' }, ...kinds] },
    { key: 'province', label: say.province, data: options(data.provinces) },
    { key: 'title', label: say.titleFilter, data: options(data.titles) },
    { key: 'scope', label: say.scope, data: options(data.scopes) },
    { key: 'form', label: say.form, data: options(data.forms) },
    {
      key: 'open',
      label: say.open,
      data: [{ value: '', label: '–' }, { value: 'now', label: say.openNow }, ...days],
    },
  ] as const
  return selects.map(({ key, label, data: choices }) => (
    <NativeSelect
      key={key}
      label={label}
      data={[...choices]}
      value={asked[key] ?? ''}
      onChange={({ currentTarget: { value } }) =>
        settle({ [key]: value === '' ? undefined : value })
      }
    />
  ))
}

function NearButton({
  near,
  onNear,
}: {
  readonly near: Position | undefined
  readonly onNear: (near: Position | undefined) => void
}) {
  const say = useMessages(messages)
  const [isRefused, setRefused] = useState(false)
  const ask = () =>
    navigator.geolocation.getCurrentPosition(
      // Three decimals are a hundred metres: enough for distance, too coarse for a house.
      ({ coords }) =>
        onNear({ latitude: coarse(coords.latitude), longitude: coarse(coords.longitude) }),
      () => setRefused(true),
    )
  return (
    <>
      <Button variant="default" onClick={() => (near ? onNear(undefined) : ask())}>
        {near ? say.nearOff : say.near}
      </Button>
      {isRefused && <Notice tone="note">{say.nearRefused}</Notice>}
    </>
  )
}

function coarse(degrees: number): number {
  return Math.round(degrees * 1000) / 1000
}

function questionOf({ open, ...asked }: Asked, near: Position | undefined): LookUpAsked {
  const time =
    open === 'now'
      ? { openNow: 'yes' as const }
      : open !== undefined && /^[1-7]$/.test(open)
        ? { onDay: Number(open) }
        : {}
  return { ...asked, ...time, ...near }
}

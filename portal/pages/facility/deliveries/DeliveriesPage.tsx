import { Group, Select } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ClockView, DeliveryView } from '#delivery/contract'
import { Empty } from '../../../components/Empty.tsx'
import { ClockSign } from '../../../components/icons.tsx'
import { Page } from '../../../components/Page.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { SettledInput } from '../../../components/SettledInput.tsx'
import { useMessages } from '../../../foundation/messages.ts'
import type { DeliveriesAddress } from '../addresses.ts'
import { deliveriesQuery } from '../facility.queries.ts'
import { DeliveryCard } from './DeliveryCard.tsx'
import style from './deliveries-page.module.css'
import { messages } from './deliveries.messages.ts'
import { ResultImport } from './ResultImport.tsx'

const route = getRouteApi('/signed-in/co-so/gui-bhxh')
const STATES: readonly DeliveryView['state'][] = [
  'queued',
  'delivering',
  'waiting',
  'received',
  'accepted',
  'returned',
  'failed',
  'cancelled',
]
const CLOCKS: readonly ClockView['state'][] = ['on-time', 'near', 'late']

/** What goes to the insurance portal: its state, its clocks, its results. */
export function DeliveriesPage() {
  const filter = route.useSearch()
  const { data } = useSuspenseQuery(deliveriesQuery(filter))
  const say = useMessages(messages)
  return (
    <Page title={say.title} lead={say.lead} actions={<ResultImport />}>
      <DeliveryFilters />
      {data.deliveries.length === 0 ? (
        <Empty sign={ClockSign} title={say.none}>
          {say.noneHint}
        </Empty>
      ) : (
        <div className={style.cards}>
          {data.deliveries.map((delivery) => (
            <DeliveryCard key={delivery.id} delivery={delivery} isLinked />
          ))}
        </div>
      )}
      <Pages next={data.next} />
    </Page>
  )
}

function DeliveryFilters() {
  const { before: _page, ...filter } = route.useSearch()
  const navigate = route.useNavigate()
  const say = useMessages(messages)
  const narrow = (change: Partial<DeliveriesAddress>) =>
    void navigate({ search: { ...filter, ...change }, replace: true })
  return (
    <Group gap="sm" align="flex-end" className="no-print">
      <SettledInput
        label={say.search}
        value={filter.text}
        onSettle={(text) => narrow({ text })}
        style={{ flex: '1 1 18rem' }}
      />
      <Select
        label={say.state}
        placeholder={say.every}
        clearable
        w={300}
        value={filter.state ?? null}
        data={STATES.map((value) => ({ value, label: say.states[value] }))}
        onChange={(state) => narrow({ state: state ?? undefined })}
      />
      <Select
        label={say.clock}
        placeholder={say.every}
        clearable
        value={filter.clock ?? null}
        data={CLOCKS.map((value) => ({ value, label: say.clockStates[value] }))}
        onChange={(clock) => narrow({ clock: clock ?? undefined })}
      />
    </Group>
  )
}

/** The first page is the list without `before`. */
function Pages({ next }: { readonly next: string | undefined }) {
  const { before, ...filter } = route.useSearch()
  return (
    <Pager
      first={before === undefined ? undefined : { to: '/co-so/gui-bhxh', search: filter }}
      next={
        next === undefined
          ? undefined
          : { to: '/co-so/gui-bhxh', search: { ...filter, before: next } }
      }
    />
  )
}

import { Button, Switch } from '@mantine/core'
import { useSuspenseInfiniteQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { type Days, DayRange } from '../../components/DayRange.tsx'
import { Empty } from '../../components/Empty.tsx'
import { EyeSign } from '../../components/icons.tsx'
import { Panel } from '../../components/Page.tsx'
import { formatDay } from '../../foundation/format.ts'
import { useMessages } from '../../foundation/messages.ts'
import style from './access.module.css'
import { messages } from './book.messages.ts'
import { type AccessFilter, accessQuery } from './book.queries.ts'
import { ReadingLine } from './ReadingLine.tsx'
import { entriesToReadings } from './readings.ts'

/** Who read a book, when and why, day by day: one's own, or that of somebody for whom one acts. */
export function AccessLog({ of }: { readonly of?: string }) {
  const [filter, setFilter] = useState<AccessFilter>({ who: 'others' })
  // The former list stays while another is fetched: the switch does not make the page vanish.
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(
    accessQuery(useDeferredValue(filter), of),
  )
  const say = useMessages(messages)
  const readings = entriesToReadings(data.pages.flatMap((page) => page.entries))
  const days = Map.groupBy(readings, ({ newest }) => formatDay(newest.at))

  return (
    <>
      <Switch
        size="md"
        checked={filter.who === 'others'}
        onChange={({ currentTarget: { checked } }) =>
          setFilter({ ...filter, who: checked ? 'others' : 'all' })
        }
        label={say.hideOwn}
      />
      <DayRange days={filter} onChange={(days) => setFilter(withDays(filter, days))} />
      {readings.length === 0 && (
        <Empty sign={EyeSign} title={of === undefined ? say.nobodyElse : say.nobodyElseOfOther}>
          {say.nobodyElseNote}
        </Empty>
      )}
      {[...days].map(([day, ofDay]) => (
        <Panel key={day} title={day}>
          <ul className={style.readings}>
            {ofDay.map((reading) => (
              <ReadingLine key={reading.newest.position} reading={reading} of={of} />
            ))}
          </ul>
        </Panel>
      ))}
      {hasNextPage && (
        <Button
          variant="default"
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
          className="no-print"
        >
          {say.more}
        </Button>
      )}
    </>
  )
}

function withDays({ who }: AccessFilter, { from, to }: Days): AccessFilter {
  return { who, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
}

import { Button, Switch } from '@mantine/core'
import { useSuspenseInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Empty } from '../../components/Empty.tsx'
import { EyeSign } from '../../components/icons.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { formatDay } from '../../foundation/format.ts'
import { useMessages } from '../../foundation/messages.ts'
import style from './access.module.css'
import { messages } from './book.messages.ts'
import { accessQuery } from './book.queries.ts'
import { ReadingLine } from './ReadingLine.tsx'
import { entriesToReadings } from './readings.ts'

/** Who read one's own book, when and why. */
export function AccessPage() {
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(
    accessQuery(),
  )
  const [hidesOwn, setHidesOwn] = useState(true)
  const say = useMessages(messages)
  const entries = data.pages.flatMap((page) => page.entries)
  const readings = entriesToReadings(entries.filter(({ own }) => !(hidesOwn && own)))
  const days = Map.groupBy(readings, ({ newest }) => formatDay(newest.at))

  return (
    <Page title={say.access} lead={say.accessLead}>
      <Switch
        size="md"
        checked={hidesOwn}
        onChange={(event) => setHidesOwn(event.currentTarget.checked)}
        label={say.hideOwn}
      />
      {readings.length === 0 && (
        <Empty sign={EyeSign} title={say.nobodyElse}>
          {say.nobodyElseNote}
        </Empty>
      )}
      {[...days].map(([day, ofDay]) => (
        <Panel key={day} title={day}>
          <ul className={style.readings}>
            {ofDay.map((reading) => (
              <ReadingLine key={reading.newest.position} reading={reading} />
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
    </Page>
  )
}

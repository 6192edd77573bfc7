import { Table } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Empty } from '../../components/Empty.tsx'
import { PaperSign } from '../../components/icons.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { Pager } from '../../components/Pager.tsx'
import { BackLink } from '../../components/record/BackLink.tsx'
import { ScrollTable } from '../../components/ScrollTable.tsx'
import { formatDay } from '../../foundation/format.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { Preferences } from '../../shell/Preferences.tsx'
import { messages } from './licences.messages.ts'
import { decisionsQuery } from './licences.queries.ts'
import style from './licences.module.css'

const route = getRouteApi('/quyet-dinh-giay-phep')

/** The decisions about licences that are public, for everybody. */
export function DecisionsPage() {
  const address = route.useSearch()
  const { data } = useSuspenseQuery(decisionsQuery(address))
  const say = useMessages(messages)
  const inWords = useBilingual()
  const { before, ...filter } = address
  return (
    <main id="content" className={style.frame}>
      <Page
        title={say.publicTitle}
        lead={say.publicLead}
        above={<BackLink to="/tra-cuu">{say.lookUp}</BackLink>}
        actions={<Preferences />}
      >
        <Panel>
          {data.decisions.length === 0 ? (
            <Empty sign={PaperSign} title={say.noDecisions} />
          ) : (
            <ScrollTable label={say.publicTitle} isStacked>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{say.who}</Table.Th>
                  <Table.Th>{say.licence}</Table.Th>
                  <Table.Th>{say.decision}</Table.Th>
                  <Table.Th>{say.holdsFrom}</Table.Th>
                  <Table.Th>{say.publishedAt}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {data.decisions.map((one) => (
                  <Table.Tr key={one.position}>
                    <Table.Td data-label={say.who}>{one.name}</Table.Td>
                    <Table.Td data-label={say.licence} className="numbers">
                      {one.licence}
                    </Table.Td>
                    <Table.Td data-label={say.decision}>
                      {inWords(one.eventName)}, {one.decision}
                    </Table.Td>
                    <Table.Td data-label={say.holdsFrom} className="numbers">
                      {formatDay(one.holdsFrom)}
                    </Table.Td>
                    <Table.Td data-label={say.publishedAt} className="numbers">
                      {formatDay(one.publishedAt)}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </ScrollTable>
          )}
          <Pager
            first={
              before === undefined ? undefined : { to: '/quyet-dinh-giay-phep', search: filter }
            }
            next={
              data.next === undefined
                ? undefined
                : { to: '/quyet-dinh-giay-phep', search: { ...filter, before: data.next } }
            }
          />
        </Panel>
      </Page>
    </main>
  )
}

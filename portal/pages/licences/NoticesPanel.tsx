import { Table } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { seeLicenceNotice } from '#registry/contract'
import { ActButton } from '../../components/ActButton.tsx'
import { Mark } from '../../components/Notice.tsx'
import { Panel } from '../../components/Page.tsx'
import { Pager } from '../../components/Pager.tsx'
import { ScrollTable } from '../../components/ScrollTable.tsx'
import { call } from '../../foundation/call.ts'
import { formatDay, formatNumber } from '../../foundation/format.ts'
import { useLanguage } from '../../foundation/language.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import type { LicencesAddress } from './addresses.ts'
import { messages } from './licences.messages.ts'
import { noticesQuery } from './licences.queries.ts'

/** What facilities were told of the licences of their people, and until when the changed lists are to be published. */
export function NoticesPanel({
  address,
  role,
}: {
  readonly address: LicencesAddress
  readonly role: string
}) {
  const { data } = useSuspenseQuery(noticesQuery(address))
  const say = useMessages(messages)
  const inWords = useBilingual()
  const language = useLanguage()
  const { before: _before, ...filter } = address
  return (
    <Panel title={say.notices}>
      {data.notices.length === 0 ? (
        <p>{say.noNotices}</p>
      ) : (
        <ScrollTable label={say.notices} isStacked>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say.who}</Table.Th>
              <Table.Th>{say.facility}</Table.Th>
              <Table.Th>{say.decision}</Table.Th>
              <Table.Th>{say.holdsFrom}</Table.Th>
              <Table.Th>{say.publishBy}</Table.Th>
              {role === 'facility-administrator' && <Table.Th>{say.seen}</Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.notices.map((one) => (
              <Table.Tr key={one.position}>
                <Table.Td data-label={say.who}>
                  {one.name} · <span className="numbers">{one.licence}</span>
                </Table.Td>
                <Table.Td data-label={say.facility} className="numbers">
                  {one.facility}
                </Table.Td>
                <Table.Td data-label={say.decision}>
                  {inWords(one.eventName)}, {one.decision}
                  {one.closed > 0 && `; ${say.closed(formatNumber(one.closed, language))}`}
                </Table.Td>
                <Table.Td data-label={say.holdsFrom} className="numbers">
                  {formatDay(one.holdsFrom)}
                </Table.Td>
                <Table.Td data-label={say.publishBy} className="numbers">
                  {one.publishBy === undefined ? '' : formatDay(one.publishBy)}
                </Table.Td>
                {role === 'facility-administrator' && (
                  <Table.Td data-label={say.seen}>
                    {one.seenAt === undefined ? (
                      <ActButton
                        size="xs"
                        aria-label={`${say.markSeen}: ${one.name}`}
                        act={() => call(seeLicenceNotice, { notice: one.position })}
                      >
                        {say.markSeen}
                      </ActButton>
                    ) : (
                      <Mark tone="good">{formatDay(one.seenAt)}</Mark>
                    )}
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </ScrollTable>
      )}
      <Pager
        first={address.before === undefined ? undefined : { to: '/giay-phep', search: filter }}
        next={
          data.next === undefined
            ? undefined
            : { to: '/giay-phep', search: { ...filter, before: data.next } }
        }
      />
    </Panel>
  )
}

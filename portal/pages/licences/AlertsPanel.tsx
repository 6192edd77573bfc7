import { Group, Select, Table } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { z } from 'zod'
import type { listLicenceAlerts } from '#registry/contract'
import { Empty } from '../../components/Empty.tsx'
import { CheckSign } from '../../components/icons.tsx'
import { Mark, Notice, type Tone } from '../../components/Notice.tsx'
import { Panel } from '../../components/Page.tsx'
import { ScrollTable } from '../../components/ScrollTable.tsx'
import { SettledInput } from '../../components/SettledInput.tsx'
import { formatDay, formatNumber } from '../../foundation/format.ts'
import { useLanguage } from '../../foundation/language.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import type { LicencesAddress } from './addresses.ts'
import { messages } from './licences.messages.ts'
import { alertsQuery } from './licences.queries.ts'

type Alerts = z.output<typeof listLicenceAlerts.response>
type Code = Alerts['counts'][number]['code']

const TONES: Readonly<Record<Code, Tone>> = {
  expired: 'bad',
  'renewal-late': 'bad',
  'renewal-due': 'warn',
  'education-80': 'warn',
  'education-50': 'note',
  'not-practising': 'bad',
  'report-leaving': 'warn',
  'report-joining': 'warn',
}

/** Who must see to what, the earliest first; filtered by kind, and by facility for whoever answers for several. */
export function AlertsPanel({
  address,
  role,
}: {
  readonly address: LicencesAddress
  readonly role: string
}) {
  const { data } = useSuspenseQuery(alertsQuery(address))
  const say = useMessages(messages)
  const language = useLanguage()
  const isWide = role !== 'practitioner' && role !== 'facility-administrator'
  const people =
    role === 'practitioner' ? undefined : say.people(formatNumber(data.practitioners, language))
  return (
    <Panel title={say.alerts} aside={people}>
      <Filters address={address} counts={data.counts} isWide={isWide} />
      {data.truncated && <Notice tone="note">{say.truncated}</Notice>}
      {data.alerts.length === 0 ? (
        <Empty sign={CheckSign} title={say.noAlerts}>
          {isWide && data.practitioners === 0 ? say.nameFacility : say.noAlertsHint}
        </Empty>
      ) : (
        <AlertTable alerts={data.alerts} withFacility={isWide} />
      )}
    </Panel>
  )
}

function Filters({
  address: { before: _before, ...address },
  counts,
  isWide,
}: {
  readonly address: LicencesAddress
  readonly counts: Alerts['counts']
  readonly isWide: boolean
}) {
  const say = useMessages(messages)
  const language = useLanguage()
  const navigate = useNavigate()
  const set = (change: LicencesAddress) =>
    void navigate({ to: '/giay-phep', search: { ...address, ...change }, replace: true })
  return (
    <Group className="no-print" align="flex-end" mb="md">
      {isWide && (
        <SettledInput
          label={say.facility}
          maxLength={5}
          value={address.facility}
          onSettle={(facility) => set({ facility })}
        />
      )}
      {counts.length > 0 && (
        <Select
          label={say.kind}
          allowDeselect={false}
          miw="min(22rem, 100%)"
          data={[
            { value: '', label: say.every },
            ...counts.map(({ code, count }) => ({
              value: code,
              label: `${say.codes[code]}: ${formatNumber(count, language)}`,
            })),
          ]}
          value={address.code ?? ''}
          onChange={(value) => set({ code: counts.find(({ code }) => code === value)?.code })}
        />
      )}
    </Group>
  )
}

function AlertTable({
  alerts,
  withFacility,
}: {
  readonly alerts: Alerts['alerts']
  readonly withFacility: boolean
}) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  return (
    <ScrollTable label={say.alerts} isStacked>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{say.who}</Table.Th>
          {withFacility && <Table.Th>{say.facility}</Table.Th>}
          <Table.Th>{say.kind}</Table.Th>
          <Table.Th>{say.what}</Table.Th>
          <Table.Th>{say.due}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {alerts.map((one) => (
          <Table.Tr key={`${one.practitioner} ${one.code} ${one.facility} ${one.dueOn}`}>
            <Table.Td data-label={say.who}>{one.name}</Table.Td>
            {withFacility && (
              <Table.Td data-label={say.facility} className="numbers">
                {one.facility}
              </Table.Td>
            )}
            <Table.Td data-label={say.kind}>
              <Mark tone={TONES[one.code]} wraps>
                {say.codes[one.code]}
              </Mark>
            </Table.Td>
            <Table.Td data-label={say.what} title={one.source}>
              {inWords(one.text)}
            </Table.Td>
            <Table.Td data-label={say.due} className="numbers">
              {one.dueOn === undefined ? '' : formatDay(one.dueOn)}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ScrollTable>
  )
}

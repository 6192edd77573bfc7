import { Group, Select, Table, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type SecurityEventListed, SEVERITIES } from '#audit/contract'
import { DayRange } from '../../components/DayRange.tsx'
import { Empty } from '../../components/Empty.tsx'
import { EndlessList } from '../../components/EndlessList.tsx'
import { CheckSign } from '../../components/icons.tsx'
import { Mark, type Tone } from '../../components/Notice.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { ScrollTable } from '../../components/ScrollTable.tsx'
import { SettledInput } from '../../components/SettledInput.tsx'
import { daysBefore, formatMoment, isoDay } from '../../foundation/format.ts'
import { useMessages } from '../../foundation/messages.ts'
import { messages as shellMessages } from '../../shell/shell.messages.ts'
import { type SecuritySearch, securityEventsQuery } from './auditor.queries.ts'
import { messages } from './security-events.messages.ts'

const TONES: Readonly<Record<SecurityEventListed['severity'], Tone>> = {
  notice: 'note',
  warning: 'warn',
  alert: 'bad',
}

/** What the rules of detection and the guards at the door noticed, for who watches over the system. */
export function SecurityEventsPage() {
  const say = useMessages(messages)
  const today = isoDay(new Date())
  const [search, setSearch] = useState<SecuritySearch>({ from: daysBefore(today, 6), to: today })
  return (
    <Page title={say.title} lead={say.lead}>
      <Filters search={search} onSearch={setSearch} />
      <Events search={search} />
    </Page>
  )
}

function Filters({
  search,
  onSearch,
}: {
  readonly search: SecuritySearch
  readonly onSearch: (search: SecuritySearch) => void
}) {
  const say = useMessages(messages)
  return (
    <Group gap="md" align="flex-end">
      <DayRange
        days={search}
        onChange={({ from = search.from, to = search.to }) => onSearch({ ...search, from, to })}
      />
      <Select
        label={say.severity}
        placeholder={say.every}
        clearable
        w={190}
        data={SEVERITIES.map((value) => ({ value, label: say.severities[value] }))}
        value={search.severity ?? null}
        onChange={(severity) => onSearch({ ...search, severity: severity ?? undefined })}
      />
      <Select
        label={say.rule}
        placeholder={say.every}
        clearable
        w={280}
        data={Object.entries(say.rules).map(([value, label]) => ({ value, label }))}
        value={search.rule ?? null}
        onChange={(rule) => onSearch({ ...search, rule: rule ?? undefined })}
      />
      <SettledInput
        label={say.subject}
        value={search.subject}
        onSettle={(subject) => onSearch({ ...search, subject })}
      />
    </Group>
  )
}

function Events({ search }: { readonly search: SecuritySearch }) {
  const list = useInfiniteQuery(securityEventsQuery(search))
  const say = useMessages(messages)
  const events = list.data?.pages.flatMap((page) => page.events) ?? []
  return (
    <Panel>
      <EndlessList
        list={list}
        isEmpty={events.length === 0}
        empty={
          <Empty sign={CheckSign} title={say.nothing}>
            {say.nothingHint}
          </Empty>
        }
      >
        <ScrollTable label={say.title} minWidth={860} isStacked>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say.at}</Table.Th>
              <Table.Th>{say.severity}</Table.Th>
              <Table.Th>{say.rule}</Table.Th>
              <Table.Th>{say.subject}</Table.Th>
              <Table.Th>{say.detail}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {events.map((event) => (
              <EventRow key={event.number} event={event} />
            ))}
          </Table.Tbody>
        </ScrollTable>
      </EndlessList>
    </Panel>
  )
}

/** A rule without words is shown by its name, never hidden. */
function EventRow({ event }: { readonly event: SecurityEventListed }) {
  const say = useMessages(messages)
  return (
    <Table.Tr>
      <Table.Td data-label={say.at} className="numbers">
        {formatMoment(event.at)}
      </Table.Td>
      <Table.Td data-label={say.severity}>
        <Mark tone={TONES[event.severity]}>{say.severities[event.severity]}</Mark>
      </Table.Td>
      <Table.Td data-label={say.rule}>
        <div>
          {say.rules[event.rule] ?? event.rule}
          <Text size="sm" c="dimmed" className="code">
            {event.rule}
          </Text>
        </div>
      </Table.Td>
      <Table.Td data-label={say.subject}>
        <span className="code">{event.subject}</span>
      </Table.Td>
      <Table.Td data-label={say.detail}>
        <Detail detail={event.detail} />
      </Table.Td>
    </Table.Tr>
  )
}

/** What a rule counted in one sentence; everything else by its name. */
function Detail({ detail }: { readonly detail: SecurityEventListed['detail'] }) {
  const say = useMessages(messages)
  const roles: Readonly<Record<string, string>> = useMessages(shellMessages).roles
  const wordOf = (value: unknown) =>
    say.values[String(value)] ?? roles[String(value)] ?? String(value)
  const { count, of, by, windowSeconds, ...rest } = detail
  return (
    <div>
      {count !== undefined && (
        <div className="numbers">
          {say.counted(String(count), wordOf(of), String(windowSeconds), wordOf(by))}
        </div>
      )}
      {Object.entries(rest).map(([name, value]) => (
        <div key={name}>
          {say.details[name] ?? name}: <span className="numbers">{wordOf(value)}</span>
        </div>
      ))}
    </div>
  )
}

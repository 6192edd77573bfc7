import { Group, Stack, Table, Text } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import type { readAuditState } from '#audit/contract'
import { Notice } from '../../components/Notice.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { ScrollTable } from '../../components/ScrollTable.tsx'
import { formatMoment, formatNumber, isoDay } from '../../foundation/format.ts'
import { useLanguage } from '../../foundation/language.ts'
import { useMessages } from '../../foundation/messages.ts'
import { type AuditSearch, stateQuery } from './auditor.queries.ts'
import { messages } from './auditor.messages.ts'
import { EventTable } from './EventTable.tsx'
import { SearchForm } from './SearchForm.tsx'

/** More than this waiting means that the log stands still; a busy second writes hundreds. */
const PENDING_STALLED = 2_000

/** Faults in the list: the first ten tell where to look. */
const FAULTS_SHOWN = 10

/** The log for who checks it: how it stands, its checkpoints, and what it holds. */
export function AuditPage() {
  const say = useMessages(messages)
  const today = isoDay(new Date())
  const [search, setSearch] = useState<AuditSearch>({ from: today, to: today })
  return (
    <Page title={say.title} lead={say.lead}>
      <LogState />
      <Panel title={say.search}>
        <SearchForm search={search} onSearch={setSearch} />
      </Panel>
      <EventTable search={search} />
    </Page>
  )
}

function LogState() {
  const { data } = useSuspenseQuery(stateQuery())
  const say = useMessages(messages)
  const language = useLanguage()
  return (
    <Panel title={say.state}>
      <Stack gap="md">
        <Faults faults={data.faults} />
        {data.pending > PENDING_STALLED && <Notice tone="bad">{say.stalled}</Notice>}
        <Group gap="xl" align="flex-start">
          <Fact label={say.size} text={formatNumber(data.size, language)} />
          <Fact label={say.pending} text={formatNumber(data.pending, language)} />
          <Fact
            label={say.newest}
            text={data.at === undefined ? say.none : formatMoment(data.at)}
          />
          <Fact label={say.key} text={data.keyName ?? '–'} />
          <Fact label={say.removals} text={formatNumber(data.removals, language)} />
          <Fact
            label={say.watched}
            text={data.watchedAt === undefined ? say.never : formatMoment(data.watchedAt)}
          />
          <Fact
            label={say.walked}
            text={data.walkedAt === undefined ? say.never : formatMoment(data.walkedAt)}
          />
        </Group>
        {data.checkpoints.length > 0 && (
          <details>
            <summary>{say.checkpoints}</summary>
            <ScrollTable label={say.checkpoints}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{say.at}</Table.Th>
                  <Table.Th ta="right">{say.size}</Table.Th>
                  <Table.Th>{say.root}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {data.checkpoints.map(({ size, at, root }) => (
                  <Table.Tr key={size}>
                    <Table.Td className="numbers">{formatMoment(at)}</Table.Td>
                    <Table.Td ta="right" className="numbers">
                      {formatNumber(size, language)}
                    </Table.Td>
                    <Table.Td className="numbers">{root}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </ScrollTable>
          </details>
        )}
      </Stack>
    </Panel>
  )
}

type Fault = z.output<typeof readAuditState.response>['faults'][number]

/** Where the log is not as it was signed, the first thing on the page; nothing while it is whole. */
function Faults({ faults }: { readonly faults: readonly Fault[] }) {
  const say = useMessages(messages)
  const language = useLanguage()
  if (faults.length === 0) return null
  return (
    <Notice tone="bad" title={say.notWhole}>
      <Text>{say.notWholeHint}</Text>
      <ul>
        {faults.slice(0, FAULTS_SHOWN).map(({ kind, leaf, foundAt }) => (
          <li key={`${kind} ${leaf}`} className="numbers">
            {say.faultAt(
              say.faults[kind] ?? kind,
              formatNumber(leaf, language),
              formatMoment(foundAt),
            )}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function Fact({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <div>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text className="numbers">{text}</Text>
    </div>
  )
}

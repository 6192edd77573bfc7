import { Button, Group, Table, Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ImportedRow, ImportView } from '#workbooks/contract'
import { Mark } from '../../components/Notice.tsx'
import { ScrollTable } from '../../components/ScrollTable.tsx'
import { formatNumber } from '../../foundation/format.ts'
import { useLanguage } from '../../foundation/language.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import style from './lists.module.css'
import { messages } from './lists.messages.ts'
import { definitionQuery, rowsQuery, type Shown } from './lists.queries.ts'

const KINDS: readonly Shown[] = ['all', 'new', 'changed', 'ended', 'same', 'failed']

/** The preview: row by row what would change, what stands there now, and why a row cannot be taken. */
export function ImportedRows({ found }: { readonly found: ImportView }) {
  const language = useLanguage()
  const say = useMessages(messages)
  const [show, setShow] = useState<Shown>('all')
  const [after, setAfter] = useState(0)
  const { data } = useQuery({
    ...rowsQuery(found.id, show, after, found.changedAt),
    placeholderData: keepPreviousData,
  })
  const list = useQuery(definitionQuery(found.list))
  const naming = (list.data?.definition.columns ?? [])
    .filter(({ type, required }) => required && NAMING.has(type))
    .map(({ code }) => code)
  const countOf = (kind: Shown) => {
    if (kind === 'all') return found.rows
    const count = found.counts[kind] ?? 0
    return kind === 'failed' ? count + (found.counts.unwritten ?? 0) : count
  }
  return (
    <>
      <Group gap="xs" role="group" aria-label={say.what}>
        {KINDS.filter((kind) => countOf(kind) > 0).map((kind) => (
          <Button
            key={kind}
            size="sm"
            variant={kind === show ? 'filled' : 'default'}
            aria-pressed={kind === show}
            onClick={() => {
              setShow(kind)
              setAfter(0)
            }}
          >
            {say.kinds[kind]} ({formatNumber(countOf(kind), language)})
          </Button>
        ))}
      </Group>
      {data?.rows.length === 0 && <Text c="dimmed">{say.noRows}</Text>}
      {data !== undefined && data.rows.length > 0 && <Rows rows={data.rows} naming={naming} />}
      <Group>
        {after > 0 && (
          <Button variant="default" onClick={() => setAfter(0)}>
            {say.back}
          </Button>
        )}
        {data?.next !== undefined && (
          <Button variant="default" onClick={() => setAfter(data.next ?? 0)}>
            {say.more}
          </Button>
        )}
      </Group>
    </>
  )
}

type Naming = { readonly naming: readonly string[] }

function Rows({ rows, naming }: Naming & { readonly rows: readonly ImportedRow[] }) {
  const say = useMessages(messages)
  return (
    <ScrollTable label={say.title} minWidth={560} isStacked>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{say.row}</Table.Th>
          <Table.Th>{say.what}</Table.Th>
          <Table.Th>{say.after}</Table.Th>
          <Table.Th>{say.why}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Row key={row.row} row={row} naming={naming} />
        ))}
      </Table.Tbody>
    </ScrollTable>
  )
}

const TONES = { new: 'good', changed: 'note', ended: 'warn', same: 'plain', failed: 'bad' } as const

function Row({ row, naming }: Naming & { readonly row: ImportedRow }) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const { change } = row
  return (
    <Table.Tr>
      <Table.Td data-label={say.row} className="numbers">
        {row.row}
      </Table.Td>
      <Table.Td data-label={say.what}>
        {change !== undefined && (
          <Mark tone={row.outcome === 'failed' ? 'bad' : TONES[change]}>
            {say.kinds[row.outcome === 'failed' ? 'failed' : change]}
          </Mark>
        )}
      </Table.Td>
      <Table.Td data-label={say.after}>
        <Values row={row} naming={naming} />
      </Table.Td>
      <Table.Td data-label={say.why}>
        {row.reasons.map(({ code, column, message, remedy }) => (
          <div key={`${code} ${column ?? ''}`}>
            {column !== undefined && <span className="code">{column}: </span>}
            {inWords(message)} {inWords(remedy)}
          </div>
        ))}
      </Table.Td>
    </Table.Tr>
  )
}

/** What tells people whose row it is; codes do not. */
const NAMING = new Set(['text', 'digits', 'day'])

/** Of a changed row what differs, old and new; of others what they say first. */
const VALUES_SHOWN = 4

function Values({
  row: { values, before, change },
  naming,
}: Naming & { readonly row: ImportedRow }) {
  const entries = Object.entries(values)
  const isCompared = change === 'changed' || change === 'ended'
  const differing = entries.filter(([column, value]) => before?.[column] !== value)
  const named = naming.flatMap((code) => values[code] ?? []).slice(0, VALUES_SHOWN)
  const known = new Set(Object.keys(before ?? {}))
  const changed = differing.filter(([column]) => known.has(column) || column.startsWith('DEN_'))
  return (
    <div className={style.values}>
      <div>{named.map(day).join(' · ')}</div>
      {isCompared &&
        changed.map(([column, value]) => (
          <div key={column}>
            <span className="code">{column}: </span>
            {before?.[column] !== undefined && (
              <span className={style.former}>{day(before[column])}</span>
            )}{' '}
            → {day(value)}
          </div>
        ))}
    </div>
  )
}

function day(value: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? value.split('-').reverse().join('/') : value
}

import { Button, Checkbox, Group, Table, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { CaseLine, StepForm } from '#cases/contract'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { ScrollTable } from '../ScrollTable.tsx'
import { BulkDialog } from './BulkDialog.tsx'
import { KeysDialog } from './KeysDialog.tsx'
import { messages } from './cases.messages.ts'
import style from './cases.module.css'
import { QueueRow } from './QueueRow.tsx'
import { keepQueue } from './queue-order.ts'
import { usePageKeys } from './use-queue-keys.ts'

/** One step that is about to be taken in some cases: those of the moment at which it was begun. */
type Bulk = { readonly form: StepForm; readonly lines: readonly CaseLine[] }

type BulkForm = { readonly definition: string; readonly form: StepForm }

/**
 * A queue of cases to be worked by keyboard: j and k move, Enter opens, x selects, b takes a step in all that are selected, v the
 * main step in the line at which the keyboard stands.
 * Every page of an office that works through files uses this one.
 */
export function CaseQueue({
  cases,
  bulk,
  label,
}: {
  readonly cases: readonly CaseLine[]
  readonly bulk: readonly BulkForm[]
  readonly label: string
}) {
  const say = useMessages(messages)
  const navigate = useNavigate()
  const [at, setAt] = useState(0)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [shown, setShown] = useState<'keys' | Bulk>()
  const chosen = cases.filter((line) => selected.has(line.case))
  const offered = bulkOf(chosen, bulk)
  const toggle = (id: string) => setSelected(toggled(selected, [id]))
  const current = cases[Math.min(at, cases.length - 1)]
  const toggleAll = () => setSelected(chosen.length === cases.length ? new Set() : idsOf(cases))
  const move = (by: 1 | -1) => setAt(Math.max(0, Math.min(cases.length - 1, at + by)))
  useEffect(() => keepQueue(cases.map((line) => line.case)), [cases])
  usePageKeys({
    j: () => move(1),
    k: () => move(-1),
    Enter: () =>
      current && void navigate({ to: '/vu-viec/$vuViec', params: { vuViec: current.case } }),
    x: () => current && toggle(current.case),
    a: toggleAll,
    b: () => offered[0] && begin(offered[0], chosen),
    v: () => {
      const main = current && bulkOf([current], bulk).find(({ form }) => form.tone === 'main')
      if (current === undefined || main === undefined) return
      begin(main, [current])
    },
    '?': () => setShown('keys'),
  })
  function begin({ form }: BulkForm, lines: readonly CaseLine[]) {
    setShown({ form, lines })
  }
  const close = () => {
    setShown(undefined)
    setSelected(new Set())
  }
  return (
    <>
      {cases.length > 0 && (
        <QueueBar
          chosen={chosen.length}
          offered={offered}
          onBegin={(one) => begin(one, chosen)}
          onKeys={() => setShown('keys')}
        />
      )}
      {cases.length > 0 && (
        <QueueTable
          cases={cases}
          label={label}
          current={current}
          selected={selected}
          onToggle={toggle}
          onToggleAll={toggleAll}
        />
      )}
      {shown === 'keys' && <KeysDialog keys={say.keyList} onClose={() => setShown(undefined)} />}
      {shown !== undefined && shown !== 'keys' && (
        <BulkDialog form={shown.form} lines={shown.lines} onClose={close} />
      )}
    </>
  )
}

function QueueTable({
  cases,
  label,
  current,
  selected,
  onToggle,
  onToggleAll,
}: {
  readonly cases: readonly CaseLine[]
  readonly label: string
  readonly current: CaseLine | undefined
  readonly selected: ReadonlySet<string>
  readonly onToggle: (id: string) => void
  readonly onToggleAll: () => void
}) {
  const say = useMessages(messages)
  const chosen = cases.filter((line) => selected.has(line.case)).length
  return (
    <ScrollTable label={label} minWidth={820} isStacked>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>
            <Checkbox
              aria-label={say.selectAll}
              checked={chosen > 0 && chosen === cases.length}
              indeterminate={chosen > 0 && chosen < cases.length}
              onChange={onToggleAll}
            />
          </Table.Th>
          <Table.Th>{say.about}</Table.Th>
          <Table.Th>{say.state}</Table.Th>
          <Table.Th>{say.clock}</Table.Th>
          <Table.Th>{say.openedAt}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {cases.map((line) => (
          <QueueRow
            key={line.case}
            line={line}
            isCurrent={line === current}
            isSelected={selected.has(line.case)}
            onSelect={() => onToggle(line.case)}
          />
        ))}
      </Table.Tbody>
    </ScrollTable>
  )
}

function QueueBar({
  chosen,
  offered,
  onBegin,
  onKeys,
}: {
  readonly chosen: number
  readonly offered: readonly BulkForm[]
  readonly onBegin: (bulk: BulkForm) => void
  readonly onKeys: () => void
}) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  return (
    <Group justify="space-between" className="no-print" mb="sm">
      <Group gap="xs" aria-live="polite">
        {chosen > 0 && <Text>{say.selected(chosen)}</Text>}
        {chosen > 0 && offered.length === 0 && <Text c="dimmed">{say.bulkNone}</Text>}
        {offered.map((one) => (
          <Button
            key={one.form.id}
            variant={one.form.tone === 'main' ? 'filled' : 'default'}
            onClick={() => onBegin(one)}
          >
            {inWords(one.form.name)} ({chosen})
          </Button>
        ))}
      </Group>
      <Button variant="subtle" onClick={onKeys}>
        {say.keys} <kbd className={style.key}>?</kbd>
      </Button>
    </Group>
  )
}

/** The steps that all chosen cases share; cases of two kinds share none. */
function bulkOf(chosen: readonly CaseLine[], bulk: readonly BulkForm[]): BulkForm[] {
  const [first] = chosen
  return bulk.filter(
    ({ definition, form }) =>
      first !== undefined &&
      chosen.every((line) => line.definition === definition && line.bulk.includes(form.id)),
  )
}

function toggled(selected: ReadonlySet<string>, ids: readonly string[]): ReadonlySet<string> {
  const next = new Set(selected)
  for (const id of ids) if (!next.delete(id)) next.add(id)
  return next
}

function idsOf(cases: readonly CaseLine[]): ReadonlySet<string> {
  return new Set(cases.map((line) => line.case))
}

import { useEffect, useState } from 'react'
import type { FindingView, TableView } from '#intake/contract'
import { FindingCounts } from '../../../components/StatusMark.tsx'
import { DossierField } from './DossierField.tsx'
import type { FindingsByElement } from './DossierView.tsx'
import style from './dossier-view.module.css'
import { elementId, type Place } from './place.ts'

type Line = TableView['lines'][number]

/** Fields that tell one line from another in a folded table: the first that is filled names it, another measures it. */
const NAME_FIELDS = [
  'TEN_THUOC',
  'TEN_DICH_VU',
  'TEN_VAT_TU',
  'TEN_CHI_SO',
  'DIEN_BIEN_LS',
  'CHAN_DOAN',
  'MA_THUOC',
  'MA_DICH_VU',
  'MA_CHI_SO',
]
const AMOUNT_FIELDS = ['SO_LUONG', 'GIA_TRI', 'THOI_DIEM_DBLS', 'NGAY_YL']
const HEADLINE_CHARACTERS_MAX = 110

/** One line of a table: open when it is the only one or when a finding leads to it, else folded to its name. */
export function DossierLine({
  table,
  line,
  isFolded,
  findings,
  shown,
  withEmpty,
}: {
  readonly table: TableView
  readonly line: Line
  readonly isFolded: boolean
  readonly findings: FindingsByElement
  readonly shown: Place | undefined
  readonly withEmpty: boolean
}) {
  const [isOpen, setOpen] = useState(!isFolded || shown !== undefined)
  useEffect(() => {
    if (shown !== undefined) setOpen(true)
  }, [shown])

  const idOf = (field: string) => elementId({ table: table.table, line: line.line, field })
  const fields = line.fields.filter(
    (field) => withEmpty || field.value !== '' || findings.has(idOf(field.name)),
  )
  const grid = (
    <dl className={style.fields}>
      {fields.map((field) => (
        <DossierField
          key={field.name}
          table={table.table}
          line={line}
          field={field}
          findings={findings.get(idOf(field.name)) ?? []}
          isShown={shown?.field === field.name}
        />
      ))}
    </dl>
  )
  if (!isFolded) return grid
  const found = line.fields.flatMap((field) => findings.get(idOf(field.name)) ?? [])
  return (
    <details
      className={style.line}
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        <span className="numbers">{line.line}</span>
        <span className={style.headline}>{headline(line)}</span>
        <FindingCounts counts={countsOf(found)} isQuiet />
      </summary>
      {isOpen && grid}
    </details>
  )
}

function headline(line: Line): string {
  const name = firstFilled(line, NAME_FIELDS)
  const amount = firstFilled(line, AMOUNT_FIELDS)
  const text = [name?.display ?? name?.value, amount?.value].filter(Boolean).join(' · ')
  return text.length > HEADLINE_CHARACTERS_MAX ? `${text.slice(0, HEADLINE_CHARACTERS_MAX)}…` : text
}

function firstFilled(line: Line, names: readonly string[]): Line['fields'][number] | undefined {
  return names
    .map((name) => line.fields.find((field) => field.name === name && field.value !== ''))
    .find((field) => field !== undefined)
}

function countsOf(findings: readonly FindingView[]): Record<FindingView['severity'], number> {
  const count = (severity: FindingView['severity']) =>
    findings.filter((finding) => finding.severity === severity).length
  return { error: count('error'), warning: count('warning'), notice: count('notice') }
}

import { Switch } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { FindingView, SubmissionDetail, TableView } from '#intake/contract'
import { Empty } from '../../../components/Empty.tsx'
import { PaperSign } from '../../../components/icons.tsx'
import { Notice } from '../../../components/Notice.tsx'
import { useBilingual, useMessages } from '../../../foundation/messages.ts'
import { useCorrection } from './correction.tsx'
import { DossierLine } from './DossierLine.tsx'
import style from './dossier-view.module.css'
import { elementId, type Place, parsePlace } from './place.ts'
import { messages } from './submission.messages.ts'

/** The findings of each place, by the id of its element on the page. */
export type FindingsByElement = ReadonlyMap<string, readonly FindingView[]>

/** A dossier as a person reads it: tables, lines, labelled fields; findings stand at their fields. */
export function DossierView({
  submission,
  shown,
}: {
  readonly submission: SubmissionDetail
  /** The place that the address names. */
  readonly shown: Place | undefined
}) {
  const say = useMessages(messages)
  const [withEmpty, setWithEmpty] = useState(false)
  const { begin, isEverywhere, setEverywhere } = useCorrection()
  const findings = useMemo(() => byElement(submission.findings), [submission.findings])

  if (submission.tables.length === 0)
    return (
      <Empty sign={PaperSign} title={say.noContent}>
        {say.noContentHint}
      </Empty>
    )
  return (
    <div className={style.dossier}>
      <div className={`${style.switches} no-print`}>
        <Switch
          label={say.showEmpty}
          checked={withEmpty}
          onChange={(event) => setWithEmpty(event.currentTarget.checked)}
        />
        {begin !== undefined && (
          <Switch
            label={say.mendEverywhere}
            checked={isEverywhere}
            onChange={(event) => setEverywhere(event.currentTarget.checked)}
          />
        )}
      </div>
      {submission.tables.map((table) => (
        <DossierTable
          key={table.table}
          table={table}
          findings={findings}
          shown={shown?.table === table.table ? shown : undefined}
          withEmpty={withEmpty}
        />
      ))}
    </div>
  )
}

function DossierTable({
  table,
  findings,
  shown,
  withEmpty,
}: {
  readonly table: TableView
  readonly findings: FindingsByElement
  readonly shown: Place | undefined
  readonly withEmpty: boolean
}) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const whole = findings.get(elementId({ table: table.table, line: 1, field: undefined })) ?? []
  const isMany = table.lines.length > 1
  return (
    <section className={style.table} id={`o-${table.table}`} aria-label={table.table}>
      <h3 className={style.title}>
        <span className="code">{table.table}</span> {inWords(table.title)}
        {isMany && (
          <span className={style.lines}>
            <span className="numbers">{table.lines.length}</span> {say.lines}
          </span>
        )}
      </h3>
      {table.masked && <Notice tone="note">{say.maskedTable}</Notice>}
      {whole.map((finding) => (
        <Notice key={finding.rule} tone={finding.severity === 'error' ? 'bad' : 'warn'}>
          {inWords(finding.message)}
        </Notice>
      ))}
      {table.lines.map((line) => (
        <DossierLine
          key={line.line}
          table={table}
          line={line}
          isFolded={isMany}
          findings={findings}
          shown={shown?.line === line.line ? shown : undefined}
          withEmpty={withEmpty}
        />
      ))}
    </section>
  )
}

function byElement(findings: readonly FindingView[]): FindingsByElement {
  const places = new Map<string, FindingView[]>()
  for (const finding of findings) {
    const id = elementId(parsePlace(finding.at))
    places.set(id, [...(places.get(id) ?? []), finding])
  }
  return places
}

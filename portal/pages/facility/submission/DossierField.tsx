import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { FindingView, TableView } from '#intake/contract'
import { SEVERITY_TONES } from '../../../components/StatusMark.tsx'
import { useBilingual, useMessages } from '../../../foundation/messages.ts'
import { useCorrection } from './correction.tsx'
import style from './dossier-view.module.css'
import { elementId, placeText } from './place.ts'
import { messages } from './submission.messages.ts'

type Line = TableView['lines'][number]

/** One field: its Vietnamese label, its official name, its value and what the value stands for; findings beneath. */
export function DossierField({
  table,
  line,
  field,
  findings,
  isShown,
}: {
  readonly table: string
  readonly line: Line
  readonly field: Line['fields'][number]
  readonly findings: readonly FindingView[]
  readonly isShown: boolean
}) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const place = placeText(table, line, field.name)
  const { changes, begin, isEverywhere } = useCorrection()
  const changed = changes.get(place)
  const first = findings[0]
  const element = useScrollTo(isShown)

  return (
    <div
      ref={element}
      id={elementId({ table, line: line.line, field: field.name })}
      className={style.field}
      data-tone={first === undefined ? undefined : SEVERITY_TONES[first.severity]}
      data-shown={isShown || undefined}
    >
      <dt>
        {inWords(field.label)} <span className={`code ${style.official}`}>{field.name}</span>
      </dt>
      <dd>
        {field.masked === true ? (
          <em className={style.quiet}>{say.masked}</em>
        ) : (
          <Value value={field.value} changed={changed} display={field.display} />
        )}
        {changed !== undefined && <div className={style.changed}>{say.changed}</div>}
        {findings.map((finding) => (
          <p key={finding.rule} data-tone={SEVERITY_TONES[finding.severity]}>
            {inWords(finding.message)} <span>{inWords(finding.remedy)}</span>
          </p>
        ))}
        {(findings.length > 0 || isEverywhere) && field.masked !== true && begin !== undefined && (
          <Button
            size="xs"
            variant="default"
            className="no-print"
            aria-label={`${say.correct} ${inWords(field.label)} (${place})`}
            onClick={() => begin({ place, label: inWords(field.label), value: field.value })}
          >
            {say.correct}
          </Button>
        )}
      </dd>
    </div>
  )
}

function Value({
  value,
  changed,
  display,
}: {
  readonly value: string
  readonly changed: string | undefined
  readonly display: string | undefined
}) {
  const say = useMessages(messages)
  const shown = value === '' ? <em className={style.quiet}>{say.empty}</em> : value
  if (changed !== undefined)
    return (
      <span className={style.value}>
        <del>{shown}</del> <ins>{changed === '' ? say.empty : changed}</ins>
      </span>
    )
  return (
    <span className={NUMBERS.test(value) ? `${style.value} numbers` : style.value}>
      {shown}
      {display !== undefined && <span className={style.display}> {display}</span>}
    </span>
  )
}

/** What is read figure by figure: amounts, codes, days. */
const NUMBERS = /^[\d\s.,:/-]+$/

/** The line that holds the field unfolds, and the router puts the page to its top, before we scroll. */
const SETTLE_MS = 150

/** Brings the field into view when the address names it. */
function useScrollTo(isShown: boolean) {
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!isShown) return
    const scroll = () => element.current?.scrollIntoView({ block: 'center', behavior: 'smooth' })
    const later = setTimeout(scroll, SETTLE_MS)
    return () => clearTimeout(later)
  }, [isShown])
  return element
}

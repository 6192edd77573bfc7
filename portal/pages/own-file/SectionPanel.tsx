import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { hasDraft } from '../../components/file/draft.ts'
import type { StatementShown } from '../../components/file/file.queries.ts'
import { StatementFacts } from '../../components/file/StatementFacts.tsx'
import { Panel } from '../../components/Page.tsx'
import { formatMoment } from '../../foundation/format.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import type { Writing } from './changes.ts'
import { type DefectsAt, defectsAt } from './defects.ts'
import { isOurs, type OpenFile, statementsOn, writableOf } from './open-file.ts'
import { messages } from './own-file.messages.ts'
import style from './own-file.module.css'
import { draftKey, StatementForm } from './StatementForm.tsx'

/** One section of a file: what stands there, what is missing, and the forms by which it is written. */
export function SectionPanel({
  open,
  name,
  day,
  defects,
}: {
  readonly open: OpenFile
  readonly name: string
  readonly day: string
  readonly defects: DefectsAt
}) {
  const { file, definition } = open
  const section = definition.sections[name]
  const say = useMessages(messages)
  const inWords = useBilingual()
  const { present, past } = statementsOn(file, name, day)
  const [writing, setWriting] = useState<Writing | undefined>(() =>
    keptWriting(open, name, present),
  )
  if (section === undefined) return undefined
  const writable = writableOf(open, name)
  const missing = file.completeness.missing.filter((one) => one.section === name)
  const isWhollyMissing = missing.some(({ field }) => field === undefined)
  const mayAdd = writable === 'yes' && (section.cardinality === 'many' || present.length === 0)
  const form = (statement?: StatementShown) =>
    writing !== undefined &&
    writing.statement?.id === statement?.id && (
      <StatementForm
        key={`${writing.act} ${statement?.id ?? ''}`}
        open={open}
        name={name}
        section={section}
        writing={writing}
        onDone={() => setWriting(undefined)}
      />
    )
  return (
    <section id={`muc-${name}`} className={style.section}>
      <Panel title={inWords(section.label)} aside={<Count open={open} name={name} />}>
        {section.about !== undefined && <p className={style.note}>{inWords(section.about)}</p>}
        <Defects texts={defectsAt(defects, name)} />
        {isWhollyMissing && <p className={style.missing}>{say.sectionMissing}</p>}
        {present.length === 0 && !isWhollyMissing && <p className={style.note}>{say.empty}</p>}
        {present.map((statement) => (
          <div key={statement.id} className={style.statement}>
            {form(statement) || (
              <Shown
                open={open}
                name={name}
                statement={statement}
                defects={defects}
                onWrite={setWriting}
              />
            )}
          </div>
        ))}
        {form()}
        {mayAdd && writing === undefined && (
          <Group className="no-print" mt="sm">
            <Button
              variant="default"
              aria-label={`${say.add}: ${inWords(section.label)}`}
              onClick={() => setWriting({ act: 'add' })}
            >
              {say.add}
            </Button>
          </Group>
        )}
        {past.length > 0 && <Past open={open} name={name} statements={past} />}
        {writable === 'by-decision' && <p className={style.note}>{say.byDecision}</p>}
        {writable === 'kept-by-person' && <p className={style.note}>{say.keptByPerson}</p>}
        <p className={`${style.note} no-print`}>
          {say.law}: {section.source}
        </p>
      </Panel>
    </section>
  )
}

function Count({ open, name }: { readonly open: OpenFile; readonly name: string }) {
  const count = open.file.completeness.sections[name]
  if (count === undefined) return undefined
  return (
    <span className={`${style.note} numbers`}>
      {count.present}/{count.asked}
    </span>
  )
}

function Defects({ texts }: { readonly texts: readonly string[] }) {
  return texts.map((text) => (
    <strong key={text} className={style.defect}>
      {text}
    </strong>
  ))
}

function Shown({
  open,
  name,
  statement,
  defects,
  onWrite,
}: {
  readonly open: OpenFile
  readonly name: string
  readonly statement: StatementShown
  readonly defects: DefectsAt
  readonly onWrite: (writing: Writing) => void
}) {
  const { file, definition } = open
  const section = definition.sections[name]
  const say = useMessages(messages)
  const inWords = useBilingual()
  if (section === undefined) return undefined
  const missing = new Set(
    file.completeness.missing.flatMap((one) =>
      one.statement === statement.id && one.field !== undefined ? [one.field] : [],
    ),
  )
  const mayWrite = writableOf(open, name) === 'yes' && isOurs(open, statement)
  const what = `${inWords(section.label)} ${textOf(statement)}`.trim()
  const button = (act: Writing['act'], label: string) => (
    <Button
      variant="default"
      size="sm"
      aria-label={`${label}: ${what}`}
      onClick={() => onWrite({ act, statement })}
    >
      {label}
    </Button>
  )
  return (
    <>
      <StatementFacts
        definition={definition}
        section={section}
        statement={statement}
        missing={missing}
        aside={(field) => <Defects texts={defectsAt(defects, name, field, statement.id)} />}
      />
      <Provenance statement={statement} />
      {mayWrite && (
        <Group gap="xs" mt="xs" className="no-print">
          {button('correct', say.edit)}
          {section.dated && section.cardinality === 'one' && button('replace', say.replace)}
          {section.dated && section.cardinality === 'many' && button('end', say.end)}
        </Group>
      )}
    </>
  )
}

/** Where the newest of the values comes from, and who stands for it. */
function Provenance({ statement }: { readonly statement: StatementShown }) {
  const say = useMessages(messages)
  const marks = Object.values(statement.provenance).sort((one, other) =>
    other.enteredAt.localeCompare(one.enteredAt),
  )
  const [newest] = marks
  if (newest === undefined) return undefined
  const verified = marks.find(({ verifiedAt }) => verifiedAt !== undefined)
  return (
    <p className={style.note}>
      {say.source}: {say.sources[newest.source] ?? newest.source},{' '}
      {say.enteredBy(
        newest.enteredBy === 'system' ? say.system : newest.enteredBy,
        formatMoment(newest.enteredAt),
      )}
      {verified?.verifiedAt !== undefined &&
        `; ${say.verifiedBy(verified.verifiedBy ?? '', formatMoment(verified.verifiedAt))}`}
    </p>
  )
}

function Past({
  open,
  name,
  statements,
}: {
  readonly open: OpenFile
  readonly name: string
  readonly statements: readonly StatementShown[]
}) {
  const say = useMessages(messages)
  const section = open.definition.sections[name]
  if (section === undefined) return undefined
  return (
    <details className={style.past}>
      <summary>{say.past(statements.length)}</summary>
      {statements.map((statement) => (
        <div key={statement.id} className={style.statement}>
          <StatementFacts
            definition={open.definition}
            section={section}
            statement={statement}
            missing={new Set()}
          />
        </div>
      ))}
    </details>
  )
}

/** What tells one statement of a section from another, for those who cannot see it. */
function textOf({ values }: StatementShown): string {
  const word = values.name ?? values.number ?? values.code ?? values.kind
  return typeof word === 'string' ? word : ''
}

/** What was being written before the page was loaded anew. */
function keptWriting(
  { file, writesAs }: OpenFile,
  name: string,
  present: readonly StatementShown[],
): Writing | undefined {
  if (writesAs === undefined) return undefined
  const acts = ['correct', 'replace', 'end'] as const
  const all: Writing[] = [
    { act: 'add' },
    ...present.flatMap((statement) => acts.map((act) => ({ act, statement }))),
  ]
  return all.find((one) => hasDraft(draftKey(file.head.subject, name, one)))
}

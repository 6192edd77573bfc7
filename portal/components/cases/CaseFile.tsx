import { Button, SegmentedControl, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CaseView } from '#cases/contract'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { definitionQuery, type FileDefined } from '../file/definition.ts'
import { Differences } from '../file/Differences.tsx'
import {
  differenceQuery,
  type FileShown,
  fileOfCaseQuery,
  fileQuery,
  type StatementShown,
} from '../file/file.queries.ts'
import { messages as fileMessages } from '../file/file.messages.ts'
import { StatementFacts } from '../file/StatementFacts.tsx'
import { LinkButton } from '../LinkButton.tsx'
import { Panel } from '../Page.tsx'
import { messages } from './cases.messages.ts'
import style from './cases.module.css'
import type { DefectDraft } from './Defects.tsx'

/** The file of a case, and its definition, once both are there. */
export function useFileOfCase(id: string, isAsked: boolean) {
  const of = useQuery({ ...fileOfCaseQuery(id), enabled: isAsked })
  const subject = of.data?.subject ?? ''
  const file = useQuery({ ...fileQuery({ subject }), enabled: of.data !== undefined, retry: false })
  const definition = useQuery({
    ...definitionQuery(of.data?.kind ?? 'facility'),
    enabled: of.data !== undefined,
  })
  return file.data === undefined || definition.data === undefined
    ? undefined
    : { file: file.data, definition: definition.data }
}

type Marks = {
  readonly marked: readonly DefectDraft[]
  /** Undefined: the reader returns nothing now. */
  readonly onMark: ((marked: readonly DefectDraft[]) => void) | undefined
}

/** The file that a case is about: what changed first, then everything, each field to be marked for a return. */
export function CaseFile({
  view,
  file,
  definition,
  ...marks
}: {
  readonly view: CaseView
  readonly file: FileShown
  readonly definition: FileDefined
} & Marks) {
  const say = useMessages(messages)
  const sayFile = useMessages(fileMessages)
  return (
    <Panel
      title={`${say.file}: ${file.head.name}`}
      aside={
        <LinkButton
          variant="subtle"
          size="sm"
          to="/ho-so/$hoSo"
          params={{ hoSo: file.head.subject }}
        >
          {sayFile.openFile}
        </LinkButton>
      }
    >
      <p className={style.note}>
        {sayFile.completeness}: <span className="numbers">{file.completeness.percent} %</span>
        {file.completeness.missing.length > 0 &&
          ` · ${sayFile.missing}: ${file.completeness.missing.length}`}
      </p>
      <Compared view={view} file={file} definition={definition} />
      <Whole file={file} definition={definition} {...marks} />
    </Panel>
  )
}

/** Old and new: beside what is public, or beside what was sent before it was returned. */
function Compared({
  view,
  file,
  definition,
}: {
  readonly view: CaseView
  readonly file: FileShown
  readonly definition: FileDefined
}) {
  const say = useMessages(fileMessages)
  const former = formerVersion(view)
  const [beside, setBeside] = useState<'published' | 'former'>(
    former === undefined ? 'published' : 'former',
  )
  const { subject, publishedVersion } = file.head
  const from = beside === 'former' ? former : publishedVersion
  const { data } = useQuery(differenceQuery({ subject, ...(from === undefined ? {} : { from }) }))
  if (data === undefined) return undefined
  const { differences } = data
  return (
    <>
      <h3>{say.compared}</h3>
      {former !== undefined && (
        <SegmentedControl
          aria-label={say.compareWith}
          data={[
            { value: 'former', label: say.sinceLast },
            { value: 'published', label: say.asPublished },
          ]}
          value={beside}
          onChange={(value) => setBeside(value === 'former' ? value : 'published')}
        />
      )}
      <p className={style.note}>
        {from === undefined
          ? say.firstTime
          : differences.length === 0
            ? say.sameAsPublished
            : say.changesCount(differences.length)}
      </p>
      {from !== undefined && <Differences definition={definition} differences={differences} />}
    </>
  )
}

/** The version that was sent before the last supplement. */
function formerVersion({ timeline }: CaseView): number | undefined {
  const sent = timeline.flatMap(({ fields }) =>
    fields.filter(({ field }) => field === 'profile-version').map(({ value }) => Number(value)),
  )
  return sent.length < 2 ? undefined : sent.at(-2)
}

function Whole({
  file,
  definition,
  ...marks
}: { readonly file: FileShown; readonly definition: FileDefined } & Marks) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const sections = Map.groupBy(file.statements, ({ section }) => section)
  return (
    <>
      <h3>{say.wholeFile}</h3>
      {marks.onMark !== undefined && (
        <p className={style.note}>
          {say.markLead} {marks.marked.length > 0 && say.marked(marks.marked.length)}
        </p>
      )}
      {Object.entries(definition.sections).map(([name, section]) => (
        <div key={name}>
          {(sections.get(name) ?? []).map((statement, index) => (
            <div key={statement.id} className={style.fileStatement}>
              {index === 0 && <h4>{inWords(section.label)}</h4>}
              <StatementFacts
                definition={definition}
                section={section}
                statement={statement}
                missing={missingIn(file, statement)}
                aside={(field, label) => (
                  <MarkField place={`${name}.${field}#${statement.id}`} label={label} {...marks} />
                )}
              />
            </div>
          ))}
        </div>
      ))}
    </>
  )
}

function missingIn({ completeness }: FileShown, { id }: StatementShown): ReadonlySet<string> {
  return new Set(
    completeness.missing.flatMap(({ statement, field }) =>
      statement === id && field !== undefined ? [field] : [],
    ),
  )
}

/** Marks one field as to be mended, and takes the words beside it. */
function MarkField({
  place,
  label,
  marked,
  onMark,
}: { readonly place: string; readonly label: string } & Marks) {
  const say = useMessages(fileMessages)
  const sayCase = useMessages(messages)
  if (onMark === undefined) return undefined
  const mark = marked.find(({ field }) => field === place)
  const others = marked.filter(({ field }) => field !== place)
  return (
    <>
      <Button
        variant={mark === undefined ? 'subtle' : 'filled'}
        size="compact-sm"
        ml="xs"
        className="no-print"
        aria-pressed={mark !== undefined}
        aria-label={`${say.point}: ${label}`}
        onClick={() =>
          onMark(mark === undefined ? [...marked, { field: place, reason: '' }] : others)
        }
      >
        {say.point}
      </Button>
      {mark !== undefined && (
        <Textarea
          aria-label={`${sayCase.defectReason}: ${label}`}
          placeholder={sayCase.defectReason}
          autosize
          autoFocus
          minRows={1}
          maxLength={500}
          value={mark.reason}
          onChange={(event) =>
            onMark([...others, { field: place, reason: event.currentTarget.value }])
          }
        />
      )}
    </>
  )
}

/** Every place of a file that a return may name: sections, and the fields of each statement. */
export function placesIn({ file, definition }: { file: FileShown; definition: FileDefined }) {
  const join = (one: { vi: string; en: string }, other: { vi: string; en: string }) => ({
    vi: `${one.vi}: ${other.vi}`,
    en: `${one.en}: ${other.en}`,
  })
  const sections = Object.entries(definition.sections)
  return [
    ...sections.map(([name, { label }]) => ({ field: name, label })),
    ...file.statements.flatMap(({ id, section: name }) => {
      const section = definition.sections[name]
      return section === undefined
        ? []
        : Object.entries(section.fields).map(([field, { label }]) => ({
            field: `${name}.${field}#${id}`,
            label: join(section.label, label),
          }))
    }),
  ]
}

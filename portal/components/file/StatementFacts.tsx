import type { ReactNode } from 'react'
import { formatDay } from '../../foundation/format.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import type { FileDefined, SectionDefined } from './definition.ts'
import type { StatementShown } from './file.queries.ts'
import { FieldValue } from './FieldValue.tsx'
import style from './file.module.css'
import { messages } from './file.messages.ts'

/** One statement as it is read: the days it holds, its fields, what is missing. `aside` stands beside each field. */
export function StatementFacts({
  definition,
  section,
  statement,
  missing,
  aside,
}: {
  readonly definition: FileDefined
  readonly section: SectionDefined
  readonly statement: StatementShown
  readonly missing: ReadonlySet<string>
  readonly aside?: (field: string, label: string) => ReactNode
}) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const { from, to, values } = statement
  const shown = Object.entries(section.fields).filter(
    ([name]) => values[name] !== undefined || missing.has(name),
  )
  return (
    <>
      {(from !== undefined || to !== undefined) && (
        <p className={style.note}>
          <span className="numbers">
            {from === undefined ? '…' : formatDay(from)} –{' '}
            {to === undefined ? say.untilNow : formatDay(to)}
          </span>
        </p>
      )}
      <dl className={style.facts}>
        {shown.map(([name, field]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{inWords(field.label)}</dt>
            <dd>
              {values[name] === undefined ? (
                <span className={style.missing}>{say.missing}</span>
              ) : (
                <FieldValue definition={definition} field={field} value={values[name]} />
              )}
              {aside?.(name, inWords(field.label))}
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}

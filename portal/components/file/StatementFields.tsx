import { useMessages } from '../../foundation/messages.ts'
import { DayInput } from '../DayInput.tsx'
import { type FileDefined, isAskedFor, type SectionDefined } from './definition.ts'
import type { Draft } from './draft.ts'
import { FieldEditor } from './FieldEditor.tsx'
import type { StatementShown, ValueShown } from './file.queries.ts'
import style from './file.module.css'
import { messages } from './file.messages.ts'

const LONG = new Set(['slots'])
const LONG_TEXT_MIN = 500

/** The fields of one statement, drawn from its section: days first where it has them, then each field by its type. */
export function StatementFields({
  definition,
  section,
  statements,
  today,
  former,
  draft,
  errorOf,
  fixed = [],
  onChange,
}: {
  readonly definition: FileDefined
  readonly section: SectionDefined
  readonly statements: readonly Pick<StatementShown, 'section' | 'values'>[]
  readonly today: string
  /** What stands there, where something does. */
  readonly former: Pick<StatementShown, 'values' | 'from' | 'to'> | undefined
  readonly draft: Draft
  readonly errorOf: (place: string) => string | undefined
  /** Fields that the page fills in itself. */
  readonly fixed?: readonly string[]
  readonly onChange: (draft: Draft) => void
}) {
  const say = useMessages(messages)
  const day = (end: 'from' | 'to') => (draft[end] === undefined ? former?.[end] : draft[end])
  const set = (name: string, value: ValueShown | null) =>
    onChange({ ...draft, values: { ...draft.values, [name]: value } })
  return (
    <div className={style.fields}>
      {section.dated &&
        (['from', 'to'] as const).map((end) => (
          <DayInput
            key={end}
            label={end === 'from' ? say.from : say.to}
            required={end === 'from' && section.fromRequired}
            day={day(end) ?? undefined}
            error={errorOf(end)}
            onChange={(next) => onChange({ ...draft, [end]: next ?? null })}
          />
        ))}
      {Object.entries(section.fields)
        .filter(([name]) => !fixed.includes(name))
        .map(([name, field]) => (
          <div
            key={name}
            className={
              LONG.has(field.type) || (field.maxLength ?? 0) >= LONG_TEXT_MIN
                ? style.wide
                : undefined
            }
          >
            <FieldEditor
              definition={definition}
              field={field}
              required={isAskedFor(field.required, statements, today)}
              value={draft.values[name] === undefined ? former?.values[name] : draft.values[name]}
              error={errorOf(name)}
              onChange={(value) => set(name, value)}
            />
          </div>
        ))}
    </div>
  )
}

import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { Mark } from '../Notice.tsx'
import type { FileDefined } from './definition.ts'
import type { Difference } from './file.queries.ts'
import { FieldValue } from './FieldValue.tsx'
import style from './file.module.css'
import { messages } from './file.messages.ts'

const TONES = { added: 'good', changed: 'note', removed: 'bad' } as const

/** Old and new, field by field, under their sections. */
export function Differences({
  definition,
  differences,
}: {
  readonly definition: FileDefined
  readonly differences: readonly Difference[]
}) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const groups = Map.groupBy(differences, ({ section, statement }) => `${section} ${statement}`)
  return [...groups.entries()].map(([key, all]) => {
    const [first] = all
    const section = definition.sections[first?.section ?? '']
    const act = first?.act ?? 'changed'
    return (
      <section key={key} className={style.statement}>
        <strong>{section === undefined ? first?.section : inWords(section.label)}</strong>{' '}
        <Mark tone={TONES[act]}>{say.acts[act]}</Mark>
        <table className={style.differences}>
          <thead>
            <tr>
              <th scope="col">{say.field}</th>
              <th scope="col">{say.was}</th>
              <th scope="col">{say.is}</th>
            </tr>
          </thead>
          <tbody>
            {all.map((one) => (
              <DifferenceLine key={one.field} definition={definition} difference={one} />
            ))}
          </tbody>
        </table>
      </section>
    )
  })
}

function DifferenceLine({
  definition,
  difference: { section, field: name, before, after },
}: {
  readonly definition: FileDefined
  readonly difference: Difference
}) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const field = definition.sections[section]?.fields[name]
  const dayName = name === 'from' ? say.from : name === 'to' ? say.to : name
  return (
    <tr>
      <th scope="row">{field === undefined ? dayName : inWords(field.label)}</th>
      <td data-label={say.was} className={after === undefined ? style.gone : undefined}>
        <FieldValue definition={definition} field={field} value={before} />
      </td>
      <td data-label={say.is} className={style.fresh}>
        <FieldValue definition={definition} field={field} value={after} />
      </td>
    </tr>
  )
}

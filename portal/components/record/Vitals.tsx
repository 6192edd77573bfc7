import type { Measurement } from '#health-book/contract'
import { formatDay } from '../../foundation/format.ts'
import { Figure, Figures } from '../Figure.tsx'
import style from './record.module.css'

/** What was measured on the body, as figures side by side. */
export function Vitals({
  title,
  vitals,
  dated = false,
}: {
  readonly title: string
  readonly vitals: readonly Measurement[]
  /** Whether each was measured on a day of its own. */
  readonly dated?: boolean
}) {
  return (
    <section aria-label={title}>
      <h2 className={style.heading}>{title}</h2>
      <Figures>
        {vitals.map((line) => (
          <Figure
            key={line.code}
            name={line.plain ?? line.name}
            value={
              <>
                <span className="numbers">{line.value}</span>{' '}
                <small className={style.unit}>{line.unit}</small>
              </>
            }
            note={dated && line.at !== undefined ? formatDay(line.at) : undefined}
            tone={line.flag === undefined ? 'plain' : 'warn'}
          />
        ))}
      </Figures>
    </section>
  )
}

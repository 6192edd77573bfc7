import { useElementSize } from '@mantine/hooks'
import { formatNumber, formatShortDay } from '../foundation/format.ts'
import { useLanguage } from '../foundation/language.ts'
import style from './day-chart.module.css'
import type { Tone } from './Notice.tsx'

export type ChartPart = { readonly name: string; readonly tone: Tone }
/** One column: a day and one number for each part, in the order of the parts. */
export type ChartDay = { readonly day: string; readonly values: readonly number[] }

const HEIGHT = 200
/** Room for the numbers at the side and for the days beneath. */
const SIDE = 48
const FOOT = 28
const HEAD = 8
/** A label of a day needs this much, else it is left out. */
const LABEL_WIDTH = 46
const COLUMN_WIDTH_MAX = 36

/** Columns by day, each made of parts, drawn in real pixels so that its words stay readable on a phone. */
export function DayChart({
  title,
  parts,
  days,
}: {
  readonly title: string
  readonly parts: readonly ChartPart[]
  readonly days: readonly ChartDay[]
}) {
  const language = useLanguage()
  const { ref, width } = useElementSize()
  const top = roundUp(Math.max(1, ...days.map(({ values }) => sum(values))))
  const step = Math.max(1, (width - SIDE) / Math.max(1, days.length))
  const labelEvery = Math.ceil(LABEL_WIDTH / step)

  return (
    <figure className={style.chart}>
      <Legend parts={parts} />
      <div ref={ref}>
        <svg width={width} height={HEIGHT + HEAD + FOOT} role="img" aria-label={title}>
          {[0, 0.5, 1].map((share) => (
            <g key={share} transform={`translate(0 ${HEAD + HEIGHT * (1 - share)})`}>
              <line x1={SIDE} x2={width} className={style.grid} />
              <text x={SIDE - 8} dy="4" textAnchor="end">
                {formatNumber(top * share, language)}
              </text>
            </g>
          ))}
          {days.map((day, index) => (
            <Column
              key={day.day}
              day={day}
              parts={parts}
              scale={HEIGHT / top}
              middle={SIDE + (index + 0.5) * step}
              width={Math.min(step * 0.7, COLUMN_WIDTH_MAX)}
              isLabelled={index % labelEvery === Math.floor((labelEvery - 1) / 2)}
            />
          ))}
        </svg>
      </div>
    </figure>
  )
}

function Column({
  day,
  parts,
  scale,
  middle,
  width,
  isLabelled,
}: {
  readonly day: ChartDay
  readonly parts: readonly ChartPart[]
  /** Pixels for one. */
  readonly scale: number
  readonly middle: number
  readonly width: number
  readonly isLabelled: boolean
}) {
  const label = formatShortDay(day.day)
  const numbers = parts.map((part, index) => `${part.name}: ${day.values[index] ?? 0}`)
  return (
    <g transform={`translate(${middle} ${HEAD})`}>
      <title>{`${label} – ${numbers.join(', ')}`}</title>
      {parts.map((part, index) => {
        const value = day.values[index] ?? 0
        const below = sum(day.values.slice(0, index))
        return (
          <rect
            key={part.name}
            data-tone={part.tone}
            className={style.part}
            x={-width / 2}
            width={width}
            y={HEIGHT - (below + value) * scale}
            height={value * scale}
          />
        )
      })}
      {isLabelled && (
        <text y={HEIGHT + 20} textAnchor="middle">
          {label}
        </text>
      )}
    </g>
  )
}

function Legend({ parts }: { readonly parts: readonly ChartPart[] }) {
  return (
    <figcaption className={style.legend}>
      {parts.map((part) => (
        <span key={part.name} data-tone={part.tone} className={style.key}>
          {part.name}
        </span>
      ))}
    </figcaption>
  )
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

/** The next of 2, 4, 6, 10, 20, 40 … so that half of it is a whole number. */
export function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)))
  const step = [2, 4, 6, 10].find((factor) => factor * power >= value) ?? 20
  return step * power
}

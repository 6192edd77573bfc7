import { useElementSize } from '@mantine/hooks'
import type { LabSeries } from '#health-book/contract'
import { formatDay, formatNumber } from '../../foundation/format.ts'
import { useLanguage } from '../../foundation/language.ts'
import { useMessages } from '../../foundation/messages.ts'
import { messages } from './record.messages.ts'
import { flagOf, type Scale, scaleOf, type TrendPoint } from './trend.ts'
import style from './trend.module.css'

/** Until the page is measured. */
const WIDTH_FIRST = 640
const HEIGHT = 240
const LEFT = 48
const RIGHT = 20
const TOP = 14
const BOTTOM = 30

type Place = {
  readonly width: number
  readonly x: (point: TrendPoint) => number
  readonly y: (value: number) => number
}

/** The course of one index over time against its reference band. The same figures stand in the table below it. */
export function TrendChart({ series }: { readonly series: LabSeries }) {
  const say = useMessages(messages)
  const { ref, width: measured } = useElementSize<HTMLDivElement>()
  const { points } = series
  const [first] = points
  const last = points.at(-1)
  if (first === undefined || last === undefined) return null

  const scale = scaleOf(points)
  const place = placeOf(points, scale, measured === 0 ? WIDTH_FIRST : measured)
  const label = say.chartLabel(
    series.plain ?? series.name,
    points.length,
    formatDay(first.at),
    formatDay(last.at),
  )
  return (
    <div ref={ref}>
      <svg
        viewBox={`0 0 ${place.width} ${HEIGHT}`}
        className={style.chart}
        role="img"
        aria-label={label}
      >
        <Band points={points} scale={scale} place={place} />
        <Axis scale={scale} place={place} points={points} />
        <polyline
          className={style.line}
          points={points.map((point) => `${place.x(point)},${place.y(point.value)}`).join(' ')}
        />
        {points.map((point) => (
          <Dot key={`${point.visit} ${point.at}`} point={point} place={place} unit={series.unit} />
        ))}
      </svg>
    </div>
  )
}

function placeOf(points: readonly TrendPoint[], scale: Scale, width: number): Place {
  const times = points.map(({ at }) => Date.parse(at))
  const from = Math.min(...times)
  const span = Math.max(...times) - from
  const inner = width - LEFT - RIGHT
  return {
    width,
    x: ({ at }) =>
      span === 0 ? LEFT + inner / 2 : LEFT + ((Date.parse(at) - from) / span) * inner,
    y: (value) =>
      TOP + (1 - (value - scale.low) / (scale.high - scale.low)) * (HEIGHT - TOP - BOTTOM),
  }
}

/** The range that came with the newest result, across the whole width. */
function Band({
  points,
  scale,
  place,
}: {
  readonly points: readonly TrendPoint[]
  readonly scale: Scale
  readonly place: Place
}) {
  const ranged = points.findLast(({ low, high }) => low !== undefined || high !== undefined)
  if (ranged === undefined) return null
  const top = place.y(ranged.high ?? scale.high)
  const bottom = place.y(ranged.low ?? scale.low)
  return (
    <rect
      className={style.band}
      x={LEFT}
      width={place.width - LEFT - RIGHT}
      y={top}
      height={bottom - top}
    />
  )
}

function Axis({
  scale,
  place,
  points,
}: {
  readonly scale: Scale
  readonly place: Place
  readonly points: readonly TrendPoint[]
}) {
  const language = useLanguage()
  const last = points.length - 1
  const labelled = labelledPoints(points, place)
  return (
    <g className={style.axis}>
      {scale.ticks.map((tick) => (
        <g key={tick} transform={`translate(0 ${place.y(tick)})`}>
          <line x1={LEFT} x2={place.width - RIGHT} />
          <text x={LEFT - 8} dy="4" textAnchor="end">
            {formatNumber(tick, language, 3)}
          </text>
        </g>
      ))}
      {labelled.map((index) => {
        const point = points[index]
        if (point === undefined) return null
        const anchor =
          index === 0 && last > 0 ? 'start' : index === last && last > 0 ? 'end' : 'middle'
        return (
          <text key={index} x={place.x(point)} y={HEIGHT - 8} textAnchor={anchor}>
            {formatDay(point.at)}
          </text>
        )
      })}
    </g>
  )
}

/** A day takes about so many units of the drawing. */
const LABEL_WIDTH = 96

/** The first and the last day, and one between them where there is room for it. */
function labelledPoints(points: readonly TrendPoint[], { x, width }: Place): number[] {
  const last = points.length - 1
  const first = points[0]
  const end = points[last]
  if (first === undefined || end === undefined || last === 0) return [0]
  const from = x(first) + 1.5 * LABEL_WIDTH
  const to = x(end) - 1.5 * LABEL_WIDTH
  const between = points.findIndex((point) => x(point) >= from && x(point) <= to)
  const ends = x(end) - x(first) > 2 * LABEL_WIDTH || width === 0 ? [0, last] : [last]
  return between > 0 ? [0, between, last] : ends
}

/** Inside its range a disc, outside a diamond: the shape says what the colour says. */
function Dot({
  point,
  place,
  unit,
}: {
  readonly point: TrendPoint
  readonly place: Place
  readonly unit: string | undefined
}) {
  const say = useMessages(messages)
  const language = useLanguage()
  const flag = flagOf(point)
  const words = [
    formatNumber(point.value, language, 3),
    unit,
    flag && `(${say[flag].toLowerCase()})`,
  ]
  return (
    <g transform={`translate(${place.x(point)} ${place.y(point.value)})`}>
      <title>{`${formatDay(point.at)}: ${words.filter(Boolean).join(' ')} – ${point.facility.name}`}</title>
      {flag === undefined ? (
        <circle r="5" className={style.dot} />
      ) : (
        <path d="M0-7 7 0 0 7-7 0z" className={style.dot} data-flag={flag} />
      )}
    </g>
  )
}

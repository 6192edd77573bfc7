import { Link, type LinkProps } from '@tanstack/react-router'
import type { LabSeries } from '#health-book/contract'
import { formatDay, formatNumber } from '../../foundation/format.ts'
import { useLanguage } from '../../foundation/language.ts'
import { useMessages } from '../../foundation/messages.ts'
import { Empty } from '../Empty.tsx'
import { ChartSign } from '../icons.tsx'
import { Mark } from '../Notice.tsx'
import { messages } from './record.messages.ts'
import record from './record.module.css'
import { flagOf, scaleOf, type TrendPoint } from './trend.ts'
import style from './trend.module.css'

export type SeriesLink = (series: LabSeries) => Pick<LinkProps, 'to' | 'params' | 'search'>

/** Every measured index as a card: the newest value and its course at a glance. */
export function LabGrid({
  series,
  linkOf,
}: {
  readonly series: readonly LabSeries[]
  readonly linkOf: SeriesLink
}) {
  const say = useMessages(messages)
  if (series.length === 0) return <Empty sign={ChartSign} title={say.noLabs} />
  return (
    <ul className={style.grid}>
      {series.map((one) => (
        <li key={one.code}>
          <LabCard series={one} linkOf={linkOf} />
        </li>
      ))}
    </ul>
  )
}

function LabCard({ series, linkOf }: { readonly series: LabSeries; readonly linkOf: SeriesLink }) {
  const say = useMessages(messages)
  const language = useLanguage()
  const last = series.points.at(-1)
  if (last === undefined) return null
  const flag = flagOf(last)
  return (
    <Link {...linkOf(series)} className={style.card}>
      <span className={style.cardName}>{series.plain ?? series.name}</span>
      <span className={style.cardValue}>
        <span className="numbers">{formatNumber(last.value, language, 3)}</span>{' '}
        <small className={record.unit}>{series.unit}</small>
      </span>{' '}
      {flag !== undefined && <Mark tone="warn">{say[flag]}</Mark>}
      <Spark points={series.points} />
      <span className={`${record.note} ${style.cardNote}`}>
        {formatDay(last.at)} · {say.resultsCount(series.points.length)}
      </span>
    </Link>
  )
}

const SPARK_WIDTH = 200
const SPARK_HEIGHT = 48

/** The course without axes: decoration beside the figures, silent for those who cannot see it. */
function Spark({ points }: { readonly points: readonly TrendPoint[] }) {
  if (points.length < 2) return null
  const scale = scaleOf(points)
  const x = (index: number) => 4 + (index / (points.length - 1)) * (SPARK_WIDTH - 8)
  const y = (value: number) =>
    SPARK_HEIGHT - 4 - ((value - scale.low) / (scale.high - scale.low)) * (SPARK_HEIGHT - 8)
  const last = points.at(-1)
  return (
    <svg
      viewBox={`0 0 ${SPARK_WIDTH} ${SPARK_HEIGHT}`}
      className={style.spark}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {last?.low !== undefined && last.high !== undefined && (
        <rect
          className={style.band}
          width={SPARK_WIDTH}
          y={y(last.high)}
          height={Math.max(y(last.low) - y(last.high), 1)}
        />
      )}
      <polyline
        className={style.line}
        vectorEffect="non-scaling-stroke"
        points={points.map(({ value }, index) => `${x(index)},${y(value)}`).join(' ')}
      />
    </svg>
  )
}

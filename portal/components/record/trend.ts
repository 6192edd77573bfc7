import type { LabSeries } from '#health-book/contract'

export type TrendPoint = LabSeries['points'][number]

export type Scale = {
  readonly low: number
  readonly high: number
  readonly ticks: readonly number[]
}

/** A scale that holds every value and the reference band, with three to six round marks. */
export function scaleOf(points: readonly TrendPoint[]): Scale {
  const values = points.flatMap(({ value, low, high }) =>
    [value, low, high].filter((one) => one !== undefined),
  )
  const least = Math.min(...values)
  const most = Math.max(...values)
  const room = (most - least || Math.abs(most) || 1) * 0.12
  const step = roundStep((most - least + 2 * room) / 4)
  const low = Math.max(
    least >= 0 ? 0 : Number.NEGATIVE_INFINITY,
    Math.floor((least - room) / step) * step,
  )
  const high = Math.ceil((most + room) / step) * step
  const count = Math.round((high - low) / step)
  const ticks = Array.from({ length: count + 1 }, (_, index) => tidy(low + index * step))
  return { low, high, ticks }
}

/** 1, 2 or 5 times a power of ten, at least the width asked for. */
function roundStep(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width))
  return tidy(([1, 2, 5, 10].find((factor) => factor * power >= width) ?? 10) * power)
}

function tidy(value: number): number {
  return Number(value.toPrecision(10))
}

/** Whether a value lies outside the range that came with it. */
export function flagOf({ value, low, high }: TrendPoint): 'low' | 'high' | undefined {
  if (low !== undefined && value < low) return 'low'
  if (high !== undefined && value > high) return 'high'
  return undefined
}

import indicesData from './data/lab-indices.json' with { type: 'json' }
import type { LabRanges, Readings } from './courses.ts'
import type { Random } from './random.ts'

type LabIndex = {
  readonly name: string
  readonly unit: string
  /** Where healthy values scatter. */
  readonly range?: readonly number[]
  readonly decimals?: number
  /** Negative and positive words. */
  readonly words?: readonly string[]
  /** Description and conclusion of a normal picture. */
  readonly reading?: readonly string[]
}

const indices: Readonly<Record<string, LabIndex | undefined>> = indicesData

export type IndexResult = {
  readonly code: string
  readonly name: string
  readonly value: string
  readonly unit: string
  readonly description: string
  readonly conclusion: string
}

/** What one index shows: a value in the illness's range, else a healthy one; for pictures a description and conclusion. */
export function readIndex(
  random: Random,
  code: string,
  ranges: LabRanges,
  readings: Readings,
): IndexResult {
  const index = indices[code] ?? { name: code, unit: '', range: [0, 1], decimals: 0 }
  const { name, unit } = index
  if (index.reading) {
    const [description = '', conclusion = ''] = readings[code] ?? index.reading
    return { code, name, value: '', unit: '', description, conclusion }
  }
  const plain = { code, name, unit, description: '', conclusion: '' }
  if (index.words) {
    const word = ranges[code] ? index.words[1] : index.words[0]
    return { ...plain, value: word ?? '', unit: '' }
  }
  const [low = 0, high = 1] = ranges[code] ?? index.range ?? []
  return { ...plain, value: (low + random.next() * (high - low)).toFixed(index.decimals ?? 0) }
}

/** The ranges of a long illness at one point of its way, 0 to 1, with the scatter of life. */
export function trendAt(trend: LabRanges, way: number): LabRanges {
  return Object.fromEntries(
    Object.entries(trend).map(([code, [first = 0, last = 0] = []]) => {
      const middle = first + (last - first) * way
      return [code, [middle * 0.95, middle * 1.05]]
    }),
  )
}

import type { MilestoneView } from '#programmes/contract'
import type { Tone } from '../../components/Notice.tsx'

const TONES: Readonly<Record<MilestoneView['state'], Tone>> = {
  reached: 'good',
  running: 'note',
  near: 'warn',
  late: 'bad',
  undated: 'note',
  history: 'plain',
  unknown: 'plain',
}

/** The tone of a milestone's state. */
export function toneOf({ state }: Pick<MilestoneView, 'state'>): Tone {
  return TONES[state]
}

/** How far a place is, in four steps and none. The steps beneath the target follow letter 4856/BCA-TTDLQG 2026 (75), and half of all. */
type Band = 'reached' | 'high' | 'middle' | 'low' | 'none'
export const BANDS: readonly Band[] = ['reached', 'high', 'middle', 'low', 'none']

export function bandOf(percent: number | undefined, target: number): Band {
  if (percent === undefined) return 'none'
  if (percent >= target) return 'reached'
  if (percent >= 75) return 'high'
  return percent >= 50 ? 'middle' : 'low'
}

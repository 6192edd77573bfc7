import type { Problem } from '#vocabulary/outcome'
import type { RecordId } from '#vocabulary/record-id'
import { COUNTED, type Counts, type ImportState, type ImportStep } from './import-state.ts'
import type { Author } from './keeper.ts'

export type Import = {
  readonly id: RecordId
  readonly list: string
  readonly version: number
  readonly author: Author
  readonly fileName: string
  readonly digest: Buffer
  readonly sheet?: string
  readonly headerRow?: number
  readonly state: ImportState
  readonly rows: number
  /** The last row of the present stage that is through. */
  readonly position: number
  readonly attempts: number
  readonly counts: Counts
  readonly problems: readonly Problem[]
  readonly notices: readonly { readonly code: string; readonly at: string }[]
  readonly createdAt: Date
  readonly changedAt: Date
  readonly finishedAt?: Date
  readonly forgottenAt?: Date
}

/** Rows that are to be written. */
export function rowsToWrite({ counts }: Pick<Import, 'counts'>): number {
  return (counts.new ?? 0) + (counts.changed ?? 0) + (counts.ended ?? 0)
}

/** The steps that can be taken now. */
export function openSteps(found: Pick<Import, 'state' | 'counts' | 'forgottenAt'>): ImportStep[] {
  const { state, counts, forgottenAt } = found
  if (forgottenAt !== undefined) return []
  if (state === 'ready') return rowsToWrite(found) > 0 ? ['start'] : []
  if (state === 'running') return ['stop']
  const written = counts.done ?? 0
  if (state === 'stopped') return written > 0 ? ['start', 'undo'] : ['start']
  if (state !== 'done') return []
  return [
    ...((counts.unwritten ?? 0) > 0 ? (['retry'] as const) : []),
    ...(written > 0 ? (['undo'] as const) : []),
  ]
}

/** The state that a step leads to. */
export const STATE_AFTER = {
  start: 'running',
  stop: 'stopped',
  retry: 'running',
  undo: 'undoing',
} as const satisfies Record<ImportStep, ImportState>

/** Counts with some more of each. */
export function counted(counts: Counts, more: Counts): Counts {
  const sum: Partial<Record<(typeof COUNTED)[number], number>> = { ...counts }
  for (const name of COUNTED)
    if (more[name] !== undefined) sum[name] = (sum[name] ?? 0) + more[name]
  return sum
}

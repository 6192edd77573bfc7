/** Where an import stands. `received`, `comparing`, `running` and `undoing` are worked on by themselves. */
export const IMPORT_STATES = [
  'received',
  'comparing',
  'ready',
  'refused',
  'running',
  'stopped',
  'done',
  'undoing',
  'undone',
] as const
export type ImportState = (typeof IMPORT_STATES)[number]

/** What somebody may do with an import. */
export const IMPORT_STEPS = ['start', 'stop', 'retry', 'undo'] as const
export type ImportStep = (typeof IMPORT_STEPS)[number]

/** Rows by what they would change and by what became of them. */
export const COUNTED = [
  'new',
  'changed',
  'ended',
  'same',
  'failed',
  'done',
  'unwritten',
  'undone',
  'kept',
] as const
export type Counts = Readonly<Partial<Record<(typeof COUNTED)[number], number>>>

import { isSignedBy, type NoteVerifier, parseNote } from '#signing'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'

/**
 * A signed statement that the events of some leaves were removed lawfully: their time was over, or a law or a court asked for it.
 * The leaf hashes stay, so that everything else can still be proved; what stood there can no longer be read by anybody.
 */
export type Removal = {
  readonly origin: string
  /** The log when it was said. */
  readonly size: number
  readonly at: Date
  /** Why: `retention` with the month, or `erasure` with the decision. One line. */
  readonly ground: string
  /** Ranges of leaves, from inclusive to exclusive, ascending. */
  readonly leaves: readonly (readonly [from: number, to: number])[]
}

/** Which leaves were removed by signed statements. */
export type Removals = {
  readonly covers: (leaf: number) => boolean
  readonly count: number
}

const RANGES = /^(?:\d{1,16}-\d{1,16})(?:,\d{1,16}-\d{1,16})*$/
const TEXT =
  /^([^\s+]+)\/removal\nsize (\d{1,16})\ntime (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\nground ([^\n]{1,500})\nleaves ([\d,-]+)\n$/

export function removalToText({ origin, size, at, ground, leaves }: Removal): string {
  const ranges = leaves.map(([from, to]) => `${from}-${to}`).join(',')
  return `${origin}/removal\nsize ${size}\ntime ${at.toISOString()}\nground ${ground}\nleaves ${ranges}\n`
}

/** Reads a statement that the holder of the key signed. Refuses `note.malformed`, also for one that somebody else signed. */
export function parseRemoval(content: string, key: NoteVerifier): Outcome<Removal> {
  const note = parseNote(content)
  if (!note.ok) return note
  const found = TEXT.exec(note.value.text)
  const [, origin = '', size = '', at = '', ground = '', ranges = ''] = found ?? []
  if (origin !== key.name || !RANGES.test(ranges) || !isSignedBy(note.value, key))
    return refuse('incorrect', 'note.malformed')
  const leaves = ranges.split(',').map((range) => {
    const [from = 0, to = 0] = range.split('-').map(Number)
    return [from, to] as const
  })
  return accept({ origin, size: Number(size), at: new Date(at), ground, leaves })
}

/** All statements together. */
export function gatherRemovals(removals: readonly Removal[]): Removals {
  const ranges = removals.flatMap(({ leaves }) => leaves).toSorted(([one], [other]) => one - other)
  let last = 0
  return {
    count: removals.length,
    // Leaves are asked for in ascending order, as a rule: the search goes on where it stopped.
    covers: (leaf) => {
      const [from = Number.POSITIVE_INFINITY] = ranges[last] ?? []
      if (leaf < from) last = 0
      while (last < ranges.length && (ranges[last]?.[1] ?? 0) <= leaf) last += 1
      const range = ranges[last]
      return range !== undefined && range[0] <= leaf
    },
  }
}

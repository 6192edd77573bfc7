import type { AccessEntry } from '#health-book/contract'

/** What one reader did in one sitting: entries of the log that follow one another. */
export type Reading = {
  readonly newest: AccessEntry
  /** What was seen, each once, with how many times. */
  readonly whats: ReadonlyMap<string, number>
}

/** Entries of the same reader with less than this between them are one sitting: 30 minutes. */
const SITTING_MS = 30 * 60_000

/** Gathers a log, newest first, into sittings: same reader, same action, same ground, close in time. */
export function entriesToReadings(entries: readonly AccessEntry[]): Reading[] {
  const readings: { newest: AccessEntry; oldest: AccessEntry; whats: Map<string, number> }[] = []
  for (const entry of entries) {
    const known = readings.findLast(
      ({ newest, oldest }) => isSameReader(newest, entry) && gap(oldest, entry) < SITTING_MS,
    )
    if (known === undefined) {
      readings.push({ newest: entry, oldest: entry, whats: new Map([[entry.what, 1]]) })
      continue
    }
    known.oldest = entry
    known.whats.set(entry.what, (known.whats.get(entry.what) ?? 0) + 1)
  }
  return readings
}

function isSameReader(one: AccessEntry, other: AccessEntry): boolean {
  return (
    one.name === other.name &&
    one.through === other.through &&
    one.facility?.code === other.facility?.code &&
    one.role === other.role &&
    one.action === other.action &&
    one.ground === other.ground
  )
}

function gap(one: AccessEntry, other: AccessEntry): number {
  return Math.abs(Date.parse(one.at) - Date.parse(other.at))
}

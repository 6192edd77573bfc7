import type { Database } from '#foundation/database'
import { noteToText } from '#signing'
import { checkpointToText } from './checkpoint.ts'
import { eventToLeaf, eventToLine } from './event-line.ts'
import { findEventRow, findLeafOf } from './export-store.ts'
import { findLastCheckpoint, type StoredCheckpoint } from './log-store.ts'
import { type InclusionProof, proveInclusion } from './prove-log.ts'

/** What proves that one event stands unaltered in the log that was signed. */
export type EventProof = {
  /** The event in the canonical form of which its leaf is made. */
  readonly line: string
  /** Absent while the log has not taken the event: within a second, as a rule. */
  readonly inclusion?: InclusionProof
  /** The signed checkpoint whose root the proof leads to. */
  readonly checkpoint?: string
  /** Whether the row, as it stands now, has the leaf that was signed. */
  readonly isUnaltered: boolean
}

/** Proves one event by its number; undefined when there is none, or no longer. */
export async function proveEvent(
  database: Database,
  number: number,
): Promise<EventProof | undefined> {
  const row = await findEventRow(database, number)
  if (row === undefined) return undefined
  const line = eventToLine(row)
  const [leaf, newest] = [await findLeafOf(database, number), await findLastCheckpoint(database)]
  if (!leaf || !newest || leaf.index >= newest.size) return { line, isUnaltered: true }
  const proof = await proveInclusion(database, leaf.index, newest.size)
  if (!proof.ok) return { line, isUnaltered: false }
  return {
    line,
    inclusion: proof.value,
    checkpoint: storedToNote(newest),
    isUnaltered: eventToLeaf(row).toString('hex') === proof.value.leaf,
  }
}

/** A stored checkpoint as the signed note that is published. */
export function storedToNote(stored: StoredCheckpoint): string {
  const { signature, key } = stored
  const { name, keyId } = key
  return noteToText({
    text: checkpointToText(stored),
    signatures: [{ name, keyId, value: signature }],
  })
}

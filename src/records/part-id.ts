import { hash } from 'node:crypto'
import type { RecordId } from '#vocabulary/record-id'

/** The hexadecimal digits that chance fills in an id of ours. */
const CHANCE_DIGITS = 16

/**
 * The id of one part of a visit: time and bucket of the visit, the rest from its place in the message
 * (`XML2[3]/MedicationRequest`). A corrected message gives the same place the same id, without a look-up.
 */
export function partId(visit: RecordId, key: string): RecordId {
  const digest = hash('sha256', `${visit} ${key}`, 'hex')
  const variant = ((Number.parseInt(digest.slice(0, 1), 16) & 0x3) | 0x8).toString(16)
  const chance = `${variant}${digest.slice(1, CHANCE_DIGITS)}`
  return `${visit.slice(0, 19)}${chance.slice(0, 4)}-${chance.slice(4)}` as RecordId
}

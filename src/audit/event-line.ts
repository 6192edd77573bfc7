import { leafHash, sha256 } from '#signing'

/** An event as its leaf holds it: every column of the row, as text where a form is free. */
export type EventRow = {
  readonly number: number
  /** In UTC, with six decimals: `2026-11-21T08:12:00.000000Z`. */
  readonly at: string
  readonly action: string
  readonly account: string
  readonly name: string
  readonly role: string
  readonly facility: string | null
  readonly address: string
  readonly what: string
  readonly person: string | null
  readonly visit: string | null
  readonly purpose: string | null
  readonly ground: string | null
  /** As PostgreSQL writes jsonb: one form for one content. */
  readonly detail: string | null
  readonly salt: string
}

const OPENING = '{"public":'
const JOINT = ',"personal":'
const OPENING_BYTES = Buffer.from(OPENING)
const JOINT_BYTES = Buffer.from(JOINT)
const BRACE = 0x7d
const NEWLINE = Buffer.of(0x0a)

/**
 * The canonical form of an event: one line of JSON in two parts, each byte of which is settled.
 *
 * `{"public":P,"personal":S}`: P holds what is no person's; S everything that could lead to one, with 122 bits of chance.
 * The leaf is made of P and of the SHA-256 of S, so that a row can be erased and its leaf stays without telling of anybody.
 */
export function eventToLine(row: EventRow): string {
  return `${OPENING}${publicPart(row)}${JOINT}${personalPart(row)}}`
}

/** The leaf of an event: SHA-256 over 0x00, P, a newline, SHA-256(S). See docs/security/evidence.md. */
export function eventToLeaf(row: EventRow): Buffer {
  return leafOf(Buffer.from(publicPart(row)), Buffer.from(personalPart(row)))
}

/**
 * The leaf of a line, without reading its JSON. A line has its leaf only when it is the canonical one to the last byte:
 * within JSON text no quote stands unescaped, so there is one place where the parts join.
 *
 * Undefined when it has not the form of an event.
 */
export function lineToLeaf(line: Buffer): Buffer | undefined {
  const joint = line.indexOf(JOINT_BYTES)
  const isWhole = joint > 0 && line.at(-1) === BRACE
  if (!isWhole || line.compare(OPENING_BYTES, 0, OPENING.length, 0, OPENING.length) !== 0)
    return undefined
  return leafOf(line.subarray(OPENING.length, joint), line.subarray(joint + JOINT.length, -1))
}

function leafOf(publicBytes: Uint8Array, personalBytes: Uint8Array): Buffer {
  return leafHash(publicBytes, NEWLINE, sha256(personalBytes))
}

function publicPart({ number, at, action, role, facility, what, purpose, ground }: EventRow) {
  return JSON.stringify({ number, at, action, role, facility, what, purpose, ground })
}

/** The detail is spliced in as it stands: PostgreSQL wrote it, without a line end. */
function personalPart({ salt, account, name, address, person, visit, detail }: EventRow): string {
  const start = JSON.stringify({ salt, account, name, address, person, visit })
  return `${start.slice(0, -1)},"detail":${detail ?? 'null'}}`
}

import type { StoredShare } from './share-store.ts'

/** Dictated over a telephone, and not guessed in five attempts: 6 to 32 characters. */
const PASSCODE_MIN = 6
const PASSCODE_MAX = 32

/** Whether a passcode is long enough and no plain row of digits. */
export function isPasscode(text: string): boolean {
  if (text.length < PASSCODE_MIN || text.length > PASSCODE_MAX || text.trim() !== text) return false
  return new Set(text).size > 2 && !isRow(text)
}

/** `123456`, `987654`, `abcdef`. */
function isRow(text: string): boolean {
  const codes = Array.from(text, (letter) => letter.charCodeAt(0))
  const steps = new Set(codes.slice(1).map((code, place) => code - (codes[place] ?? 0)))
  return steps.size === 1 && (steps.has(1) || steps.has(-1))
}

/**
 * Whether a text is a compact JWE that is encrypted directly under the link's key (`dir`, `A256GCM`, no key of its own).
 * What it holds is not ours to know. Source: RFC 7516, section 3.1; HL7 SMART Health Links 1.0.
 */
export function isSealedDocument(text: string): boolean {
  const parts = text.split('.')
  const [header = '', key = ''] = parts
  if (parts.length !== 5 || key !== '' || !parts.every((part) => /^[\w-]*$/.test(part)))
    return false
  const read: unknown = readJson(Buffer.from(header, 'base64url').toString('utf8'))
  if (typeof read !== 'object' || read === null) return false
  return 'alg' in read && read.alg === 'dir' && 'enc' in read && read.enc === 'A256GCM'
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** How a share stands at a moment. */
export function stateOf(
  share: Pick<StoredShare, 'until' | 'attemptsLeft' | 'endedAt'>,
  now: Date,
): 'open' | 'over' | 'ended' | 'locked' {
  if (share.endedAt !== undefined) return 'ended'
  if (share.attemptsLeft === 0) return 'locked'
  return share.until > now ? 'open' : 'over'
}

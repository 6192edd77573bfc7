/** What the server gives for one entry of the log. */
export type GivenProof = {
  readonly line: string
  readonly inclusion?: {
    readonly index: number
    readonly size: number
    readonly path: readonly string[]
  }
  readonly checkpoint?: string
}

/** What the browser made of it by its own reckoning. `waiting`: the log has not taken the entry yet. */
export type CheckedProof =
  | { readonly state: 'waiting' | 'broken' }
  | {
      readonly state: 'whole'
      readonly index: number
      readonly size: number
      readonly at: string
      readonly root: string
    }

const OPENING = '{"public":'
const JOINT = ',"personal":'

/**
 * Reckons the root of the log from the entry's own line and the path of the proof, and compares it with the root in the
 * checkpoint (RFC 9162, 2.1.3.2). The form of the leaf is that of docs/security/evidence.md.
 */
export async function checkProof({
  line,
  inclusion,
  checkpoint,
}: GivenProof): Promise<CheckedProof> {
  if (!inclusion || checkpoint === undefined) return { state: 'waiting' }
  const [, size = '', root = '', time = ''] = checkpoint.split('\n')
  const made = await rootOf(await leafOf(line), inclusion)
  if (Number(size) !== inclusion.size || toBase64(made) !== root) return { state: 'broken' }
  const { index } = inclusion
  return { state: 'whole', index, size: inclusion.size, at: time.replace('time ', ''), root }
}

async function leafOf(line: string): Promise<Uint8Array> {
  const joint = line.indexOf(JOINT)
  const text = new TextEncoder()
  const personal = await sha256(text.encode(line.slice(joint + JOINT.length, -1)))
  return sha256(
    join(Uint8Array.of(0), text.encode(`${line.slice(OPENING.length, joint)}\n`), personal),
  )
}

async function rootOf(
  leaf: Uint8Array,
  { index, size, path }: NonNullable<GivenProof['inclusion']>,
): Promise<Uint8Array> {
  let place = index
  let last = size - 1
  let made = leaf
  for (const step of path) {
    const other = fromHex(step)
    if (place % 2 === 1 || place === last) {
      made = await sha256(join(Uint8Array.of(1), other, made))
      while (place % 2 === 0 && place !== 0) {
        place = Math.floor(place / 2)
        last = Math.floor(last / 2)
      }
    } else made = await sha256(join(Uint8Array.of(1), made, other))
    place = Math.floor(place / 2)
    last = Math.floor(last / 2)
  }
  return made
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}

function join(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

function fromHex(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
}

import { type JsonFault, type JsonLimits, Stopped } from './json-fault.ts'
import { skipBlanks, skipNumber, skipString, skipWord } from './scan-tokens.ts'

/** A piece of the text: from the first unit to the one after the last. */
export type Span = { readonly from: number; readonly to: number }

/** Where in the text a resource stands, and what in it may have to be written anew. */
export type ScannedResource = {
  readonly span: Span
  /** The values of its own members, by name. */
  readonly members: ReadonlyMap<string, Span>
  /** String values, quotes included, under the name `reference`, and those that begin with `urn:`. */
  readonly links: readonly Span[]
}

export type Scanned = {
  readonly root: ScannedResource
  /** The resources of a Bundle's entries, in order; undefined where an entry has none. */
  readonly entries: readonly (ScannedResource | undefined)[]
}

type ScanOutcome =
  | { readonly ok: true; readonly value: Scanned }
  | { readonly ok: false; readonly fault: JsonFault }

type Collecting = {
  readonly members: Map<string, Span>
  readonly links: Span[]
}

type Scan = {
  readonly text: string
  readonly limits: JsonLimits
  values: number
  depth: number
  /** The resource whose parts are being met. */
  resource: Collecting
  readonly entries: (ScannedResource | undefined)[]
}

const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a
const ARRAY = 0x5b
const ARRAY_END = 0x5d
const OBJECT = 0x7b
const OBJECT_END = 0x7d

/** So many keys are compared faster than they are hashed. */
const FEW_KEYS = 12

/** Names that would reach the prototype of an object once parsed. */
const FORBIDDEN_KEY = '__proto__'

/**
 * Reads a JSON object once and says where its resources stand, so that they can be kept as written (a decimal `1.50` stays `1.50`) and
 * only ids, `meta` and references are written anew. Pure. Refuses what RFC 8259 does not allow, and besides: a key twice in one object,
 * half of a surrogate pair, a number beyond what a double holds, more depth or values than the limits.
 *
 * Source: HL7 FHIR R4 (4.0.1), json.html; datatypes.html#decimal (precision is part of the value).
 */
export function scanResource(text: string, limits: JsonLimits): ScanOutcome {
  const resource: Collecting = { members: new Map(), links: [] }
  const scan: Scan = { text, limits, values: 0, depth: 0, resource, entries: [] }
  try {
    const from = skipBlanks(text, 0)
    if (text.charCodeAt(from) !== OBJECT) throw new Stopped({ why: 'not-json', at: from })
    const to = scanObject(scan, from, 'root')
    const end = skipBlanks(text, to)
    if (end !== text.length) throw new Stopped({ why: 'not-json', at: end })
    const root = { span: { from, to }, ...resource }
    return { ok: true, value: { root, entries: scan.entries } }
  } catch (error) {
    if (error instanceof Stopped) return { ok: false, fault: error.fault }
    throw error
  }
}

/** What an object or array is to the Bundle around it. */
type Place = 'root' | 'entry-list' | 'entry' | 'resource' | 'inside'

function scanValue(scan: Scan, from: number, key: string, place: Place): number {
  const { text, limits } = scan
  scan.values += 1
  if (scan.values > limits.values) throw new Stopped({ why: 'too-many-values', at: from })
  const code = text.charCodeAt(from)
  if (code === QUOTE) {
    const to = skipString(text, from)
    if (key === 'reference' || text.startsWith('urn:', from + 1))
      scan.resource.links.push({ from, to })
    return to
  }
  if (code === OBJECT)
    return place === 'resource' ? scanEntryResource(scan, from) : scanObject(scan, from, place)
  if (code === ARRAY) return scanArray(scan, from, key, place)
  return code === 0x2d || (code >= 0x30 && code <= 0x39)
    ? skipNumber(text, from)
    : skipWord(text, from)
}

function scanEntryResource(scan: Scan, from: number): number {
  const around = scan.resource
  const resource: Collecting = { members: new Map(), links: [] }
  scan.resource = resource
  const to = scanObject(scan, from, 'resource')
  scan.resource = around
  scan.entries[scan.entries.length - 1] = { span: { from, to }, ...resource }
  return to
}

function scanObject(scan: Scan, from: number, place: Place): number {
  const { text } = scan
  enter(scan, from)
  if (place === 'entry') scan.entries.push(undefined)
  const isOwn = place === 'root' || place === 'resource'
  const known = new KnownKeys()
  let at = skipBlanks(text, from + 1)
  if (text.charCodeAt(at) === OBJECT_END) return leave(scan, at)
  for (;;) {
    if (text.charCodeAt(at) !== QUOTE) throw new Stopped({ why: 'not-json', at })
    const keyEnd = skipString(text, at)
    const key = takeKey(text, { from: at, to: keyEnd }, known)
    at = skipBlanks(text, keyEnd)
    if (text.charCodeAt(at) !== COLON) throw new Stopped({ why: 'not-json', at })
    const start = skipBlanks(text, at + 1)
    const end = scanValue(scan, start, key, placeOf(place, key))
    if (isOwn) scan.resource.members.set(key, { from: start, to: end })
    at = skipBlanks(text, end)
    const code = text.charCodeAt(at)
    if (code === OBJECT_END) return leave(scan, at)
    if (code !== COMMA) throw new Stopped({ why: 'not-json', at })
    at = skipBlanks(text, at + 1)
  }
}

function scanArray(scan: Scan, from: number, key: string, place: Place): number {
  const { text } = scan
  enter(scan, from)
  const inner: Place = place === 'entry-list' ? 'entry' : 'inside'
  let at = skipBlanks(text, from + 1)
  if (text.charCodeAt(at) === ARRAY_END) return leave(scan, at)
  for (;;) {
    at = skipBlanks(text, scanValue(scan, at, key, inner))
    const code = text.charCodeAt(at)
    if (code === ARRAY_END) return leave(scan, at)
    if (code !== COMMA) throw new Stopped({ why: 'not-json', at })
    at = skipBlanks(text, at + 1)
  }
}

/** Only `entry[].resource` of the outermost object holds resources of their own. */
function placeOf(around: Place, key: string): Place {
  if (around === 'root' && key === 'entry') return 'entry-list'
  if (around === 'entry' && key === 'resource') return 'resource'
  return 'inside'
}

function takeKey(text: string, { from, to }: Span, known: KnownKeys): string {
  const raw = text.slice(from + 1, to - 1)
  const key = raw.includes('\\') ? (JSON.parse(text.slice(from, to)) as string) : raw
  if (key === FORBIDDEN_KEY) throw new Stopped({ why: 'forbidden-key', at: from, key })
  if (!known.add(key)) throw new Stopped({ why: 'duplicate-key', at: from, key })
  return key
}

/** The keys of one object so far: few are compared one by one, many by a set. */
class KnownKeys {
  readonly #few: string[] = []
  #many: Set<string> | undefined

  /** Answers false for a key that is there already. */
  add(key: string): boolean {
    if (this.#many?.has(key) ?? this.#few.includes(key)) return false
    if (this.#many !== undefined) this.#many.add(key)
    else if (this.#few.push(key) > FEW_KEYS) this.#many = new Set(this.#few)
    return true
  }
}

function enter(scan: Scan, at: number): void {
  scan.depth += 1
  if (scan.depth > scan.limits.depth) throw new Stopped({ why: 'too-deep', at })
}

function leave(scan: Scan, at: number): number {
  scan.depth -= 1
  return at + 1
}

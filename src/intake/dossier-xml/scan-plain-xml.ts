/** One tag of a plain document, by its offsets in the text. */
export type PlainTag = {
  readonly name: string
  readonly kind: 'opens' | 'closes' | 'both'
  /** Of its `<`. */
  readonly start: number
  /** Behind its `>`. */
  readonly end: number
}

/** Signs that are not plain: references, ends of line to be made one, what XML forbids, all beyond 16 bits. */
const NOT_PLAIN = /[^\t\n -%'-\uD7FF\uE000-\uFFFD]|\]\]>/

const DECLARATION =
  /^<\?xml version="1\.0"(?: encoding="[A-Za-z][\w.-]*")?(?: standalone="(?:yes|no)")?\s*\?>/

const NAME = /[A-Za-z_][A-Za-z0-9_]*/y

/** What the first tag says of namespaces: read by nobody, written by most. */
const ATTRIBUTES = /(?: [A-Za-z_][A-Za-z0-9_:]*="[^"<&\n\t]*"){1,8}/y
const ATTRIBUTE_NAME = / ([A-Za-z_][A-Za-z0-9_:]*)="[^"]*"/g

/** A longer document goes to the whole reader, which keeps no list of its tags: 2 Mi signs. */
const SIGNS_MAX = 2 * 1_048_576

const SPACE = 0x20
const SLASH = 0x2f
const GREATER = 0x3e

/**
 * The tags of a document that is plain: elements, text without references, nothing else but plain attributes.
 * That is how nearly all software writes its tables, and it takes a fraction of reading all that XML may hold.
 *
 * Undefined for any other text, well formed or not: the whole reader reads that, and says what is wrong.
 */
export function scanPlainXml(text: string): readonly PlainTag[] | undefined {
  if (text.length > SIGNS_MAX || NOT_PLAIN.test(text)) return undefined
  const first = DECLARATION.exec(text)?.[0].length ?? 0
  const tags: PlainTag[] = []
  const open: string[] = []
  let behind = first
  do {
    const start = text.indexOf('<', behind)
    const tag = start < 0 ? undefined : tagAt(text, start)
    if (tag === undefined || (behind === first && !isBlank(text, first, start))) return undefined
    if (tag.kind === 'opens') open.push(tag.name)
    if (tag.kind === 'closes' && open.pop() !== tag.name) return undefined
    tags.push(tag)
    behind = tag.end
  } while (open.length > 0)
  return isBlank(text, behind, text.length) ? tags : undefined
}

function tagAt(text: string, start: number): PlainTag | undefined {
  const closes = text.charCodeAt(start + 1) === SLASH
  NAME.lastIndex = start + (closes ? 2 : 1)
  const name = NAME.exec(text)?.[0]
  if (name === undefined) return undefined
  const end = closes ? NAME.lastIndex : behindAttributes(text, NAME.lastIndex)
  const sign = text.charCodeAt(end)
  if (sign === GREATER) return { name, kind: closes ? 'closes' : 'opens', start, end: end + 1 }
  const both = !closes && sign === SLASH && text.charCodeAt(end + 1) === GREATER
  return both ? { name, kind: 'both', start, end: end + 2 } : undefined
}

/** Behind attributes whose names differ; before them when there is anything else, which is then for the whole reader. */
function behindAttributes(text: string, start: number): number {
  if (text.charCodeAt(start) !== SPACE) return start
  ATTRIBUTES.lastIndex = start
  const written = ATTRIBUTES.exec(text)?.[0] ?? ''
  const names = [...written.matchAll(ATTRIBUTE_NAME)].map(([, name]) => name)
  return new Set(names).size === names.length ? start + written.length : start
}

const BLANK = /^[\t\n ]*$/

function isBlank(text: string, from: number, to: number): boolean {
  return BLANK.test(text.slice(from, to))
}

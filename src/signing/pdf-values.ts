/** A value of a PDF (ISO 32000-1, 7.3), as far as signatures ask for it. Strings are kept as they are written. */
export type PdfValue =
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'string'; readonly text: string; readonly at: number; readonly end: number }
  | { readonly kind: 'reference'; readonly number: number }
  | { readonly kind: 'array'; readonly items: readonly PdfValue[] }
  | PdfDictionary

export type PdfDictionary = {
  readonly kind: 'dictionary'
  readonly entries: ReadonlyMap<string, PdfValue>
}

/** A place in the text of a file, which moves on as values are read. */
type Cursor = { readonly text: string; at: number; depth: number }

/** Deeper than this nobody nests, but for attacks: 40. */
const DEPTH_MAX = 40

const SPACE = /(?:[\0\t\n\f\r ]|%[^\r\n]*)*/y
const REFERENCE = /(\d{1,10})[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+R(?![A-Za-z0-9])/y
const PLAIN = /[+-]?[0-9.]+|true\b|false\b|null\b/y
// oxlint-disable-next-line no-control-regex -- a name ends at white space, which in a PDF includes U+0000
const NAME = /\/([^\0\t\n\f\r ()<>[\]{}/%]*)/y
const HEX = /<[0-9A-Fa-f\0\t\n\f\r ]*>/y

/** The value that begins at a place, with its end; undefined for what is none. `text` is the file as latin1. */
export function readPdfValue(
  text: string,
  at: number,
): { readonly value: PdfValue; readonly end: number } | undefined {
  const cursor = { text, at, depth: 0 }
  const value = valueAt(cursor)
  return value && { value, end: cursor.at }
}

/** An entry of a dictionary; undefined for another kind of value too. */
export function entryOf(value: PdfValue | undefined, name: string): PdfValue | undefined {
  return value?.kind === 'dictionary' ? value.entries.get(name) : undefined
}

export function isName(value: PdfValue | undefined, text: string): boolean {
  return value?.kind === 'name' && value.text === text
}

/** The whole number of a plain value; undefined for another. */
export function wholeNumber(value: PdfValue | undefined): number | undefined {
  return value?.kind === 'plain' && /^\d{1,15}$/.test(value.text) ? Number(value.text) : undefined
}

/** One text for values that are the same, whatever the order of entries and the spaces between them. */
export function sameText(value: PdfValue | undefined): string {
  switch (value?.kind) {
    case undefined:
      return ''
    case 'reference':
      return `${value.number} R`
    case 'array':
      return `[${value.items.map(sameText).join(' ')}]`
    case 'dictionary':
      return `<<${[...value.entries]
        .map(([name, inner]) => `/${name} ${sameText(inner)}`)
        .toSorted()
        .join(' ')}>>`
    case 'name':
      return `/${value.text}`
    case 'plain':
    case 'string':
      return value.text
  }
}

function valueAt(cursor: Cursor): PdfValue | undefined {
  take(cursor, SPACE)
  const { text, at } = cursor
  const reference = take(cursor, REFERENCE)
  if (reference) return { kind: 'reference', number: Number(reference[1]) }
  const plain = take(cursor, PLAIN)
  if (plain) return { kind: 'plain', text: plain[0] }
  const name = take(cursor, NAME)
  if (name) return { kind: 'name', text: name[1] ?? '' }
  if (text[at] === '(') return literalAt(cursor)
  if (text[at] === '[') return nested(cursor, arrayAt)
  if (text.startsWith('<<', at)) return nested(cursor, dictionaryAt)
  const hex = take(cursor, HEX)
  return hex ? { kind: 'string', text: hex[0], at, end: cursor.at } : undefined
}

function take(cursor: Cursor, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = cursor.at
  const found = pattern.exec(cursor.text)
  if (found === null) return undefined
  cursor.at = pattern.lastIndex
  return found
}

function nested(
  cursor: Cursor,
  read: (cursor: Cursor) => PdfValue | undefined,
): PdfValue | undefined {
  if (cursor.depth >= DEPTH_MAX) return undefined
  cursor.depth += 1
  const value = read(cursor)
  cursor.depth -= 1
  return value
}

function arrayAt(cursor: Cursor): PdfValue | undefined {
  cursor.at += 1
  const items: PdfValue[] = []
  for (;;) {
    take(cursor, SPACE)
    if (cursor.text[cursor.at] === ']') break
    const item = valueAt(cursor)
    if (item === undefined) return undefined
    items.push(item)
  }
  cursor.at += 1
  return { kind: 'array', items }
}

/** A name that stands twice would be read differently by different readers: none is taken. */
function dictionaryAt(cursor: Cursor): PdfValue | undefined {
  cursor.at += 2
  const entries = new Map<string, PdfValue>()
  for (;;) {
    take(cursor, SPACE)
    if (cursor.text.startsWith('>>', cursor.at)) break
    const name = take(cursor, NAME)?.[1]
    const value = name === undefined ? undefined : valueAt(cursor)
    if (name === undefined || value === undefined || entries.has(name)) return undefined
    // A name in another spelling (#41) could pass for one that we look for.
    if (name.includes('#')) return undefined
    entries.set(name, value)
  }
  cursor.at += 2
  return { kind: 'dictionary', entries }
}

function literalAt(cursor: Cursor): PdfValue | undefined {
  const { text, at } = cursor
  let open = 0
  for (let place = at; place < text.length; place += 1) {
    const sign = text[place]
    if (sign === '\\') place += 1
    else if (sign === '(') open += 1
    else if (sign === ')') {
      open -= 1
      if (open === 0) {
        cursor.at = place + 1
        return { kind: 'string', text: text.slice(at, cursor.at), at, end: cursor.at }
      }
    }
  }
  return undefined
}

/** The longest tag or run of text that is kept: 1 Mi characters. A cell holds at most 32,767. */
const PIECE_CHARACTERS_MAX = 1024 * 1024

export type PieceKind = 'open' | 'empty' | 'close' | 'text' | 'data' | 'other'

/** Told of every piece of a text of XML, in order; the raws put together are the text again. `name` is without prefix. */
export type OnPiece = (kind: PieceKind, name: string, raw: string) => void

export type XmlPieces = {
  /** Takes the next characters. False when they can be no XML of a workbook: a DOCTYPE, or a piece without end. */
  readonly push: (characters: string) => boolean
  /** Whether the text ended where an element of the outermost kind had closed. */
  readonly end: () => boolean
}

/**
 * Cuts the XML of spreadsheet programs into pieces as it streams in, keeping no more than one piece. Entities stay as they
 * are (`plainText` reads them); a DOCTYPE is refused, so that nothing can be declared that would grow.
 */
export function cutXml(onPiece: OnPiece): XmlPieces {
  let rest = ''
  let depth = 0
  let opened = 0

  const tell = (raw: string) => {
    const second = raw.charCodeAt(1)
    if (second === SLASH) {
      depth -= 1
      onPiece('close', nameIn(raw, 2), raw)
    } else if (second === QUESTION || second === EXCLAMATION) {
      onPiece(raw.startsWith('<![') ? 'data' : 'other', '', raw)
    } else if (raw.charCodeAt(raw.length - 2) === SLASH) {
      opened += 1
      onPiece('empty', nameIn(raw, 1), raw)
    } else {
      opened += 1
      depth += 1
      onPiece('open', nameIn(raw, 1), raw)
    }
  }

  return {
    push: (characters) => {
      const text = rest + characters
      let at = 0
      for (;;) {
        const start = text.indexOf('<', at)
        if (start < 0) break
        const end = endOfPiece(text, start)
        if (end === REFUSED) return false
        if (end < 0) {
          at = start > at ? tellText(onPiece, text, at, start) : at
          break
        }
        if (start > at) onPiece('text', '', text.slice(at, start))
        tell(text.slice(start, end))
        at = end
      }
      rest = text.slice(at)
      return rest.length <= PIECE_CHARACTERS_MAX && depth >= 0
    },
    end: () => {
      if (rest !== '') onPiece('text', '', rest)
      return depth === 0 && opened > 0 && rest.trim() === ''
    },
  }
}

const SLASH = 0x2f
const QUESTION = 0x3f
const EXCLAMATION = 0x21
const REFUSED = -2

function tellText(onPiece: OnPiece, text: string, from: number, to: number): number {
  onPiece('text', '', text.slice(from, to))
  return to
}

/** Where the piece that begins at `start` ends; -1 when that is still to come, REFUSED for a declaration. */
function endOfPiece(text: string, start: number): number {
  const close = text.indexOf('>', start)
  if (close < 0) return -1
  const second = text.charCodeAt(start + 1)
  if (second === QUESTION) return after(text, '?>', start)
  if (second === EXCLAMATION) {
    if (text.startsWith('<!--', start)) return after(text, '-->', start + 4)
    return text.startsWith('<![CDATA[', start) ? after(text, ']]>', start) : REFUSED
  }
  return endOfTag(text, start, close)
}

function after(text: string, sign: string, from: number): number {
  const at = text.indexOf(sign, from)
  return at < 0 ? -1 : at + sign.length
}

/** A sign of closing within quotes closes nothing. */
function endOfTag(text: string, start: number, firstClose: number): number {
  let quote = 0
  let close = firstClose
  for (let at = start; at < text.length; at += 1) {
    if (at === close) {
      if (quote === 0) return close + 1
      close = text.indexOf('>', close + 1)
      if (close < 0) return -1
    }
    const sign = text.charCodeAt(at)
    if (quote !== 0) quote = sign === quote ? 0 : quote
    else if (sign === 0x22 || sign === 0x27) quote = sign
  }
  return -1
}

function nameIn(raw: string, from: number): string {
  let start = from
  let at = from
  for (; at < raw.length; at += 1) {
    const sign = raw.charCodeAt(at)
    if (sign === 0x3a) start = at + 1
    else if (sign <= 0x20 || sign === SLASH || sign === 0x3e) break
  }
  return raw.slice(start, at)
}

const ATTRIBUTE = new Map<string, RegExp>()

/** The value of an attribute in a raw tag, by its name without prefix. */
export function attributeOf(raw: string, name: string): string | undefined {
  let pattern = ATTRIBUTE.get(name)
  if (pattern === undefined) {
    pattern = new RegExp(`\\s(?:[\\w.-]+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
    ATTRIBUTE.set(name, pattern)
  }
  const found = pattern.exec(raw)
  return found === null ? undefined : plainText(found[1] ?? found[2] ?? '')
}

const SIGNS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** What a run of text or a section of data says, with its entities read, and Excel's own `_x000D_` as the sign it stands for. */
export function plainText(raw: string): string {
  if (raw.startsWith('<![CDATA[')) return raw.slice(9, -3)
  const read = raw.includes('&')
    ? raw.replace(
        /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w{1,5}));/g,
        (whole, decimal: string | undefined, hex: string | undefined, name: string) => {
          const point = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : undefined
          if (point === undefined) return SIGNS[name] ?? whole
          return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole
        },
      )
    : raw
  return read.includes('_x')
    ? read.replace(/_x([0-9a-fA-F]{4})_/g, (_whole, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      )
    : read
}

/** A text as it stands between tags or in an attribute; control signs that XML cannot hold are left out. */
export function xmlText(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

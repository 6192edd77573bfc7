import { isUtf8 } from 'node:buffer'

/** One text of a file, in composed Unicode, with what had to be done to it. */
export type DecodedText = {
  readonly text: string
  /** The XML declaration names another encoding although the bytes are UTF-8. */
  readonly declaresOther: boolean
  /** Letters and their accents came as separate characters (NFD) and were put together. */
  readonly recomposed: boolean
}

const BYTE_ORDER_MARK = 0xfeff

/**
 * Decodes bytes as UTF-8, whatever the declaration says: the standard allows nothing else.
 *
 * A byte-order mark is dropped; accents that came apart are put together, so that the same name is the same text.
 * Undefined when the bytes are not UTF-8 (UTF-16, TCVN3 and other old encodings).
 */
export function decodeText(bytes: Buffer): DecodedText | undefined {
  if (!isUtf8(bytes)) return undefined
  const raw = bytes.toString('utf8')
  const bare = raw.charCodeAt(0) === BYTE_ORDER_MARK ? raw.slice(1) : raw
  const text = bare.normalize('NFC')
  return { text, declaresOther: declaresOther(text), recomposed: text !== bare }
}

/**
 * Decodes base64 with its padding; undefined when the text is anything else. Node passes over what is no base64, so the
 * length tells, quicker than a regular expression over megabytes. But it takes base64url too, and of a character beyond
 * ASCII only a part.
 */
export function decodeBase64(text: string): Buffer | undefined {
  if (text.length % 4 !== 0 || Buffer.byteLength(text) !== text.length) return undefined
  if (text.includes('-') || text.includes('_')) return undefined
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes = Buffer.from(text, 'base64')
  return bytes.length === (text.length / 4) * 3 - padding ? bytes : undefined
}

function declaresOther(text: string): boolean {
  const declared = /^<\?xml[^>]{0,100}?encoding\s*=\s*["']([^"']{0,40})["']/.exec(text)?.[1]
  return declared !== undefined && !/^utf-?8$/i.test(declared)
}

/** Two or three bytes of a Vietnamese letter, each shown as the windows-1252 or Latin-1 character of its value. */
const TRACE =
  /[\u00c3-\u00c6\u00e1][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]/

/** Whether a text has a trace of double encoding anywhere: asked once for a table, before each value is tried. */
export function mayBeDoubleEncoded(text: string): boolean {
  return TRACE.test(text)
}

/**
 * Undoes a double encoding: UTF-8 bytes that somebody took for windows-1252 and encoded again (`á»‡` for `ệ`).
 *
 * Only a text that becomes wholly valid UTF-8 by it is changed; undefined for all others, so a text
 * that merely looks odd stays as it is.
 */
export function undoDoubleEncoding(text: string): string | undefined {
  if (!TRACE.test(text)) return undefined
  const bytes = Buffer.alloc(text.length)
  for (let index = 0; index < text.length; index += 1) {
    const byte = byteOf(text.charCodeAt(index))
    if (byte === undefined) return undefined
    bytes[index] = byte
  }
  return isUtf8(bytes) ? bytes.toString('utf8').normalize('NFC') : undefined
}

function byteOf(code: number): number | undefined {
  return code < 0x100 ? code : WINDOWS_1252.get(code)
}

/** Where windows-1252 differs from Latin-1. */
const WINDOWS_1252 = new Map([
  [0x20ac, 0x80],
  [0x201a, 0x82],
  [0x0192, 0x83],
  [0x201e, 0x84],
  [0x2026, 0x85],
  [0x2020, 0x86],
  [0x2021, 0x87],
  [0x02c6, 0x88],
  [0x2030, 0x89],
  [0x0160, 0x8a],
  [0x2039, 0x8b],
  [0x0152, 0x8c],
  [0x017d, 0x8e],
  [0x2018, 0x91],
  [0x2019, 0x92],
  [0x201c, 0x93],
  [0x201d, 0x94],
  [0x2022, 0x95],
  [0x2013, 0x96],
  [0x2014, 0x97],
  [0x02dc, 0x98],
  [0x2122, 0x99],
  [0x0161, 0x9a],
  [0x203a, 0x9b],
  [0x0153, 0x9c],
  [0x017e, 0x9e],
  [0x0178, 0x9f],
])

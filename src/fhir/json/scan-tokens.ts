import { Stopped } from './json-fault.ts'

const QUOTE = 0x22
const BACKSLASH = 0x5c
const MINUS = 0x2d
const PLUS = 0x2b
const DOT = 0x2e
const ZERO = 0x30
const NINE = 0x39
const UPPER_E = 0x45
const LOWER_E = 0x65
const LOWER_U = 0x75

/** Up to so many digits and powers of ten together every double holds a number; beyond it is tried. */
const SURE_DIGITS = 300

/** `/ " \ b f n r t` */
const SIMPLE_ESCAPES = new Set([0x2f, QUOTE, BACKSLASH, 0x62, 0x66, 0x6e, 0x72, 0x74])

/** Moves past blanks, tabs and line ends. */
export function skipBlanks(text: string, from: number): number {
  let at = from
  for (;;) {
    const code = text.charCodeAt(at)
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at
    at += 1
  }
}

/** Moves past a string whose opening quote is at `from`; throws `Stopped` for what is none, and for half of a surrogate pair. */
export function skipString(text: string, from: number): number {
  let at = from + 1
  let high = false
  for (;;) {
    let code = text.charCodeAt(at)
    const start = at
    if (code === QUOTE) {
      if (high) throw new Stopped({ why: 'lone-surrogate', at: start })
      return at + 1
    }
    if (!(code >= 0x20)) throw new Stopped({ why: 'not-json', at })
    at += 1
    if (code === BACKSLASH) {
      code = text.charCodeAt(at)
      at += 1
      if (code === LOWER_U) {
        code = hexAt(text, at)
        at += 4
      } else if (SIMPLE_ESCAPES.has(code)) code = 0x20
      else throw new Stopped({ why: 'not-json', at: start })
    }
    const isLow = code >= 0xdc00 && code <= 0xdfff
    if (high !== isLow) throw new Stopped({ why: 'lone-surrogate', at: start })
    high = code >= 0xd800 && code <= 0xdbff
  }
}

function hexAt(text: string, at: number): number {
  const digits = text.slice(at, at + 4)
  if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw new Stopped({ why: 'not-json', at })
  return Number.parseInt(digits, 16)
}

/** Moves past a number; throws `Stopped` for what is none, and for one no double can hold. */
export function skipNumber(text: string, from: number): number {
  let at = text.charCodeAt(from) === MINUS ? from + 1 : from
  const first = text.charCodeAt(at)
  const whole = skipDigits(text, at)
  if (first === ZERO && whole > at + 1) throw new Stopped({ why: 'not-json', at: from })
  const digits = whole - at
  at = whole
  if (text.charCodeAt(at) === DOT) at = skipDigits(text, at + 1)
  let exponent = 0
  const mark = text.charCodeAt(at)
  if (mark === LOWER_E || mark === UPPER_E) {
    const start = at + 1
    const sign = text.charCodeAt(start)
    at = skipDigits(text, sign === MINUS || sign === PLUS ? start + 1 : start)
    exponent = Number(text.slice(start, at))
  }
  const isSure = Math.abs(exponent) + digits <= SURE_DIGITS
  if (!isSure && !Number.isFinite(Number(text.slice(from, at))))
    throw new Stopped({ why: 'number-too-large', at: from })
  return at
}

function skipDigits(text: string, from: number): number {
  let at = from
  for (;;) {
    const code = text.charCodeAt(at)
    if (!(code >= ZERO && code <= NINE)) break
    at += 1
  }
  if (at === from) throw new Stopped({ why: 'not-json', at: from })
  return at
}

/** Moves past `true`, `false` or `null`. */
export function skipWord(text: string, from: number): number {
  for (const word of ['true', 'false', 'null'])
    if (text.startsWith(word, from)) return from + word.length
  throw new Stopped({ why: 'not-json', at: from })
}

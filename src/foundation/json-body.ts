/** Nothing that is sent to us nests deeper; a parser or a walk that recurses is safe below: 64. */
export const JSON_DEPTH_MAX = 64

const QUOTE = 0x22
const BACKSLASH = 0x5c

/** Whether objects and lists of a JSON text nest deeper than we read. Texts inside are skipped, whatever they hold. */
export function nestsTooDeep(text: string): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at)
    if (sign === QUOTE) {
      at = endOfText(text, at)
      if (at < 0) return false
    } else if (sign === 0x7b || sign === 0x5b) {
      depth += 1
      if (depth > JSON_DEPTH_MAX) return true
    } else if (sign === 0x7d || sign === 0x5d) depth -= 1
  }
  return false
}

/**
 * The first name that an object of a JSON text has twice; undefined when none has. Readers differ in which of the two they take,
 * so that what was checked need not be what is done.
 */
export function nameGivenTwice(text: string): string | undefined {
  const open: Set<string>[] = []
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at)
    if (sign === 0x7b || sign === 0x5b) open.push(new Set())
    else if (sign === 0x7d || sign === 0x5d) open.pop()
    else if (sign === QUOTE) {
      const end = endOfText(text, at)
      if (end < 0) return undefined
      const name = isName(text, end) ? readName(text.slice(at, end + 1)) : undefined
      const names = open.at(-1)
      if (name !== undefined && names?.has(name) === true) return name
      if (name !== undefined) names?.add(name)
      at = end
    }
  }
  return undefined
}

/** Whether a colon follows the text that ends there. */
function isName(text: string, end: number): boolean {
  let after = end + 1
  while (' \t\n\r'.includes(text.charAt(after)) && after < text.length) after += 1
  return text.charAt(after) === ':'
}

/** A name by what it says, however it is escaped; undefined for what is no JSON, which the parser refuses. */
function readName(quoted: string): string | undefined {
  if (!quoted.includes('\\')) return quoted.slice(1, -1)
  try {
    return String(JSON.parse(quoted))
  } catch {
    return undefined
  }
}

/** Where the text that begins at a quote ends; -1 when it never does. */
function endOfText(text: string, begin: number): number {
  let end = text.indexOf('"', begin + 1)
  while (end > 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end
}

/** An odd number of backslashes before it takes a quote its meaning. */
function isEscaped(text: string, at: number): boolean {
  let before = at - 1
  while (text.charCodeAt(before) === BACKSLASH) before -= 1
  return (at - 1 - before) % 2 === 1
}

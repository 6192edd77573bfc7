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

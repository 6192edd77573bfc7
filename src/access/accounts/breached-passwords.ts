import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type FileHandle, open, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'

const COMMON_FILE = new URL('../../../catalogues/security/common-passwords.txt', import.meta.url)

/** As many characters of a digest as name a file of a list that is kept by prefix. */
const PREFIX_LENGTH = 5

/** Signs that people write for letters. */
const LETTER_OF: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

const COMMON: ReadonlySet<string> = new Set(
  readFileSync(COMMON_FILE, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#')),
)

/** Letters and digits alone, without accents and case: how names and passwords are compared. */
export function bareText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
}

/**
 * Whether a password is one that people choose first: without accents, case, and the digits and signs at its ends it stands in our list,
 * once or repeated; or it is one sign over and over, or nothing but digits.
 */
export function isCommonPassword(password: string): boolean {
  const plain = password.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase()
  if (new Set(plain).size <= 2 || /^\d+$/.test(plain)) return true
  return [plain, plain.replace(/^[^a-z]+|[^a-z]+$/g, '')].some((text) => {
    const letters = Array.from(text, (sign) => LETTER_OF[sign] ?? sign)
    return isListed(letters.filter((sign) => /[a-z]/.test(sign)).join(''))
  })
}

function isListed(word: string): boolean {
  if (COMMON.has(word)) return true
  for (let length = 3; length <= word.length / 2; length += 1) {
    const part = word.slice(0, length)
    if (COMMON.has(part) && part.repeat(word.length / length) === word) return true
  }
  return false
}

/**
 * Whether a password stands in the operator's list of published ones: a file of SHA-1 digests in their order, one to a line with an
 * optional `:count`, or a folder of such files named by the first five digits (`21BD1.txt`) that hold the rest.
 * Throws when the list cannot be read: a rule that is switched on must not be skipped in silence.
 */
export async function isInPublishedList(path: string, password: string): Promise<boolean> {
  const digest = createHash('sha1').update(password.normalize('NFC')).digest('hex').toUpperCase()
  if ((await stat(path)).isDirectory()) {
    const file = join(path, `${digest.slice(0, PREFIX_LENGTH)}.txt`)
    const rest = digest.slice(PREFIX_LENGTH)
    const text = await readFile(file, 'utf8')
    return text.split('\n').some((line) => digestOf(line) === rest)
  }
  const file = await open(path, 'r')
  try {
    return await isInOrderedFile(file, digest)
  } finally {
    await file.close()
  }
}

const digestOf = (line: string) => line.split(':')[0]?.trim().toUpperCase() ?? ''

/** More than the longest line: 40 digits, a colon, a count. */
const LINE_BYTES_MAX = 64

/** Halves the file until the line is found: some thirty reads in the forty gigabytes of the well-known list. */
async function isInOrderedFile(file: FileHandle, digest: string): Promise<boolean> {
  let low = 0
  let high = (await file.stat()).size
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const from = Math.max(0, middle - LINE_BYTES_MAX)
    const window = Buffer.alloc(3 * LINE_BYTES_MAX)
    const { buffer, bytesRead } = await file.read(window, 0, window.length, from)
    const text = buffer.subarray(0, bytesRead).toString('latin1')
    const at = middle - from
    const start = at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1
    const cut = text.indexOf('\n', at)
    const end = cut < 0 ? text.length : cut
    const found = digestOf(text.slice(start, end))
    if (found === digest) return true
    if (found < digest) low = from + end + 1
    else high = from + start
  }
  return false
}

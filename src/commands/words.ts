/** The words of a command: flags with a value, flags without, and the rest in order. */
export type Words = {
  readonly values: Readonly<Record<string, string>>
  readonly flags: ReadonlySet<string>
  readonly rest: readonly string[]
}

/**
 * Reads `--name value` for the names in `valued`, `--name` for those in `plain`; anything else is the rest.
 * Throws a `WordsError` with a sentence for the person at an unknown flag or a missing value.
 */
export function readWords(
  words: readonly string[],
  valued: readonly string[],
  plain: readonly string[],
): Words {
  const values: Record<string, string> = {}
  const flags = new Set<string>()
  const rest: string[] = []
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? ''
    const name = word.replace(/^--/, '')
    if (!word.startsWith('--')) rest.push(word)
    else if (plain.includes(name)) flags.add(name)
    else if (valued.includes(name)) {
      index += 1
      const value = words[index]
      if (value === undefined) throw new WordsError(`${word} needs a value`)
      values[name] = value
    } else throw new WordsError(`unknown option ${word}; ./mach --help lists them`)
  }
  return { values, flags, rest }
}

/** Thrown for words that make no sense; the message is for the person who typed them. */
export class WordsError extends Error {}

/** Runs a command's story; a wrong word is told plainly and ends with 2. */
export async function tellingWords(story: () => Promise<number>): Promise<number> {
  try {
    return await story()
  } catch (error) {
    if (!(error instanceof WordsError)) throw error
    process.stderr.write(`mach: ${error.message}\n`)
    return 2
  }
}

/** A whole number of at least one. */
export function countWord(text: string | undefined, fallback: number, name: string): number {
  if (text === undefined) return fallback
  const count = Number(text)
  if (!Number.isInteger(count) || count < 1)
    throw new WordsError(`--${name} needs a whole number above 0`)
  return count
}

import { rm, writeFile } from 'node:fs/promises'
import { CLIENT_WORDS, commandOrDemoToken } from './command-token.ts'
import { countWord, readWords, tellingWords, WordsError } from './words.ts'

const PORT = 8_080

/**
 * `./mach extract --case ID --out FILE [--port P | --from URL] [--client ID --client-key FILE]`: the pseudonymised extract of an approved case, as CSV.
 * Outside demo mode by a registered tool of the analyst who asked for it.
 */
export function extract(words: string[]): Promise<number> {
  return tellingWords(async () => {
    const { values } = readWords(words, ['case', 'out', 'port', 'from', 'as', ...CLIENT_WORDS], [])
    const { case: id, out } = values
    if (id === undefined || out === undefined)
      throw new WordsError('extract needs --case ID and --out FILE')
    const local = `http://127.0.0.1:${countWord(values['port'], PORT, 'port')}`
    const origin = (values['from'] ?? local).replace(/\/$/, '')
    const token = commandOrDemoToken(origin, values, 'privacy.extract', values['as'] ?? 'analyst')
    try {
      const answer = await fetch(`${origin}/privacy/extracts/${encodeURIComponent(id)}`, {
        headers: { authorization: `Bearer ${await token()}` },
      })
      const text = await answer.text()
      if (!answer.ok) throw new Error(text)
      // A file that lay there keeps its mode: it is taken away first.
      await rm(out, { force: true })
      await writeFile(out, text, { mode: 0o600, flag: 'wx' })
      process.stdout.write(`${text.split('\n')[0]}\n`)
      return 0
    } catch (error) {
      process.stderr.write(`mach: ${error instanceof Error ? error.message : String(error)}\n`)
      return 1
    }
  })
}

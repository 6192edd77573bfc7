import { writeFile } from 'node:fs/promises'
import { demoToken } from './demo-token.ts'
import { countWord, readWords, tellingWords, WordsError } from './words.ts'

const PORT = 8_080

/**
 * `./mach extract --case ID --out FILE [--port P]`: the pseudonymised extract of an approved case, as CSV.
 * Outside demo mode `MACH_TOKEN` holds the bearer token of the analyst who asked for it.
 */
export function extract(words: string[]): Promise<number> {
  return tellingWords(async () => {
    const { values } = readWords(words, ['case', 'out', 'port', 'as'], [])
    const { case: id, out } = values
    if (id === undefined || out === undefined)
      throw new WordsError('extract needs --case ID and --out FILE')
    const origin = `http://127.0.0.1:${countWord(values['port'], PORT, 'port')}`
    try {
      const token =
        process.env['MACH_TOKEN'] ?? (await demoToken(origin, values['as'] ?? 'analyst'))
      const answer = await fetch(`${origin}/privacy/extracts/${encodeURIComponent(id)}`, {
        headers: { authorization: `Bearer ${token}` },
      })
      const text = await answer.text()
      if (!answer.ok) throw new Error(text)
      await writeFile(out, text, { mode: 0o600 })
      process.stdout.write(`${text.split('\n')[0]}\n`)
      return 0
    } catch (error) {
      process.stderr.write(`mach: ${error instanceof Error ? error.message : String(error)}\n`)
      return 1
    }
  })
}

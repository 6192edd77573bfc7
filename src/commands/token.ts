import { demoToken } from './demo-token.ts'
import { countWord, readWords, tellingWords, WordsError } from './words.ts'

/** `./mach token ACCOUNT [--port N]`: prints a bearer token for a demo account. Demo mode and loopback only. */
export function token(words: string[]): Promise<number> {
  return tellingWords(async () => {
    const { values, rest } = readWords(words, ['port'], [])
    const [account] = rest
    if (account === undefined)
      throw new WordsError('token needs an account, for instance clerk@51001')
    const origin = `http://127.0.0.1:${countWord(values['port'], 8080, 'port')}`
    try {
      process.stdout.write(`${await demoToken(origin, account)}\n`)
      return 0
    } catch (error) {
      process.stderr.write(`mach: ${error instanceof Error ? error.message : String(error)}\n`)
      return 1
    }
  })
}

import { eraseAudit } from './audit-erase.ts'
import { exportAudit } from './audit-export.ts'
import { retireAudit } from './audit-retire.ts'
import { rotateAuditKey } from './audit-rotate.ts'
import { verifyAudit } from './audit-verify.ts'
import { CLIENT_WORDS, commandOrDemoToken } from './command-token.ts'
import { countWord, readWords, tellingWords, WordsError } from './words.ts'

const PORT = 8_080

const VALUED = [
  ...CLIENT_WORDS,
  'port',
  'from',
  'out',
  'key',
  'checkpoint',
  'as',
  'before',
  'data',
  'decision',
]

/** Who exports in demo mode, when nobody is named. */
const DEMO_AUDITOR = 'auditor'

/**
 * `./mach audit export --port P --out DIR`, `./mach audit verify DIR --key FILE [--checkpoint FILE]`,
 * `./mach audit key --port P`, `./mach audit checkpoint --port P`, `./mach audit retire --before YYYY-MM --data DIR`,
 * `./mach audit erase NUMBER… --decision TEXT --data DIR`, `./mach audit rotate-key --data DIR`.
 * `export` needs one who may: `--client ID --client-key FILE` of a registered tool; in demo mode nobody.
 * `--from URL` in place of `--port P` asks a server that is elsewhere, or speaks TLS.
 */
export function audit(words: string[]): Promise<number> {
  return tellingWords(async () => {
    const [what = '', ...further] = words
    const { values, rest } = readWords(further, VALUED, [])
    const local = `http://127.0.0.1:${countWord(values['port'], PORT, 'port')}`
    const origin = (values['from'] ?? local).replace(/\/$/, '')
    const [folder] = rest
    switch (what) {
      case 'export':
        return telling(() => exportFrom(origin, values))
      case 'verify':
        return verifyAudit(
          needWord(folder, 'the folder of an exported log'),
          needWord(values['key'], '--key FILE'),
          values['checkpoint'],
        )
      case 'retire':
        return telling(() =>
          retireAudit(needWord(values['before'], '--before YYYY-MM'), values['data'] ?? '.mach'),
        )
      case 'erase':
        return telling(() =>
          eraseAudit(
            rest,
            needWord(values['decision'], '--decision TEXT'),
            values['data'] ?? '.mach',
          ),
        )
      case 'rotate-key':
        return telling(() => rotateAuditKey(values['data'] ?? '.mach'))
      case 'key':
      case 'checkpoint':
        return telling(() => printPublic(`${origin}/audit/${what}`))
      default:
        throw new WordsError(
          'audit needs one of export, verify, key, checkpoint, retire, erase, rotate-key',
        )
    }
  })
}

function exportFrom(origin: string, values: Readonly<Record<string, string>>): Promise<number> {
  const out = needWord(values['out'], '--out DIR')
  const account = values['as'] ?? DEMO_AUDITOR
  return exportAudit(origin, out, commandOrDemoToken(origin, values, 'audit.export', account))
}

function needWord(word: string | undefined, name: string): string {
  if (word === undefined) throw new WordsError(`audit needs ${name}`)
  return word
}

async function printPublic(address: string): Promise<number> {
  const answer = await fetch(address)
  const text = await answer.text()
  if (!answer.ok) throw new Error(text)
  process.stdout.write(text)
  return 0
}

/** A server that does not answer, or refuses, is told plainly. */
async function telling(story: () => Promise<number>): Promise<number> {
  try {
    return await story()
  } catch (error) {
    if (error instanceof WordsError) throw error
    process.stderr.write(`mach: ${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  }
}

import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { tellingWords, WordsError } from './words.ts'

const HOME = fileURLToPath(new URL('../../', import.meta.url))

/** One file per question; each says at its head what it measures and against what. */
const QUESTIONS: Readonly<Record<string, string>> = {
  intake: 'benchmarks/intake.ts',
  records: 'benchmarks/record-store.ts',
  judge: 'benchmarks/judge-dossier.ts',
  deliveries: 'benchmarks/deliveries.ts',
  audit: 'benchmarks/audit.ts',
  'sign-in': 'benchmarks/sign-in.ts',
  decide: 'benchmarks/decide.ts',
  registry: 'benchmarks/registry.ts',
  'registry-load': 'benchmarks/registry-load.ts',
}

/** `./mach bench NAME [--json]`: runs one benchmark; its own words are handed on. */
export function bench(words: string[]): Promise<number> {
  return tellingWords(async () => {
    const [name = '', ...rest] = words
    const file = Object.hasOwn(QUESTIONS, name) ? QUESTIONS[name] : undefined
    if (file === undefined)
      throw new WordsError(`bench needs one of ${Object.keys(QUESTIONS).join(', ')}`)
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', `${HOME}${file}`, ...rest],
      { cwd: HOME, stdio: 'inherit' },
    )
    return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
  })
}

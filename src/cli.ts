import { audit } from './commands/audit.ts'
import { backup } from './commands/backup.ts'
import { bench } from './commands/bench.ts'
import { catalogue } from './commands/catalogue.ts'
import { check } from './commands/check.ts'
import { extract } from './commands/extract.ts'
import { HELP } from './commands/help.ts'
import { keys } from './commands/keys.ts'
import { licence } from './commands/licence.ts'
import { restore } from './commands/restore.ts'
import { sbom } from './commands/sbom.ts'
import { seed } from './commands/seed.ts'
import { send } from './commands/send.ts'
import { test } from './commands/test.ts'
import { token } from './commands/token.ts'
import { up } from './commands/up.ts'

/** A command takes its words and answers the exit code. */
type Command = (words: string[]) => Promise<number>

const COMMANDS: Readonly<Record<string, Command>> = {
  up,
  test,
  send,
  token,
  check,
  catalogue,
  seed,
  bench,
  audit,
  extract,
  backup,
  restore,
  keys,
  licence,
  sbom,
}

const [name = '--help', ...words] = process.argv.slice(2)
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined

if (command === undefined || words.includes('--help')) {
  process.stdout.write(HELP)
  process.exitCode = command !== undefined || ['--help', '-h', 'help'].includes(name) ? 0 : 2
} else {
  process.exitCode = await command(words)
}

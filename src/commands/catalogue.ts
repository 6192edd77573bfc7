import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { openDatabase } from '#foundation/database'
import { importCatalogue, type ImportReport, LIST_NAMES, terminologyTexts } from '#terminology'
import type { Problem } from '#vocabulary/outcome'
import { prepareDatabase } from './prepare-database.ts'
import { runningDatabaseUrl } from './running.ts'
import { readWords, tellingWords, WordsError } from './words.ts'

/** So many codes of a change are named; the rest are counted. */
const NAMED_MAX = 12

/** `./mach catalogue import FILE…` takes code lists and says what changed; `./mach catalogue lists` names the lists. */
export function catalogue(words: string[]): Promise<number> {
  return tellingWords(async () => {
    const { values, rest } = readWords(words, ['list', 'owner', 'from', 'source', 'data'], [])
    const [verb, ...files] = rest
    if (verb === 'lists') return printLists()
    if (verb !== 'import' || files.length === 0)
      throw new WordsError('catalogue import FILE…, or catalogue lists')

    const data = resolve(values['data'] ?? '.mach')
    if (!existsSync(data)) {
      process.stderr.write(
        `mach: there is no data folder ${data}; start ./mach up once, or name it with --data\n`,
      )
      return 1
    }
    process.stderr.write(`mach: data folder ${data}\n`)
    const running = await runningDatabaseUrl(data)
    const own = running === undefined ? await prepareDatabase(data) : undefined
    const database = openDatabase(running ?? own?.url ?? '', 2)
    try {
      let failed = 0
      for (const file of files) {
        const outcome = await importCatalogue(
          { database, now: () => new Date() },
          file,
          await readFile(file, 'utf8'),
          values,
        )
        if (outcome.ok)
          for (const report of outcome.value) process.stdout.write(describe(file, report))
        else {
          failed += 1
          process.stderr.write(`${file}: ${outcome.problems.map(sentence).join('\n')}\n`)
        }
      }
      return failed === 0 ? 0 : 1
    } finally {
      await database.destroy()
      await own?.end()
    }
  })
}

function printLists(): number {
  for (const [name, list] of Object.entries(LIST_NAMES))
    process.stdout.write(
      `${name.padEnd(24)} ${list.vi} (${list.en})${list.owner === 'facility' ? ', --owner FACILITY' : ''}\n`,
    )
  return 0
}

function sentence(problem: Problem): string {
  const text = terminologyTexts[problem.code]
  return `${problem.at ?? ''} ${text?.message.vi ?? problem.code} ${text?.remedy.vi ?? ''}`.trim()
}

function describe(file: string, report: ImportReport): string {
  const owner = report.owner === '' ? '' : ` (${report.owner})`
  const head = `${file}: ${report.list}${owner}, ${report.codes} codes in force from ${report.validFrom}, ${report.source}\n`
  if (!report.isNew) return `${head}  already there, nothing changed\n`
  const part = (word: string, codes: readonly string[]) =>
    codes.length === 0
      ? ''
      : `  ${word} ${codes.length}: ${codes.slice(0, NAMED_MAX).join(', ')}${codes.length > NAMED_MAX ? ' …' : ''}\n`
  return (
    head +
    part('added', report.added) +
    part('removed', report.removed) +
    part('renamed', report.renamed)
  )
}

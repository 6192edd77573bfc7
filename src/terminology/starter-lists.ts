import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { byKey, csvRows, readListRows } from './list-csv.ts'
import { isListName, type ListName } from './list-names.ts'
import { type Edition, type Lists, listsOn } from './lists.ts'

const FOLDER = new URL('../../catalogues/starter/', import.meta.url)

/** Starter lists hold for every day that a dossier can have; the validity of single codes is in their rows. */
const STARTER_FROM = '2000-01-01'

/**
 * The lists that the project ships, of its own making: enough for the demo and the tests, no substitute for the official ones.
 * Throws when a shipped file is malformed: that is a mistake of ours.
 */
export async function readStarterEditions(): Promise<Edition[]> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.csv')).sort()
  return (await Promise.all(files.map(readStarterFile))).flat()
}

async function readStarterFile(file: string): Promise<Edition[]> {
  const list = file.replace(/\.csv$/, '')
  if (!isListName(list)) throw new Error(`catalogues/starter/${file} is not a list we know`)
  const text = await readFile(new URL(file, FOLDER), 'utf8')
  const rows = csvRows(text)
  const owned = rows.ok ? readListRows(rows.value, STARTER_FROM) : rows
  if (!owned.ok)
    throw new Error(
      `catalogues/starter/${file}: ${owned.problems.map((problem) => `${problem.code} ${problem.at ?? ''}`).join('; ')}`,
    )
  return owned.value.map(({ owner, concepts }) => starterEdition(list, owner, concepts))
}

function starterEdition(
  list: ListName,
  owner: string,
  concepts: Parameters<typeof byKey>[1],
): Edition {
  const digest = createHash('sha256').update(JSON.stringify(concepts)).digest('hex').slice(0, 12)
  const id = `starter/${list}${owner === '' ? '' : `/${owner}`}/${digest}`
  return {
    id,
    list,
    owner,
    standing: 'starter',
    validFrom: STARTER_FROM,
    source: 'catalogues/starter',
    concepts: byKey(list, concepts),
  }
}

/** The shipped lists of one day without a database, for judging offline. */
export async function starterLists(): Promise<(day: string) => Lists> {
  const editions = await readStarterEditions()
  return (day) => listsOn(day, editions)
}

import { createHash } from 'node:crypto'
import { type Database, inTransaction } from '#foundation/database'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { byKey, csvRows, LIST_BYTES_MAX, readListRows } from './list-csv.ts'
import { isListName } from './list-names.ts'
import { addEdition, listEditions, readEdition } from './list-store.ts'
import { type Concept, type Edition, type EditionHead, isInForce } from './lists.ts'
import { type ListInFile, readOfficialFile } from './official-files.ts'
import { readStarterEditions } from './starter-lists.ts'

/** What one list of an import changed, against the edition that was in force on its first day. */
export type ImportReport = {
  readonly list: string
  readonly owner: string
  readonly validFrom: string
  readonly source: string
  readonly codes: number
  readonly added: readonly string[]
  readonly removed: readonly string[]
  readonly renamed: readonly string[]
  /** False when this very edition was there already. */
  readonly isNew: boolean
}

/** How to read a file that does not say itself what it is. */
export type ImportOptions = {
  readonly list?: string
  readonly owner?: string
  readonly from?: string
  readonly source?: string
}

/**
 * Takes one list file: an official one in its published form, or our own CSV form under the name of its list.
 *
 * One transaction; all rows or none. The same file again changes nothing and says so.
 * Refuses `terminology.too-large`, `terminology.not-csv`, `terminology.list-unknown`, `terminology.columns-missing`, `terminology.row-incorrect`.
 */
export async function importCatalogue(
  needs: { readonly database: Database; readonly now: () => Date },
  fileName: string,
  text: string,
  options: ImportOptions = {},
): Promise<Outcome<ImportReport[]>> {
  if (text.length > LIST_BYTES_MAX) return refuse('too-large', 'terminology.too-large', fileName)
  const rows = csvRows(text)
  if (!rows.ok) return rows
  const editions = editionsOf(fileName, rows.value, options, needs.now())
  if (!editions.ok) return editions

  const heads = await listEditions(needs.database)
  const reports = await Promise.all(
    editions.value.map((edition) => compare(needs.database, heads, edition)),
  )
  return inTransaction(needs.database, async (trx) => {
    const done: ImportReport[] = []
    for (const [index, edition] of editions.value.entries()) {
      const isNew = await addEdition(trx, edition, needs.now())
      const report = reports[index]
      if (report) done.push({ ...report, isNew })
    }
    return accept(done)
  })
}

/** Loads the shipped lists where they are not yet loaded. A second call changes nothing. */
export async function loadStarterLists(needs: {
  readonly database: Database
  readonly now: () => Date
}): Promise<number> {
  const known = new Set((await listEditions(needs.database)).map((head) => head.id))
  const missing = (await readStarterEditions()).filter((edition) => !known.has(edition.id))
  await inTransaction(needs.database, async (trx) => {
    for (const edition of missing) await addEdition(trx, edition, needs.now())
    return accept(undefined)
  })
  return missing.length
}

function editionsOf(
  fileName: string,
  rows: string[][],
  options: ImportOptions,
  now: Date,
): Outcome<Edition[]> {
  const official = options.list === undefined ? readOfficialFile(rows) : undefined
  if (official) return accept(official.map((found) => edition(found, '')))

  const list = options.list ?? fileName.replace(/^.*\//, '').replace(/\.csv$/, '')
  if (!isListName(list)) return refuse('incorrect', 'terminology.list-unknown', list)
  const from = options.from ?? now.toISOString().slice(0, 10)
  const owned = readListRows(rows, from)
  if (!owned.ok) return owned
  const source = options.source ?? fileName.replace(/^.*\//, '')
  return accept(
    owned.value.map(({ owner, concepts }) =>
      edition(
        { list, validFrom: earliest(concepts, from), source, concepts },
        owner === '' ? (options.owner ?? '') : owner,
      ),
    ),
  )
}

/** An edition holds from the first day of its oldest code, unless the operator said otherwise. */
function earliest(concepts: readonly Concept[], from: string): string {
  return concepts.reduce(
    (day, concept) => (concept.validFrom < day ? concept.validFrom : day),
    from,
  )
}

function edition(found: ListInFile, owner: string): Edition {
  const { list, validFrom, validTo, source, concepts } = found
  const digest = createHash('sha256')
    .update(JSON.stringify([validFrom, validTo, concepts]))
    .digest('hex')
    .slice(0, 12)
  const id = `official/${list}${owner === '' ? '' : `/${owner}`}/${digest}`
  return {
    id,
    list,
    owner,
    standing: 'official',
    validFrom,
    ...(validTo === undefined ? {} : { validTo }),
    source,
    concepts: byKey(list, concepts),
  }
}

async function compare(
  database: Database,
  heads: readonly EditionHead[],
  next: Edition,
): Promise<Omit<ImportReport, 'isNew'>> {
  const rivals = heads.filter(
    (head) =>
      head.list === next.list && head.owner === next.owner && isInForce(head, next.validFrom),
  )
  const former = rivals
    .sort((a, b) => Number(a.standing === 'official') - Number(b.standing === 'official'))
    .at(-1)
  const before = former
    ? (await readEdition(database, former)).concepts
    : new Map<string, readonly Concept[]>()
  const name = (concepts: readonly Concept[] | undefined) => concepts?.at(-1)?.display
  return {
    list: next.list,
    owner: next.owner,
    validFrom: next.validFrom,
    source: next.source,
    codes: next.concepts.size,
    added: [...next.concepts.keys()].filter((key) => !before.has(key)),
    removed: [...before.keys()].filter((key) => !next.concepts.has(key)),
    renamed: [...next.concepts.keys()].filter(
      (key) => before.has(key) && name(before.get(key)) !== name(next.concepts.get(key)),
    ),
  }
}

import { parse } from 'csv-parse/sync'
import { accept, type Outcome, type Problem, refuse } from '#vocabulary/outcome'
import { conceptKey, type Concept } from './lists.ts'
import type { ListName } from './list-names.ts'

/** A list file of more than this is not read: 64 MiB. */
export const LIST_BYTES_MAX = 64 * 1024 * 1024

const OWN_COLUMNS = ['code', 'display', 'display_en', 'valid_from', 'valid_to', 'owner']
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** The rows of a CSV text as they stand; quoted fields may hold commas and line breaks, a byte-order mark is dropped. */
export function csvRows(text: string): Outcome<string[][]> {
  try {
    return accept(parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true }))
  } catch {
    return refuse('incorrect', 'terminology.not-csv')
  }
}

/** The concepts of one owner. */
export type OwnedConcepts = { readonly owner: string; readonly concepts: readonly Concept[] }

/**
 * Reads our own list form: `code,display,display_en,valid_from,valid_to,owner` and any further columns as properties.
 *
 * Refuses `terminology.columns-missing`, and `terminology.row-incorrect` for each row without code or name
 * or with a day that is not `yyyy-mm-dd`, all at once.
 */
export function readListRows(
  rows: readonly (readonly string[])[],
  defaultFrom: string,
): Outcome<OwnedConcepts[]> {
  const header = (rows[0] ?? []).map((name) => name.trim())
  if (!header.includes('code') || !header.includes('display'))
    return refuse('incorrect', 'terminology.columns-missing', 'code, display')

  const problems: Problem[] = []
  const byOwner = new Map<string, Concept[]>()
  rows.slice(1).forEach((cells, index) => {
    const row = new Map(
      header.map((name, column) => [name, (cells[column] ?? '').trim().normalize('NFC')]),
    )
    const concept = readConcept(row, header, defaultFrom)
    if (!concept)
      return problems.push({
        kind: 'incorrect',
        code: 'terminology.row-incorrect',
        at: `line ${index + 2}`,
      })
    const owner = row.get('owner') ?? ''
    const own = byOwner.get(owner)
    if (own) own.push(concept)
    else byOwner.set(owner, [concept])
  })
  const [first, ...rest] = problems
  if (first) return { ok: false, problems: [first, ...rest] }
  return accept([...byOwner].map(([owner, concepts]) => ({ owner, concepts })))
}

function readConcept(
  row: ReadonlyMap<string, string>,
  header: readonly string[],
  defaultFrom: string,
): Concept | undefined {
  const get = (name: string) => row.get(name) ?? ''
  const validFrom = get('valid_from') || defaultFrom
  const validTo = get('valid_to')
  if (
    get('code') === '' ||
    get('display') === '' ||
    !DAY.test(validFrom) ||
    (validTo !== '' && !DAY.test(validTo))
  )
    return undefined

  const properties = header
    .filter((name) => !OWN_COLUMNS.includes(name) && get(name) !== '')
    .map((name) => [name, get(name)])
  return {
    code: get('code'),
    display: get('display'),
    ...(get('display_en') === '' ? {} : { displayEn: get('display_en') }),
    properties: Object.fromEntries(properties),
    validFrom,
    ...(validTo === '' ? {} : { validTo }),
  }
}

/** Concepts by the key under which they are found. */
export function byKey(
  list: ListName,
  concepts: readonly Concept[],
): ReadonlyMap<string, readonly Concept[]> {
  const map = new Map<string, Concept[]>()
  for (const concept of concepts) {
    const key = conceptKey(list, concept.code)
    const same = map.get(key)
    if (same) same.push(concept)
    else map.set(key, [concept])
  }
  return map
}

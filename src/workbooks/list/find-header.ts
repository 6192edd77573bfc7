import type { Problem, Refusal } from '#vocabulary/outcome'
import type { Cell } from '../sheet/cell.ts'
import { type ListDefinition, REASON_HEADER } from './list-definition.ts'

export type Header = {
  /** For each column of the definition where it stands in the sheet; undefined when it does not. */
  readonly columns: readonly (number | undefined)[]
  /** Headers that the list does not know: their columns are not read. */
  readonly unknown: readonly string[]
  /** Why the workbook cannot be read by this header. */
  readonly fault?: Refusal
}

/** Of the required columns so many must be there for a row to count as the header: a half. */
const SHARE_MIN = 0.5

/**
 * Reads a row as the header of a list: by the official codes or by our headers in either language. Undefined when it is none.
 * A required column that is missing and a column that stands twice are faults, all of them named at once.
 */
export function findHeader(
  definition: ListDefinition,
  cells: readonly (Cell | undefined)[],
): Header | undefined {
  const known = knownHeaders(definition)
  const columns: (number | undefined)[] = definition.columns.map(() => undefined)
  const unknown: string[] = []
  const twice: string[] = []
  for (const [at, cell] of cells.entries()) {
    if (cell === undefined) continue
    const index = known.get(plainHeader(cell.text))
    if (index === undefined) {
      if (plainHeader(cell.text) !== plainHeader(REASON_HEADER)) unknown.push(cell.text.trim())
    } else if (columns[index] !== undefined) twice.push(definition.columns[index]?.code ?? '')
    else columns[index] = at
  }
  const required = definition.columns.filter((column) => column.required)
  const missing = definition.columns.filter(
    (column, index) => column.required && columns[index] === undefined,
  )
  const found = columns.filter((column) => column !== undefined).length
  if (found < 2 || required.length - missing.length < required.length * SHARE_MIN) return undefined
  const fault = faultOf(
    missing.map(({ code }) => code),
    twice,
  )
  return { columns, unknown: unknown.slice(0, 20), ...(fault ? { fault } : {}) }
}

function faultOf(missing: readonly string[], twice: readonly string[]): Refusal | undefined {
  const problem =
    (code: string) =>
    (at: string): Problem => ({ kind: 'incorrect', code, at })
  const [first, ...rest] = [
    ...missing.map(problem('workbooks.column-missing')),
    ...twice.map(problem('workbooks.column-twice')),
  ]
  return first === undefined ? undefined : { ok: false, problems: [first, ...rest] }
}

const headersOf = new WeakMap<ListDefinition, ReadonlyMap<string, number>>()

/** Every way in which a column may be called, to its place in the definition. */
function knownHeaders(definition: ListDefinition): ReadonlyMap<string, number> {
  let known = headersOf.get(definition)
  if (known === undefined) {
    known = new Map(
      definition.columns.flatMap(({ code, header }, index) =>
        [code, header.vi, header.en].map((name) => [plainHeader(name), index] as const),
      ),
    )
    headersOf.set(definition, known)
  }
  return known
}

/** A header without the star of required columns, line breaks and case. */
function plainHeader(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\(\*\)|\*/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
}

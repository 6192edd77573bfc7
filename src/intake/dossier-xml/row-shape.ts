/**
 * The fields of a line and their order, with a blank of them.
 *
 * An object that grows field by field under names from a text becomes a table of hashes, slow to read and to walk through; one copied from a blank
 * shares its layout with all others of that blank. Each line is read some thousand times by rules and mappings.
 */
export type RowShape = {
  readonly names: readonly string[]
  readonly blank: Readonly<Record<string, string>>
}

/** Orders of fields remembered: each table in each dialect, and the habits of some senders. What comes after is read the slow way. */
const SHAPES_MAX = 200

/** More fields than any table has. */
const FIELDS_MAX = 100

const known = new Map<string, RowShape>()

/** The shape of these fields, each of which is a letter followed by letters, digits, `_`, `.` or `-`, and stands there once. */
export function shapeOf(names: readonly string[]): RowShape | undefined {
  if (names.length > FIELDS_MAX) return undefined
  const key = names.join(' ')
  const found = known.get(key)
  if (found || known.size >= SHAPES_MAX) return found
  const blank = blankOf(names)
  const shape = { names: Object.keys(blank), blank }
  known.set(key, shape)
  return shape
}

/** Read from JSON: the one way to name fields at run time that gives the quick layout. */
function blankOf(names: readonly string[]): Record<string, string> {
  return JSON.parse(`{${names.map((name) => `"${name}":""`).join()}}`) as Record<string, string>
}

/** A line of that shape. */
export function fillRow({ names, blank }: RowShape, values: readonly string[]) {
  const row = { ...blank }
  for (const [place, name] of names.entries()) row[name] = values[place] ?? ''
  return row
}

/**
 * The tables of one visit dossier as the sender wrote them: official names, text values, nothing judged.
 * Source: QĐ 130/QĐ-BYT 2023 as amended by QĐ 4750/2023, QĐ 3176/2024, QĐ 1931/2026.
 */
export const TABLE_NAMES = [
  'CHECKIN',
  'XML1',
  'XML2',
  'XML3',
  'XML4',
  'XML5',
  'XML6',
  'XML7',
  'XML8',
  'XML9',
  'XML10',
  'XML11',
  'XML12',
  'XML13',
  'XML14',
  'XML15',
] as const

export type TableName = (typeof TABLE_NAMES)[number]

/** One row: field name to text, in the order of the sender. An empty element is the empty string; an absent one is absent. */
export type TableRow = Readonly<Record<string, string>>

/** Each table that the dossier carries, with its rows in order. A table without rows is absent. */
export type DossierTables = { readonly [Table in TableName]?: readonly TableRow[] }

/** The value of a field in the single (or first) row of a table; '' when table, row or field is absent. */
export function fieldOf(tables: DossierTables, table: TableName, field: string): string {
  return tables[table]?.[0]?.[field] ?? ''
}

/** The rows of a table, none when it is absent. */
export function rowsOf(tables: DossierTables, table: TableName): readonly TableRow[] {
  return tables[table] ?? []
}

import type { TableView } from '#intake/contract'

/** A place in a dossier in the sender's words: `XML2[3]/MA_THUOC`, `XML1/HO_TEN`, `XML4`. */
export type Place = {
  readonly table: string
  /** From 1; a place without a number is on the first line. */
  readonly line: number
  readonly field: string | undefined
}

/** Reads a finding's place; text of another form names a table only, so that it still leads somewhere. */
export function parsePlace(at: string): Place {
  const parts = /^([A-Z0-9]+)(?:\[(\d+)\])?(?:\/(.+))?$/.exec(at)
  return {
    table: parts?.[1] ?? at,
    line: Number(parts?.[2] ?? 1),
    field: parts?.[3],
  }
}

/** The id of the field's element on the page, so that a finding can lead to it. */
export function elementId({ table, line, field }: Place): string {
  return ['o', table, String(line), field].filter(Boolean).join('-')
}

/** The place of a field as the rules write it. */
export function placeText(table: string, line: TableView['lines'][number], field: string): string {
  return line.single ? `${table}/${field}` : `${table}[${line.line}]/${field}`
}

/** Whether two places are the same, however they were written. */
export function isSamePlace(one: Place, other: Place): boolean {
  return one.table === other.table && one.line === other.line && one.field === other.field
}

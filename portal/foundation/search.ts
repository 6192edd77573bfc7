import type { z } from 'zod'

/**
 * Reads a filter of optional fields from the address: what is unknown or malformed is left out,
 * so that an old or mistyped link still opens the page.
 */
export function searchOf<Schema extends z.ZodType>(schema: Schema) {
  return (search: Readonly<Record<string, unknown>>): z.output<Schema> => {
    const set = Object.fromEntries(Object.entries(search).filter(([, value]) => value !== ''))
    const read = schema.safeParse(set)
    if (read.success) return read.data

    const faulty = new Set(read.error.issues.flatMap(faultyNames))
    return schema.parse(
      Object.fromEntries(Object.entries(set).filter(([name]) => !faulty.has(name))),
    )
  }
}

function faultyNames(issue: z.core.$ZodIssue): readonly string[] {
  return issue.code === 'unrecognized_keys' ? issue.keys : [String(issue.path[0])]
}

/** The address is plain text in both directions: `?text=0123` stays the text `0123`. */
export function parseAddress(query: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(query))
}

/** The query of what is set, with its question mark, or nothing. */
export function writeAddress(search: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(search))
    if (typeof value === 'number' || (typeof value === 'string' && value !== ''))
      query.set(name, String(value))
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

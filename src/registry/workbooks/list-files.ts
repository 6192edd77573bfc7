import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { ListDefinition } from '#workbooks'
import { SCHEMES } from '../profile-definition.ts'

const FOLDER = new URL('../../../catalogues/workbooks/', import.meta.url)

const Column = z.string()

/** A value that follows from a column: the first pattern that fits says it. */
const Derived = z.strictObject({
  from: Column,
  match: z.array(z.tuple([z.string(), z.string()])).min(1),
})

/** One statement that a row makes, in terms of the profile's definition. */
const RowStatement = z.strictObject({
  section: z.string(),
  /** Written when there is none yet, never corrected: a list is not where a person is renamed. */
  once: z.boolean().default(false),
  /** Made only when this column holds something. */
  when: Column.optional(),
  /** Fields by which the statement is found again; none: the section has one at a time. */
  key: z.array(z.string()),
  from: Column.optional(),
  to: Column.optional(),
  /** Columns by field. */
  fields: z.record(z.string(), Column),
  constants: z.record(z.string(), z.string()).default({}),
  derived: z.record(z.string(), Derived).default({}),
  /** Fields of weekly hours: the column of hours and the column of days. */
  slots: z.record(z.string(), z.tuple([Column, Column])).default({}),
})
export type RowStatement = z.infer<typeof RowStatement>

const Into = z.strictObject({
  subject: z.enum(['facility', 'practitioner']),
  /** The number that names the subject of a row, and its column. */
  scheme: z.enum(SCHEMES),
  column: Column,
  /** The column with the code of the facility whose row it is. */
  facility: Column.optional(),
  statements: z.array(RowStatement).min(1),
})
/** What the rows of a list become in the registry. */
export type Into = z.infer<typeof Into>

export type ListFile = { readonly definition: ListDefinition; readonly into: Into }

/** Reads `catalogues/workbooks`. Throws with every fault of a faulty file: that is a mistake of ours. */
export function readListFiles(): ListFile[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const { into, ...definition } = z
        .looseObject({ into: z.unknown() })
        .parse(JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')))
      return { definition: ListDefinition.parse(definition), into: Into.parse(into) }
    })
}

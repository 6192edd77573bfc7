import { z } from 'zod'

const Words = z.object({ vi: z.string().min(1), en: z.string().min(1) })
const Name = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)
const ColumnCode = z.string().regex(/^[A-Z][A-Z0-9_]{0,39}$/)

const common = {
  code: ColumnCode,
  header: Words,
  /** What the cell is for, shown when it is chosen. */
  hint: Words.optional(),
  required: z.boolean().default(false),
  /** Instrument, article or annex. */
  source: z.string().min(1),
  uncertain: z.string().optional(),
  /** A value as it may stand there, in the notes of the template. */
  example: z.string().optional(),
}

/** One column of a list, by what its cells hold. */
export const ListColumn = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('text'),
    ...common,
    /** Characters. */
    max: z.int().positive(),
    /** A form that the text must have, and how to say so. */
    pattern: z.string().optional(),
    form: Words.optional(),
  }),
  /** Digits only, of one of these lengths; zeros in front count. */
  z.object({ type: z.literal('digits'), ...common, lengths: z.array(z.int().positive()).min(1) }),
  z.object({ type: z.literal('code'), ...common, list: Name }),
  /** Several codes with semicolons between them. */
  z.object({ type: z.literal('codes'), ...common, list: Name, max: z.int().positive() }),
  z.object({ type: z.literal('day'), ...common }),
  z.object({
    type: z.literal('number'),
    ...common,
    min: z.number(),
    max: z.number(),
    whole: z.boolean().default(true),
  }),
  /** A running number and the like: there for people, read by nobody. */
  z.object({ type: z.literal('unread'), ...common }),
])
export type ListColumn = z.infer<typeof ListColumn>

/** A kind of list that comes as a workbook, as data: template, judging in the browser and on the server, and notes follow from it. */
export const ListDefinition = z
  .object({
    id: Name,
    /** Of the template. A workbook of a version that is not in `readable` is refused. */
    version: z.int().positive(),
    readable: z.array(z.int().positive()).min(1),
    title: Words,
    about: Words,
    source: z.string().min(1),
    uncertain: z.string().optional(),
    /** The name of the sheet with the rows, at most 31 characters. */
    sheet: z.string().min(1).max(31),
    /** Rows of one workbook. */
    rowsMax: z.int().positive().max(50_000),
    /** Columns that together name one row: two rows with the same are one too many. */
    key: z.array(ColumnCode).min(1),
    /** Pairs of day columns of which the first must not be after the second. */
    order: z.array(z.tuple([ColumnCode, ColumnCode])).default([]),
    columns: z.array(ListColumn).min(1).max(100),
  })
  .superRefine((definition, issues) => {
    const codes = definition.columns.map(({ code }) => code)
    const named = [...definition.key, ...definition.order.flat()]
    for (const code of named)
      if (!codes.includes(code)) issues.addIssue({ code: 'custom', message: `no column ${code}` })
    if (new Set(codes).size !== codes.length)
      issues.addIssue({ code: 'custom', message: 'one column twice' })
    if (!definition.readable.includes(definition.version))
      issues.addIssue({ code: 'custom', message: 'its own version is not readable' })
  })
export type ListDefinition = z.infer<typeof ListDefinition>

/** One code of a code list as a template offers it. */
export const ListCode = z.object({ code: z.string().min(1), label: Words })
export type ListCode = z.infer<typeof ListCode>

/** The code lists of a definition's columns, by their names. */
export const CodeLists = z.record(Name, z.array(ListCode))
export type CodeLists = z.infer<typeof CodeLists>

/** How a code stands in a cell of the template: with its name behind it, so that people can choose. */
export function codeChoice({ code, label }: ListCode): string {
  return code === label.vi ? code : `${code} · ${label.vi}`
}

/** What marks a workbook as one of our templates: list and version, in a name of the workbook. */
export const MARK_NAME = 'MACH_MAU'

export function templateMark({ id, version }: Pick<ListDefinition, 'id' | 'version'>): string {
  return `${id}|${version}`
}

/** The header of the column into which reasons are written; a workbook that comes back may still have it. */
export const REASON_HEADER = 'KET_QUA_KIEM_TRA'

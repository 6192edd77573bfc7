import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { TABLE_NAMES, type DossierTables, type TableName } from '#vocabulary/dossier-tables'
import type { Day } from '../engine/rule.ts'

const bilingual = z.strictObject({ vi: z.string(), en: z.string() })
const dialectId = z.enum(['130', '4750', '3176', '1931'])
const presence = z.enum(['required', 'expected', 'conditional', 'optional'])
const format = z.enum(['time', 'day', 'days', 'times', 'day-or-time', 'birth'])
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

const version = z.strictObject({
  from: dialectId,
  type: z.enum(['text', 'number']),
  max: z.number().nullable(),
  presence,
  sizeConfidence: z.literal('uncertain').exactOptional(),
  format: format.exactOptional(),
  decimals: z.number().exactOptional(),
})

const field = z.strictObject({
  name: z.string(),
  label: bilingual,
  versions: z.array(
    z.union([version, z.strictObject({ from: dialectId, removed: z.literal(true) })]),
  ),
  format: format.exactOptional(),
  decimals: z.number().exactOptional(),
  insuranceOnly: z.literal(true).exactOptional(),
  knownPersonOnly: z.literal(true).exactOptional(),
  renamedTo: z.string().exactOptional(),
})

const table = z.strictObject({
  table: z.enum(TABLE_NAMES),
  label: bilingual,
  path: z.string(),
  repeats: z.boolean(),
  inEnvelope: z.boolean(),
  from: dialectId,
  fields: z.array(field),
})

const dialect = z.strictObject({
  id: dialectId,
  instrument: z.string(),
  validFrom: day,
  acceptedFrom: day,
  acceptedTo: day.exactOptional(),
  confidence: z.enum(['certain', 'uncertain']),
})

const catalogue = z
  .strictObject({
    title: bilingual,
    asOf: day,
    dialects: z.array(dialect),
    tables: z.array(table),
  })
  .parse(
    JSON.parse(
      readFileSync(
        new URL('../../../catalogues/visit-dossier/fields.json', import.meta.url),
        'utf8',
      ),
    ),
  )

export type DialectId = z.infer<typeof dialectId>

/** One field as it is on one day. */
export type DossierField = {
  readonly name: string
  readonly label: { readonly vi: string; readonly en: string }
  readonly type: 'text' | 'number'
  /** Characters; absent where the law sets no limit. */
  readonly max?: number
  /** Whether the sources agree on the size. */
  readonly isSizeCertain: boolean
  /** `expected`: asked for by checkers, not by the official sheet. */
  readonly presence: z.infer<typeof presence>
  readonly format?: z.infer<typeof format>
  /** Digits allowed after the decimal point of a number. */
  readonly decimals?: number
  /** Asked of insured visits only. */
  readonly isInsuranceOnly: boolean
  /** Asked only when the person could say who they are. */
  readonly isKnownPersonOnly: boolean
}

export type DossierTable = {
  readonly table: TableName
  readonly label: { readonly vi: string; readonly en: string }
  /** Root, list and row element of the inner file, as the law spells them. */
  readonly path: string
  readonly repeats: boolean
  readonly isInEnvelope: boolean
  /** In the order in which a row writes them. */
  readonly fields: readonly DossierField[]
  readonly byName: ReadonlyMap<string, DossierField>
  /** Tags of earlier dialects, with the name that took their place, if any. */
  readonly formerTags: ReadonlyMap<string, string | undefined>
}

export type FieldDictionary = {
  readonly dialect: DialectId
  readonly instrument: string
  readonly tables: ReadonlyMap<TableName, DossierTable>
}

const ORDER: readonly DialectId[] = ['130', '4750', '3176', '1931']

const dictionaries = new Map(catalogue.dialects.map((one) => [one.id, buildDictionary(one.id)]))

/** The first day on which a visit may have ended for any dictionary to know it. QĐ 130/QĐ-BYT, 18/01/2023. */
export const FIRST_DICTIONARY_DAY: Day = '2023-01-18'

/** The dictionary in force on the day that a visit ended; none before QĐ 130 (18/01/2023). */
export function dictionaryOn(on: Day): FieldDictionary | undefined {
  const inForce = catalogue.dialects.findLast((one) => one.validFrom <= on)
  return inForce && dictionaries.get(inForce.id)
}

/**
 * The dictionary by which a dossier is read: the one in force, or, while old and new were both accepted,
 * the one whose tags the dossier uses.
 * Source: QĐ 4750/QĐ-BYT (trial from 01/04/2024), QĐ 3176/QĐ-BYT (old and new until 31/12/2024).
 */
export function dictionaryFor(on: Day, tables: DossierTables): FieldDictionary | undefined {
  const inForce = dictionaryOn(on)
  const rivals = catalogue.dialects
    .filter(
      (one) => one.acceptedFrom <= on && (one.acceptedTo === undefined || on <= one.acceptedTo),
    )
    .flatMap((one) => dictionaries.get(one.id) ?? [])
  if (!inForce || rivals.length < 2) return inForce
  const strangers = (one: FieldDictionary) => strangeTags(one, tables)
  return rivals.reduce(
    (best, rival) => (strangers(rival) < strangers(best) ? rival : best),
    inForce,
  )
}

/** What a page shows about a table: labels and order of the newest dictionary, earlier tags included. */
export function tableOf(dictionary: FieldDictionary, name: TableName): DossierTable | undefined {
  return dictionary.tables.get(name)
}

function strangeTags(dictionary: FieldDictionary, tables: DossierTables): number {
  let strange = 0
  for (const name of TABLE_NAMES) {
    const row = tables[name]?.[0]
    if (!row) continue
    const known = dictionary.tables.get(name)
    if (!known) strange += 1
    else {
      for (const tag in row) if (!known.byName.has(tag)) strange += 1
      for (const one of known.fields) if (row[one.name] === undefined) strange += 1
    }
  }
  return strange
}

function buildDictionary(id: DialectId): FieldDictionary {
  const head = catalogue.dialects.find((one) => one.id === id)
  const known = catalogue.tables.filter((one) => ORDER.indexOf(one.from) <= ORDER.indexOf(id))
  return {
    dialect: id,
    instrument: head?.instrument ?? '',
    tables: new Map(known.map((one) => [one.table, buildTable(one, id)])),
  }
}

function buildTable(source: z.infer<typeof table>, id: DialectId): DossierTable {
  const fields = source.fields.flatMap((one) => buildField(one, id) ?? [])
  const byName = new Map(fields.map((one) => [one.name, one]))
  return {
    table: source.table,
    label: source.label,
    path: source.path,
    repeats: source.repeats,
    isInEnvelope: source.inEnvelope,
    fields,
    byName,
    formerTags: new Map(
      source.fields.filter((one) => !byName.has(one.name)).map((one) => [one.name, one.renamedTo]),
    ),
  }
}

function buildField(source: z.infer<typeof field>, id: DialectId): DossierField | undefined {
  const inForce = source.versions.findLast((one) => ORDER.indexOf(one.from) <= ORDER.indexOf(id))
  if (!inForce || 'removed' in inForce) return undefined
  const written = inForce.format ?? source.format
  const decimals = inForce.decimals ?? source.decimals
  return {
    name: source.name,
    label: source.label,
    type: inForce.type,
    ...(inForce.max === null ? {} : { max: inForce.max }),
    isSizeCertain: inForce.sizeConfidence === undefined,
    presence: inForce.presence,
    ...(written === undefined ? {} : { format: written }),
    ...(decimals === undefined ? {} : { decimals }),
    isInsuranceOnly: source.insuranceOnly === true,
    isKnownPersonOnly: source.knownPersonOnly === true,
  }
}

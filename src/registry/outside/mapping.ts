import { readFileSync } from 'node:fs'
import { z } from 'zod'

const FOLDER = new URL('../../../catalogues/outside/', import.meta.url)

const Day = z.iso.date()
const Text = z.strictObject({ vi: z.string(), en: z.string() })
const inForce = {
  version: z.string(),
  validFrom: Day,
  validTo: Day.optional(),
  source: z.string(),
  /** What is not certain about it. */
  uncertain: z.string().optional(),
}

const Field = z.strictObject({
  to: z.string(),
  from: z.string(),
  required: z.boolean().default(false),
  form: z.enum(['text', 'day', 'number', 'yes-no', 'code', 'slots']).default('text'),
  codes: z.record(z.string(), z.string()).optional(),
})
export type MappedField = z.output<typeof Field>

const Table = z.strictObject({
  table: z.string(),
  section: z.string(),
  /** Statements in force on the day, or all. */
  rows: z.enum(['current', 'all']),
  where: z.record(z.string(), z.string()).optional(),
  fields: z.array(Field).min(1),
})

const RecordMapping = z.strictObject({
  type: z.string(),
  /** Section and field of the number by which the receiver knows the record. */
  code: z.tuple([z.string(), z.string()]),
  tables: z.array(Table).min(1),
})
export type RecordMapping = z.output<typeof RecordMapping>

export const GATE_CHECKS = ['complete', 'mapped', 'no-conflict', 'identity', 'fresh'] as const
export type GateCheck = (typeof GATE_CHECKS)[number]

const DataCentreEdition = z.strictObject({
  ...inForce,
  facility: RecordMapping,
  practitioner: RecordMapping,
  gate: z.array(z.strictObject({ check: z.enum(GATE_CHECKS), text: Text, source: z.string() })),
})
export type DataCentreEdition = z.output<typeof DataCentreEdition>

const StaffEdition = z.strictObject({
  ...inForce,
  columns: z.array(
    z.strictObject({
      code: z.string(),
      required: z.boolean().default(false),
      maxLength: z.int().positive().optional(),
    }),
  ),
})
export type StaffEdition = z.output<typeof StaffEdition>

const head = { title: z.string(), asOf: Day, legend: z.string() }

/** How files are written for the national data centre; the edition of a day says how on that day. */
const DATA_CENTRE = z
  .strictObject({ ...head, editions: z.array(DataCentreEdition).min(1) })
  .parse(readCatalogue('data-centre.json')).editions

/** The columns of the insurance's staff catalogue. */
const STAFF = z
  .strictObject({ ...head, editions: z.array(StaffEdition).min(1) })
  .parse(readCatalogue('staff-catalogue.json')).editions

export const dataCentreEdition = (day: string): DataCentreEdition => editionOn(DATA_CENTRE, day)
export const staffEdition = (day: string): StaffEdition => editionOn(STAFF, day)

/** Throws when no edition holds on a day: the catalogue then misses one, and nothing may be sent by guess. */
function editionOn<
  Edition extends { readonly validFrom: string; readonly validTo?: string | undefined },
>(editions: readonly Edition[], day: string): Edition {
  const found = editions.find(
    ({ validFrom, validTo }) => validFrom <= day && (validTo === undefined || day <= validTo),
  )
  if (found === undefined) throw new Error(`catalogues/outside: no edition for ${day}`)
  return found
}

function readCatalogue(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'))
}

import {
  codeSystem,
  extensionUrl,
  type CodeableConcept,
  type Encounter,
  type Extension,
  type FhirResource,
  identifierSystem,
  type Organization,
  type Patient,
  type Practitioner,
  type Reference,
} from '#fhir'
import { partId } from '#records'
import type { ListName, Lists } from '#terminology'
import type { DataClass } from '#vocabulary/data-class'
import {
  type DossierTables,
  rowsOf,
  type TableName,
  type TableRow,
} from '#vocabulary/dossier-tables'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { RecordId } from '#vocabulary/record-id'
import { parts } from './person-claim.ts'
import { fhirDay, fhirTime } from './times.ts'
import { type VisitClasses, visitClasses } from './visit-classes.ts'

export type DossierToMap = {
  readonly tables: DossierTables
  readonly facility: { readonly code: FacilityCode; readonly name: string }
  readonly person: RecordId
  readonly visit: RecordId
  readonly submission: RecordId
  readonly acceptedAt: Date
  readonly lists: Lists
  readonly ruleSet: string
}

/** What every mapper needs: the dossier, its summary row, and how to refer to the person and the visit. */
export type Mapping = DossierToMap & {
  /** XML1, or the check-in while there is no dossier yet. */
  readonly summary: TableRow
  readonly isCheckIn: boolean
  readonly subject: Reference<Patient>
  readonly encounter: Reference<Encounter>
  readonly classes: VisitClasses
}

/** One resource on its way into an entry. */
export type Part = {
  readonly dataClass: DataClass
  readonly resource: FhirResource
  readonly at?: Date
  readonly code?: string
}

/** A row with the key by which its resources keep their ids through corrections. */
export type Line = { readonly row: TableRow; readonly key: string; readonly number: number }

export function mappingOf(dossier: DossierToMap): Mapping {
  const { person, visit } = dossier
  const tables = withoutBlanks(dossier.tables)
  const [own] = rowsOf(tables, 'XML1')
  return {
    ...dossier,
    tables,
    summary: own ?? rowsOf(tables, 'CHECKIN')[0] ?? {},
    isCheckIn: own === undefined,
    subject: { reference: `Patient/${person}` },
    encounter: { reference: `Encounter/${visit}` },
    classes: visitClasses(tables),
  }
}

/** Fields that become FHIR codes: a code holds no two blanks in a row. */
const CODE_FIELD = /^(MA|SO_DANG_KY|DUONG_DUNG|KET_QUA|PHACDO)/

/** A value of nothing but blanks says nothing, and blanks around a value are none of it. */
function withoutBlanks(tables: DossierTables): DossierTables {
  const entries = Object.entries(tables).map(
    ([table, rows]) => [table, rows.map(cleanRow)] as const,
  )
  return Object.fromEntries(entries)
}

function cleanRow(row: TableRow): TableRow {
  for (const field in row) {
    const value = row[field] ?? ''
    if (value !== clean(field, value))
      return Object.fromEntries(
        Object.entries(row).map(([name, written]) => [name, clean(name, written)]),
      )
  }
  return row
}

function clean(field: string, value: string): string {
  const bare = value.trim()
  return BLANK.test(bare) && CODE_FIELD.test(field) ? bare.replaceAll(/\s+/g, ' ') : bare
}

const BLANK = /\s/

/** Lines of a table, keyed by the sender's own line number where that names each line once, else by place. */
export function linesOf({ tables }: Mapping, table: TableName): Line[] {
  const rows = rowsOf(tables, table)
  const numbers = rows.map((row) => row['STT'] ?? '')
  const usable = new Set(numbers).size === rows.length && !numbers.includes('')
  return rows.map((row, index) => ({
    row,
    key: `${table}[${usable ? numbers[index] : index + 1}]`,
    number: index + 1,
  }))
}

export function idOf(mapping: Mapping, key: string): RecordId {
  return partId(mapping.visit, key)
}

/** A code of one of our lists, with the list's word for it; undefined for an empty code. */
export function concept(
  mapping: Mapping,
  list: ListName,
  code: string | undefined,
  text?: string,
): CodeableConcept | undefined {
  if (!code) return text ? { text } : undefined
  const display = mapping.lists.find(list, code)?.display ?? ownDisplay(mapping, list, code)
  const shown = text || display
  return {
    coding: [{ system: codeSystem(list), code, ...(display && { display }) }],
    ...(shown && { text: shown }),
  }
}

function ownDisplay(mapping: Mapping, list: ListName, code: string): string | undefined {
  return mapping.lists.find(list, code, mapping.facility.code)?.display
}

/** A code for which there is no list: the sender's code and words. */
export function ownConcept(system: string, code: string, text: string): CodeableConcept {
  return { coding: [{ system: codeSystem(system), code }], text }
}

/** A practitioner by licence number: practitioners are no part of a person's record. The first of several signs. */
export function practitioner(
  mapping: Mapping,
  licences: string | undefined,
  name?: string,
): Reference<Practitioner> | undefined {
  const [value] = parts(licences)
  if (value === undefined) return name ? { display: name } : undefined
  const display = name || mapping.lists.find('staff', value, mapping.facility.code)?.display
  return {
    type: 'Practitioner',
    identifier: { system: identifierSystem('practice-licence'), value },
    ...(display && { display }),
  }
}

export function facilityReference(mapping: Mapping, code: string): Reference<Organization> {
  const { facility, lists } = mapping
  const display = code === facility.code ? facility.name : lists.find('facility', code)?.display
  return {
    type: 'Organization',
    identifier: { system: identifierSystem('facility'), value: code },
    ...(display && { display }),
  }
}

export function ownFacility(mapping: Mapping): Reference<Organization> {
  return facilityReference(mapping, mapping.facility.code)
}

/** A number as the standard writes it, `.` as decimal point; undefined when it is none. */
export function numberOf(text: string | undefined): number | undefined {
  return /^-?\d{1,15}(\.\d{1,10})?$/.test(text ?? '') ? Number(text) : undefined
}

export function textExtension(name: string, value: string | undefined): Extension[] {
  return value ? [{ url: extensionUrl(name), valueString: value }] : []
}

export function conceptExtension(name: string, value: CodeableConcept | undefined): Extension[] {
  return value ? [{ url: extensionUrl(name), valueCodeableConcept: value }] : []
}

export function timeExtension(name: string, value: string | undefined): Extension[] {
  const time = fhirTime(value)
  return time ? [{ url: extensionUrl(name), valueDateTime: time }] : []
}

export function dayExtension(name: string, value: string | undefined): Extension[] {
  const day = fhirDay(value)
  return day ? [{ url: extensionUrl(name), valueDate: day }] : []
}

/** An extension list as a property, absent when empty: FHIR has no empty lists. */
export function extensions(...lists: readonly Extension[][]): { extension?: Extension[] } {
  const extension = lists.flat()
  return extension.length > 0 ? { extension } : {}
}

import { TABLE_NAMES, type TableName, type TableRow } from '#vocabulary/dossier-tables'
import type { DossierField, DossierTable } from './field-dictionary.ts'
import { placeOf, type Visit } from './visit.ts'
import { decimalsOf, isBirth, isDay, isNumber, isTime, partsOf } from './written-values.ts'

/** What the dictionary alone can say about tags and values. */
export type FieldFaultKind =
  | 'unknown-tag'
  | 'outdated-tag'
  | 'missing-tag'
  | 'tag-order'
  | 'required'
  | 'required-of-stranger'
  | 'expected'
  | 'not-a-number'
  | 'too-precise'
  | 'too-long'
  | 'too-long-perhaps'
  | 'not-a-time'
  | 'not-a-day'
  | 'not-a-day-or-time'
  | 'not-days'
  | 'not-times'
  | 'not-a-birth'
  | 'birth-unknown'

export type FieldFault = { readonly at: string; readonly values: Record<string, string | number> }

/** Faults kept of one kind: a dossier at the size limit may hold a million. */
const FAULTS_LIMIT = 20_000

type Faults = ReadonlyMap<FieldFaultKind, readonly FieldFault[]>
type Blame = (kind: FieldFaultKind, field: string, values?: Record<string, string | number>) => void

const scanned = new WeakMap<Visit, Faults>()

/** All faults of one kind. The dossier is walked once, however many rules ask. */
export function fieldFaults(visit: Visit, kind: FieldFaultKind): readonly FieldFault[] {
  const known = scanned.get(visit)
  if (known) return known.get(kind) ?? []
  const faults = scan(visit)
  scanned.set(visit, faults)
  return faults.get(kind) ?? []
}

function scan(visit: Visit): Faults {
  const faults = new Map<FieldFaultKind, FieldFault[]>()
  for (const name of TABLE_NAMES) {
    const table = visit.dictionary.tables.get(name)
    if (!table) continue
    visit.tables[name]?.forEach((row, index) => {
      const blame: Blame = (kind, field, values = {}) => {
        const kept = faults.get(kind) ?? []
        faults.set(kind, kept)
        const label = table.byName.get(field)?.label
        const texts = { table: name, field, label: label?.vi ?? field, labelEn: label?.en ?? field }
        if (kept.length < FAULTS_LIMIT)
          kept.push({ at: placeOf(visit, name, index, field), values: { ...texts, ...values } })
      }
      if (!hasExactTags(row, table)) scanTags(row, table, blame)
      for (const field of table.fields) scanValue(visit, name, row, field, blame)
    })
  }
  return faults
}

/** The common case, and the quick one: the tags of the dictionary in its order. */
function hasExactTags(row: TableRow, table: DossierTable): boolean {
  let index = 0
  for (const tag in row) {
    if (table.fields[index]?.name !== tag) return false
    index += 1
  }
  return index === table.fields.length
}

function scanTags(row: TableRow, table: DossierTable, blame: Blame): void {
  let isComplete = true
  for (const tag of Object.keys(row)) {
    if (table.byName.has(tag)) continue
    isComplete = false
    const successor = table.formerTags.get(tag)
    if (table.formerTags.has(tag)) blame('outdated-tag', tag, { successor: successor ?? '–' })
    else blame('unknown-tag', tag)
  }
  for (const field of table.fields) {
    if (row[field.name] !== undefined) continue
    isComplete = false
    blame('missing-tag', field.name)
  }
  if (!isComplete) return
  const written = Object.keys(row)
  const misplaced = table.fields.find((field, index) => written[index] !== field.name)
  if (misplaced) blame('tag-order', misplaced.name)
}

function scanValue(
  visit: Visit,
  table: TableName,
  row: TableRow,
  field: DossierField,
  blame: Blame,
): void {
  const value = row[field.name]
  if (value === undefined) return
  if (value === '' || isBlank(value)) return scanAbsence(visit, table, row, field, blame)
  if (field.type === 'number') scanNumber(field, value, blame)
  if (field.max !== undefined && value.length > field.max)
    scanLength(field, field.max, value, blame)
  if (field.format !== undefined) scanFormat(field, value, blame)
}

/** Only white space: as good as empty. */
function isBlank(value: string): boolean {
  return value.charCodeAt(0) <= 32 && value.trim() === ''
}

function scanAbsence(
  visit: Visit,
  table: TableName,
  row: TableRow,
  field: DossierField,
  blame: Blame,
): void {
  if (field.presence === 'optional' || field.presence === 'conditional') return
  if (field.isInsuranceOnly && !visit.isInsured) return
  if (isSpared(table, row, field.name)) return
  if (field.presence === 'expected') blame('expected', field.name)
  else if (field.isKnownPersonOnly && !visit.isKnownPerson)
    blame('required-of-stranger', field.name)
  else blame('required', field.name)
}

/** Tests done elsewhere carry no order of this facility; blood transport and packaging are no drugs. QĐ 4750/QĐ-BYT, tables 2 and 3. */
function isSpared(table: TableName, row: TableRow, field: string): boolean {
  if (table === 'XML3')
    return (field === 'MA_BAC_SI' || field === 'NGAY_YL') && isSentOut(row['MA_DICH_VU'] ?? '')
  if (table === 'XML2')
    return SPARED_OF_TRANSPORT.has(field) && /^(?:VM|BB)\./.test(row['MA_THUOC'] ?? '')
  return false
}

const SPARED_OF_TRANSPORT = new Set(['HAM_LUONG', 'DUONG_DUNG', 'LIEU_DUNG', 'DON_VI_TINH'])

/** `….K.WWWWW`: the service was done in facility WWWWW. */
export function isSentOut(service: string): boolean {
  return service.includes('.K.')
}

function scanNumber(field: DossierField, value: string, blame: Blame): void {
  if (!isNumber(value)) return blame('not-a-number', field.name, { value })
  if (field.decimals !== undefined && decimalsOf(value) > field.decimals)
    blame('too-precise', field.name, { value, decimals: field.decimals })
}

function scanLength(field: DossierField, max: number, value: string, blame: Blame): void {
  const length = value.normalize('NFC').length
  if (length <= max) return
  blame(field.isSizeCertain ? 'too-long' : 'too-long-perhaps', field.name, { max, length })
}

function scanFormat(field: DossierField, value: string, blame: Blame): void {
  switch (field.format) {
    case 'time':
      return isTime(value) ? undefined : blame('not-a-time', field.name, { value })
    case 'day':
      return isDay(value) ? undefined : blame('not-a-day', field.name, { value })
    case 'day-or-time':
      return isDay(value) || isTime(value)
        ? undefined
        : blame('not-a-day-or-time', field.name, { value })
    case 'days':
      return partsOf(value).every((part) => part === '' || isDay(part))
        ? undefined
        : blame('not-days', field.name, { value })
    case 'times':
      return partsOf(value).every(isTime) ? undefined : blame('not-times', field.name, { value })
    case 'birth':
      if (!isBirth(value)) return blame('not-a-birth', field.name, { value })
      return value.startsWith('0000') ? blame('birth-unknown', field.name) : undefined
  }
}

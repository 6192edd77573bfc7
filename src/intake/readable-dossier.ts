import { type DossierTable, dictionaryOn, type FieldDictionary } from '#rules'
import { isListName, type ListName, type Lists } from '#terminology'
import {
  type DossierTables,
  rowsOf,
  TABLE_NAMES,
  type TableName,
  type TableRow,
} from '#vocabulary/dossier-tables'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { TableView } from './contract.ts'
import { disclosure } from './sensitive-fields.ts'

/** How a dossier is shown: by which dictionary and lists, and whether to the facility that treated. */
export type Reading = {
  readonly day: string
  readonly lists: Lists
  readonly facility: FacilityCode
  /** Everybody else sees which fields there are, but not what HIV care and other sensitive care says. */
  readonly isTreating: boolean
}

/** What stands in a masked field. */
const MASK = '•••'

/** A dossier as a person reads it: every table, line and field in the sender's order, with labels and the meaning of codes. */
export function readableDossier(tables: DossierTables, reading: Reading): TableView[] {
  const dictionary = dictionaryOn(reading.day) ?? dictionaryOn(reading.lists.day)
  return TABLE_NAMES.filter((table) => tables[table] !== undefined).map((table) =>
    readableTable(table, rowsOf(tables, table), dictionary, reading, tables),
  )
}

function readableTable(
  name: TableName,
  rows: readonly TableRow[],
  dictionary: FieldDictionary | undefined,
  reading: Reading,
  tables: DossierTables,
): TableView {
  const known = dictionary?.tables.get(name)
  const hides = reading.isTreating ? undefined : disclosure(tables)
  const isMasked = hides?.table(name) ?? false
  return {
    table: name,
    title: known?.label ?? { vi: name, en: name },
    masked: isMasked,
    lines: rows.map((row, index) => ({
      line: index + 1,
      single: known ? !known.repeats : rows.length === 1,
      fields: Object.entries(row).map(([field, value]) =>
        isMasked || hides?.field(name, field)
          ? { name: field, label: labelOf(known, field), value: MASK, masked: true }
          : readableField(known, field, value, reading),
      ),
    })),
  }
}

function readableField(
  table: DossierTable | undefined,
  field: string,
  value: string,
  reading: Reading,
) {
  const display = meaningOf(field, value, reading)
  const shown = { name: field, label: labelOf(table, field), value }
  return display === undefined ? shown : { ...shown, display }
}

function labelOf(table: DossierTable | undefined, field: string) {
  return table?.byName.get(field)?.label ?? { vi: field, en: field }
}

/** Codes in one field whose meaning is shown; more are a list that nobody reads. */
const CODES_MAX = 12

/** What the codes of a field stand for; undefined when the field holds none, or its list is not loaded. */
function meaningOf(field: string, value: string, { lists, facility }: Reading): string | undefined {
  const list = LIST_OF_FIELD.get(field)
  if (list === undefined || value === '') return undefined
  const meanings = value
    .split(';')
    .slice(0, CODES_MAX)
    .map((code) => (lists.find(list, code, facility) ?? lists.find(list, code))?.display)
    .filter((meaning) => meaning !== undefined)
  return meanings.length === 0 ? undefined : meanings.join('; ')
}

/** The list from which each coded field takes its codes, by its official name. */
const LIST_OF_FIELD: ReadonlyMap<string, ListName> = new Map(
  Object.entries({
    MA_BENH_CHINH: 'icd10',
    MA_BENH_KT: 'icd10',
    MA_BENH: 'icd10',
    MA_BENH_YHCT: 'traditional-disease',
    MA_PTTT_QT: 'icd9-procedure',
    MA_DOITUONG_KCB: 'patient-category',
    MA_LOAI_KCB: 'care-form',
    MA_LOAI_RV: 'discharge-type',
    KET_QUA_DTRI: 'treatment-outcome',
    MA_TAI_NAN: 'accident',
    MA_NHOM: 'cost-group',
    MA_XANG_DAU: 'fuel',
    MA_KHOA: 'facility-ward',
    MA_DANTOC: 'ethnic-group',
    MA_NGHE_NGHIEP: 'occupation',
    MA_QUOCTICH: 'nationality',
    MATINH_CU_TRU: 'province',
    MAXA_CU_TRU: 'commune',
    DUONG_DUNG: 'drug-route',
    MA_DKBD: 'facility',
    MA_NOI_DI: 'facility',
    MA_NOI_DEN: 'facility',
    MA_CSKCB: 'facility',
    MA_CSKCB_DEN: 'facility',
    MA_CHI_SO: 'lab-index',
    MA_BAC_SI: 'staff',
    MA_BS: 'staff',
    MA_BS_DOC_KQ: 'staff',
    NGUOI_THUC_HIEN: 'staff',
    MA_TTDV: 'staff',
    MA_MAY: 'machine',
    MA_GIUONG: 'bed',
  }).flatMap(([field, list]) => (isListName(list) ? [[field, list] as const] : [])),
)

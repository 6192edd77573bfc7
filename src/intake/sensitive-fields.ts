import type { DossierTables, TableName, TableRow } from '#vocabulary/dossier-tables'
import { classOfCode, classOfWords } from './dossier-to-fhir/data-classes.ts'

/** What of a dossier only the person and the facility that treated may see. */
export type Disclosure = {
  /** The whole table. */
  readonly table: (table: TableName) => boolean
  readonly field: (table: TableName, field: string) => boolean
}

/** Fields by which a patient is found and a bill is read; they disclose no illness. */
const HARMLESS =
  /^(?:MA_LK|STT|MA_BN|HO_TEN|SO_CCCD|NGAY_|GIOI_TINH|MA_THE_BHYT|MA_DKBD|GT_THE_|MA_CSKCB$|MA_DOITUONG_KCB|MA_LOAI_|NAM_QT|THANG_QT|T_|SO_LUONG|DON_GIA|THANH_TIEN|TYLE_|MUC_HUONG|MATINH_|MAHUYEN_|MAXA_|DIA_CHI|MA_QUOCTICH|MA_DANTOC)/

const CODE_FIELDS = ['MA_BENH_CHINH', 'MA_BENH_KT', 'MA_BENH']
const WORD_FIELDS = [
  'TEN_THUOC',
  'TEN_DICH_VU',
  'TEN_CHI_SO',
  'CHAN_DOAN_VAO',
  'CHAN_DOAN_RV',
  'CHAN_DOAN',
]

/**
 * XML6 (HIV care) always; and in a dossier that anywhere discloses HIV, mental illness or reproductive care,
 * everything but who the patient is and what it cost.
 * Source: Law 64/2006/QH11 as amended 2020, art. 8 and 30; Law 91/2025/QH15.
 */
export function disclosure(tables: DossierTables): Disclosure {
  const discloses =
    tables.XML6 !== undefined || Object.values(tables).some((rows) => rows.some(rowDiscloses))
  return {
    table: (table) => table === 'XML6',
    field: (_table, field) => discloses && !HARMLESS.test(field),
  }
}

function rowDiscloses(row: TableRow): boolean {
  const codes = CODE_FIELDS.flatMap((field) => (row[field] ?? '').split(';'))
  return (
    codes.some((code) => code !== '' && classOfCode(code) !== 'ordinary') ||
    classOfWords(...WORD_FIELDS.map((field) => row[field])) !== 'ordinary'
  )
}

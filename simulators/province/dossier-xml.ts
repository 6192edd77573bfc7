import { TABLE_NAMES, type TableName } from '#vocabulary/dossier-tables'
import tablesData from './data/tables.json' with { type: 'json' }
import type { Row } from './line-rows.ts'
import type { Tables } from './write-tables.ts'

type TableForm = {
  /** Root, list and row; a table of one row has only a root. */
  readonly path: readonly string[]
  readonly fields: readonly string[]
}

const FORMS: Readonly<Record<string, TableForm | undefined>> = tablesData
const DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'

/** The field names of a table in the order in which they are written. */
export function fieldsOf(table: TableName): readonly string[] {
  return FORMS[table]?.fields ?? []
}

/** The whole file of one visit: the envelope with each table as base64. */
export function envelopeXml(facility: string, day: string, tables: Tables): string {
  const files = TABLE_NAMES.flatMap((table) => {
    const rows = tables[table]
    if (!rows || table === 'CHECKIN') return []
    const inner = Buffer.from(tableXml(table, rows), 'utf8').toString('base64')
    return [
      `<FILEHOSO><LOAIHOSO>${table}</LOAIHOSO><NOIDUNGFILE>${inner}</NOIDUNGFILE></FILEHOSO>\n`,
    ]
  })
  return (
    `${DECLARATION}<GIAMDINHHS xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">\n` +
    `<THONGTINDONVI><MACSKCB>${facility}</MACSKCB></THONGTINDONVI>\n` +
    `<THONGTINHOSO><NGAYLAP>${day}</NGAYLAP><SOLUONGHOSO>1</SOLUONGHOSO><DANHSACHHOSO><HOSO>\n` +
    `${files.join('')}</HOSO></DANHSACHHOSO></THONGTINHOSO>\n<CHUKYDONVI/>\n</GIAMDINHHS>\n`
  )
}

/** The check-in file: sent alone, unsigned. */
export function checkInXml(row: Row): string {
  return tableXml('CHECKIN', [row]).replace(
    '</DSACH_TRANG_THAI_KCB>',
    '</DSACH_TRANG_THAI_KCB><CHUKYDONVI/>',
  )
}

/** One table as its own document: every field in its order, empty ones too. */
export function tableXml(table: TableName, rows: readonly Row[]): string {
  const form = FORMS[table]
  if (!form) throw new Error(`${table} is not sent by hospitals`)
  const [root = '', list, item] = form.path
  if (list === undefined || item === undefined)
    return `${DECLARATION}<${root}>\n${rowXml(form.fields, rows[0] ?? {})}</${root}>\n`
  let body = ''
  for (const row of rows) body += `<${item}>\n${rowXml(form.fields, row)}</${item}>\n`
  return `${DECLARATION}<${root}><${list}>\n${body}</${list}></${root}>\n`
}

function rowXml(fields: readonly string[], row: Row): string {
  let text = ''
  for (const field of fields) {
    const value = row[field]
    text +=
      value === undefined || value === ''
        ? `<${field}/>\n`
        : `<${field}>${escape(value)}</${field}>\n`
  }
  return text
}

const SPECIAL = /[&<>]/

function escape(value: string): string {
  if (!SPECIAL.test(value)) return value
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

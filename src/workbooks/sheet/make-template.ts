import type { Bilingual } from '#vocabulary/bilingual'
import {
  codeChoice,
  type CodeLists,
  type ListColumn,
  type ListDefinition,
  MARK_NAME,
  REASON_HEADER,
  templateMark,
} from '../list/list-definition.ts'
import { readableDay } from '../list/judge-rows.ts'
import { columnLetters } from './cell.ts'
import { STYLE, STYLES_XML } from './template-styles.ts'
import { xmlText } from './xml-pieces.ts'
import { joinParts, type Part, packPart, textPart } from './zip-parts.ts'

/** A row that a template is given to begin with, with the reasons that stand against it. */
export type FilledRow = {
  readonly values: Readonly<Record<string, string>>
  readonly reasons?: string
}

/** Title, note, headers in Vietnamese, official codes: rows begin below. */
const FIRST_ROW = 5

const HIDDEN_SHEET = '_DANHMUC'
const NOTES_SHEET = 'Hướng dẫn'

/**
 * The template of a list as a workbook: headers, validation of every column, code lists on a hidden sheet, notes with the law behind each
 * column; empty, or with rows to go on from. Every cell is kept as text, so that no program turns a number or a day into something else.
 */
export function makeTemplate(
  definition: ListDefinition,
  lists: CodeLists,
  rows: Iterable<FilledRow> = [],
): Uint8Array {
  const used = Object.entries(lists).filter(([name]) =>
    definition.columns.some((column) => 'list' in column && column.list === name),
  )
  return joinParts([
    textPart('[Content_Types].xml', CONTENT_TYPES),
    textPart('_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']])),
    textPart('xl/workbook.xml', workbookXml(definition, used)),
    textPart('xl/_rels/workbook.xml.rels', relations([...SHEETS, ['styles', 'styles.xml']])),
    textPart('xl/styles.xml', STYLES_XML),
    rowsSheet(definition, lists, rows),
    textPart('xl/worksheets/sheet2.xml', notesSheet(definition)),
    textPart('xl/worksheets/sheet3.xml', listsSheet(used)),
  ])
}

type Used = readonly (readonly [string, CodeLists[string]])[]

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const SHEETS = [1, 2, 3].map((number) => ['worksheet', `worksheets/sheet${number}.xml`] as const)

const CONTENT_TYPES = `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${SHEETS.map(([, target]) => `<Override PartName="/xl/${target}" ContentType="${TYPE}.worksheet+xml"/>`).join('')}</Types>`

function relations(targets: readonly (readonly [string, string])[]): string {
  const lines = targets.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  )
  return `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${lines.join('')}</Relationships>`
}

function workbookXml(definition: ListDefinition, used: Used): string {
  const sheet = (name: string, number: number, state = '') =>
    `<sheet name="${xmlText(name)}" sheetId="${number}"${state} r:id="rId${number}"/>`
  const names = used.map(([name, codes], index) => {
    const letters = columnLetters(index)
    const end = Math.max(2, codes.length + 1)
    return `<definedName name="${listName(name)}">${HIDDEN_SHEET}!$${letters}$2:$${letters}$${end}</definedName>`
  })
  const mark = `<definedName name="${MARK_NAME}" hidden="1">"${templateMark(definition)}"</definedName>`
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheet(definition.sheet, 1)}${sheet(NOTES_SHEET, 2)}${sheet(HIDDEN_SHEET, 3, ' state="hidden"')}</sheets><definedNames>${[...names, mark].join('')}</definedNames></workbook>`
}

/** A list's name in formulas; a hyphen would be a minus. */
function listName(list: string): string {
  return `DM_${list.replaceAll('-', '_')}`
}

function cell(column: number, row: number, style: number, text: string): string {
  return text === ''
    ? `<c r="${columnLetters(column)}${row}" s="${style}"/>`
    : `<c r="${columnLetters(column)}${row}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`
}

function line(row: number, cells: readonly string[], height = ''): string {
  return `<row r="${row}"${height}>${cells.join('')}</row>`
}

/** Rows are packed as they come: 50,000 of them are never one text. */
function rowsSheet(definition: ListDefinition, lists: CodeLists, rows: Iterable<FilledRow>): Part {
  const packer = packPart('xl/worksheets/sheet1.xml')
  const encoder = new TextEncoder()
  const { columns } = definition
  const labels = new Map(
    Object.entries(lists).map(([name, codes]) => [
      name,
      new Map(codes.map((code) => [code.code, codeChoice(code)])),
    ]),
  )
  packer.push(encoder.encode(sheetHead(definition)))
  let number = FIRST_ROW
  for (const { values, reasons = '' } of rows) {
    const cells = columns.flatMap((column, index) => {
      const text = cellText(column, values[column.code] ?? '', labels, number)
      return text === '' ? [] : [cell(index, number, STYLE.text, text)]
    })
    if (reasons !== '') cells.push(cell(columns.length, number, STYLE.note, reasons))
    packer.push(encoder.encode(line(number, cells)))
    number += 1
  }
  packer.push(encoder.encode(`</sheetData>${validations(definition)}</worksheet>`))
  return packer.end()
}

function cellText(
  column: ListColumn,
  value: string,
  labels: ReadonlyMap<string, ReadonlyMap<string, string>>,
  row: number,
): string {
  if (column.type === 'unread') return column.code === 'STT' ? String(row - FIRST_ROW + 1) : ''
  if (column.type === 'day' && value !== '') return readableDay(value)
  return column.type === 'code' ? (labels.get(column.list)?.get(value) ?? value) : value
}

const WIDTHS: Readonly<Record<ListColumn['type'], number>> = {
  text: 26,
  digits: 18,
  code: 28,
  codes: 22,
  day: 14,
  number: 12,
  unread: 7,
}

function sheetHead(definition: ListDefinition): string {
  const { columns, title, about, source } = definition
  const widths = [...columns.map(({ type }) => WIDTHS[type]), 70].map(
    (width, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${width}" style="${STYLE.text}" customWidth="1"/>`,
  )
  const star = ({ required }: ListColumn) => (required ? ' (*)' : '')
  return [
    `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="${FIRST_ROW - 1}" topLeftCell="A${FIRST_ROW}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>`,
    line(1, [cell(0, 1, STYLE.title, `${title.vi} / ${title.en}`)]),
    line(2, [cell(0, 2, STYLE.plain, `${about.vi} ${source}. (*) là cột bắt buộc.`)]),
    line(
      3,
      columns.map((column, index) =>
        cell(
          index,
          3,
          column.required ? STYLE.required : STYLE.header,
          `${column.header.vi}${star(column)}`,
        ),
      ),
      ' ht="45" customHeight="1"',
    ),
    line(4, [
      ...columns.map(({ code }, index) => cell(index, 4, STYLE.code, code)),
      cell(columns.length, 4, STYLE.code, REASON_HEADER),
    ]),
  ].join('')
}

function validations({ columns, rowsMax }: ListDefinition): string {
  const all = columns.flatMap((column, index) => {
    const rule = ruleOf(column)
    if (rule === undefined) return []
    const letters = columnLetters(index)
    const area = `${letters}${FIRST_ROW}:${letters}${FIRST_ROW + rowsMax - 1}`
    const hint = (column.hint ?? column.header).vi
    return `<dataValidation ${rule.attributes} allowBlank="1" showInputMessage="1" showErrorMessage="1" errorTitle="${short(column.code, 32)}" error="${short(formOf(column).vi, 250)}" promptTitle="${short(column.header.vi, 32)}" prompt="${short(`${hint}. ${formOf(column).vi}`, 250)}" sqref="${area}">${rule.formulas.map((formula, at) => `<formula${at + 1}>${formula}</formula${at + 1}>`).join('')}</dataValidation>`
  })
  return `<dataValidations count="${all.length}">${all.join('')}</dataValidations>`
}

function short(text: string, max: number): string {
  return xmlText(text.slice(0, max))
}

type Rule = { readonly attributes: string; readonly formulas: readonly (string | number)[] }

function ruleOf(column: ListColumn): Rule | undefined {
  const ofLength = (from: number, to: number): Rule => ({
    attributes: 'type="textLength" operator="between"',
    formulas: [from, to],
  })
  switch (column.type) {
    case 'text':
      return ofLength(0, column.max)
    case 'digits':
      return ofLength(Math.min(...column.lengths), Math.max(...column.lengths))
    case 'code':
      return { attributes: 'type="list"', formulas: [listName(column.list)] }
    case 'codes':
      return ofLength(0, column.max * 40)
    case 'day':
      return ofLength(8, 10)
    case 'number':
      return {
        attributes: `type="${column.whole ? 'whole' : 'decimal'}" operator="between"`,
        formulas: [column.min, column.max],
      }
    case 'unread':
      return undefined
  }
}

/** What a cell of a column takes, in words. */
function formOf(column: ListColumn): Bilingual {
  const both = (vi: string, en: string) => ({ vi, en })
  switch (column.type) {
    case 'text':
      return column.form ?? both(`Tối đa ${column.max} ký tự`, `At most ${column.max} characters`)
    case 'digits':
      return both(
        `${column.lengths.join(' hoặc ')} chữ số`,
        `${column.lengths.join(' or ')} digits`,
      )
    case 'code':
      return both('Chọn trong danh sách', 'Choose from the list')
    case 'codes':
      return both('Các mã cách nhau bằng dấu ;', 'Codes with ; between them')
    case 'day':
      return both('Ngày dd/mm/yyyy hoặc yyyymmdd', 'A day as dd/mm/yyyy or yyyymmdd')
    case 'number':
      return both(
        `Số từ ${column.min} đến ${column.max}`,
        `A number from ${column.min} to ${column.max}`,
      )
    case 'unread':
      return both('Không đọc', 'Not read')
  }
}

function notesSheet({ columns, title, uncertain }: ListDefinition): string {
  const heads = ['Cột', 'Tên cột', 'Bắt buộc', 'Dạng', 'Ghi chú', 'Ví dụ', 'Căn cứ', 'Column']
  const rows = columns.map((column) => [
    column.code,
    column.header.vi,
    column.required ? 'x' : '',
    formOf(column).vi,
    column.hint?.vi ?? '',
    column.example ?? '',
    [column.source, column.uncertain ?? uncertain ?? ''].filter((part) => part !== '').join('. '),
    `${column.header.en}. ${formOf(column).en}`,
  ])
  const lines = rows.map((texts, index) =>
    line(
      index + 3,
      texts.map((text, at) => cell(at, index + 3, STYLE.note, text)),
    ),
  )
  const widths = [20, 34, 10, 34, 40, 24, 50, 44].map(
    (width, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  )
  return `${XML}<worksheet xmlns="${MAIN}"><cols>${widths.join('')}</cols><sheetData>${line(1, [cell(0, 1, STYLE.title, title.vi)])}${line(
    2,
    heads.map((text, at) => cell(at, 2, STYLE.header, text)),
  )}${lines.join('')}</sheetData></worksheet>`
}

function listsSheet(used: Used): string {
  const height = Math.max(0, ...used.map(([, codes]) => codes.length))
  const lines = Array.from({ length: height }, (_empty, index) =>
    line(
      index + 2,
      used.flatMap(([, codes], at) => {
        const code = codes[index]
        return code === undefined ? [] : cell(at, index + 2, STYLE.text, codeChoice(code))
      }),
    ),
  )
  return `${XML}<worksheet xmlns="${MAIN}"><sheetData>${line(
    1,
    used.map(([name], at) => cell(at, 1, STYLE.code, name)),
  )}${lines.join('')}</sheetData></worksheet>`
}

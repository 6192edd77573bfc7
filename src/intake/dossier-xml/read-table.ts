import type { TableRow } from '#vocabulary/dossier-tables'
import { mayBeDoubleEncoded, undoDoubleEncoding } from './decode-text.ts'
import { type ElementBudget, readXml, type XmlFault } from './read-xml.ts'
import { fillRow, type RowShape, shapeOf } from './row-shape.ts'
import type { TableLayout } from './table-layouts.ts'

/** Lines of one table. The longest stays known have about 5,000. */
const LINES_MAX = 20_000

/** The signature that closes a check-in file stands beside the list; it is not a field. */
const SIGNATURE = 'CHUKYDONVI'

export type TableFault =
  | XmlFault
  | { readonly code: 'wrong-table-root' | 'unexpected-element'; readonly element: string }
  | { readonly code: 'too-many-lines' }

/** Something that did not keep the table from being read. `place` is `[3]/HO_TEN` or `/HO_TEN`. */
export type TableRemark = {
  readonly code: 'field-twice' | 'field-name' | 'double-encoded'
  readonly place: string
}

export type ReadTable = {
  readonly rows: readonly TableRow[]
  readonly remarks: readonly TableRemark[]
  readonly fault: TableFault | undefined
  /** Where each line stands in the text, its tags included; none for a table of one line. */
  readonly slices: readonly { readonly start: number; readonly end: number }[]
  readonly signed: boolean
}

/**
 * Reads one table: the fields of each line, in the order of the sender, surrounding white space taken off.
 *
 * A field with elements inside (the signature of a single paper) keeps them as text. A value that was encoded
 * twice is put right, and the first such place is told. Nothing about the fields is judged here.
 */
export function readTable(text: string, layout: TableLayout, budget: ElementBudget): ReadTable {
  const table = new TableInProgress(text, layout)
  const xmlFault = readXml(text, budget, table)
  return {
    rows: table.rows,
    remarks: [...table.remarks.values()],
    fault: xmlFault ?? table.fault,
    slices: table.slices,
    signed: table.signed,
  }
}

/** The state of one reading: a class because the events of one document share it. */
class TableInProgress {
  readonly rows: Record<string, string>[] = []
  readonly slices: { start: number; end: number }[] = []
  /** The first of each kind. */
  readonly remarks = new Map<TableRemark['code'], TableRemark>()
  fault: TableFault | undefined
  signed = false

  readonly #text: string
  readonly #path: readonly string[]
  readonly #suspicious: boolean
  #depth = 0
  /** Of the line before: most lines have the same fields in the same order. */
  #shape: RowShape | undefined
  #isAlike = true
  #names: string[] = []
  #values: string[] = []
  #rowStart = 0
  #value = ''
  #valueStart = 0
  #nested = false
  #inSignature = false

  constructor(text: string, layout: TableLayout) {
    this.#text = text
    this.#suspicious = mayBeDoubleEncoded(text)
    this.#path =
      layout.list && layout.line ? [layout.root, layout.list, layout.line] : [layout.root]
  }

  readonly open = (name: string, after: number): void => {
    this.#depth += 1
    const outer = this.#path[this.#depth - 1]
    if (this.#inSignature) this.signed = true
    else if (outer === undefined) this.#openField(after)
    else if (name === SIGNATURE && this.#depth === 2) this.#inSignature = true
    else if (name !== outer) this.#note(name)
    else if (this.#depth === this.#path.length) this.#openLine(after)
  }

  readonly text = (text: string): void => {
    if (this.#inSignature) this.signed ||= text.trim() !== ''
    else if (this.#depth > this.#path.length) this.#value += text
  }

  readonly close = (name: string, before: number, after: number): void => {
    const fieldDepth = this.#path.length + 1
    if (this.#inSignature) {
      if (this.#depth === 2) this.#inSignature = false
    } else if (this.#depth === fieldDepth) this.#closeField(name, before)
    else if (this.#depth === this.#path.length && name === this.#path.at(-1)) this.#closeLine(after)
    this.#depth -= 1
  }

  #openLine(after: number): void {
    this.#isAlike = true
    this.#names = []
    this.#values = []
    this.#rowStart = this.#text.lastIndexOf('<', after - 1)
  }

  #closeLine(after: number): void {
    if (this.rows.length >= LINES_MAX) {
      this.fault ??= { code: 'too-many-lines' }
      return
    }
    this.rows.push(this.#makeRow())
    if (this.#path.length > 1) this.slices.push({ start: this.#rowStart, end: after })
  }

  #makeRow(): Record<string, string> {
    const isSame = this.#isAlike && this.#names.length === this.#shape?.names.length
    if (!isSame) this.#shape = shapeOf(this.#names)
    return this.#shape
      ? fillRow(this.#shape, this.#values)
      : Object.fromEntries(this.#names.map((name, place) => [name, this.#values[place] ?? '']))
  }

  #openField(after: number): void {
    if (this.#depth > this.#path.length + 1) {
      this.#nested = true
      return
    }
    this.#value = ''
    this.#valueStart = after
    this.#nested = false
  }

  #closeField(name: string, before: number): void {
    const written = this.#nested ? this.#text.slice(this.#valueStart, before) : this.#value
    // While the fields come as in the line before, their names are known to be good ones, each once.
    this.#isAlike &&= name === this.#shape?.names[this.#names.length]
    if (!this.#isAlike) {
      if (!/^[A-Za-z][A-Za-z0-9_.-]{0,63}$/.test(name)) return this.#remark('field-name', name)
      if (this.#names.includes(name)) return this.#remark('field-twice', name)
    }
    const repaired = this.#suspicious ? undoDoubleEncoding(written) : undefined
    if (repaired !== undefined) this.#remark('double-encoded', name)
    this.#names.push(name)
    this.#values.push((repaired ?? written).trim())
  }

  #remark(code: TableRemark['code'], name: string): void {
    if (this.remarks.has(code)) return
    const line = this.#path.length > 1 ? `[${this.rows.length + 1}]` : ''
    this.remarks.set(code, { code, place: `${line}/${name.slice(0, 64)}` })
  }

  #note(element: string): void {
    const code = this.#depth === 1 ? 'wrong-table-root' : 'unexpected-element'
    this.fault ??= { code, element: element.slice(0, 64) }
  }
}

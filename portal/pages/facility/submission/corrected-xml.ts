import { parsePlace } from './place.ts'

/**
 * Mends fields in the XML of one dossier, as text: everything else stays as it came, byte for byte.
 *
 * The tables lie in the envelope as base64; only the touched ones are packed again. The facility's signature
 * would no longer fit and is taken out.
 *
 * @param changes new values by place (`XML2[3]/MA_THUOC`)
 * @returns undefined when a place cannot be found in the XML: nothing is guessed
 */
export function correctXml(xml: string, changes: ReadonlyMap<string, string>): string | undefined {
  let corrected: string | undefined = xml
  for (const [at, value] of changes) {
    const { table, line, field } = parsePlace(at)
    if (corrected === undefined || field === undefined) return undefined
    corrected = inTable(corrected, table, (inner) => setField(inner, line, field, value))
  }
  return corrected?.replace(/<CHUKYDONVI>[\s\S]*?<\/CHUKYDONVI>/, '<CHUKYDONVI/>')
}

function inTable(
  xml: string,
  table: string,
  mend: (inner: string) => string | undefined,
): string | undefined {
  const parts = new RegExp(
    `(<LOAIHOSO>\\s*${table}\\s*</LOAIHOSO>\\s*<NOIDUNGFILE>)([^<]*)(</NOIDUNGFILE>)`,
  ).exec(xml)
  if (parts === null) return undefined
  const [whole, before = '', packed = '', after = ''] = parts
  const mended = mend(fromBase64(packed))
  if (mended === undefined) return undefined
  const start = parts.index
  return xml.slice(0, start) + before + toBase64(mended) + after + xml.slice(start + whole.length)
}

/** Sets a field of the given line (from 1); a field that the line lacks is added at its end. */
function setField(xml: string, line: number, field: string, value: string): string | undefined {
  const row = rowsOf(xml)[line - 1]
  if (row === undefined) return undefined
  const text = xml.slice(row.start, row.end)
  const element = `<${field}>${escapeText(value)}</${field}>`
  const present = new RegExp(`<${field}\\s*/>|<${field}(?:\\s[^>]*)?>[\\s\\S]*?</${field}\\s*>`)
  const mended = present.test(text)
    ? text.replace(present, () => element)
    : text.replace(/\s*<\/[^<>]+>\s*$/, (end) => element + end)
  return xml.slice(0, row.start) + mended + xml.slice(row.end)
}

type Row = { readonly start: number; readonly end: number }

const TAGS = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<(\/?)([A-Za-z_][\w.-]*)[^<>]*?(\/?)>/g

/** The lines of a table: the elements that hold the link code (every table's lines do), in order. */
function rowsOf(xml: string): readonly Row[] {
  const open: { start: number; isRow: boolean }[] = []
  const rows: Row[] = []
  for (const tag of xml.matchAll(TAGS)) {
    const [text, closing, name, empty] = tag
    if (name === undefined) continue
    if (closing === '/') {
      const element = open.pop()
      if (element?.isRow === true) rows.push({ start: element.start, end: tag.index + text.length })
      continue
    }
    const parent = open.at(-1)
    if (name === 'MA_LK' && parent !== undefined) parent.isRow = true
    if (empty !== '/') open.push({ start: tag.index, isRow: false })
  }
  return rows
}

function escapeText(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function fromBase64(packed: string): string {
  const bytes = Uint8Array.from(atob(packed.replace(/\s+/g, '')), (char) => char.charCodeAt(0))
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}

/** In slices, because the arguments of one call are limited. */
function toBase64(text: string): string {
  const bytes = new TextEncoder().encode(text)
  let binary = ''
  for (let start = 0; start < bytes.length; start += 0x8000)
    binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000))
  return btoa(binary)
}

/** One row of a table: field name to text. */
export type Row = Readonly<Record<string, string>>

export type DossierFile = {
  readonly facility: string
  readonly signed: boolean
  readonly dossiers: readonly { readonly tables: Readonly<Record<string, readonly Row[]>> }[]
}

/** The names of the rows of tables with several: DSACH_… and its CHI_TIET_… elements. */
const LEAF =
  /<([A-Z][A-Z0-9_]*)>(?:\s*<!\[CDATA\[([\s\S]*?)\]\]>\s*|([^<]*))<\/\1>|<([A-Z][A-Z0-9_]*)\s*\/>|<(CHI_TIET[A-Z0-9_]*|TRANG_THAI_KCB)>/g

/**
 * The number of the visit in a file, without reading it all: what reception must know at once.
 * Undefined when the file is not what it says.
 */
export function linkCodeOf(file: string): string | undefined {
  if (file.includes('<TRANG_THAI_KCB') || file.includes('<CHECK_IN')) return leafOf(file, 'MA_LK')
  const first = /<LOAIHOSO>\s*XML1\s*<\/LOAIHOSO>\s*<NOIDUNGFILE>([^<]*)</.exec(file)?.[1]
  return first === undefined ? undefined : leafOf(decode(first), 'MA_LK')
}

export function facilityOf(file: string): string | undefined {
  return leafOf(file, 'MACSKCB') ?? leafOf(file, 'MA_CSKCB')
}

/** Reads the whole envelope. A simulator's reader: it takes what well-made senders send and nothing cleverer. */
export function readDossierFile(file: string): DossierFile {
  const dossiers = [...file.matchAll(/<HOSO>([\s\S]*?)<\/HOSO>/g)].map(([, content = '']) => ({
    tables: readTables(content),
  }))
  const signature = /<CHUKYDONVI>([\s\S]*?)<\/CHUKYDONVI>/.exec(file)?.[1] ?? ''
  return { facility: facilityOf(file) ?? '', signed: signature.trim() !== '', dossiers }
}

function readTables(content: string): Record<string, Row[]> {
  const tables: Record<string, Row[]> = {}
  for (const [, file = ''] of content.matchAll(/<FILEHOSO>([\s\S]*?)<\/FILEHOSO>/g)) {
    const name = leafOf(file, 'LOAIHOSO')
    const body = leafOf(file, 'NOIDUNGFILE')
    if (name && body) tables[name] = readRows(decode(body))
  }
  return tables
}

function readRows(table: string): Row[] {
  const rows: Record<string, string>[] = []
  for (const [, name, data, text, empty, start] of table.matchAll(LEAF)) {
    if (start || rows.length === 0) rows.push({})
    const row = rows.at(-1)
    if (row && name) row[name] = data ?? unescape(text ?? '')
    if (row && empty) row[empty] = ''
  }
  return rows.filter((row) => Object.keys(row).length > 0)
}

function leafOf(text: string, name: string): string | undefined {
  const found = new RegExp(
    `<${name}>\\s*(?:<!\\[CDATA\\[([\\s\\S]*?)\\]\\]>|([^<]*))\\s*</${name}>`,
  ).exec(text)
  return found ? (found[1] ?? unescape(found[2] ?? '')).trim() : undefined
}

function decode(base64: string): string {
  return Buffer.from(base64, 'base64').toString('utf8')
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
}

function unescape(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-fA-F]+)|(\w+));/g, (whole, decimal, hex, name) => {
    if (decimal) return String.fromCodePoint(Number(decimal))
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16))
    return ENTITIES[name] ?? whole
  })
}

import { accept, type Outcome, type Refusal, refuse } from '#vocabulary/outcome'
import { isDayFormat } from './cell.ts'
import { attributeOf, cutXml, type OnPiece, plainText } from './xml-pieces.ts'
import { type Part, type Parts, readParts, unpackPart } from './zip-parts.ts'

/** A workbook as it came: 30 MiB. 50,000 rows of 24 columns take 4 to 8. */
export const WORKBOOK_BYTES_MAX = 30 * 1024 * 1024

/** Texts that cells share, and their characters in all: what a list of 50,000 rows can hold several times over. */
const SHARED_TEXTS_MAX = 2_000_000
const SHARED_CHARACTERS_MAX = 100_000_000

/** Parts that say what the workbook is made of: 8 MiB each. */
const SMALL_PART_BYTES_MAX = 8 * 1024 * 1024

export type Sheet = {
  readonly name: string
  readonly part: Part
  readonly isHidden: boolean
}

export type Workbook = {
  readonly parts: Parts
  readonly sheets: readonly Sheet[]
  /** What cells of type `s` point to. */
  readonly texts: readonly string[]
  /** For each cell format whether it shows a day. */
  readonly dayFormats: readonly boolean[]
  readonly from1904: boolean
  /** Whether the kept results of formulas are declared stale by the workbook itself. */
  readonly isStale: boolean
  /** Texts that names of the workbook stand for: `MACH_MAU` → `staff|1`. */
  readonly names: ReadonlyMap<string, string>
}

/**
 * Opens a workbook without reading its sheets.
 *
 * Refuses `workbooks.not-a-workbook`, `workbooks.old-format`, `workbooks.encrypted`, `workbooks.macro`, `workbooks.too-large`,
 * `workbooks.unpacks-too-large`, `workbooks.unreadable`.
 */
export function openWorkbook(bytes: Uint8Array): Outcome<Workbook> {
  if (bytes.length > WORKBOOK_BYTES_MAX) return refuse('too-large', 'workbooks.too-large')
  const compound = faultOfCompound(bytes)
  if (compound) return compound
  const read = readParts(bytes)
  if (!read.ok) return read
  const parts = read.value
  const macro = [...parts.keys()].find((name) => /vbaProject|^xl\/macrosheets\//i.test(name))
  if (macro !== undefined) return refuse('incorrect', 'workbooks.macro', macro)

  const main = mainPart(parts)
  if (!main) return refuse('incorrect', 'workbooks.not-a-workbook')
  const book = readBook(main, relationsOf(parts, main.name))
  if (!book) return refuse('incorrect', 'workbooks.unreadable', main.name)
  const sheets = book.sheets.flatMap(({ target, ...sheet }) => {
    const part = parts.get(target)
    return part === undefined ? [] : [{ ...sheet, part }]
  })
  if (sheets.length === 0) return refuse('incorrect', 'workbooks.not-a-workbook')
  const texts = readTexts(parts.get(book.texts))
  if (!texts.ok) return texts
  return accept({
    parts,
    sheets,
    texts: texts.value,
    dayFormats: readDayFormats(parts.get(book.styles)),
    from1904: book.from1904,
    isStale: book.isStale,
    names: book.names,
  })
}

/** Encrypted workbooks and those of before 2007 lie in another kind of file, which begins with these eight bytes. */
function faultOfCompound(bytes: Uint8Array): Refusal | undefined {
  const begins = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
  if (!begins.every((byte, index) => bytes[index] === byte)) return undefined
  const names = new TextDecoder('utf-16le').decode(bytes.subarray(0, bytes.length & ~1))
  return names.includes('EncryptedPackage')
    ? refuse('incorrect', 'workbooks.encrypted')
    : refuse('incorrect', 'workbooks.old-format')
}

function mainPart(parts: Parts): Part | undefined {
  const types = parts.get('[Content_Types].xml')
  if (!types) return undefined
  const targets = [...relationsOf(parts, '').values()]
  const target = targets.find(({ type }) => type.endsWith('/officeDocument'))?.target
  return parts.get(target ?? 'xl/workbook.xml')
}

type Relation = { readonly target: string; readonly type: string }

/** What a part points to, by the id it uses; for '' what the whole archive points to. */
function relationsOf(parts: Parts, name: string): Map<string, Relation> {
  const slash = name.lastIndexOf('/') + 1
  const folder = name.slice(0, slash)
  const relations = new Map<string, Relation>()
  const part = parts.get(`${folder}_rels/${name.slice(slash)}.rels`)
  if (part)
    walkPart(part, (kind, tag, raw) => {
      if (tag !== 'Relationship' || kind === 'close') return
      const target = attributeOf(raw, 'Target') ?? ''
      relations.set(attributeOf(raw, 'Id') ?? '', {
        target: target.startsWith('/') ? target.slice(1) : `${folder}${target}`,
        type: attributeOf(raw, 'Type') ?? '',
      })
    })
  return relations
}

/** Reads a small part to its end; false when it is no XML or too large. */
function walkPart(part: Part, onPiece: OnPiece, bytesMax = SMALL_PART_BYTES_MAX): boolean {
  const walk = walkText(part, onPiece, bytesMax)
  for (let step = walk.next(); ; step = walk.next())
    if (step.done === true) return step.value === undefined
}

/** Walks the XML of a part, pausing after each unpacked piece; gives at its end why it could not be read. */
export function* walkText(
  part: Part,
  onPiece: OnPiece,
  bytesMax?: number,
): Generator<undefined, Refusal | undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const pieces = cutXml(onPiece)
  const unpacking = unpackPart(part, bytesMax)
  const refused = () => refuse('incorrect', 'workbooks.unreadable', part.name)
  for (let step = unpacking.next(); ; step = unpacking.next()) {
    if (step.done === true) {
      if (step.value) return step.value
      const rest = decoded(decoder, undefined)
      const isWhole = rest !== undefined && pieces.push(rest) && pieces.end()
      return isWhole ? undefined : refused()
    }
    const text = decoded(decoder, step.value)
    if (text === undefined || !pieces.push(text)) return refused()
    yield undefined
  }
}

/** Undefined for bytes that are no UTF-8. */
function decoded(decoder: TextDecoder, bytes: Uint8Array | undefined): string | undefined {
  try {
    return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true })
  } catch {
    return undefined
  }
}

function readBook(part: Part, relations: ReadonlyMap<string, Relation>) {
  const sheets: { name: string; target: string; isHidden: boolean }[] = []
  const names = new Map<string, string>()
  let from1904 = false
  let isStale = false
  let named = ''
  const isRead = walkPart(part, (kind, tag, raw) => {
    if (kind === 'text' && named !== '')
      names.set(named, plainText(raw).replace(/^"([^]*)"$/, '$1'))
    if (kind === 'close') named = ''
    if (kind !== 'open' && kind !== 'empty') return
    if (tag === 'definedName' && kind === 'open') named = attributeOf(raw, 'name') ?? ''
    if (tag === 'workbookPr') from1904 = isTrue(attributeOf(raw, 'date1904'))
    if (tag === 'calcPr') isStale = isTrue(attributeOf(raw, 'fullCalcOnLoad'))
    if (tag !== 'sheet') return
    const relation = relations.get(attributeOf(raw, 'id') ?? '')
    if (relation?.type.endsWith('/worksheet') !== true) return
    const state = attributeOf(raw, 'state') ?? 'visible'
    const name = attributeOf(raw, 'name') ?? ''
    sheets.push({ name, target: relation.target, isHidden: state !== 'visible' })
  })
  const target = (kind: string) =>
    [...relations.values()].find(({ type }) => type.endsWith(`/${kind}`))?.target ?? ''
  if (!isRead) return undefined
  return {
    sheets,
    names,
    from1904,
    isStale,
    texts: target('sharedStrings'),
    styles: target('styles'),
  }
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true'
}

/** The texts that cells share. What is only the reading of characters (`rPh`) is no part of them. */
function readTexts(part: Part | undefined): Outcome<string[]> {
  const texts: string[] = []
  if (!part) return accept(texts)
  let text = ''
  let isIn = false
  let isReading = false
  let characters = 0
  const walk = walkText(part, (kind, tag, raw) => {
    if (tag === 't') isIn = kind === 'open'
    else if (tag === 'rPh') isReading = kind === 'open'
    else if (isIn && !isReading && (kind === 'text' || kind === 'data')) text += plainText(raw)
    else if (tag === 'si' && kind !== 'open') {
      characters += text.length
      texts.push(text)
      text = ''
    }
  })
  for (let step = walk.next(); ; step = walk.next()) {
    if (texts.length > SHARED_TEXTS_MAX || characters > SHARED_CHARACTERS_MAX)
      return refuse('too-large', 'workbooks.unpacks-too-large', part.name)
    if (step.done === true) return step.value ?? accept(texts)
  }
}

/** For each cell format of the workbook whether it shows a day. */
function readDayFormats(part: Part | undefined): boolean[] {
  const codes = new Map<number, string>()
  const formats: boolean[] = []
  let isCell = false
  if (part)
    walkPart(part, (kind, tag, raw) => {
      if (tag === 'cellXfs') isCell = kind === 'open'
      if (kind !== 'open' && kind !== 'empty') return
      if (tag === 'numFmt')
        codes.set(Number(attributeOf(raw, 'numFmtId')), attributeOf(raw, 'formatCode') ?? '')
      if (tag !== 'xf' || !isCell) return
      const id = Number(attributeOf(raw, 'numFmtId') ?? 0)
      formats.push(isDayFormat(id, codes.get(id)))
    })
  return formats
}

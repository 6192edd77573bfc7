import {
  entryOf,
  type PdfDictionary,
  type PdfValue,
  readPdfValue,
  wholeNumber,
} from './pdf-values.ts'

/**
 * One section of a PDF: what was written at once, with the cross-reference table that closes it. A signature and every later change add a section
 * at the end (ISO 32000-1, 7.5.6).
 */
export type PdfSection = {
  /** Where the table begins, and where the section ends, behind %%EOF and its end of line. */
  readonly at: number
  readonly end: number
  /** Objects by number, with the place where each begins: only those written in this section. */
  readonly objects: ReadonlyMap<number, number>
  readonly trailer: PdfDictionary
}

/** More sections or objects than this no letter has: 40 and 200,000. */
const SECTIONS_MAX = 40
const OBJECTS_MAX = 200_000

const END = /startxref\s+(\d{1,12})\s+%%EOF(?:\r\n|\n|\r)?/y

/**
 * The sections of a PDF, the oldest first; undefined for a file whose sections do not follow one another plainly: with cross-reference streams, with
 * objects that were taken away, with bytes between or behind them that belong to none. Such a file we do not judge.
 */
export function readSections(text: string): readonly PdfSection[] | undefined {
  const last = text.lastIndexOf('startxref')
  let next = Number(
    /^startxref\s+(\d{1,12})\s/.exec(text.slice(last, last + 40))?.[1] ?? Number.NaN,
  )
  const newestFirst: PdfSection[] = []
  while (newestFirst.length < SECTIONS_MAX) {
    const section = sectionAt(text, next)
    if (section === undefined) return undefined
    newestFirst.push(section)
    const previous = entryOf(section.trailer, 'Prev')
    if (previous === undefined)
      return isWhole(newestFirst, text) ? newestFirst.toReversed() : undefined
    const at = wholeNumber(previous)
    if (at === undefined || at >= section.at) return undefined
    next = at
  }
  return undefined
}

/** Every object lies in its own section, and the last section ends the file. */
function isWhole(newestFirst: readonly PdfSection[], text: string): boolean {
  return newestFirst.every(({ at, end, objects }, index) => {
    const begin = newestFirst[index + 1]?.end ?? 0
    const until = newestFirst[index - 1]?.at ?? text.length
    const isClosed = index === 0 ? text.slice(end).trim() === '' : end <= until
    return isClosed && [...objects.values()].every((place) => begin <= place && place < at)
  })
}

function sectionAt(text: string, at: number): PdfSection | undefined {
  if (!Number.isSafeInteger(at)) return undefined
  const table = tableAt(text, at)
  const read = table && readPdfValue(text, table.end)
  if (table === undefined || read?.value.kind !== 'dictionary') return undefined
  // A hybrid file says one thing to old readers and another to new ones.
  if (read.value.entries.has('XRefStm')) return undefined
  END.lastIndex = skipSpace(text, read.end)
  const closing = END.exec(text)
  if (closing === null || Number(closing[1]) !== at) return undefined
  return { at, end: END.lastIndex, objects: table.objects, trailer: read.value }
}

const ENTRY = /(\d{10}) (\d{5}) ([nf])(?: \r| \n|\r\n|\n)/y
const SUBSECTION = /(\d{1,10}) (\d{1,6})[ \t]*(?:\r\n|\n|\r)/y
const TRAILER = /trailer\s*(?=<<)/y

function tableAt(
  text: string,
  at: number,
): { readonly objects: ReadonlyMap<number, number>; readonly end: number } | undefined {
  const head = /xref\s*(?:\r\n|\n|\r)/y
  head.lastIndex = at
  if (!head.test(text)) return undefined
  let place = head.lastIndex
  const objects = new Map<number, number>()
  for (;;) {
    TRAILER.lastIndex = place
    if (TRAILER.test(text)) return { objects, end: TRAILER.lastIndex }
    SUBSECTION.lastIndex = place
    const subsection = SUBSECTION.exec(text)
    if (subsection === null) return undefined
    const [first, count] = [Number(subsection[1]), Number(subsection[2])]
    if (objects.size + count > OBJECTS_MAX) return undefined
    ENTRY.lastIndex = SUBSECTION.lastIndex
    for (let number = first; number < first + count; number += 1) {
      const entry = ENTRY.exec(text)
      if (entry === null || objects.has(number)) return undefined
      // Only the head of the free list may be free: an object that was taken away is a change that we do not judge.
      if (entry[3] === 'n') objects.set(number, Number(entry[1]))
      else if (number !== 0) return undefined
    }
    place = count === 0 ? SUBSECTION.lastIndex : ENTRY.lastIndex
  }
}

function skipSpace(text: string, at: number): number {
  let place = at
  while (place < text.length && ' \t\r\n\f\0'.includes(text.charAt(place))) place += 1
  return place
}

/** Objects as they stand after some sections. */
export type PdfObjects = {
  readonly find: (number: number) => PdfValue | undefined
  /** The value itself, or what a reference points at. */
  readonly follow: (value: PdfValue | undefined) => PdfValue | undefined
}

/** The objects as they stand after the given sections, the oldest first. An object whose header does not name it is none. */
export function objectsOf(text: string, sections: readonly PdfSection[]): PdfObjects {
  const find = (number: number): PdfValue | undefined => {
    const place = sections.findLast(({ objects }) => objects.has(number))?.objects.get(number)
    return place === undefined ? undefined : objectAt(text, place, number)?.value
  }
  return { find, follow: (value) => (value?.kind === 'reference' ? find(value.number) : value) }
}

/** The object of a number at a place, with where its value ends. */
export function objectAt(text: string, place: number, number: number) {
  const head = /(\d{1,10})\s+\d{1,5}\s+obj\b/y
  head.lastIndex = place
  const found = head.exec(text)
  return found !== null && Number(found[1]) === number
    ? readPdfValue(text, head.lastIndex)
    : undefined
}

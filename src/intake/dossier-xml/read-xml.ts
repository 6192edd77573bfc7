import { type SaxesOptions, SaxesParser } from 'saxes'
import { type PlainTag, scanPlainXml } from './scan-plain-xml.ts'

/** Elements open at once. A table needs 4, a signature inside it about 12. */
const DEPTH_MAX = 32

/** Elements in one file, its inner tables included: 20 MB of the shortest real rows hold about half of it. */
export const ELEMENTS_MAX = 1_000_000

/** Attributes of one element; a signature uses 2. */
const ATTRIBUTES_MAX = 32

/** How many elements may still be read: shared by all documents of one file. */
export type ElementBudget = { left: number }

/** What a reader of one document is told. Positions are offsets into the text. */
export type XmlEvents = {
  /** `after` is the offset behind the tag. */
  readonly open: (name: string, after: number) => void
  readonly text: (text: string) => void
  /** `before` and `after` are the offsets of the closing tag's two ends. */
  readonly close: (name: string, before: number, after: number) => void
}

export type XmlFault = {
  readonly code: 'not-xml' | 'doctype' | 'too-deep' | 'too-many-elements'
  readonly line: number
  readonly column: number
}

/** Comments are skipped, CDATA counts as text, no entity but the five of XML is known. */
const OPTIONS = { xmlns: false, position: true, fragment: false } satisfies SaxesOptions

/**
 * Reads one XML document as a stream of events, within fixed limits.
 *
 * A document type is refused before anything is read, wherever it stands: a dossier has no use for one,
 * and every expansion attack needs it. Returns the first fault, or undefined when the document is well formed.
 */
export function readXml(
  text: string,
  budget: ElementBudget,
  events: XmlEvents,
): XmlFault | undefined {
  const plain = scanPlainXml(text)
  if (plain && isWithinLimits(plain, budget)) return tellPlain(text, plain, budget, events)
  return readAnyXml(text, budget, events)
}

/** Whatever XML may hold; also where a limit is passed, to say at which place. */
export function readAnyXml(
  text: string,
  budget: ElementBudget,
  events: XmlEvents,
): XmlFault | undefined {
  const doctype = text.search(/<!(?:DOCTYPE|ENTITY)/i)
  if (doctype >= 0) return { code: 'doctype', ...placeOf(text, doctype) }

  const parser = new SaxesParser(OPTIONS)
  const stop = (code: XmlFault['code']): never => {
    throw new Stop({ code, line: parser.line, column: parser.column })
  }
  listen(parser, text, budget, events, stop)
  try {
    parser.write(text)
    parser.close()
    return undefined
  } catch (error) {
    if (error instanceof Stop) return error.fault
    throw error
  }
}

function isWithinLimits(tags: readonly PlainTag[], budget: ElementBudget): boolean {
  let depth = 0
  let left = budget.left
  for (const { kind } of tags) {
    if (kind === 'closes') depth -= 1
    else left -= 1
    if (kind === 'opens') depth += 1
    if (depth + (kind === 'both' ? 1 : 0) > DEPTH_MAX || left < 0) return false
  }
  return true
}

function tellPlain(
  text: string,
  tags: readonly PlainTag[],
  budget: ElementBudget,
  events: XmlEvents,
): undefined {
  let behind = tags[0]?.start ?? 0
  for (const { name, kind, start, end } of tags) {
    if (start > behind) events.text(text.slice(behind, start))
    behind = end
    if (kind !== 'closes') {
      budget.left -= 1
      events.open(name, end)
    }
    if (kind === 'closes') events.close(name, start, end)
    if (kind === 'both') events.close(name, end, end)
  }
}

function listen(
  parser: SaxesParser<typeof OPTIONS>,
  text: string,
  budget: ElementBudget,
  events: XmlEvents,
  stop: (code: XmlFault['code']) => never,
): void {
  let depth = 0
  let attributes = 0
  parser.on('error', () => stop('not-xml'))
  parser.on('attribute', () => {
    attributes += 1
    if (attributes > ATTRIBUTES_MAX) stop('too-many-elements')
  })
  parser.on('opentag', (tag) => {
    attributes = 0
    depth += 1
    budget.left -= 1
    if (depth > DEPTH_MAX) stop('too-deep')
    if (budget.left < 0) stop('too-many-elements')
    events.open(tag.name, parser.position)
  })
  parser.on('text', events.text)
  parser.on('cdata', events.text)
  parser.on('closetag', (tag) => {
    depth -= 1
    const after = parser.position
    events.close(tag.name, tag.isSelfClosing ? after : text.lastIndexOf('<', after - 1), after)
  })
}

/** The only way out of the parser in the middle of a text; it never leaves this file. */
class Stop extends Error {
  readonly fault: XmlFault

  constructor(fault: XmlFault) {
    super(fault.code)
    this.fault = fault
  }
}

function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset)
  return {
    line: before.split('\n').length,
    column: offset - (before.lastIndexOf('\n') + 1),
  }
}

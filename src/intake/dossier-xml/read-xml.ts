import { type SaxesOptions, SaxesParser } from 'saxes'

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

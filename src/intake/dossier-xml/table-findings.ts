import type { Finding } from '#vocabulary/finding'
import type { Envelope } from './read-envelope.ts'
import type { TableFault } from './read-table.ts'
import { readingFinding } from './reading-findings.ts'

/** The finding for what kept a document from being read, with its line and column or the name that was not expected. */
export function faultFinding(
  fault: TableFault | NonNullable<Envelope['fault']>,
  at: string,
): Finding {
  if ('line' in fault) {
    const { line, column } = fault
    return readingFinding(fault.code, at, {
      vi: `dòng ${line}, cột ${column}`,
      en: `line ${line}, column ${column}`,
    })
  }
  if (!('element' in fault)) return readingFinding(fault.code, at)
  return readingFinding(fault.code, at, { vi: fault.element, en: fault.element })
}

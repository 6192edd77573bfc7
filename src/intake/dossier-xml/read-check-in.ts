import type { TableRow } from '#vocabulary/dossier-tables'
import type { DecodedText } from './decode-text.ts'
import { ELEMENTS_MAX } from './read-xml.ts'
import { type ReadTable, readTable } from './read-table.ts'
import { isUnreadable, readingFinding } from './reading-findings.ts'
import { LINK_CODE_LENGTH_MAX, type SentDossier } from './sent-dossier.ts'
import { faultFinding } from './table-findings.ts'
import { TABLE_LAYOUTS } from './table-layouts.ts'

/**
 * Reads a check-in file. Lines of one visit stay together; lines of several visits become one message each,
 * as dossiers do. Answers at least one item.
 */
export function readCheckInFile(
  bytes: Buffer,
  decoded: DecodedText,
): readonly [SentDossier, ...SentDossier[]] {
  const layout = TABLE_LAYOUTS.get('CHECKIN')?.layout
  if (!layout) throw new Error('the check-in table has no layout')
  const read = readTable(decoded.text, layout, { left: ELEMENTS_MAX })
  const byVisit = Map.groupBy(read.rows.keys(), (index) => read.rows[index]?.['MA_LK'] ?? '')
  const [first, ...rest] = [...byVisit.entries()]
  if (read.fault || !first) {
    const said = read.fault
      ? faultFinding(read.fault, 'CHECKIN')
      : readingFinding('no-dossier', 'CHECKIN')
    return [messageOf(bytes, read, '', [], [said])]
  }

  const several = rest.length > 0
  const remarks = [
    ...(decoded.declaresOther ? [readingFinding('other-encoding-declared', '')] : []),
    ...(decoded.recomposed ? [readingFinding('recomposed', 'CHECKIN')] : []),
    ...read.remarks.map((remark) => readingFinding(remark.code, `CHECKIN${remark.place}`)),
    ...(several && read.signed ? [readingFinding('signature-not-carried', 'CHUKYDONVI')] : []),
  ]
  const message = ([linkCode, lines]: [string, number[]]) =>
    messageOf(
      several ? Buffer.from(fileOfOne(decoded.text, read, lines)) : bytes,
      read,
      linkCode,
      lines.map((index) => read.rows[index] ?? {}),
      [...remarks, ...findingsOfLinkCode(linkCode)],
      !several && read.signed,
    )
  return [message(first), ...rest.map(message)]
}

function findingsOfLinkCode(linkCode: string) {
  if (linkCode === '') return [readingFinding('no-link-code', 'CHECKIN/MA_LK')]
  return linkCode.length > LINK_CODE_LENGTH_MAX
    ? [readingFinding('link-code-too-long', 'CHECKIN/MA_LK')]
    : []
}

function messageOf(
  bytes: Buffer,
  read: ReadTable,
  linkCode: string,
  rows: readonly TableRow[],
  findings: SentDossier['findings'],
  signed = false,
): SentDossier {
  const facility = rows[0]?.['MA_CSKCB'] ?? read.rows[0]?.['MA_CSKCB'] ?? ''
  const readable = !findings.some(isUnreadable)
  const tables = rows.length > 0 ? { CHECKIN: rows } : {}
  return {
    kind: 'check-in',
    readable,
    facility,
    linkCode,
    tables,
    unknownTables: [],
    findings,
    signed,
    bytes,
  }
}

/** The lines of one visit as a check-in file of its own, each line unaltered. */
function fileOfOne(text: string, read: ReadTable, lines: readonly number[]): string {
  const written = lines.map((index) => {
    const slice = read.slices[index]
    return slice ? text.slice(slice.start, slice.end) : ''
  })
  return `<?xml version="1.0" encoding="utf-8"?>
<CHI_TIEU_TRANG_THAI_KCB>
  <DSACH_TRANG_THAI_KCB>
    ${written.join('\n    ')}
  </DSACH_TRANG_THAI_KCB>
  <CHUKYDONVI/>
</CHI_TIEU_TRANG_THAI_KCB>
`
}

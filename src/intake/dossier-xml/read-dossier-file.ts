import type { DossierTables, TableName, TableRow } from '#vocabulary/dossier-tables'
import type { Finding } from '#vocabulary/finding'
import { decodeBase64, type DecodedText, decodeText } from './decode-text.ts'
import {
  type Envelope,
  type EnvelopeDossier,
  type EnvelopePart,
  envelopeOfOne,
  readEnvelope,
} from './read-envelope.ts'
import { readCheckInFile } from './read-check-in.ts'
import { type ElementBudget, ELEMENTS_MAX } from './read-xml.ts'
import { readTable } from './read-table.ts'
import { isUnreadable, readingFinding } from './reading-findings.ts'
import { LINK_CODE_LENGTH_MAX, type SentDossier } from './sent-dossier.ts'
import { faultFinding } from './table-findings.ts'
import { TABLE_LAYOUTS } from './table-layouts.ts'

/** The largest file that is read: 20 MiB. */
export const FILE_BYTES_MAX = 20 * 1024 * 1024

/**
 * Reads a file of visit dossiers, or a check-in file, whatever bytes it consists of. Never throws.
 *
 * Answers one item for each visit, at least one: a file that cannot be read at all is one unreadable dossier.
 * All faults of all tables are told at once. Time and memory are bounded by the limits of the files beside this one.
 */
export function readDossierFile(bytes: Buffer): readonly [SentDossier, ...SentDossier[]] {
  if (bytes.length === 0) return [unreadable(bytes, [readingFinding('empty', '')])]
  if (bytes.length > FILE_BYTES_MAX) return [unreadable(bytes, [readingFinding('too-large', '')])]
  const decoded = decodeText(bytes)
  if (!decoded) return [unreadable(bytes, [readingFinding('not-utf-8', '')])]

  const budget: ElementBudget = { left: ELEMENTS_MAX }
  const envelope = readEnvelope(decoded.text, budget)
  if (envelope.root === CHECK_IN_ROOT && !envelope.fault) return readCheckInFile(bytes, decoded)
  const fault = faultOfEnvelope(envelope)
  if (fault) return [unreadable(bytes, [fault], envelope.facility)]

  const [first, ...rest] = envelope.dossiers
  if (!first) return [unreadable(bytes, [readingFinding('no-dossier', 'DANHSACHHOSO')])]
  const remarks = remarksOnFile(decoded, envelope)
  const read = (dossier: EnvelopeDossier) =>
    readDossier(envelope, dossier, budget, remarks, bytesOf(bytes, decoded, envelope, dossier))
  return [read(first), ...rest.map(read)]
}

const CHECK_IN_ROOT = TABLE_LAYOUTS.get('CHECKIN')?.layout.root

function unreadable(bytes: Buffer, findings: Finding[], facility = ''): SentDossier {
  return {
    kind: 'dossier',
    readable: false,
    facility,
    linkCode: '',
    tables: {},
    unknownTables: [],
    findings,
    signed: false,
    bytes,
  }
}

function faultOfEnvelope(envelope: Envelope): Finding | undefined {
  if (envelope.fault) return faultFinding(envelope.fault, '')
  return envelope.root === 'GIAMDINHHS'
    ? undefined
    : readingFinding('wrong-root', '', sameInBoth(envelope.root.slice(0, 64)))
}

function remarksOnFile(decoded: DecodedText, envelope: Envelope): Finding[] {
  const several = envelope.dossiers.length > 1
  return [
    ...(decoded.declaresOther ? [readingFinding('other-encoding-declared', '')] : []),
    ...(envelope.facility === '' ? [readingFinding('no-facility', 'THONGTINDONVI/MACSKCB')] : []),
    ...(Number(envelope.count) === envelope.dossiers.length
      ? []
      : [
          readingFinding(
            'count-differs',
            'THONGTINHOSO/SOLUONGHOSO',
            sameInBoth(`${envelope.count.slice(0, 20)} ≠ ${envelope.dossiers.length}`),
          ),
        ]),
    ...(several ? [readingFinding('several-dossiers', 'DANHSACHHOSO')] : []),
    ...(several && envelope.signed ? [readingFinding('signature-not-carried', 'CHUKYDONVI')] : []),
  ]
}

function sameInBoth(text: string) {
  return { vi: text, en: text }
}

function bytesOf(
  bytes: Buffer,
  decoded: DecodedText,
  envelope: Envelope,
  dossier: EnvelopeDossier,
): Buffer {
  return envelope.dossiers.length === 1
    ? bytes
    : Buffer.from(envelopeOfOne(decoded.text, envelope, dossier))
}

function readDossier(
  envelope: Envelope,
  dossier: EnvelopeDossier,
  budget: ElementBudget,
  remarks: readonly Finding[],
  bytes: Buffer,
): SentDossier {
  const tables: { [Table in TableName]?: readonly TableRow[] } = {}
  const unknownTables: string[] = []
  const seen = new Set<string>()
  const findings: Finding[] = [...remarks]
  for (const part of dossier.parts) {
    const known = TABLE_LAYOUTS.get(part.name)
    if (seen.has(part.name)) findings.push(readingFinding('table-twice', part.name.slice(0, 64)))
    else if (!known || known.table === 'CHECKIN') unknownTables.push(part.name.slice(0, 64))
    else {
      const { rows, said } = readPart(part, known.layout, budget)
      findings.push(...said)
      if (rows.length > 0) tables[known.table] = rows
    }
    seen.add(part.name)
  }
  const linkCode = tables.XML1?.[0]?.['MA_LK'] ?? ''
  findings.push(...findingsOfLinkCode(tables, linkCode))
  const readable = !findings.some(isUnreadable)
  const signed = envelope.signed && envelope.dossiers.length === 1
  const { facility } = envelope
  return {
    kind: 'dossier',
    readable,
    facility,
    linkCode,
    tables,
    unknownTables,
    findings,
    signed,
    bytes,
  }
}

function readPart(
  part: EnvelopePart,
  layout: Parameters<typeof readTable>[1],
  budget: ElementBudget,
): { rows: readonly TableRow[]; said: Finding[] } {
  const at = part.name
  const packed = part.content.replace(/\s+/g, '')
  if (packed === '') return { rows: [], said: [readingFinding('table-empty', at)] }
  const content = decodeBase64(packed)
  if (!content) return { rows: [], said: [readingFinding('not-base64', at)] }
  const decoded = decodeText(content)
  if (!decoded) return { rows: [], said: [readingFinding('not-utf-8', at)] }

  const { rows, remarks, fault } = readTable(decoded.text, layout, budget)
  if (fault) return { rows: [], said: [faultFinding(fault, at)] }
  const said = [
    ...remarks.map((remark) => readingFinding(remark.code, at + remark.place)),
    ...(decoded.recomposed ? [readingFinding('recomposed', at)] : []),
    ...(rows.length === 0 ? [readingFinding('table-empty', at)] : []),
  ]
  return { rows, said }
}

function findingsOfLinkCode(tables: DossierTables, linkCode: string): Finding[] {
  if (!tables.XML1) return [readingFinding('no-summary', 'XML1')]
  if (linkCode === '') return [readingFinding('no-link-code', 'XML1/MA_LK')]
  if (linkCode.length > LINK_CODE_LENGTH_MAX) {
    return [readingFinding('link-code-too-long', 'XML1/MA_LK')]
  }
  return []
}

import { type ElementBudget, readXml, type XmlFault } from './read-xml.ts'

/** Dossiers in one file: a month of a small clinic sent at once. */
const DOSSIERS_MAX = 2_000

/** Tables in one dossier, the unknown and the repeated ones included. */
const PARTS_MAX = 64

/** One FILEHOSO: a table by its official name, its document still in base64. */
export type EnvelopePart = { name: string; content: string }

export type EnvelopeDossier = {
  readonly parts: readonly EnvelopePart[]
  /** The HOSO element as it stands in the text, its tags included. */
  readonly start: number
  readonly end: number
}

export type Envelope = {
  readonly root: string
  readonly facility: string
  readonly madeOn: string
  readonly count: string
  readonly dossiers: readonly EnvelopeDossier[]
  readonly signed: boolean
  readonly fault: XmlFault | { readonly code: 'too-many-dossiers' } | undefined
}

const ROOT = 'GIAMDINHHS'
const DOSSIER = `/${ROOT}/THONGTINHOSO/DANHSACHHOSO/HOSO`

/**
 * Reads the outer file: who sends, how many, and each dossier's tables, still packed.
 *
 * Elements that the envelope does not know are passed over: nothing in them is a fact about a visit.
 */
export function readEnvelope(text: string, budget: ElementBudget): Envelope {
  const envelope = new EnvelopeInProgress(text)
  const xmlFault = readXml(text, budget, envelope)
  const { root, dossiers, signed, fault } = envelope
  return {
    root,
    dossiers,
    signed,
    fault: xmlFault ?? fault,
    facility: envelope.valueOf(`/${ROOT}/THONGTINDONVI/MACSKCB`),
    madeOn: envelope.valueOf(`/${ROOT}/THONGTINHOSO/NGAYLAP`),
    count: envelope.valueOf(`/${ROOT}/THONGTINHOSO/SOLUONGHOSO`),
  }
}

/** The state of one reading: a class because the events of one document share it. */
class EnvelopeInProgress {
  root = ''
  readonly dossiers: EnvelopeDossier[] = []
  signed = false
  fault: { code: 'too-many-dossiers' } | undefined

  readonly #text: string
  readonly #values = new Map<string, string>()
  #path = ''
  #value = ''
  #parts: EnvelopePart[] = []
  #part: EnvelopePart = { name: '', content: '' }
  #start = 0

  constructor(text: string) {
    this.#text = text
  }

  valueOf(path: string): string {
    return this.#values.get(path)?.trim() ?? ''
  }

  readonly open = (name: string, after: number): void => {
    if (this.#path === '') this.root = name
    if (this.#path.startsWith(`/${ROOT}/CHUKYDONVI`)) this.signed = true
    this.#path += `/${name}`
    this.#value = ''
    if (this.#path === DOSSIER) {
      this.#parts = []
      this.#start = this.#text.lastIndexOf('<', after - 1)
    }
    if (this.#path === `${DOSSIER}/FILEHOSO`) this.#part = { name: '', content: '' }
  }

  readonly text = (text: string): void => {
    this.#value += text
  }

  readonly close = (name: string, _before: number, after: number): void => {
    const path = this.#path
    if (path === `${DOSSIER}/FILEHOSO/LOAIHOSO`) this.#part.name = this.#value.trim()
    else if (path === `${DOSSIER}/FILEHOSO/NOIDUNGFILE`) this.#part.content = this.#value
    else if (path === `${DOSSIER}/FILEHOSO`) this.#closePart()
    else if (path === DOSSIER) this.#closeDossier(after)
    else if (path === `/${ROOT}/CHUKYDONVI`) this.signed ||= this.#value.trim() !== ''
    else if (!path.startsWith(DOSSIER)) this.#keep(path)
    this.#value = ''
    this.#path = path.slice(0, -name.length - 1)
  }

  /** The first of each heading counts. */
  #keep(path: string): void {
    if (!this.#values.has(path) && this.#values.size < PARTS_MAX) {
      this.#values.set(path, this.#value)
    }
  }

  #closePart(): void {
    if (this.#parts.length < PARTS_MAX) this.#parts.push(this.#part)
    else this.fault ??= { code: 'too-many-dossiers' }
  }

  #closeDossier(end: number): void {
    if (this.dossiers.length >= DOSSIERS_MAX) {
      this.fault ??= { code: 'too-many-dossiers' }
      return
    }
    this.dossiers.push({ parts: this.#parts, start: this.#start, end })
  }
}

/**
 * One dossier of a file of several, as a file of its own: the portal of the insurance takes one at a time.
 * The HOSO element is carried over unaltered; the signature, which covered all, cannot be.
 * Source: guide of BHXH Việt Nam to QĐ 3176 (SOLUONGHOSO = 1).
 */
export function envelopeOfOne(text: string, envelope: Envelope, dossier: EnvelopeDossier): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<GIAMDINHHS xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <THONGTINDONVI>
    <MACSKCB>${escaped(envelope.facility)}</MACSKCB>
  </THONGTINDONVI>
  <THONGTINHOSO>
    <NGAYLAP>${escaped(envelope.madeOn)}</NGAYLAP>
    <SOLUONGHOSO>1</SOLUONGHOSO>
    <DANHSACHHOSO>
      ${text.slice(dossier.start, dossier.end)}
    </DANHSACHHOSO>
  </THONGTINHOSO>
  <CHUKYDONVI/>
</GIAMDINHHS>
`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

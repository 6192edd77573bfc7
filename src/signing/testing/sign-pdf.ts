import { createHash, sign } from 'node:crypto'
import { type Holder, signatureAlgorithm } from './authority.ts'
import { oid, sequence, tag, time } from './self-signed.ts'

type Change = {
  /** Objects that the section writes beside those of the signature, by number. */
  readonly objects?: Readonly<Record<number, string>>
  /** Leaves so many bytes at the end out of the byte range. */
  readonly leftOut?: number
  readonly at?: Date
}

/** Room for the signature, in bytes. */
const ROOM = 6_000

/**
 * Signs a PDF the way offices do: a section with a field, a mark without a face and a detached CMS is added at the end. Written without the library
 * that checks it.
 */
export function signPdf(pdf: Uint8Array, holder: Holder, change: Change = {}): Buffer {
  const { objects = {}, leftOut = 0, at = new Date('2026-11-20T03:00:00Z') } = change
  const file = Buffer.from(pdf)
  const text = file.toString('latin1')
  const size = Number(/\/Size (\d+)(?![\s\S]*\/Size)/.exec(text)?.[1])
  const [signature, field] = [size, size + 1]
  const root = Number(/\/Root (\d+) 0 R(?![\s\S]*\/Root)/.exec(text)?.[1])
  const page = pageIn(text)
  const fields = /\/Fields \[([^\]]*)\]/g
  const before = [...text.matchAll(fields)].at(-1)?.[1] ?? ''
  const form = `/AcroForm << /Fields [${before} ${field} 0 R] /SigFlags 3 >>`
  const catalogue = objectIn(text, root).replace(/\/AcroForm <<.*?>>\s*/s, '')
  const marks = /\/Annots \[([^\]]*)\]/.exec(objectIn(text, page))?.[1] ?? ''
  const plain = objectIn(text, page).replace(/\/Annots \[[^\]]*\]\s*/, '')
  const range = '/ByteRange [0 0000000000 0000000000 0000000000]'
  const written: Record<number, string> = {
    [root]: catalogue.replace(/>>\s*$/, `${form} >>`),
    [page]: plain.replace(/>>\s*$/, `/Annots [${marks} ${field} 0 R] >>`),
    [signature]: `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached ${range} /Contents <${'0'.repeat(2 * ROOM)}> >>`,
    [field]: `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Signature${field}) /F 132 /Rect [0 0 0 0] /V ${signature} 0 R /P ${page} 0 R >>`,
    ...objects,
  }
  return withSignature(appendSection(file, written), holder, leftOut, at)
}

/** Adds a section with objects at the end, as every program does that changes a PDF without writing it anew. */
export function appendSection(pdf: Uint8Array, objects: Readonly<Record<number, string>>): Buffer {
  const text = Buffer.from(pdf).toString('latin1')
  const previous = /startxref\s+(\d+)(?![\s\S]*startxref)/.exec(text)?.[1] ?? ''
  const trailer = /<<([\s\S]*?)>>/.exec(text.slice(text.lastIndexOf('trailer')))?.[1] ?? ''
  const sizes = [
    Number(/\/Size (\d+)/.exec(trailer)?.[1]),
    ...Object.keys(objects).map((one) => Number(one) + 1),
  ]
  let added = text.endsWith('\n') ? '' : '\n'
  let table = 'xref\n'
  for (const [number, body] of Object.entries(objects)) {
    const place = String(text.length + added.length).padStart(10, '0')
    table += `${number} 1\n${place} 00000 n \n`
    added += `${number} 0 obj\n${body}\nendobj\n`
  }
  const kept = trailer
    .replace(/\/Size \d+/, `/Size ${Math.max(...sizes)}`)
    .replace(/\/Prev \d+/, '')
  const at = text.length + added.length
  const end = `${table}trailer\n<<${kept} /Prev ${previous} >>\nstartxref\n${at}\n%%EOF\n`
  return Buffer.concat([Buffer.from(pdf), Buffer.from(added + end, 'latin1')])
}

export function objectIn(text: string, number: number): string {
  const found = [
    ...text.matchAll(new RegExp(`(?:^|\\n)${number} 0 obj\\s*([\\s\\S]*?)\\s*endobj`, 'g')),
  ]
  return found.at(-1)?.[1] ?? ''
}

/** The number of the first page. */
export function pageIn(text: string): number {
  return Number(/(\d+) 0 obj\s*<<\s*\/Type \/Page\b/.exec(text)?.[1])
}

function withSignature(file: Buffer, holder: Holder, leftOut: number, at: Date): Buffer {
  const text = file.toString('latin1')
  const open = text.lastIndexOf(`<${'0'.repeat(2 * ROOM)}>`)
  const next = open + 2 * ROOM + 2
  const numbers = [open, next, file.length - next - leftOut]
  const range = `[0 ${numbers.map((one) => String(one).padStart(10, '0')).join(' ')}]`
  const place = text.lastIndexOf('/ByteRange [', open) + '/ByteRange '.length
  file.write(range, place, 'latin1')
  const content = Buffer.concat([
    file.subarray(0, open),
    file.subarray(next, file.length - leftOut),
  ])
  const cms = signedData(content, holder, at)
  file.write(cms.toString('hex').padEnd(2 * ROOM, '0'), open + 1, 'latin1')
  return file
}

const SHA256 = '608648016503040201'

function signedData(content: Buffer, holder: Holder, at: Date): Buffer {
  const attribute = (type: string, value: Buffer) => sequence(oid(type), tag(0x31, value))
  const digest = createHash('sha256').update(content).digest()
  const attributes = [
    attribute('2a864886f70d010903', oid('2a864886f70d010701')),
    attribute('2a864886f70d010904', tag(0x04, digest)),
    attribute('2a864886f70d010905', time(at)),
  ]
  const signature = sign('sha256', tag(0x31, ...attributes), holder.privateKey)
  const info = sequence(
    tag(0x02, Buffer.of(1)),
    sequence(holder.issuerName, holder.serial),
    sequence(oid(SHA256)),
    tag(0xa0, ...attributes),
    signatureAlgorithm(holder.privateKey),
    tag(0x04, signature),
  )
  const data = sequence(
    tag(0x02, Buffer.of(1)),
    tag(0x31, sequence(oid(SHA256))),
    sequence(oid('2a864886f70d010701')),
    tag(0xa0, holder.certificate),
    tag(0x31, info),
  )
  return sequence(oid('2a864886f70d010702'), tag(0xa0, data))
}

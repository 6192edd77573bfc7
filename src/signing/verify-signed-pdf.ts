import { constants, createHash, timingSafeEqual, verify, type X509Certificate } from 'node:crypto'
import { type ChainProblem, chainProblem } from './certificate-chain.ts'
import { isChanged } from './pdf-changes.ts'
import { objectAt, type PdfSection, readSections } from './pdf-sections.ts'
import { entryOf, type PdfValue, wholeNumber } from './pdf-values.ts'
import { type CmsParts, type CmsProblem, readCms } from './read-cms.ts'

/**
 * What can be said of the signatures in a PDF. `valid`: at least one signature, every one of them good, and nothing that a reader sees was changed
 * beside them. `unchecked`: the file is built in a way that we do not judge; nothing is said against it or for it.
 */
export type SignedPdf = {
  readonly state: 'absent' | 'valid' | 'invalid' | 'unchecked'
  readonly reason?: PdfProblem | undefined
  readonly signatures: readonly PdfSignature[]
  /** Sections behind the last signature that hold evidence about signatures alone. */
  readonly laterUpdates: number
}

export type PdfSignature = {
  readonly state: 'valid' | 'invalid'
  readonly reason?: PdfProblem | undefined
  /** As the certificate names them: common name, organisations (O, OU), issuer. */
  readonly name?: string
  readonly organisations: readonly string[]
  readonly issuer?: string
  readonly serialNumber?: string
  /** When the signer says it was signed. */
  readonly signedAt?: Date
}

export type PdfProblem =
  | CmsProblem
  | ChainProblem
  | 'not-a-pdf'
  | 'unsupported-structure'
  | 'partial-range'
  | 'content-changed'
  | 'changed-after-signing'
  | 'signature-wrong'
  | 'key-usage'
  | 'signed-in-future'
  /** It is not the given file with something added. */
  | 'other-file'

export type PdfCheck = {
  /** Who may vouch for certificates. */
  readonly anchors: readonly X509Certificate[]
  /** The instant of judgement: certificates must be in their time then, and when the signer says it was signed. */
  readonly at: Date
  /** The bytes that were handed out to be signed: what is signed must be these with signatures added, and nothing else. */
  readonly given?: Uint8Array | undefined
}

/** A signer's clock may run ahead of ours by ten minutes. */
const CLOCK_MS = 600_000

/**
 * Checks every signature in a PDF (PAdES: ETSI EN 319 142-1; ISO 32000-1, 12.8): that its byte range is the whole of the file up to the end of its
 * section, that the content is what was signed, that the chain reaches an anchor and every certificate was in its time, and that nothing was changed
 * by the section of a signature or behind it but signatures themselves and evidence about them. Not checked: revocation, and time stamps, so that a
 * signature is judged while its certificate lasts. The second call answers the same.
 */
export function verifySignedPdf(bytes: Uint8Array, check: PdfCheck): SignedPdf {
  const file = Buffer.from(bytes)
  const text = file.toString('latin1')
  if (!text.startsWith('%PDF-')) return unsigned('invalid', 'not-a-pdf')
  const given = check.given === undefined ? undefined : Buffer.from(check.given)
  if (given !== undefined && !file.subarray(0, given.length).equals(given))
    return unsigned('invalid', 'other-file')
  const sections = readSections(text)
  if (sections === undefined) return unsigned('unchecked', 'unsupported-structure')
  const found = sections.flatMap((section) => signaturesIn(text, section))
  if (found.length === 0) return unsigned('absent')
  const signatures = found.map((one) => judge(file, one, check))
  const reason =
    signatures.find(({ state }) => state === 'invalid')?.reason ??
    changeAround(text, sections, found, given?.length)
  const last = found.at(-1)?.section
  const laterUpdates = last === undefined ? 0 : sections.length - 1 - sections.indexOf(last)
  return { state: reason === undefined ? 'valid' : 'invalid', reason, signatures, laterUpdates }
}

function unsigned(state: SignedPdf['state'], reason?: PdfProblem): SignedPdf {
  return { state, reason, signatures: [], laterUpdates: 0 }
}

/** A dictionary of a signature, with the section that it was written in. */
type Found = {
  readonly section: PdfSection
  readonly range: readonly number[] | undefined
  readonly contents: PdfValue | undefined
}

function signaturesIn(text: string, section: PdfSection): Found[] {
  return [...section.objects].flatMap(([number, place]) => {
    const value = objectAt(text, place, number)?.value
    const range = entryOf(value, 'ByteRange')
    if (range === undefined) return []
    const numbers = range.kind === 'array' ? range.items.map(wholeNumber) : []
    const whole = numbers.filter((one) => one !== undefined)
    return [
      {
        section,
        range: whole.length === 4 && numbers.length === 4 ? whole : undefined,
        contents: entryOf(value, 'Contents'),
      },
    ]
  })
}

/**
 * Whether a section changed more than it may: that of a signature, signatures; what follows the last one, evidence. Without given bytes the first
 * signature stands for everything up to it.
 */
function changeAround(
  text: string,
  sections: readonly PdfSection[],
  found: readonly Found[],
  givenBytes: number | undefined,
): PdfProblem | undefined {
  const places = found.map(({ section }) => sections.indexOf(section))
  const [first, last] = [Math.min(...places), Math.max(...places)]
  const given = sections.filter(({ end }) => givenBytes !== undefined && end <= givenBytes + 2)
  if (givenBytes !== undefined && !isBoundary(given.at(-1), givenBytes)) return 'other-file'
  const base = givenBytes === undefined ? first + 1 : given.length
  for (let index = base; index < sections.length; index += 1) {
    const added = sections.slice(index, index + 1)
    const allowed = index <= last ? 'signatures' : 'evidence'
    if (isChanged(text, sections.slice(0, index), added, allowed)) return 'changed-after-signing'
  }
  return undefined
}

/** The given bytes end where one of the sections does, but for its last end of line. */
function isBoundary(section: PdfSection | undefined, bytes: number): boolean {
  return section !== undefined && Math.abs(section.end - bytes) <= 2
}

function judge(file: Buffer, { section, range, contents }: Found, check: PdfCheck): PdfSignature {
  const none = { organisations: [] }
  const covered = range && coveredBy(file, section, range, contents)
  if (covered === undefined) return { state: 'invalid', reason: 'partial-range', ...none }
  const cms = readCms(covered.signature)
  if (typeof cms === 'string') return { state: 'invalid', reason: cms, ...none }
  const reason = signatureProblem(cms, covered.content) ?? trustProblem(cms, check)
  const { signer, signedAt } = cms
  const name = attributeOf(signer.subject, 'CN')[0]
  const issuer = attributeOf(signer.issuer, 'CN')[0]
  return {
    state: reason === undefined ? 'valid' : 'invalid',
    reason,
    ...(name === undefined ? {} : { name }),
    organisations: [...attributeOf(signer.subject, 'O'), ...attributeOf(signer.subject, 'OU')],
    ...(issuer === undefined ? {} : { issuer }),
    serialNumber: signer.serialNumber,
    ...(signedAt === undefined ? {} : { signedAt }),
  }
}

/** What a byte range covers, when it covers everything up to the end of its section but the signature itself. */
function coveredBy(
  file: Buffer,
  { end }: PdfSection,
  [from = 0, length = 0, next = 0, rest = 0]: readonly number[],
  contents: PdfValue | undefined,
): { readonly content: readonly Buffer[]; readonly signature: Buffer } | undefined {
  if (contents?.kind !== 'string' || !contents.text.startsWith('<')) return undefined
  const stop = next + rest
  const isWhole =
    from === 0 && length === contents.at && next === contents.end && stop <= file.length
  // The end of line behind %%EOF may be left out.
  if (!isWhole || stop > end || stop < end - 2) return undefined
  return {
    content: [file.subarray(0, length), file.subarray(next, stop)],
    signature: Buffer.from(contents.text.replaceAll(/[^0-9A-Fa-f]/g, ''), 'hex'),
  }
}

function signatureProblem(cms: CmsParts, content: readonly Buffer[]): PdfProblem | undefined {
  const hash = createHash(cms.digest)
  for (const part of content) hash.update(part)
  const made = hash.digest()
  if (made.length !== cms.messageDigest.length || !timingSafeEqual(made, cms.messageDigest))
    return 'content-changed'
  const key = cms.signer.publicKey
  const kind = cms.method === 'ecdsa' ? 'ec' : 'rsa'
  if (key.asymmetricKeyType !== kind) return 'signature-wrong'
  const options =
    cms.method === 'rsa-pss'
      ? {
          key,
          padding: constants.RSA_PKCS1_PSS_PADDING,
          saltLength: constants.RSA_PSS_SALTLEN_AUTO,
        }
      : { key }
  const isGood = verify(cms.hash, cms.signedAttributes, options, cms.signature)
  return isGood ? undefined : 'signature-wrong'
}

function trustProblem(cms: CmsParts, { anchors, at }: PdfCheck): PdfProblem | undefined {
  if (!cms.maySign) return 'key-usage'
  const { signedAt } = cms
  if (signedAt !== undefined && signedAt.getTime() > at.getTime() + CLOCK_MS)
    return 'signed-in-future'
  const instants = signedAt === undefined ? [at] : [signedAt, at]
  return chainProblem(cms.signer, cms.certificates, anchors, instants)
}

/** Values of an attribute in a name as Node writes it: one to a line. */
function attributeOf(name: string | undefined, attribute: string): string[] {
  return (name ?? '')
    .split('\n')
    .filter((line) => line.startsWith(`${attribute}=`))
    .map((line) => line.slice(attribute.length + 1))
}

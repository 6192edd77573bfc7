import { X509Certificate } from 'node:crypto'
import {
  type AsnType,
  BitString,
  fromBER,
  GeneralizedTime,
  ObjectIdentifier,
  OctetString,
  UTCTime,
} from 'asn1js'
import { Certificate, ContentInfo, IssuerAndSerialNumber, SignedData, type SignerInfo } from 'pkijs'

/** What one signature in a CMS says (RFC 5652), taken apart and not yet believed. */
export type CmsParts = {
  readonly digest: CmsHash
  /** What the signer says the digest of the content is. */
  readonly messageDigest: Buffer
  /** What the signature is over: the signed attributes as a DER set. */
  readonly signedAttributes: Buffer
  readonly signature: Buffer
  readonly method: 'rsa' | 'rsa-pss' | 'ecdsa'
  readonly hash: CmsHash
  readonly signer: X509Certificate
  /** Every certificate that came along, the signer's too. */
  readonly certificates: readonly X509Certificate[]
  /** When the signer says it was signed. */
  readonly signedAt?: Date
  /** Whether the certificate may be used to sign, as its key usage says; true where it says nothing. */
  readonly maySign: boolean
}

export type CmsProblem =
  | 'signature-malformed'
  | 'algorithm-too-weak'
  | 'unknown-algorithm'
  | 'certificate-missing'

export type CmsHash = 'sha256' | 'sha384' | 'sha512'

const HASHES: Readonly<Record<string, CmsHash>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}

/** MD5, SHA-1, and signatures with them. */
const WEAK = new Set([
  '1.2.840.113549.2.5',
  '1.3.14.3.2.26',
  '1.2.840.113549.1.1.4',
  '1.2.840.113549.1.1.5',
  '1.2.840.10045.4.1',
])

const METHODS: Readonly<
  Record<string, { readonly method: CmsParts['method']; readonly hash?: CmsHash }>
> = {
  '1.2.840.113549.1.1.1': { method: 'rsa' },
  '1.2.840.113549.1.1.10': { method: 'rsa-pss' },
  '1.2.840.113549.1.1.11': { method: 'rsa', hash: 'sha256' },
  '1.2.840.113549.1.1.12': { method: 'rsa', hash: 'sha384' },
  '1.2.840.113549.1.1.13': { method: 'rsa', hash: 'sha512' },
  '1.2.840.10045.4.3.2': { method: 'ecdsa', hash: 'sha256' },
  '1.2.840.10045.4.3.3': { method: 'ecdsa', hash: 'sha384' },
  '1.2.840.10045.4.3.4': { method: 'ecdsa', hash: 'sha512' },
}

const SIGNED_DATA = '1.2.840.113549.1.7.2'
const DATA = '1.2.840.113549.1.7.1'
const CONTENT_TYPE = '1.2.840.113549.1.9.3'
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4'
const SIGNING_TIME = '1.2.840.113549.1.9.5'
const KEY_USAGE = '2.5.29.15'

/** Takes the one signature of a CMS apart. A placeholder's zeros behind it do not count. */
export function readCms(der: Buffer): CmsParts | CmsProblem {
  // Whatever the library throws at a structure that is none is a malformed signature, not a fault of ours.
  try {
    return partsOf(der)
  } catch {
    return 'signature-malformed'
  }
}

function partsOf(der: Buffer): CmsParts | CmsProblem {
  const read = fromBER(arrayBufferOf(der))
  if (read.offset === -1) return 'signature-malformed'
  const data = signedDataOf(read.result)
  const [info, second] = data?.signerInfos ?? []
  // Detached, over plain data, by one signer: so it is in a PDF (ISO 32000-1, 12.8.3.3).
  if (data === undefined || info === undefined || second !== undefined) return 'signature-malformed'
  if (data.encapContentInfo.eContentType !== DATA || data.encapContentInfo.eContent !== undefined)
    return 'signature-malformed'
  const algorithm = algorithmOf(info)
  if (typeof algorithm === 'string') return algorithm
  const certificates = (data.certificates ?? []).filter((one) => one instanceof Certificate)
  const own = certificates.find((one) => isNamed(one, info))
  if (own === undefined) return 'certificate-missing'
  const attributes = attributesOf(info)
  if (attributes === undefined) return 'signature-malformed'
  return {
    ...algorithm,
    ...attributes,
    signature: Buffer.from(info.signature.valueBlock.valueHexView),
    signer: toX509(own),
    certificates: certificates.map(toX509),
    maySign: maySign(own),
  }
}

function arrayBufferOf(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer
}

function signedDataOf(schema: AsnType): SignedData | undefined {
  const content = new ContentInfo({ schema })
  return content.contentType === SIGNED_DATA
    ? new SignedData({ schema: content.content })
    : undefined
}

function algorithmOf(info: SignerInfo): Pick<CmsParts, 'digest' | 'method' | 'hash'> | CmsProblem {
  const names = [info.digestAlgorithm.algorithmId, info.signatureAlgorithm.algorithmId]
  if (names.some((name) => WEAK.has(name))) return 'algorithm-too-weak'
  const digest = HASHES[names[0] ?? '']
  const known = METHODS[names[1] ?? '']
  if (digest === undefined || known === undefined) return 'unknown-algorithm'
  return { digest, method: known.method, hash: known.hash ?? digest }
}

function attributesOf(
  info: SignerInfo,
): Pick<CmsParts, 'messageDigest' | 'signedAttributes' | 'signedAt'> | undefined {
  const { signedAttrs } = info
  if (signedAttrs === undefined) return undefined
  const valueOf = (type: string): unknown => {
    const [one, second] = signedAttrs.attributes.filter((attribute) => attribute.type === type)
    return second === undefined && one?.values.length === 1 ? one.values[0] : undefined
  }
  const [type, digest, time] = [CONTENT_TYPE, MESSAGE_DIGEST, SIGNING_TIME].map(valueOf)
  if (!(type instanceof ObjectIdentifier) || type.getValue() !== DATA) return undefined
  if (!(digest instanceof OctetString)) return undefined
  const signedAt =
    time instanceof UTCTime || time instanceof GeneralizedTime ? time.toDate() : undefined
  return {
    messageDigest: Buffer.from(digest.valueBlock.valueHexView),
    signedAttributes: Buffer.from(signedAttrs.encodedValue),
    ...(signedAt === undefined ? {} : { signedAt }),
  }
}

function isNamed(certificate: Certificate, { sid }: SignerInfo): boolean {
  return (
    sid instanceof IssuerAndSerialNumber &&
    sid.issuer.isEqual(certificate.issuer) &&
    sid.serialNumber.isEqual(certificate.serialNumber)
  )
}

function toX509(certificate: Certificate): X509Certificate {
  return new X509Certificate(Buffer.from(certificate.toSchema(true).toBER()))
}

/** digitalSignature or nonRepudiation, the first two bits. Source: RFC 5280, 4.2.1.3. */
function maySign(certificate: Certificate): boolean {
  const usage = certificate.extensions?.find(({ extnID }) => extnID === KEY_USAGE)
  if (usage === undefined) return true
  const read = fromBER(usage.extnValue.valueBlock.valueHexView)
  if (read.offset === -1 || !(read.result instanceof BitString)) return false
  const [first = 0] = read.result.valueBlock.valueHexView
  return (first & 0b1100_0000) !== 0
}

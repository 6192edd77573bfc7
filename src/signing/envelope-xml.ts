import {
  ParseOption,
  XmlC14NMode,
  XmlDocument,
  XmlElement,
  type XmlNode,
  type XmlOutputBufferHandler,
  XmlParseError,
} from 'libxml2-wasm'
import type { PartsProblem, ReferenceParts, SignatureParts } from './signature-parts.ts'

/**
 * The only file that knows libxml2. Reads an enveloped XML signature and makes the canonical bytes.
 * Source: W3C XML Signature Syntax and Processing 1.1; Canonical XML 1.0 and 1.1; Exclusive XML Canonicalization 1.0.
 */
const DS = 'http://www.w3.org/2000/09/xmldsig#'
const NAMES = { ds: DS, ec: 'http://www.w3.org/2001/10/xml-exc-c14n#' }

const ENVELOPED = `${DS}enveloped-signature`

const CANONICALISATIONS: Readonly<Record<string, 0 | 1 | 2>> = {
  'http://www.w3.org/TR/2001/REC-xml-c14n-20010315': XmlC14NMode.XML_C14N_1_0,
  'http://www.w3.org/2001/10/xml-exc-c14n#': XmlC14NMode.XML_C14N_EXCLUSIVE_1_0,
  'http://www.w3.org/2006/12/xml-c14n11': XmlC14NMode.XML_C14N_1_1,
}
const INCLUSIVE = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'

/** An envelope has some ten elements and three per table; each is walked through once per canonical form. */
const ELEMENTS_MAX = 20_000

/** A signature of the profile has two references: the envelope and its own properties. */
const REFERENCES_MAX = 4

const OPTIONS = ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE

/** Takes the signature inside CHUKYDONVI apart. A DOCTYPE is refused before anything is parsed. */
export function readSignature(xml: Uint8Array): SignatureParts | PartsProblem {
  if (Buffer.from(xml.buffer, xml.byteOffset, xml.byteLength).includes('<!DOCTYPE'))
    return 'doctype'
  const document = parse(xml)
  if (!document) return 'malformed'
  try {
    // Also when it hid in another encoding; nothing of it was loaded.
    return document.dtd ? 'doctype' : partsOf(document)
  } finally {
    document.dispose()
  }
}

/** The canonical bytes of a whole document, for one who signs. */
export function canonicalDocument(xml: string): Buffer {
  const document = XmlDocument.fromString(xml, { option: OPTIONS })
  try {
    return canonical(document, { mode: XmlC14NMode.XML_C14N_1_0 })
  } finally {
    document.dispose()
  }
}

/** The canonical bytes of the SignedInfo of the only signature in a document, for one who signs. */
export function canonicalSignedInfo(xml: string): Buffer {
  const document = XmlDocument.fromString(xml, { option: OPTIONS })
  try {
    const info = document.get('//ds:SignedInfo', NAMES)
    if (!info) throw new Error('no SignedInfo')
    return canonical(info, { mode: XmlC14NMode.XML_C14N_1_0 })
  } finally {
    document.dispose()
  }
}

function parse(xml: Uint8Array): XmlDocument | undefined {
  try {
    return XmlDocument.fromBuffer(xml, { option: OPTIONS })
  } catch (error) {
    if (error instanceof XmlParseError) return undefined
    throw error
  }
}

function partsOf(document: XmlDocument): SignatureParts | PartsProblem {
  const place = document.get('/*/CHUKYDONVI')
  const signatures = document.find('//ds:Signature', NAMES)
  const [signature] = signatures
  if (!(signature instanceof XmlElement))
    return place && place.content.trim() !== '' ? 'unknown-profile' : 'absent'
  const rightPlace = place instanceof XmlElement && signature.parent?.isSameNode(place)
  if (signatures.length !== 1 || !rightPlace) return 'misplaced'
  if (document.find('//*').length > ELEMENTS_MAX) return 'too-many-elements'

  const info = child(signature, 'ds:SignedInfo')
  const form = info && transformOf(child(info, 'ds:CanonicalizationMethod'))
  if (!info) return 'malformed'
  if (!form) return 'unknown-canonicalisation'
  const signedInfo = canonical(info, form)
  const certificate = textOf(signature, 'ds:KeyInfo/ds:X509Data/ds:X509Certificate')
  const method = attribute(child(info, 'ds:SignatureMethod'), 'Algorithm')
  const value = Buffer.from(textOf(signature, 'ds:SignatureValue') ?? '', 'base64')
  const references = readReferences(document, signature, info)
  if (typeof references === 'string') return references
  return {
    signedInfo,
    method,
    value,
    references,
    ...(certificate === undefined ? {} : { certificate: Buffer.from(certificate, 'base64') }),
  }
}

type Form = { readonly mode: 0 | 1 | 2; readonly inclusiveNamespacePrefixes?: string[] }

type Reference = {
  readonly node: XmlElement
  readonly target: XmlElement | 'document'
  readonly form: Form
}

/** The references within the signature are made canonical first, then the signature is taken out and the document follows. */
function readReferences(
  document: XmlDocument,
  signature: XmlElement,
  info: XmlElement,
): ReferenceParts[] | PartsProblem {
  const nodes = info.find('ds:Reference', NAMES).filter((node) => node instanceof XmlElement)
  if (nodes.length === 0 || nodes.length > REFERENCES_MAX) return 'malformed'
  const references: Reference[] = []
  for (const node of nodes) {
    const reference = readReference(document, signature, node)
    if (typeof reference === 'string') return reference
    references.push(reference)
  }
  if (references.filter(({ target }) => target === 'document').length !== 1)
    return 'reference-not-root'
  const digests = references.map(({ node }) => ({
    digestMethod: attribute(child(node, 'ds:DigestMethod'), 'Algorithm'),
    digest: Buffer.from(textOf(node, 'ds:DigestValue') ?? '', 'base64'),
  }))
  const contents = references.map(({ target, form }) =>
    target === 'document' ? undefined : canonical(target, form),
  )
  signature.remove()
  return references.map(({ form }, index) => ({
    digestMethod: digests[index]?.digestMethod ?? '',
    digest: digests[index]?.digest ?? Buffer.alloc(0),
    covers: contents[index] ? ('signature-object' as const) : ('document' as const),
    content: contents[index] ?? canonical(document, form),
  }))
}

/** A reference is to the whole document, enveloped, or to an object inside the signature itself; to nothing else. */
function readReference(
  document: XmlDocument,
  signature: XmlElement,
  node: XmlElement,
): Reference | PartsProblem {
  const uri = attribute(node, 'URI')
  const transforms = node.find('ds:Transforms/ds:Transform', NAMES)
  const names = transforms.map((transform) => attribute(transform, 'Algorithm'))
  const last = transforms.find((_, index) => names[index] !== ENVELOPED)
  const form = last ? transformOf(last) : { mode: XmlC14NMode.XML_C14N_1_0 }
  if (!form || names.filter((name) => name !== ENVELOPED).length > 1)
    return 'unknown-canonicalisation'

  const root = document.root
  const isRoot =
    uri === '' || ['Id', 'ID', 'id'].some((name) => uri === `#${attribute(root, name)}`)
  if (isRoot) {
    if (names[0] !== ENVELOPED) return 'reference-not-root'
    return { node, target: 'document', form }
  }
  const named = signature
    .find('ds:Object/descendant-or-self::*[@Id]', NAMES)
    .find((target) => `#${attribute(target, 'Id')}` === uri)
  if (!(named instanceof XmlElement)) return 'reference-not-root'
  return { node, target: named, form }
}

function transformOf(node: XmlNode | undefined): Form | undefined {
  const mode = CANONICALISATIONS[attribute(node, 'Algorithm') || INCLUSIVE]
  if (mode === undefined || !node) return undefined
  const prefixes = attribute(child(node, 'ec:InclusiveNamespaces'), 'PrefixList')
  return prefixes ? { mode, inclusiveNamespacePrefixes: prefixes.split(/\s+/) } : { mode }
}

function canonical(what: XmlDocument | XmlNode, form: Form): Buffer {
  const parts: Buffer[] = []
  // The bytes lie in the memory of libxml2 and must be copied.
  const handler: XmlOutputBufferHandler = {
    write: (bytes) => {
      parts.push(Buffer.from(bytes))
      return bytes.byteLength
    },
    close: () => true,
  }
  what.canonicalize(handler, { ...form, withComments: false })
  return Buffer.concat(parts)
}

function child(node: XmlNode, path: string): XmlElement | undefined {
  const found = node.get(path, NAMES)
  return found instanceof XmlElement ? found : undefined
}

function textOf(node: XmlNode, path: string): string | undefined {
  return child(node, path)?.content
}

function attribute(node: XmlNode | undefined, name: string): string {
  if (!(node instanceof XmlElement)) return ''
  return node.attr(name)?.value ?? ''
}

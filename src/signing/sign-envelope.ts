import { createHash, type KeyObject, sign } from 'node:crypto'
import { canonicalDocument, canonicalSignedInfo } from './envelope-xml.ts'

export type SigningKey = {
  readonly privateKey: KeyObject
  /** DER. */
  readonly certificate: Buffer
}

const EMPTY_PLACE = /<CHUKYDONVI\s*\/>|<CHUKYDONVI>\s*<\/CHUKYDONVI>/

const C14N = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'
const DS = 'http://www.w3.org/2000/09/xmldsig#'

/**
 * Signs an envelope the way facilities do: an enveloped signature inside the empty CHUKYDONVI, SHA-256, C14N 1.0,
 * RSA or ECDSA by the key. For demonstrations and tests; a facility signs in its own token or HSM.
 *
 * @throws when the envelope has no empty CHUKYDONVI: a bug in the caller
 */
export function signEnvelope(xml: string, { privateKey, certificate }: SigningKey): string {
  if (!EMPTY_PLACE.test(xml)) throw new Error('the envelope has no empty CHUKYDONVI')
  const bare = xml.replace(EMPTY_PLACE, '<CHUKYDONVI></CHUKYDONVI>')
  const digest = createHash('sha256').update(canonicalDocument(bare)).digest('base64')
  const isRsa = privateKey.asymmetricKeyType === 'rsa'
  const method = `http://www.w3.org/2001/04/xmldsig-more#${isRsa ? 'rsa' : 'ecdsa'}-sha256`
  const unsigned = bare.replace(
    '<CHUKYDONVI></CHUKYDONVI>',
    () =>
      `<CHUKYDONVI><Signature xmlns="${DS}"><SignedInfo><CanonicalizationMethod Algorithm="${C14N}"/>` +
      `<SignatureMethod Algorithm="${method}"/><Reference URI=""><Transforms>` +
      `<Transform Algorithm="${DS}enveloped-signature"/><Transform Algorithm="${C14N}"/></Transforms>` +
      `<DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue>${digest}</DigestValue>` +
      `</Reference></SignedInfo><SignatureValue></SignatureValue><KeyInfo><X509Data><X509Certificate>` +
      `${certificate.toString('base64')}</X509Certificate></X509Data></KeyInfo></Signature></CHUKYDONVI>`,
  )
  const options = isRsa
    ? { key: privateKey }
    : { key: privateKey, dsaEncoding: 'ieee-p1363' as const }
  const value = sign('sha256', canonicalSignedInfo(unsigned), options).toString('base64')
  return unsigned.replace(
    '<SignatureValue></SignatureValue>',
    `<SignatureValue>${value}</SignatureValue>`,
  )
}

import { createHash, verify, X509Certificate } from 'node:crypto'

/** What came in, opened; or the code by which it is refused as a whole. */
export type Opened =
  | {
      readonly id: string
      readonly sender: string
      readonly type: string
      readonly content: unknown
    }
  | { readonly refused: string }

/** Opens a signed envelope: header, data and signature over the hashes of both, by the certificate beside it. */
export function openEnvelope(text: string): Opened {
  const envelope = jsonOf(text)
  const header = part(envelope, 'header')
  const data = part(envelope, 'data')
  const file = data && textAt(data, 'file_content')
  const id = header && textAt(header, 'msg_id')
  if (!header || !data || file === undefined || !id) return { refused: 'CM_INVALID_REQUEST' }
  const signature = textAt(envelope, 'signature')
  const certificate = textAt(envelope, 'certificate')
  if (!signature || !certificate) return { refused: 'PS_DS_RSA_SIGNATURE_MISSING' }
  const signed = `${hashOf(header)}.${hashOf(data)}`
  if (!isSigned(signed, signature, certificate)) return { refused: 'PS_DS_RSA_SIGNATURE_INVALID' }
  return {
    id,
    sender: textAt(header, 'sender_id') ?? '',
    type: textAt(header, 'txn_type') ?? '',
    content: jsonOf(Buffer.from(file, 'base64').toString('utf8')),
  }
}

function isSigned(text: string, signature: string, certificate: string): boolean {
  try {
    const { publicKey } = new X509Certificate(Buffer.from(certificate, 'base64'))
    return verify('sha256', Buffer.from(text), publicKey, Buffer.from(signature, 'base64'))
  } catch {
    return false
  }
}

function hashOf(value: object): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex')
}

export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A part that must be an object. */
export function part(value: unknown, name: string): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const found: unknown = Object.entries(value).find(([key]) => key === name)?.[1]
  return typeof found === 'object' && found !== null && !Array.isArray(found)
    ? { ...found }
    : undefined
}

export function textAt(value: unknown, name: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const found: unknown = Object.entries(value).find(([key]) => key === name)?.[1]
  return typeof found === 'string' ? found : undefined
}
